"""RepoPreview: the highlighted repo in a few lines; at once what the row knows, then what the Hub adds."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from rich.segment import Segment
from textual.strip import Strip

from hubtui.hub.criteria import Kind
from hubtui.widgets import cells
from hubtui.widgets.line_view import LineView, Look

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from hubtui.hub.models import Repo, RepoInfo

EXPAND: dict[Kind, tuple[str, ...]] = {
    Kind.MODEL: (
        "author", "baseModels", "cardData", "childrenModelCount", "createdAt", "disabled", "downloads",
        "downloadsAllTime", "gated", "lastModified", "library_name", "likes", "pipeline_tag", "private", "safetensors",
        "spaces", "tags", "usedStorage",
    ),
    Kind.DATASET: (
        "author", "cardData", "createdAt", "description", "disabled", "downloads", "downloadsAllTime", "gated",
        "lastModified", "likes", "mainSize", "private", "tags", "usedStorage",
    ),
    Kind.SPACE: (
        "author", "cardData", "createdAt", "datasets", "disabled", "lastModified", "likes", "models", "private",
        "runtime", "sdk", "subdomain", "tags", "usedStorage",
    ),
}  # fmt: skip
"""What the preview asks of a single repo (wire.md §2.1, §2.5, §2.9)."""


class RepoPreview(LineView):
    """Facts as they are known; lines without a fact are left out."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"repo-preview--title", "repo-preview--problem"}
    DEFAULT_CSS = """
    RepoPreview {
        padding: 0 1; scrollbar-size-vertical: 0;
        & > .repo-preview--title { text-style: bold; }
        & > .repo-preview--problem { color: $foreground-muted; }
    }
    """

    def __init__(self, clock: Callable[[], float]) -> None:
        super().__init__()
        self._clock = clock
        self._title = ""
        self._facts: list[str] = []
        self._problem = ""
        self._row = ""
        """The id of the row that is shown."""
        self._here: tuple[str, ...] = ()
        self._shown: list[tuple[str, str]] = []
        """The lines as wrapped, each with the name of its style."""
        self._width = -1

    @property
    def text(self) -> str:
        """What is shown, as plain text without line breaks of the screen's making."""
        groups = (self._facts, self._here, (self._problem,) if self._problem else ())
        return "\n\n".join((self._title, *("\n".join(group) for group in groups if group)))

    def clear(self) -> None:
        """Show nothing, where nothing is highlighted."""
        self._row = ""
        self._draw("", [], (), "")

    def show(self, kind: Kind, repo: Repo, info: RepoInfo | None, here: Sequence[str] = ()) -> None:
        """Show a row, what the Hub answered about it once it has, and what there is of it on this machine."""
        # Here, for the first frame shows nothing of a repo.
        from hubtui.core.preview_words import lines_of_info, lines_of_row

        now = self._clock()
        title = repo.id if info is None else info.id
        lines = lines_of_row(kind, repo, now) if info is None else lines_of_info(info, now)
        if title != repo.id:
            # The id that came back is the one to show (design.md §5, Redirects).
            lines = [f"listed as {repo.id}", "", *lines]
        if title != self._title:
            self.scroll_top(0)
        self._row = repo.id
        self._draw(title, lines, tuple(here), "")

    def show_here(self, row: str, here: Sequence[str]) -> None:
        """Show what there is on this machine of the repo that is shown, if that is the one with this id."""
        if row == self._row:
            self._draw(self._title, self._facts, tuple(here), self._problem)

    def show_problem(self, problem: str) -> None:
        """Say below the row's facts why there are no more."""
        self._draw(self._title, self._facts, self._here, problem)

    def scroll_lines(self, lines: int) -> None:
        """Scroll down by so many lines, up if negative."""
        self.scroll_top(min(max(self.top + lines, 0), max(0, self.row_count - self.rows_height)))

    def on_resize(self) -> None:
        """Handle another width: the lines break elsewhere."""
        self._wrap()

    def _draw(self, title: str, facts: list[str], here: tuple[str, ...], problem: str) -> None:
        if (title, facts, here, problem) != (self._title, self._facts, self._here, self._problem):
            self._title, self._facts, self._here, self._problem = title, facts, here, problem
            self._width = -1
            self._wrap()

    def _wrap(self) -> None:
        """Break the lines for the present width, if it is another one."""
        if self._width == self.rows_width:
            return
        self._width = self.rows_width
        parts = [(self._title, "title"), ("", ""), *((fact, "") for fact in self._facts)]
        if self._here:
            parts += [("", ""), *((line, "") for line in self._here)]
        if self._problem:
            parts += [("", ""), (self._problem, "problem")]
        self._shown = [
            (line, style)
            for text, style in parts
            for line in cells.wrapped(text, max(1, self._width)) or [""]
        ]
        self.fit_rows()
        self.forget_lines()

    @property
    def row_count(self) -> int:
        """How many lines there are."""
        return len(self._shown)

    def look(self, index: int) -> Look:  # noqa: ARG002  # all lines look alike
        """Return the plain look; lines of a text do not alternate."""
        return Look.EVEN

    def render_row(self, index: int, width: int, look: Look) -> Strip:
        """Draw one line."""
        line, name = self._shown[index]
        style = self.row_style(look)
        if name:
            style += self.get_component_rich_style(f"repo-preview--{name}", partial=True)
        return Strip([Segment(cells.fit(line, width), style)], width)
