"""Makes the small parquet files of the embedded Hub: ``python -m tests.demo.parquet_maker`` writes them anew.

The text is invented and drawn from a fixed seed, so that the same pyarrow writes the same files.
"""

from __future__ import annotations

import json
import random
import struct
import zlib
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pyarrow as pa
import pyarrow.parquet as pq

if TYPE_CHECKING:
    from collections.abc import Callable

FOLDER = Path(__file__).parents[2] / "hubtui" / "demo" / "parquet"
_THINGS = [
    "lantern", "kettle", "harbour", "orchard", "gull", "tram", "staircase", "violin", "pebble", "loaf",
    "ledger", "umbrella", "fern", "compass",
]  # fmt: skip
_DEEDS = [
    "mended", "counted", "painted", "forgot", "weighed", "followed", "traded", "drew", "borrowed", "warmed",
    "described", "repaired",
]  # fmt: skip
_PLACES = [
    "behind the mill", "near the third pier", "at low tide", "in the reading room", "under the clock",
    "past the ferns",
]  # fmt: skip
_PEOPLE = ["Ada", "Brindle", "Dagmar", "Ivo", "Juniper", "Mirela", "Noor", "Otis", "Greta", "Lars"]
_LABELS = ["calm", "curious", "cross", "sleepy"]
_ODD = [
    "tab\there, newline\nthere",
    "escape \x1b[31mred\x1b[0m and bell \x07",
    "markup [/bold] [@click=app.quit]press[/]",
    "עברית עם English בתוכה \u202eסדר הפוך\u202c",
    "👩🏽‍🔬 family 👨‍👩‍👧 flag 🇳🇿 keycap 5️⃣",
    "zero\u200bwidth and com\u0301bining e\u0301",
    "",
]


def _sentence(rng: random.Random) -> str:
    who, deed, thing, place = map(rng.choice, (_PEOPLE, _DEEDS, _THINGS, _PLACES))
    return f"{who} {deed} the {rng.choice(('old', 'green', 'second', 'smallest'))} {thing} {place}."


def _paragraph(rng: random.Random, low: int, high: int) -> str:
    return " ".join(_sentence(rng) for _ in range(rng.randint(low, high)))


def _moment(rng: random.Random) -> datetime:
    return datetime(2025, 1, 1, tzinfo=UTC) + timedelta(seconds=rng.randrange(40_000_000))


def _talk(rng: random.Random, at: int) -> dict[str, Any]:
    turns = [
        {"role": role, "content": _ODD[at % len(_ODD)] if at % 41 == 7 else _paragraph(rng, 1, 4)}
        for _ in range(rng.randint(1, 3))
        for role in ("user", "assistant")
    ]
    return {
        "messages": turns,
        "topic": rng.choice(_THINGS),
        "turns": len(turns),
        "asked": _moment(rng),
        "source": {
            "name": "invented",
            "tokens": rng.randint(20, 900),
            "score": None if at % 9 == 0 else rng.random(),
        },
    }


def _review(rng: random.Random, at: int) -> dict[str, Any]:
    return {
        "text": _ODD[at % len(_ODD)] if at % 53 == 5 else _paragraph(rng, 1, 6),
        "label": rng.randrange(len(_LABELS)),
        "stars": None if at % 7 == 3 else rng.randint(2, 10) / 2,
        "written": date(2025, 3, 1) + timedelta(days=rng.randrange(400)),
        "tags": rng.sample(_THINGS, rng.randint(0, 3)),
    }


def _passage(rng: random.Random, at: int) -> dict[str, Any]:
    context = _paragraph(rng, 5, 18)
    answer = context.split(". ")[rng.randrange(4)]
    found = at % 6 != 2
    return {
        "id": f"{rng.randrange(16**12):012x}",
        "title": rng.choice(_THINGS).title(),
        "context": context,
        "question": f"Who {rng.choice(_DEEDS)} the {rng.choice(_THINGS)}?",
        "answers": {
            "text": [answer] if found else [],
            "answer_start": [context.find(answer)] if found else [],
        },
    }


def _sketch(rng: random.Random, at: int) -> dict[str, Any]:
    side = rng.choice((8, 12, 16))
    return {
        "image": {"bytes": _png(side, rng.randrange(256)), "path": f"sketch-{at:04}.png"},
        "caption": _sentence(rng),
        "width": side,
        "label": rng.randrange(len(_LABELS)),
    }


def _reading(rng: random.Random, at: int) -> dict[str, Any]:
    return {
        "at": datetime(2026, 1, 1, tzinfo=UTC) + timedelta(minutes=10 * at),
        "station": rng.choice(_THINGS),
        "value": float("nan") if at % 97 == 11 else rng.gauss(11, 4),
        "ok": at % 13 != 0,
        "series": [
            [round(rng.gauss(0, 1), 3) for _ in range(rng.randint(1, 4))] for _ in range(rng.randint(0, 3))
        ],
        "extra": [("sensor", rng.choice(_THINGS)), ("height", f"{rng.randint(1, 40)} m")][
            : rng.randint(0, 2)
        ],
        "price": Decimal(rng.randrange(10_000)) / 100,
        "raw": rng.randbytes(rng.randint(0, 24)),
        "note": None,
    }


