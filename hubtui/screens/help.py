"""HelpScreen: what every key does, what the marks mean."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding
from textual.containers import VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static

from hubtui.commands import COMMANDS, CURSOR_COMMANDS, Place
from hubtui.widgets.columns import MARKED, MARKS
from hubtui.widgets.keys import KeysInTurn

if TYPE_CHECKING:
    from textual.app import ComposeResult

KEY_WIDTH = 14
"""Columns that the keys take, the gap included."""


class HelpScreen(KeysInTurn, ModalScreen[None]):
    """Lists the commands by where they work; derived from hubtui.commands."""

    DEFAULT_CSS = """
    HelpScreen { align: center middle; }
    HelpScreen > VerticalScroll {
        width: 76; max-width: 100%; height: auto; max-height: 90%; padding: 1 2;
        background: $surface; border: round $primary; border-title-color: $foreground;
    }
    HelpScreen Static { width: 1fr; height: auto; }
    """

    BINDINGS: ClassVar = [
        Binding("escape,q,question_mark", "dismiss", "Close", id="help.close", show=False),
        *(
            Binding(",".join(command.keys), f"scroll('{command.id}')", id=command.id, show=False)
            for command in CURSOR_COMMANDS
        ),
    ]

    def compose(self) -> ComposeResult:
        """One scrolling text."""
        with VerticalScroll(can_focus=False) as frame:
            frame.border_title = Content("Keys")
            frame.border_subtitle = Content("escape closes")
            yield Static(help_text(), markup=False)

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


def help_text() -> Content:
    """Return the whole help: the commands under their headings, then the legend of the marks."""
    parts: list[Content | tuple[str, str] | str] = []
    for place in Place:
        parts.append((f"{place.value}\n", "bold $text-primary"))
        for command in COMMANDS:
            if place in command.where:
                parts += [(f"  {command.key_label:<{KEY_WIDTH}}", "bold"), f"{command.help}\n"]
        parts.append("\n")
    parts.append(("Marks\n", "bold $text-primary"))
    for glyph, meaning in (*((mark.glyph, mark.meaning) for mark in MARKS), (MARKED, "marked by you")):
        parts += [(f"  {glyph:<{KEY_WIDTH}}", "bold"), f"{meaning}\n"]
    return Content.assemble(*parts).rstrip()
