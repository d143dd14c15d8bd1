"""HelpScreen: what every key does, what the marks mean."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding
from textual.containers import VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static

from hubtui.commands import CURSOR_COMMANDS, Place
from hubtui.commands.browse import HELP
from hubtui.commands.every import EVERY
from hubtui.widgets import cells
from hubtui.widgets.columns import BOOKMARKED, CACHED, MARKED, MARKS
from hubtui.widgets.keys import KeysInTurn, with_keys

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from textual import events
    from textual.app import ComposeResult

    from hubtui.commands import Command

KEY_WIDTH = max(len(command.key_label) for command in EVERY) + 4
"""Columns that the keys take, with two before them and two behind."""
FRAME = 8
"""Columns of the frame, its padding and the bar."""
WIDEST = 84
LEAST_WORDS = 20
"""Columns that the words keep on the narrowest terminal."""


class HelpScreen(KeysInTurn, ModalScreen[None]):
    """Lists the commands by where they work; derived from hubtui.commands.

    Args:
        first: where the user is, so that it comes first.
    """

    DEFAULT_CSS = """
    HelpScreen { align: center middle; }
    HelpScreen > VerticalScroll {
        width: 84; max-width: 100%; height: auto; max-height: 90%; padding: 1 2;
        background: $surface; border: round $primary; border-title-color: $foreground;
    }
    HelpScreen Static { width: 1fr; height: auto; }
    """

    BINDINGS: ClassVar = [
        Binding("escape,q", "dismiss", "Close", id="help.close", show=False),
        Binding(",".join(HELP.keys), "dismiss", "Close", id=HELP.id, show=False),
        *(
            Binding(",".join(command.keys), f"scroll('{command.id}')", id=command.id, show=False)
            for command in CURSOR_COMMANDS
        ),
    ]

    def __init__(self, *first: Place) -> None:
        super().__init__()
        self._first = first
        self._text = Static(markup=False)

    def compose(self) -> ComposeResult:
        """One scrolling text."""
        with VerticalScroll(can_focus=False) as frame:
            frame.border_title = Content("Keys")
            frame.border_subtitle = Content("escape closes")
            yield self._text

    def on_resize(self, event: events.Resize) -> None:
        """Handle another width: the words are broken elsewhere."""
        width = min(WIDEST, event.size.width) - FRAME
        self._text.update(help_text(width, self._first, with_keys(self, EVERY)))

    def action_scroll(self, command_id: str) -> None:
        """Scroll the text as a list moves its cursor."""
        frame = self.query_one(VerticalScroll)
        page = frame.scrollable_content_region.height
        end = frame.max_scroll_y
        steps = {
            "cursor.down": 1, "cursor.up": -1, "cursor.first": -end, "cursor.last": end,
            "cursor.half_down": page // 2, "cursor.half_up": -(page // 2),
            "cursor.page_down": page, "cursor.page_up": -page,
        }  # fmt: skip
        frame.scroll_relative(y=steps[command_id], animate=False)


HERE = (
    (BOOKMARKED, "bookmarked by you"),
    (CACHED, "on this machine, in the cache of huggingface_hub"),
    (MARKED, "marked by you"),
)
"""The signs that do not come from the Hub."""


def help_text(width: int, first: Iterable[Place] = (), commands: Sequence[Command] = EVERY) -> Content:
    """Return the whole help in so many columns: the commands under their headings, then the legend of the marks."""
    lines: list[Content] = []
    for place in dict.fromkeys((*first, *Place)):
        here = [command for command in commands if place in command.where]
        lines += _section(place.value, [(command.key_label, command.help) for command in here], width)
    legend = [(mark.glyph, mark.meaning) for mark in MARKS]
    lines += _section("Marks", [*legend, *HERE], width)
    return Content("\n").join(lines).rstrip()


def _section(heading: str, entries: Iterable[tuple[str, str]], width: int) -> Iterable[Content]:
    """Yield a heading, its entries with words broken beside their keys, and a blank line."""
    yield Content.styled(heading, "bold $text-primary")
    for keys, words in entries:
        first = f"  {keys}  ".ljust(KEY_WIDTH)
        for line in cells.wrapped(words, max(width - KEY_WIDTH, LEAST_WORDS)):
            yield Content.assemble((first, "bold"), line)
            first = " " * KEY_WIDTH
    yield Content("")
