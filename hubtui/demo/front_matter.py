"""A card's header as YAML, the way people write it."""

from __future__ import annotations

import json
import re
from typing import Any

_PLAIN = re.compile(r"[A-Za-z][A-Za-z0-9_./+-]*( [A-Za-z0-9_./+-]+)*")
# Words that YAML 1.1 reads as something else than text.
_WORDS = frozenset({"y", "n", "yes", "no", "on", "off", "true", "false", "null"})


def front_matter(card_data: object) -> str:
    """Return the header between its two lines of dashes; empty where there is nothing to say."""
    if card_data is None or card_data == {}:
        return ""
    if not isinstance(card_data, dict):
        return f"---\n{json.dumps(card_data, ensure_ascii=False)}\n---\n"
    return "---\n" + "".join(_field(key, value) for key, value in card_data.items()) + "---\n"


def read_front_matter(text: str) -> dict[str, Any] | None:
    """Return the header of a card that is written as above; None where there is none, or it is written otherwise."""
    lines = text.removeprefix("\ufeff").splitlines()
    if not lines or lines[0] != "---" or "---" not in lines[1:]:
        return None
    fields: dict[str, Any] = {}
    items: list[Any] | None = None
    for line in lines[1 : lines.index("---", 1)]:
        key, colon, rest = line.partition(":")
        if line.startswith("- ") and items is not None:
            items.append(_read(line[2:]))
        elif colon and not line.startswith((" ", "#")):
            items = [] if not rest.strip() else None
            fields[_read(key)] = _read(rest.strip()) if items is None else items
    return fields


def _read(text: str) -> Any:  # noqa: ANN401 - any value of JSON
    try:
        return json.loads(text)
    except ValueError:
        return text


def _field(key: str, value: object) -> str:
    """Return one field: lists of plain values a line each, what is nested in JSON's notation."""
    name = _scalar(key)
    if isinstance(value, list) and value and not any(isinstance(item, dict | list) for item in value):
        return f"{name}:\n" + "".join(f"- {_scalar(item)}\n" for item in value)
    return f"{name}: {_scalar(value)}\n"


def _scalar(value: object) -> str:
    if isinstance(value, str) and _PLAIN.fullmatch(value) and value.lower() not in _WORDS:
        return value
    return json.dumps(value, ensure_ascii=False)
