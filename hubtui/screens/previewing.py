"""Previewing: what stands beside the list at which width, and the commands that show, hide and scroll the preview."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, TypeAlias

if TYPE_CHECKING:
    from hubtui.screens.browse import BrowseScreen
    from hubtui.screens.preview_asker import PreviewAsker

WIDE = 120
"""Columns from which the preview stands beside the list."""
MIDDLE = 90
"""Columns from which the tag sidebar does."""
SCROLLED = 3
"""Lines that one key scrolls the preview by."""
PreviewWanted: TypeAlias = Literal["auto", "shown", "hidden"]
"""How to begin; auto leaves it to the width."""


class Previewing:
    """Fits a browse screen to its width, as far as the user has not said otherwise."""

    def __init__(self, screen: BrowseScreen, asker: PreviewAsker, wanted: PreviewWanted) -> None:
        self._screen = screen
        self._asker = asker
        self._wanted: bool | None = None if wanted == "auto" else wanted == "shown"
        """What the user chose, in their file or with p; None leaves it to the width."""

    def lay_out(self, width: int) -> None:
        """Fit the screen to a width."""
        wide = width >= WIDE
        self._screen.fit_to(
            {
                "-wide": wide,
                "-middle": MIDDLE <= width < WIDE,
                "-narrow": width < MIDDLE,
                "-preview": wide if self._wanted is None else self._wanted,
            }
        )

    def do_preview_toggle(self) -> None:
        """Show or hide the preview."""
        self._wanted = not self._screen.preview_shown
        self.lay_out(self._screen.size.width)
        self._asker.follow()

    def do_preview_down(self) -> None:
        """Scroll the preview down."""
        self._screen.preview.scroll_lines(SCROLLED)

    def do_preview_up(self) -> None:
        """Scroll the preview up."""
        self._screen.preview.scroll_lines(-SCROLLED)
