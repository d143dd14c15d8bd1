"""A card's header as YAML, the way people write it."""

from __future__ import annotations

import json
import re

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
