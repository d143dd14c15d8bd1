"""Bodies as they arrive: decompressed, counted, cut or refused."""

from __future__ import annotations

import gzip
import zlib
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hubtui.hub.errors import BadAnswer, TooLarge
from hubtui.hub.inflate import Inflate

if TYPE_CHECKING:
    from collections.abc import Callable

ENCODERS: dict[str, Callable[[bytes], bytes]] = {
    "": bytes,
    "identity": bytes,
    "gzip": gzip.compress,
    "x-gzip": gzip.compress,
    "Deflate": zlib.compress,
}


@given(
    body=st.binary(max_size=2000),
    encoding=st.sampled_from(sorted(ENCODERS)),
    size=st.integers(1, 700),
    limit=st.integers(0, 2100),
)
def test_any_body_in_any_pieces_is_read_cut_or_refused(
    body: bytes, encoding: str, size: int, limit: int
) -> None:
    sent = ENCODERS[encoding](body)
    pieces = [sent[at : at + size] for at in range(0, len(sent), size)]
    cutting, refusing = Inflate(encoding, limit, cut=True), Inflate(encoding, limit)
    for piece in pieces:
        if not cutting.is_full:
            cutting.feed(piece)
    assert cutting.body() == body[:limit]
    assert cutting.is_full == (len(body) > limit)
    if len(body) > limit:
        with pytest.raises(TooLarge):
            for piece in pieces:
                refusing.feed(piece)
    else:
        for piece in pieces:
            refusing.feed(piece)
        assert refusing.body() == body


def test_a_bomb_is_never_held_in_whole() -> None:
    bomb = gzip.compress(bytes(50_000_000))
    inflate = Inflate("gzip", 1000, cut=True)
    inflate.feed(bomb)
    assert inflate.is_full
    assert sum(map(len, inflate._parts)) == 1001
    with pytest.raises(TooLarge, match="more than 0 MB"):
        Inflate("gzip", 1000).feed(bomb)


def test_compression_that_breaks_off_is_no_answer() -> None:
    inflate = Inflate("gzip", 1000)
    inflate.feed(gzip.compress(b"x" * 100)[:-4])
    with pytest.raises(BadAnswer, match="broke off"):
        inflate.body()


def test_damaged_compression_is_no_answer() -> None:
    with pytest.raises(BadAnswer, match="damaged"):
        Inflate("gzip", 1000).feed(b"no gzip at all")


def test_an_empty_body_needs_no_compression() -> None:
    assert Inflate("gzip", 1000).body() == b""


@pytest.mark.parametrize("encoding", ["br", "zstd", "gzip, gzip", "compress", "\x1b"])
def test_only_what_was_asked_for_is_decompressed(encoding: str) -> None:
    with pytest.raises(BadAnswer, match="not asked for"):
        Inflate(encoding, 1000)
