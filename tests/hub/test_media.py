"""What bytes are, by how they begin."""

from __future__ import annotations

import struct

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hubtui.hub.media import label

PNG = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + struct.pack(">II", 640, 480)
GIF = b"GIF89a" + struct.pack("<HH", 320, 200)
BMP = b"BM" + bytes(16) + struct.pack("<ii", 64, -48)
JPEG = (
    b"\xff\xd8"
    + b"\xff\xe0" + struct.pack(">H", 16) + bytes(14)
    + b"\xff\xc4" + struct.pack(">H", 5) + bytes(3)
    + b"\xff\xc2" + struct.pack(">HBHH", 17, 8, 1080, 1920)
)  # fmt: skip
LOSSY = b"RIFF\0\0\0\0WEBPVP8 " + bytes(10) + struct.pack("<HH", 400 | 0x4000, 300)
LOSSLESS = b"RIFF\0\0\0\0WEBPVP8L" + bytes(5) + struct.pack("<I", 399 | 299 << 14)
EXTENDED = b"RIFF\0\0\0\0WEBPVP8X" + bytes(8) + (399).to_bytes(3, "little") + (299).to_bytes(3, "little")


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (PNG, "png image, 640×480"),
        (GIF, "gif image, 320×200"),
        (BMP, "bmp image, 64×48"),
        (JPEG, "jpeg image, 1920×1080"),
        (LOSSY, "webp image, 400×300"),
        (LOSSLESS, "webp image, 400×300"),
        (EXTENDED, "webp image, 400×300"),
        (b"II*\0....", "tiff image"),
        (b"RIFF\0\0\0\0WAVEfmt ", "wav audio"),
        (b"fLaC\0\0", "flac audio"),
        (b"\0\0\0\x20ftypisom", "mp4 video"),
        (b"%PDF-1.7", "pdf document"),
        (b"", ""),
        (b"plain text", ""),
    ],
)
def test_bytes_tell_what_they_are(data: bytes, words: str) -> None:
    assert label(data) == words


@pytest.mark.parametrize("data", [PNG, GIF, BMP, JPEG, LOSSY, LOSSLESS, EXTENDED])
def test_a_header_that_is_cut_tells_no_size(data: bytes) -> None:
    for end in range(12, len(data)):
        assert "×" not in label(data[:end])


@given(
    st.sampled_from([PNG[:8], GIF[:6], BMP[:2], JPEG[:4], LOSSY[:16], EXTENDED[:16]]), st.binary(max_size=80)
)
def test_no_header_is_too_odd(sign: bytes, rest: bytes) -> None:
    assert label(sign + rest).isprintable()
