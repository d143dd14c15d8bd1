"""TitleBar: the program's name, the panes and saved views, and who is signed in where."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hubtui.widgets.one_line import OneLine

if TYPE_CHECKING:
    from collections.abc import Sequence

    from hubtui.widgets.one_line import Span


class TitleBar(OneLine):
    """The top line. It shows what it is told; clicks on a tab run its action."""

    DEFAULT_CSS = """
    TitleBar { background: $panel; color: $foreground; }
    """

    def __init__(self) -> None:
        super().__init__(classes="-bar")
        self._tabs: tuple[tuple[str, str, str], ...] = ()
        self._active: tuple[str, ...] = ()
        self._who = ""

    def show_tabs(self, tabs: Sequence[tuple[str, str, str]], active: Sequence[str]) -> None:
        """Show tabs, each a key, a title and an action; ``active`` are the titles of those in front."""
        self._tabs, self._active = tuple(tabs), tuple(active)
        self._compose_line()

    def show_who(self, who: str) -> None:
        """Show who is signed in where, for example ``alice@huggingface.co write``."""
        self._who = who
        self._compose_line()

    def _compose_line(self) -> None:
        left: list[Span] = [(" hubtui ", "bold $text-primary", "")]
        for key, title, action in self._tabs:
            active = title in self._active
            left.append((f" {key} ", "$text-primary" if active else "$foreground-muted", action))
            # The tab in front is underlined as well as bright, so that it shows without colour.
            left.append((title, "bold underline" if active else "$foreground-muted", action))
            left.append((" ", "", action))
        self.show(left, [(f"{self._who} ", "$foreground-muted", "")] if self._who else [])
