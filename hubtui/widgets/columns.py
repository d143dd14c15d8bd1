"""The columns of each kind, declared once: heading, width, order, and what to ask of the Hub for them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple

from hubtui import text
from hubtui.hub.criteria import Kind, Sort

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from hubtui.hub.models import Repo


class Column(NamedTuple):
    """One column of a table of repos."""

    key: str
    heading: str
    width: int
    """Cells, enough for the heading and an arrow; 0 for the one column that takes what the others leave."""
    align: Literal["left", "right"]
    sort: Sort | None
    """The sort that a click on the heading asks for, and that shows its arrow there."""
    expand: tuple[str, ...]
    """The fields to ask of the Hub; each is one that the list of its kind takes (wire.md §2.1–§2.9)."""
    text: Callable[[Repo, float], str]
    """What a row shows, given the time in seconds since the epoch; cut or padded by the table."""
    grow: int = 0
    """Cells that the column takes besides, where the id has more than it needs."""


class Mark(NamedTuple):
    """One sign beside an id; told by its shape, not its colour, one cell wide and in every font."""

    glyph: str
    meaning: str
    """For the legend in the help."""
    expand: tuple[str, ...]
    shows: Callable[[Repo], bool]


class Place(NamedTuple):
    """A column and the cells it has."""

    column: Column
    width: int


class Layout(NamedTuple):
    """What fits into a row: the cells of the id, and the other columns, each after one blank cell."""

    id_width: int
    places: tuple[Place, ...]


def _id(heading: str, sort: Sort | None = None) -> Column:
    return Column("id", heading, 0, "left", sort, (), lambda repo, _: repo.id)


_DOWNLOADS = Column(
    "downloads",
    "↓ 30D",
    6,
    "right",
    Sort.DOWNLOADS,
    ("downloads",),
    lambda repo, _: text.count(repo.downloads),
)
_LIKES = Column("likes", "♥", 5, "right", Sort.LIKES, ("likes",), lambda repo, _: text.count(repo.likes))
_UPDATED = Column(
    "updated",
    "UPDATED",
    8,
    "right",
    Sort.UPDATED,
    ("lastModified",),
    lambda repo, now: text.short_age(repo.updated, now),
)
_PARAMETERS = Column(
    "parameters",
    "PARAMS",
    7,
    "right",
    Sort.PARAMETERS,
    ("safetensors",),
    lambda repo, _: text.parameters(repo.parameters),
)
_SIZE = Column("size", "SIZE", 7, "right", Sort.SIZE, ("mainSize",), lambda repo, _: text.size(repo.size))
_STORED = Column("stored", "STORED", 7, "right", None, (), lambda repo, _: text.size(repo.storage))
_MODEL_TASK = Column(
    "task", "TASK", 9, "left", None, ("pipeline_tag",), lambda repo, _: repo.task or "", grow=19
)
_DATASET_TASK = Column("task", "TASK", 9, "left", None, ("tags",), lambda repo, _: repo.task or "", grow=19)
_SDK = Column("sdk", "SDK", 9, "left", None, ("sdk",), lambda repo, _: repo.sdk or "")
_STAGE = Column(
    "stage",
    "STAGE",
    9,
    "left",
    None,
    ("runtime",),
    lambda repo, _: (repo.stage or "").replace("_", " ").lower(),
    grow=11,
)

COLUMNS: dict[Kind, tuple[Column, ...]] = {
    Kind.MODEL: (_id("MODEL", Sort.ID), _MODEL_TASK, _PARAMETERS, _DOWNLOADS, _LIKES, _UPDATED),
    Kind.DATASET: (_id("DATASET"), _DATASET_TASK, _SIZE, _DOWNLOADS, _LIKES, _UPDATED),
    Kind.SPACE: (_id("SPACE"), _SDK, _STAGE, _LIKES, _UPDATED),
}
"""The columns of each kind in the order of the screen, the id first."""

OWN_COLUMNS: dict[Kind, tuple[Column, ...]] = {
    kind: (*columns[:3], _STORED, *columns[3:]) for kind, columns in COLUMNS.items()
}
"""The same for one's own repos, of which the Hub says what they take up."""

MARKS: tuple[Mark, ...] = (
    Mark("?", "the name is not a proper id; nothing can be done with it", (), lambda repo: not repo.usable),
    Mark("⌂", "private", ("private",), lambda repo: repo.private),
    Mark("§", "gated: there are terms to agree to first", ("gated",), lambda repo: repo.gated is not None),
    Mark("×", "disabled by the Hub", ("disabled",), lambda repo: repo.disabled),
)
"""The marks that a row carries by itself, in the order of the screen."""

BOOKMARKED = "★"
"""The sign of a row that the user bookmarked."""

CACHED = "↓"
"""The sign of a row that huggingface_hub has on this machine."""

MARKED = "✓"
"""The sign of a row that the user marked."""

_DROPPED = ("updated", "likes", "parameters", "size", "stage", "task", "sdk", "downloads", "stored")
"""Which column goes first as the width shrinks."""
_ID_LEAST = 24
"""Cells that the id keeps for as long as another column can go."""
_ID_ENOUGH = 44
"""Cells beyond which other columns grow before the id does."""
_UNMARKED: dict[Kind, frozenset[str]] = {
    Kind.MODEL: frozenset(),
    Kind.DATASET: frozenset(),
    Kind.SPACE: frozenset({"gated"}),
}
"""Fields of marks that the lists of a kind do not take (wire.md §2.9)."""
_BESIDES: dict[Kind, tuple[str, ...]] = {
    Kind.MODEL: ("library_name", "tags"),
    Kind.DATASET: ("tags",),
    Kind.SPACE: ("tags", "models", "datasets"),
}
"""What the preview or the tag sidebar shows of a row before it asks."""


def expand_for(kind: Kind, sort: Sort | None = None) -> tuple[str, ...]:
    """Return the ``expand`` fields that a list of this kind needs, each once (design.md §5, Fetching).

    With a sort, the field that it follows is among them, so that the order of what comes back can be checked;
    only the trend, which no row keeps, is not.
    """
    fields: dict[str, None] = {}
    for column in COLUMNS[kind]:
        fields.update(dict.fromkeys(column.expand))
    for mark in MARKS:
        fields.update(dict.fromkeys(name for name in mark.expand if name not in _UNMARKED[kind]))
    fields.update(dict.fromkeys(_BESIDES[kind]))
    if sort is Sort.CREATED:
        fields["createdAt"] = None
    return tuple(fields)


def marks_of(repo: Repo) -> str:
    """Return the marks that a row carries by itself, one cell each."""
    return "".join(mark.glyph for mark in MARKS if mark.shows(repo))


def lay_out(columns: Sequence[Column], width: int) -> Layout:
    """Return which of the columns fit into ``width`` cells beside the first one (design.md §4, Screen)."""
    shown = list(columns[1:])
    for key in _DROPPED:
        if _left(shown, width) >= _ID_LEAST:
            break
        shown = [column for column in shown if column.key != key]
    left = _left(shown, width)
    places = []
    for column in shown:
        more = min(column.grow, max(0, left - _ID_ENOUGH))
        left -= more
        places.append(Place(column, column.width + more))
    return Layout(max(0, left), tuple(places))


def _left(columns: list[Column], width: int) -> int:
    """Return the cells that these columns leave to the id."""
    return width - sum(column.width + 1 for column in columns)
