"""ShardList: the files of a dataset's conversion, one a line."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from rich.cells import cell_len
from rich.segment import Segment
from textual.binding import Binding, BindingType
from textual.strip import Strip

from hubtui.text import size
from hubtui.widgets import cells
from hubtui.widgets.line_list import LineList, Look

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from hubtui.core.shards import ShardFile

_NAME = 40
"""Cells of the longest name of a config or split."""
_FILE = 13
_SIZE = 8
_PART = "first part only"
_UNUSABLE = "its name cannot be sent safely"


class ShardList(LineList):
    """Config, split, file and size."""

    HEADER_LINES = 1
    COMPONENT_CLASSES: ClassVar[set[str]] = {"shard-list--header", "shard-list--faint"}
    DEFAULT_CSS = """
    ShardList {
        & > .shard-list--header { color: $text-muted; text-style: bold; }
        & > .shard-list--faint { color: $text-muted; }
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter,l,right", "select", "Show", show=False, id="shards.open")
    ]

    def __init__(self) -> None:
        super().__init__()
        self._files: tuple[ShardFile, ...] = ()
        self._widths = (0, 0)
        """Cells of config and split."""

    def show(self, files: Sequence[ShardFile]) -> None:
        """Show other files, or more of the same; the cursor stays at its place."""
        self._files = tuple(files)
        configs = (cell_len(each.file.config) for each in files)
        splits = (cell_len(each.file.split) for each in files)
        self._widths = (_width("CONFIG", configs), _width("SPLIT", splits))
        self.rows_replaced(max(0, self.cursor), self.top)

    def highlight(self, file: ShardFile) -> None:
        """Put the cursor on a file."""
        at = next((at for at, each in enumerate(self._files) if each.file == file.file), 0)
        self.cursor = at

    @property
    def files(self) -> tuple[ShardFile, ...]:
        """The files, in order."""
        return self._files

    @property
    def highlighted(self) -> ShardFile | None:
        """The file under the cursor."""
        return self._files[self.cursor] if 0 <= self.cursor < len(self._files) else None

    @property
    def row_count(self) -> int:
        """How many files there are."""
        return len(self._files)

    def render_header(self, width: int) -> Strip:
        """Draw the headings."""
        if not self._files:
            return Strip.blank(width, self.row_style(Look.EVEN))
        style = self.row_style(Look.EVEN) + self.get_component_rich_style("shard-list--header", partial=True)
        text = self._line(" ", "CONFIG", "SPLIT", "FILE", "SIZE", "")
        return Strip([Segment(cells.fit(text, width), style)], width)

    def render_row(self, index: int, width: int, look: Look) -> Strip:
        """Draw one file."""
        each = self._files[index]
        file = each.file
        which = f"{file.number + 1} of {each.of}"
        note = _UNUSABLE if not file.usable else _PART if each.partial else ""
        bar = "▌" if look.is_cursor else " "
        text = self._line(bar, file.config, file.split, which, size(each.size), note)
        style = self.row_style(look)
        if not file.usable and not look.is_cursor:
            style += self.get_component_rich_style("shard-list--faint", partial=True)
        return Strip([Segment(cells.fit(text, width), style)], width)

    def _line(self, bar: str, *texts: str) -> str:
        """Return one line: config, split, file, size and a note."""
        widths = (*self._widths, _FILE, _SIZE)
        places = [
            cells.fit(text, room, right=room == _SIZE) for text, room in zip(texts, widths, strict=False)
        ]
        return bar + "  ".join((*places, texts[-1]))


def _width(heading: str, lengths: Iterable[int]) -> int:
    """Return the cells of a column."""
    return min(_NAME, max(len(heading), *lengths, 0))
