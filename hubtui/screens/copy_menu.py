"""CopyMenu: one letter copies, and what it will copy is shown before."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from hubtui.core.copies import COPIES
from hubtui.text import one_line, plural, printable
from hubtui.widgets.keys import KeysInTurn

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.app import ComposeResult

    from hubtui.core.copies import Offer

HINT = "A letter copies, escape closes"
READING = "being read …"
SOON = "Copied as soon as it is read; escape closes"
SHOWN = 40
"""Lines of a text that are looked at for what is shown of it; no terminal has room for more."""


class CopyMenu(KeysInTurn, ModalScreen[str | None]):
    """Lists what can be copied; gives the text.

    Args:
        offers: what can be copied now or soon; at least one.
    """

    DEFAULT_CSS = """
    CopyMenu { align: center middle; }
    CopyMenu > Vertical {
        width: 100; max-width: 100%; height: auto; max-height: 100%; padding: 0 1; background: $surface;
        border: round $primary; border-title-color: $foreground;
    }
    CopyMenu OptionList {
        height: auto; max-height: 46vh; border: none; padding: 0; background: $surface;
        text-wrap: nowrap; text-overflow: ellipsis;
    }
    CopyMenu OptionList:focus { border: none; }
    CopyMenu #text { height: 30vh; max-height: 10; margin-top: 1; padding: 0 1; background: $panel; }
    CopyMenu #hint { color: $foreground-muted; margin-top: 1; }
    """

    BINDINGS: ClassVar = [
        Binding("escape,q,Y,h,left", "close", id="copies.close", show=False),
        Binding("j", "move(1)", id="copies.down", show=False),
        Binding("k", "move(-1)", id="copies.up", show=False),
        *(
            Binding(copy.letter, f"pick('{copy.letter}')", id=f"copies.{copy.letter}", show=False)
            for copy in COPIES
        ),
    ]

    def __init__(self, offers: Sequence[Offer]) -> None:
        super().__init__()
        self._offers = tuple(offers)
        self._soon = ""
        """The letter of what was picked while it was being read."""
        self._list = OptionList(*self._options(), markup=False)
        self._text = Static(id="text", markup=False)
        self._hint = Static(Content(HINT), id="hint", markup=False)

    def compose(self) -> ComposeResult:
        """One line each, the letter first; then the text that is highlighted, and what the keys do."""
        with Vertical() as frame:
            frame.border_title = Content("Copy")
            yield self._list
            yield self._text
            yield self._hint

    def on_mount(self) -> None:
        """Highlight the first."""
        self._list.highlighted = 0
        self.set_focus(self._list)

    def show(self, offers: Sequence[Offer], problem: str = "") -> None:
        """Show what can be copied now that more is known.

        Args:
            offers: as before; those that were there first stay where they are.
            problem: why something could not be read, clean; empty where there is nothing to tell.
        """
        if not self.is_attached:
            return
        letter = self._highlighted.copy.letter
        self._offers = tuple(offers)
        self._list.clear_options().add_options(self._options())
        letters = [offer.copy.letter for offer in self._offers]
        self._list.highlighted = letters.index(letter) if letter in letters else 0
        self._preview()
        self._hint.update(Content(problem or (SOON if self._soon else HINT)))
        if self._soon:
            self.action_pick(self._soon)

    def action_pick(self, letter: str) -> None:
        """Copy by a letter, if there is something for it; what is being read is copied once it is there."""
        self._soon = ""
        for offer in self._offers:
            if offer.copy.letter == letter:
                self._pick(offer)

    def action_move(self, lines: int) -> None:
        """Move the highlight as the arrows do."""
        self._list.action_cursor_down() if lines > 0 else self._list.action_cursor_up()

    def action_close(self) -> None:
        """Copy nothing."""
        self._leave(None)

    def on_option_list_option_highlighted(self, event: OptionList.OptionHighlighted) -> None:
        """Handle a move: what is highlighted now is shown."""
        event.stop()
        self._preview()

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Handle enter or a click on a line."""
        event.stop()
        self._pick(self._offers[event.option_index])

    @property
    def _highlighted(self) -> Offer:
        """What is highlighted."""
        return self._offers[self._list.highlighted or 0]

    def _options(self) -> list[Option]:
        width = max(len(copy.words) for copy in COPIES)
        return [Option(_line(offer, width)) for offer in self._offers]

    def _preview(self) -> None:
        """Show the highlighted text, as far as there is room."""
        self._text.update(Content(_beginning(self._highlighted.text, self._text.size.height or SHOWN)))

    def _pick(self, offer: Offer) -> None:
        if offer.text:
            self._leave(offer.text)
        else:
            self._soon = offer.copy.letter
            self._hint.update(Content(SOON))

    def _leave(self, text: str | None) -> None:
        """Leave once: a second enter must not take away the screen below."""
        if self.is_current:
            self.dismiss(text)


def _line(offer: Offer, width: int) -> Content:
    """Return a line: the letter, the words, and the beginning of what will be copied."""
    text = offer.text[:1000].partition("\n")[0] if offer.text else READING
    return Content.assemble(
        (f" {offer.copy.letter} ", "bold $text-primary"),
        f"{offer.copy.words:<{width}}  ",
        (one_line(text), "$foreground-muted"),
    )


def _beginning(text: str, room: int) -> str:
    """Return the first lines of a text, and how many there are beyond."""
    if not text:
        return READING
    lines = text.rstrip("\n").split("\n")
    if len(lines) > room:
        lines = [*lines[: room - 1], f"… {plural(len(lines) - room + 1, 'more line')}"]
    return printable("\n".join(lines))
