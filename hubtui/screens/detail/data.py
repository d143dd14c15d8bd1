"""DataPart: a dataset's rows, read from the parquet files that the Hub has made of it."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, ClassVar

from textual import work

from hubtui.commands.detail import DATA, FIND, SHARDS
from hubtui.core.shards import NO_FILES, NOT_CONVERTED, conversion, in_words, row_of, why_no_row
from hubtui.hub.errors import HubError, NotFound, RepoNotFound
from hubtui.hub.parquet import INSTALL, can_read
from hubtui.screens.detail.part import Part
from hubtui.screens.detail.rows_reader import RowsReader
from hubtui.screens.wishes import CopyWanted
from hubtui.text import plural
from hubtui.widgets.one_line import OneLine
from hubtui.widgets.rows_table import RowsTable
from hubtui.widgets.shard_chooser import ShardChooser

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual.app import ComposeResult

    from hubtui.commands import Command
    from hubtui.core.shards import ShardFile
    from hubtui.core.visit import Visit
    from hubtui.screens.detail.desk import Desk
    from hubtui.widgets.line_list import LineList

NEEDS = ("Rows need pyarrow", f"{INSTALL} adds it")
UNUSABLE = ("This repo's id holds characters that cannot be sent safely", "")
UNSENDABLE = "The name of this file holds characters that cannot be sent safely"
NO_ROWS = "There are no rows here"
NOT_YET = "The rows are not read yet"
NO_LIST = "There are no parquet files here"
LOADING = ("Asking for the parquet files…", "")


class DataPart(Part):
    """The rows of one file of a split; over them, when it is wanted, the list of all files."""

    TITLE: ClassVar = DATA
    DEFAULT_CSS = """
    DataPart OneLine { background: $boost; }
    DataPart .-away { display: none; }
    """

    def __init__(self, visit: Visit, desk: Desk) -> None:
        super().__init__(visit, desk)
        self._can_read = can_read()
        self._line = OneLine()
        self._files = ShardChooser()
        self._table = RowsTable(self._show_line, id="rows")
        self._reader = RowsReader(self, self._table, desk.connect, self._tell, self._agree)
        self._error: HubError | None = None
        """Why there is no list of files."""
        self._table.add_class("-away")

    def compose(self) -> ComposeResult:
        """What is shown, and the rows or the files."""
        yield self._line
        yield self._files
        yield self._table

    @property
    def split(self) -> tuple[str, str]:
        """The config and the split whose rows are shown."""
        shown = self._reader.file
        usable = shown is not None and shown.file.usable
        return (shown.file.config, shown.file.split) if shown is not None and usable else ("", "")

    # The files

    def enter(self) -> None:
        """Ask for the files."""
        self._ask()

    def reload(self) -> None:
        """Read again what could not be read; where nothing failed, ask for the files anew."""
        if self._files.files and self._reader.error is not None:
            self._reader.retry()
        else:
            self._ask()

    def take_keys(self) -> None:
        """Give the keys to the rows, or to the files where they are shown."""
        if self._lists:
            self._files.take_keys()
        else:
            self.screen.set_focus(self._table)

    def leave(self) -> bool:
        """Go back from a search among the files to all of them, and from the files to the rows."""
        if self._lists and self._files.leave():
            return True
        if self._lists and self._reader.file is not None:
            self._front(files=False)
            return True
        return False

    def on_hide(self) -> None:
        """Handle another tab in front: nothing is read for this one any more."""
        self._reader.cancel()

    async def on_unmount(self) -> None:
        """Handle the end: the file is let go of."""
        await self._reader.close()

    def on_show(self) -> None:
        """Handle that this tab is in front again: go on where it was left."""
        if self._reader.file is not None and self._reader.error is None:
            self._reader.retry()

    def _ask(self) -> None:
        self._reader.cancel()
        self._error = None
        self._files.show(())
        self._files.say(*(LOADING if self.visit.usable else UNUSABLE))
        self._front(files=True)
        if self.visit.usable:
            self._load()

    @work(group="files", exclusive=True)
    async def _load(self) -> None:
        """Ask for the files; show the rows of the first one at once, and learn the sizes of all."""
        repo = self.visit.ref
        try:
            reads = (await self.desk.connect()).reads
            async for files in conversion(reads, repo.id):
                self._take(files)
        except HubError as error:
            if isinstance(error, NotFound) and not isinstance(error, RepoNotFound):
                self._files.say(*NOT_CONVERTED)
            else:
                self._error = error
                self._files.say(error.what, error.todo)
        self._tell()

    def _take(self, files: tuple[ShardFile, ...]) -> None:
        """Show the files, and the rows of one: of the one of before, else of the first that can be asked for."""
        first_time = not self._files.files
        self._files.say(*NO_FILES)
        self._files.show(files)
        shown = self._reader.file
        same = next((each for each in files if shown is not None and each.file == shown.file), None)
        first = same or next((each for each in files if each.file.usable), None)
        if first_time and first is not None and self._can_read:
            self._open(first)
        elif same is not None:
            self._reader.file = same

    def on_line_list_selected(self, event: LineList.Selected) -> None:
        """Handle enter, or a click on what is highlighted: show a file, or read a value."""
        event.stop()
        self.do_rows_read()

    def _choose(self) -> None:
        """Show the rows of the highlighted file, or say why that cannot be."""
        file = self._files.list.highlighted
        if file is not None and not self.no_choice:
            self._open(file)
        else:
            self._say(self.no_choice)

    def _open(self, file: ShardFile) -> None:
        self._reader.show(self.visit.ref, file)
        self._files.list.highlight(file)
        self._front(files=False)

    # The rows

    def on_rows_table_rows_wanted(self, event: RowsTable.RowsWanted) -> None:
        """Handle rows that come onto the screen."""
        event.stop()
        self._reader.want(event.row)

    def _with_value(self, then: Callable[[str, str], None]) -> None:
        """Hand on the value under the cursor, with what it is called."""
        if (heading := self._table.heading) is not None:
            row, column = self._table.cursor, self._table.column
            self._reader.read_value(row, column, partial(then, f"row {row:,} · {heading.name}"))

    def _show_text(self, title: str, text: str) -> None:
        """Show a text over this screen, unless it has been left meanwhile."""
        from hubtui.screens.dialogs.cell_viewer import CellViewer

        if self.is_attached and self.app.screen is self.screen:
            self.app.push_screen(CellViewer(title, text, self._copy))

    def _copy(self, text: str) -> None:
        self.post_message(CopyWanted(text))

    async def _agree(self, text: str) -> bool:
        from hubtui.screens.dialogs.agree import AgreeDialog

        return await self.app.push_screen_wait(AgreeDialog("Much to read", text, "reads it"))

    # Commands

    def do_rows_read(self) -> None:
        """Read the value under the cursor in full, or show the rows of the highlighted file."""
        if self._lists:
            self._choose()
        else:
            self._with_value(self._show_text)

    def do_detail_copy(self) -> None:
        """Copy the URL of the highlighted file, or the value under the cursor; the id where there is neither."""
        if self._lists:
            file = self._files.list.highlighted
            self._copy(file.file.url if file is not None and file.file.usable else self.visit.ref.id)
        elif self._table.heading is None:
            self._copy(self.visit.ref.id)
        else:
            self._with_value(lambda _, text: self._copy(text))

    def do_detail_find(self) -> None:
        """Find a file by a part of the name of its config or split."""
        if self._files.files:
            self._front(files=True)
            self._files.find()
        else:
            self._say(NO_LIST)

    def do_data_files(self) -> None:
        """Choose among the files; again: go back to the rows."""
        if self._files.files:
            self._front(files=not self._lists or self._reader.file is None)
        else:
            self._say(NO_LIST)

    def do_data_columns(self) -> None:
        """Show the names and types of all columns."""
        self._show_text(*self._reader.columns)

    async def do_data_jump(self) -> None:
        """Go to a row by its number."""
        from hubtui.screens.dialogs.name_dialog import NameDialog

        rows = self._table.row_count
        dialog = NameDialog(
            "Go to a row", f"{plural(rows, 'row')}, counted from 0",
            refuse=partial(why_no_row, rows=rows), placeholder="number", verb="goes there",
        )  # fmt: skip
        await self.app.push_screen(dialog, self._jump)

    def _jump(self, number: str | None) -> None:
        if number is not None:
            self._table.go_to(row_of(number))

    def shows(self, command: Command) -> bool:
        """Tell whether the footer is to show a command: what leads to the files only where it leads somewhere."""
        if command == SHARDS:
            return bool(self._files.files) and not self._lists
        return command != FIND or bool(self._files.files)

    def _say(self, text: str) -> None:
        self.notify(text, markup=False)

    # What is told

    @property
    def no_choice(self) -> str:
        """Why no value can be read, or no file be shown."""
        if not self._lists:
            return "" if self._table.heading is not None else self.no_rows or NO_ROWS
        file = self._files.list.highlighted
        if file is None:
            return NO_LIST
        if not self._can_read:
            return f"{NEEDS[0]}: {NEEDS[1]}"
        return "" if file.file.usable else UNSENDABLE

    @property
    def no_rows(self) -> str:
        """Why there are no rows to go through."""
        if not self._lists and self._reader.shard is not None:
            return ""
        return NO_ROWS if self._lists or self._reader.error is not None else NOT_YET

    @property
    def progress(self) -> str:
        """The rows and how much of them was read, or how many files there are."""
        if not self._lists and self._reader.progress:
            return self._reader.progress
        return in_words(self._files.files) if self._files.files else ""

    @property
    def notice(self) -> tuple[str, str]:
        """What went wrong, what is under way, or what to know of what is shown."""
        error = self._reader.error or self._error
        if error is not None:
            return error.what, error.todo
        if self._reader.doing:
            return self._reader.doing, ""
        if self._files.files and not self._can_read:
            return NEEDS
        if self._lists and any(each.partial for each in self._files.files):
            return "Of large splits the Hub converts only the first part", ""
        return "", ""

    @property
    def failed(self) -> bool:
        """Whether something went wrong."""
        return self._reader.error is not None or self._error is not None

    @property
    def _lists(self) -> bool:
        """Whether the files are shown."""
        return not self._files.has_class("-away")

    def _front(self, *, files: bool) -> None:
        """Show the files, or the rows."""
        had_keys = self._files.has_keys or self._table.has_focus
        self._files.set_class(not files, "-away")
        self._table.set_class(files, "-away")
        if had_keys:
            self.take_keys()
        self._tell()

    def _tell(self) -> None:
        self._show_line()
        self.changed()

    def _show_line(self) -> None:
        """Say above the rows which file it is, and the type of the cursor's column."""
        if self._lists:
            left, right = "Parquet files, converted by the Hub" if self._files.files else "", ""
        else:
            left, right = self._reader.title, self._reader.column(self._table.column)
        self._line.show(
            [(f" {left}", "", "screen.command('data.files')")], [(f"  {right} ", "$text-muted", "")]
        )
