"""The programs that the figures of the tag sidebar are measured on, each on its own terminal.

``python -m tests.benchmarks.tag_child tags NUMBER`` shows a sidebar: ``ctrl+t`` makes an index of so many tags and
shows it, ``ctrl+r`` takes it away, and anything else is typed into its filter.
``python -m tests.benchmarks.tag_child bare`` is the floor: a key is shown on its first line, and all lines are drawn
anew.
"""

from __future__ import annotations

import random
import sys
from typing import TYPE_CHECKING, ClassVar

from rich.segment import Segment
from textual.app import App, ComposeResult
from textual.binding import Binding, BindingType
from textual.strip import Strip
from textual.widget import Widget

from hubtui.core.question import Question
from hubtui.core.tag_sources import listed, unlisted
from hubtui.hub.criteria import Kind
from hubtui.hub.models import Tag, TagGroups
from hubtui.widgets.tag_sidebar import TagSidebar

if TYPE_CHECKING:
    from collections.abc import Iterator

    from textual import events

READY = b"up to 1B"
"""What is on the terminal once the sidebar may be measured."""
_SYLLABLES = (
    "a",
    "ber",
    "co",
    "data",
    "en",
    "fi",
    "gen",
    "lo",
    "ma",
    "net",
    "ora",
    "qwen",
    "ri",
    "s",
    "text",
    "vi",
)


def names(chance: random.Random) -> Iterator[str]:
    """Yield names like those of repos, without end."""
    while True:
        yield "-".join("".join(chance.choices(_SYLLABLES, k=chance.randint(1, 3))) for _ in range(2))


def groups(number: int) -> TagGroups:
    """Return so many tags in the proportions of the Hub's: mostly datasets, papers and free words (wire.md §2.3)."""
    chance = random.Random(0)
    words = names(chance)
    bare = {
        name: number * share // 1000
        for name, share in (("pipeline_tag", 1), ("library", 2), ("language", 70))
    }
    found = {
        name: tuple(Tag(next(words), next(words).title()) for _ in range(count))
        for name, count in bare.items()
    }
    for name, share in (("dataset", 500), ("license", 2), ("arxiv", 300)):
        values = [f"{next(words)}/{next(words)}" for _ in range(number * share // 1000)]
        if name == "arxiv":
            values = [f"{chance.randint(1000, 2700)}.{chance.randint(10000, 99999)}" for _ in values]
        found[name] = tuple(Tag(f"{name}:{value}", value) for value in values)
    rest = number - sum(map(len, found.values()))
    return TagGroups(
        {**found, "other": tuple(Tag(word, word) for word, _ in zip(words, range(rest), strict=False))}
    )


class TagsApp(App[None]):
    """A sidebar of so many tags."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("ctrl+t", "show_tags"), Binding("ctrl+r", "show_none")]

    def __init__(self, number: int) -> None:
        super().__init__()
        self.groups = groups(number)
        self.sidebar = TagSidebar()

    def compose(self) -> ComposeResult:
        """Show the sidebar."""
        yield self.sidebar

    def on_mount(self) -> None:
        """Show it without tags."""
        self.action_show_none()
        self.sidebar.focus_filter()

    def action_show_tags(self) -> None:
        """Make the index and show it."""
        self.sidebar.show(listed(Kind.MODEL, self.groups), Question())

    def action_show_none(self) -> None:
        """Go back to no tags."""
        self.sidebar.show(unlisted(Kind.MODEL, "Loading the tags of models…"), Question())


class Lines(Widget, can_focus=True):
    """Lines that a key draws anew."""

    DEFAULT_CSS = "Lines { width: 26; height: 1fr; }"

    def __init__(self) -> None:
        super().__init__()
        self.typed = "up to 1B"

    def render_line(self, y: int) -> Strip:
        """Draw a line with what was typed last."""
        return Strip([Segment(f" {self.typed[-9:]} {y}".ljust(self.size.width), self.rich_style)])

    def on_key(self, event: events.Key) -> None:
        """Handle a key."""
        self.typed += event.character or ""
        self.refresh()
        event.stop()
        event.prevent_default()


class BareApp(App[None]):
    """The floor."""

    def compose(self) -> ComposeResult:
        """Show the lines."""
        yield Lines()


if __name__ == "__main__":
    app = BareApp() if sys.argv[1] == "bare" else TagsApp(int(sys.argv[2]))
    app.run()