def _pair(rng: random.Random, at: int) -> dict[str, Any]:
    return {
        "id": at,
        "translation": {
            "en": _ODD[at % len(_ODD)] if at % 17 == 4 else _sentence(rng),
            "de": f"{rng.choice(_PEOPLE)} zählte die Möwen am {rng.randint(1, 9)}. Steg.",
            "zh": f"{rng.choice(_PEOPLE)}在潮水退去时数了{rng.randint(2, 90)}只海鸥。",
            "he": None if at % 5 == 0 else f"{rng.randint(2, 90)} שחפים נספרו ליד המזח",
        },
    }


def _png(side: int, hue: int) -> bytes:
    """Return a square picture of one slanting shade, as a PNG of 8-bit grey."""

    def chunk(name: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))

    rows = b"".join(b"\0" + bytes((hue + 9 * (x + y)) % 256 for x in range(side)) for y in range(side))
    header = struct.pack(">IIBBBBB", side, side, 8, 0, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", header)
        + chunk(b"IDAT", zlib.compress(rows, 9))
        + chunk(b"IEND", b"")
    )


_LABEL = {"names": _LABELS, "_type": "ClassLabel"}
_TEXT = {"dtype": "string", "_type": "Value"}
_STRINGS = pa.list_(pa.string())
_KINDS: dict[str, tuple[Callable[[random.Random, int], dict[str, Any]], pa.Schema, dict[str, Any]]] = {
    "talks": (
        _talk,
        pa.schema(
            {
                "messages": pa.list_(pa.struct({"role": pa.string(), "content": pa.string()})),
                "topic": pa.string(),
                "turns": pa.int8(),
                "asked": pa.timestamp("us", "UTC"),
                "source": pa.struct({"name": pa.string(), "tokens": pa.int32(), "score": pa.float64()}),
            }
        ),
        {},
    ),
    "reviews": (
        _review,
        pa.schema(
            {
                "text": pa.string(),
                "label": pa.int64(),
                "stars": pa.float32(),
                "written": pa.date32(),
                "tags": _STRINGS,
            }
        ),
        {"text": _TEXT, "label": _LABEL},
    ),
    "passages": (
        _passage,
        pa.schema(
            {
                **dict.fromkeys(("id", "title", "context", "question"), pa.string()),
                "answers": pa.struct({"text": _STRINGS, "answer_start": pa.list_(pa.int32())}),
            }
        ),
        {},
    ),
    "sketches": (
        _sketch,
        pa.schema(
            {
                "image": pa.struct({"bytes": pa.binary(), "path": pa.string()}),
                "caption": pa.string(),
                "width": pa.int32(),
                "label": pa.int64(),
            }
        ),
        {"image": {"_type": "Image"}, "caption": _TEXT, "label": _LABEL},
    ),
    "readings": (
        _reading,
        pa.schema(
            {
                "at": pa.timestamp("ms"),
                "station": pa.dictionary(pa.int32(), pa.string()),
                "value": pa.float64(),
                "ok": pa.bool_(),
                "series": pa.list_(pa.list_(pa.float32())),
                "extra": pa.map_(pa.string(), pa.string()),
                "price": pa.decimal128(10, 2),
                "raw": pa.binary(),
                "note": pa.string(),
            }
        ),
        {},
    ),
    "pairs": (
        _pair,
        pa.schema(
            {
                "id": pa.int64(),
                "translation": pa.struct(dict.fromkeys(("en", "de", "zh", "he"), pa.string())),
            }
        ),
        {},
    ),
}
ROWS = {
    "talks": (260, 40),
    "reviews": (420, 60),
    "passages": (180, 30),
    "sketches": (150, 20),
    "readings": (3_000, 200),
    "pairs": (300, 50),
}
"""Rows of the train and of the test file of each kind."""


def make(folder: Path) -> None:
    """Write ``{kind}-train.parquet`` and ``{kind}-test.parquet`` of every kind into the folder."""
    for kind, (row, schema, features) in _KINDS.items():
        if features:
            schema = schema.with_metadata({"huggingface": json.dumps({"info": {"features": features}})})
        for split, rows in zip(("train", "test"), ROWS[kind], strict=True):
            rng = random.Random(f"{kind} {split}")
            table = pa.Table.from_pylist([row(rng, at) for at in range(rows)], schema=schema)
            pq.write_table(
                table, folder / f"{kind}-{split}.parquet", row_group_size=-(-rows // 4), compression="zstd"
            )


if __name__ == "__main__":
    make(FOLDER)
