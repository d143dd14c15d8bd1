"""RepoPreview: the highlighted repo in a few lines; at once what the row knows, then what the Hub adds."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from rich.segment import Segment
from textual.strip import Strip

from hubtui import text
from hubtui.core.repo_words import child_words, languages_among, stage_name, tagged
from hubtui.hub.criteria import Kind
from hubtui.widgets import cells
from hubtui.widgets.line_view import LineView, Look

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from hubtui.hub.models import Repo, RepoInfo
    from hubtui.hub.particulars import Runtime

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

LANGUAGES_SHOWN = 4
DESCRIPTION_SHOWN = 600
"""Characters of a description that the preview shows."""


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
        now = self._clock()
        title = repo.id if info is None else info.id
        lines = _lines_of_row(kind, repo, now) if info is None else _lines_of_info(info, now)
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


def _lines_of_row(kind: Kind, repo: Repo, now: float) -> list[str]:
    """Return what a row of the list knows."""
    return _present(
        _joined(repo.task, repo.library)
        if kind is not Kind.SPACE
        else _joined(repo.sdk, _stage_words(repo.stage)),
        _joined(_license_of(repo.tags), _some(languages_among(repo.tags))),
        _state(private=repo.private, gated=repo.gated, disabled=repo.disabled),
        "",
        _counted(text.parameters(repo.parameters), "parameters"),
        text.size(repo.size) or None,
        _stored(repo.storage),
        _downloads(repo.downloads, None),
        _likes(repo.likes),
        _dated("updated", repo.updated, now),
    )


def _lines_of_info(info: RepoInfo, now: float) -> list[str]:
    """Return what the Hub answered."""
    card = info.card
    return _present(
        _joined(card.emoji, card.title),
        card.summary,
        _joined(info.task, info.library) if info.kind is not Kind.SPACE else _joined(info.sdk),
        _joined(
            " ".join(card.licenses) or _license_of(info.tags),
            _some(card.languages or languages_among(info.tags)),
        ),
        _state(private=info.private, gated=info.gated, disabled=info.disabled),
        "",
        *(_runtime_lines(info.runtime) if info.runtime else ()),
        _weights(info),
        text.size(info.size) or None,
        _stored(info.storage),
        _downloads(info.downloads, info.downloads_all_time),
        _likes(info.likes),
        _dated("updated", info.updated, now),
        _dated("created", info.created, now),
        "",
        _related("from", info.base_models),
        _children(info.children),
        _counted_related(info.spaces, "Space uses it", "Spaces use it"),
        _related("models", card.models) if info.kind is Kind.SPACE else "",
        _related("datasets", card.datasets),
        "",
        _shortened(info.description),
    )


def _state(*, private: bool, gated: str | None, disabled: bool) -> str | None:
    """Return the marks of a row in words."""
    return _joined(
        "private" if private else "", f"gated ({gated})" if gated else "", "disabled" if disabled else ""
    )


def _present(*lines: str | None) -> list[str]:
    """Return the lines that say something, with at most one empty line between groups."""
    shown: list[str] = []
    for line in lines:
        if line or (line == "" and shown and shown[-1]):
            shown.append(line)
    while shown and not shown[-1]:
        shown.pop()
    return shown


def _joined(*parts: str | None) -> str | None:
    return " · ".join(part for part in parts if part) or None


def _counted(number: str, noun: str) -> str | None:
    return f"{number} {noun}" if number else None


def _stored(storage: int | None) -> str | None:
    """Return what a repo takes up with all its history: 12.1 GB stored."""
    return _counted(text.size(storage), "stored")


def _dated(word: str, then: int | None, now: float) -> str | None:
    return f"{word} {text.age(then, now)}" if then is not None else None


def _downloads(month: int | None, all_time: int | None) -> str | None:
    """Return the downloads: ↓ 2.4M in 30 days · 94M in all."""
    return _joined(
        _counted(f"↓ {text.count(month)}", "in 30 days") if month is not None else None,
        _counted(text.count(all_time), "in all"),
    )


def _likes(likes: int | None) -> str | None:
    return f"♥ {text.plural(likes, 'like')}" if likes is not None else None


def _weights(info: RepoInfo) -> str | None:
    """Return the parameters with their types: 8.2B parameters (BF16)."""
    if info.parameters is None:
        return None
    types = f" ({', '.join(name for name, _ in info.weights)})" if info.weights else ""
    return f"{text.parameters(info.parameters)} parameters{types}"


def _runtime_lines(runtime: Runtime) -> list[str | None]:
    hardware = runtime.hardware or (f"asks for {runtime.requested}" if runtime.requested else None)
    last = runtime.error.strip().splitlines()[-1:] if runtime.error else []
    return [_joined(_stage_words(runtime.stage), hardware), *(f"✗ {text.one_line(line)}" for line in last)]


def _stage_words(stage: str | None) -> str | None:
    return stage_name(stage) if stage else None


def _license_of(tags: tuple[str, ...]) -> str | None:
    return next(iter(tagged(tags, "license:")), None)


def _some(words: tuple[str, ...]) -> str | None:
    """Return the first few words and how many more there are: en zh fr +17."""
    rest = len(words) - LANGUAGES_SHOWN
    return " ".join(words[:LANGUAGES_SHOWN]) + (f" +{rest}" if rest > 0 else "") if words else None


def _related(word: str, ids: tuple[str, ...]) -> str | None:
    return f"{word} {ids[0]}" + (f" +{len(ids) - 1}" if len(ids) > 1 else "") if ids else None


def _children(children: tuple[tuple[str, int], ...]) -> str | None:
    return ", ".join(child_words(name, number) for name, number in children if number) or None


def _counted_related(ids: tuple[str, ...], one: str, many: str) -> str | None:
    return text.plural(len(ids), one, many) if ids else None


def _shortened(description: str | None) -> str | None:
    words = " ".join((description or "").split())
    return words if len(words) <= DESCRIPTION_SHOWN else words[:DESCRIPTION_SHOWN].rsplit(" ", 1)[0] + " …"
