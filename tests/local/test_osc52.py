"""Tests of hubtui.local.osc52."""

from __future__ import annotations

import re
from base64 import b64decode

import pytest

from hubtui.local.osc52 import SCREEN_LIMIT, osc52

IDS = "\n".join(f"some-owner/a-model-{number}" for number in range(500)).encode()
PLAIN = re.compile(r"\x1b\]52;c;([A-Za-z0-9+/=]*)\x07")


def unwrapped_by_tmux(written: str) -> str:
    """Return what a tmux that lets programs through hands on of a whole string that it was given."""
    wrapped = re.fullmatch(r"\x1bPtmux;(.*)\x1b\\", written, re.DOTALL)
    assert wrapped is not None
    return wrapped[1].replace("\x1b\x1b", "\x1b")


def unwrapped_by_screen(written: str) -> str:
    """Return what screen hands on: the inside of each string, none of them longer than it holds."""
    parts = re.findall(r"\x1bP(.*?)\x1b\\", written, re.DOTALL)
    assert all(len(part) < SCREEN_LIMIT for part in parts)
    assert "".join(f"\x1bP{part}\x1b\\" for part in parts) == written
    return "".join(parts)


def taken(sequence: str) -> bytes:
    """Return what a terminal puts on its clipboard when it is given exactly one sequence."""
    found = PLAIN.fullmatch(sequence)
    assert found is not None
    return b64decode(found[1])


@pytest.mark.parametrize(
    "data", [b"org/name", "naïve/idé 🤗 日本".encode(), b"a\nb\n", b"\x1b]52;c;eA==\x07", b"", IDS]
)
def test_a_terminal_is_given_one_sequence_with_the_whole_text(data: bytes) -> None:
    assert taken(osc52(data, {"TERM": "xterm-256color"})) == data


@pytest.mark.parametrize(
    "environ", [{"TMUX": "/nowhere,1,0", "TERM": "screen-256color"}, {"TERM": "tmux-256color"}]
)
@pytest.mark.parametrize("data", [b"org/name", IDS])
def test_tmux_is_given_it_raw_and_wrapped(environ: dict[str, str], data: bytes) -> None:
    written = osc52(data, environ)
    raw = PLAIN.match(written)
    assert raw is not None
    assert taken(raw[0]) == data
    assert taken(unwrapped_by_tmux(written[raw.end() :])) == data


@pytest.mark.parametrize("environ", [{"STY": "1.pts-0.host", "TERM": "xterm"}, {"TERM": "screen"}])
def test_screen_is_given_a_short_text_raw_and_wrapped(environ: dict[str, str]) -> None:
    written = osc52(b"org/name", environ)
    raw = PLAIN.match(written)
    assert raw is not None
    assert taken(unwrapped_by_screen(written[raw.end() :])) == b"org/name"


def test_screen_is_given_a_long_text_in_parts_alone_for_it_would_print_the_rest() -> None:
    written = osc52(IDS, {"STY": "1.pts-0.host", "TERM": "screen"})
    assert PLAIN.match(written) is None
    assert taken(unwrapped_by_screen(written)) == IDS
