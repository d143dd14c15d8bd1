"""What a parquet file says of its columns: names, types, classes, and in which parquet columns each is stored."""

from __future__ import annotations

import json
from itertools import accumulate
from typing import TYPE_CHECKING, Any

import pyarrow as pa

from hubtui.hub import pick
from hubtui.hub.errors import BadFile
from hubtui.hub.parquet_talk import Column
from hubtui.text import one_line

if TYPE_CHECKING:
    from hubtui.hub.arrow_values import Names

_MOST_CLASSES = 10_000
_LONGEST_NAME = 200
_DEEPEST = 64


def leaves(schema: Any, count: int) -> list[list[int]]:
    """Return the numbers of the parquet columns that each field is stored in.

    Raises:
        BadFile: there are others than so many in all.
    """
    counts = [width(field.type) for field in schema]
    ends = list(accumulate(counts))
    if (ends[-1] if ends else 0) != count:
        raise BadFile("This file's footer contradicts itself about the number of columns")
    return [list(range(end - own, end)) for end, own in zip(ends, counts, strict=True)]


def width(kind: Any, depth: int = 0) -> int:
    """Return how many parquet columns a type is stored in."""
    if depth > _DEEPEST:
        raise BadFile("This file's columns are nested too deep to be shown")
    if isinstance(kind, pa.BaseExtensionType):
        return width(kind.storage_type, depth + 1)
    if pa.types.is_dictionary(kind):
        return width(kind.value_type, depth + 1)
    if pa.types.is_map(kind):
        return width(kind.key_type, depth + 1) + width(kind.item_type, depth + 1)
    if pa.types.is_struct(kind):
        return sum(width(kind.field(at).type, depth + 1) for at in range(kind.num_fields))
    return width(kind.value_type, depth + 1) if pa.types.is_nested(kind) else 1


def column(field: Any, *, named: bool) -> Column:
    """Return what is told of a field, whose numbers may have names."""
    kind = field.type
    number = pa.types.is_integer(kind) or pa.types.is_floating(kind) or pa.types.is_decimal(kind)
    name, type_name = (one_line(text)[:_LONGEST_NAME] for text in (field.name, str(kind)))
    return Column(name, f"class, {type_name}" if named else type_name, number and not named)


def classes(metadata: dict[bytes, bytes]) -> dict[str, Names]:
    """Return the names of the classes by column, where the dataset's library wrote them into the file."""
    try:
        told = json.loads(metadata.get(b"huggingface", b""))
    except (ValueError, RecursionError):
        return {}
    features = pick.table(pick.table(pick.table(told).get("info")).get("features"))
    return {name: names for name, feature in features.items() if (names := _class_names(feature))}


def _class_names(feature: object) -> Names:
    """Return the names of the classes of a feature, or of the items of its lists."""
    found = pick.table(feature)
    if found.get("_type") in {"Sequence", "List", "LargeList"}:
        found = pick.table(found.get("feature"))
    names = pick.rows(found.get("names")) if found.get("_type") == "ClassLabel" else []
    return tuple(one_line(str(name))[:_LONGEST_NAME] for name in names[:_MOST_CLASSES])
