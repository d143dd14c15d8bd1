"""What bytes are, told by how they begin: pictures with their size, sounds, archives."""

from __future__ import annotations

import struct

_SIGNS: tuple[tuple[int, bytes, str], ...] = (
    (0, b"\x89PNG\r\n\x1a\n", "png image"),
    (0, b"\xff\xd8\xff", "jpeg image"),
    (0, b"GIF87a", "gif image"),
    (0, b"GIF89a", "gif image"),
    (8, b"WEBP", "webp image"),
    (0, b"II*\0", "tiff image"),
    (0, b"MM\0*", "tiff image"),
    (0, b"BM", "bmp image"),
    (8, b"WAVE", "wav audio"),
    (0, b"fLaC", "flac audio"),
    (0, b"OggS", "ogg audio"),
    (0, b"ID3", "mp3 audio"),
    (0, b"\xff\xfb", "mp3 audio"),
    (4, b"ftyp", "mp4 video"),
    (0, b"\x1aE\xdf\xa3", "webm video"),
    (0, b"%PDF", "pdf document"),
    (0, b"PK\x03\x04", "zip archive"),
    (0, b"\x1f\x8b", "gzip archive"),
    (0, b"\x93NUMPY", "numpy array"),
)
_SEGMENTS = 200
"""How many segments of a JPEG are looked at for its size."""


def label(data: bytes) -> str:
    """Return what some bytes are, ``png image, 640×480`` or ``wav audio``; empty where they do not tell."""
    name = next((name for at, sign, name in _SIGNS if data[at : at + len(sign)] == sign), "")
    sides = _sides(name, data)
    return f"{name}, {sides[0]}×{sides[1]}" if sides and all(sides) else name


def _sides(name: str, data: bytes) -> tuple[int, int] | None:
    """Return the width and the height of a picture, or None where its header does not tell them."""
    try:
        if name == "png image":
            return _two(">II", data, 16)
        if name == "gif image":
            return _two("<HH", data, 6)
        if name == "bmp image":
            width, height = _two("<ii", data, 18)
            return width, abs(height)
        if name == "webp image":
            return _webp(data)
        return _jpeg(data) if name == "jpeg image" else None
    except struct.error:
        return None


def _two(form: str, data: bytes, at: int) -> tuple[int, int]:
    first, second = struct.unpack_from(form, data, at)
    return int(first), int(second)


def _webp(data: bytes) -> tuple[int, int] | None:
    """Return the sides from the first chunk of a WebP: plain, without loss, or extended."""
    if data[12:16] == b"VP8 ":
        width, height = _two("<HH", data, 26)
        return width & 0x3FFF, height & 0x3FFF
    if data[12:16] == b"VP8L":
        (packed,) = struct.unpack_from("<I", data, 21)
        return (packed & 0x3FFF) + 1, (packed >> 14 & 0x3FFF) + 1
    if data[12:16] == b"VP8X" and len(data) >= 30:
        return int.from_bytes(data[24:27], "little") + 1, int.from_bytes(data[27:30], "little") + 1
    return None


def _jpeg(data: bytes) -> tuple[int, int] | None:
    """Return the sides from the frame header of a JPEG, to which its segments lead one by one."""
    at = 2
    for _ in range(_SEGMENTS):
        mark, kind, length = struct.unpack_from(">BBH", data, at)
        if mark != 0xFF or length < 2:
            return None
        # C0 to CF begin frames, save for tables (C4), arithmetic conditioning (CC) and an extension (C8).
        if 0xC0 <= kind <= 0xCF and kind not in {0xC4, 0xC8, 0xCC}:
            height, width = _two(">HH", data, at + 5)
            return width, height
        at += 2 + length
    return None
