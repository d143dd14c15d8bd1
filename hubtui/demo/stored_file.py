"""One file of a repo: what every listing says of it, and its bytes, by ranges where they are many."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

from hubtui.demo.draw import digest

LINE = 64
"""Bytes of a line of a large table; the size of such a file is a multiple of it."""

_BLOCK = 1 << 16
_WORDS = [
    "ash", "bell", "cliff", "dune", "ember", "fjord", "grove", "heron", "inlet", "jetty", "knoll", "larch",
    "moor",
]  # fmt: skip
_LINES = {
    "csv": "{at:022},{text},{at:011}\n",
    "tsv": "{at:022}\t{text}\t{at:011}\n",
    "txt": "{at:022} {text} {at:011}\n",
    "jsonl": '{{"id": "{at:013}", "text": "{text}"}}\n',
}


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredFile:
    """A file with small, real content in ``data``, or a large one of which only the size is chosen.

    Large files are in LFS; their bytes are computed where they are read, and their digest stands for them
    without being computed from them. Small files in LFS have the true digest of their bytes.
    """

    path: str
    seed: str = ""
    """What the digests of a large file depend on besides its path."""
    size: int = 0
    data: bytes | None = None
    lfs: bool = False

    @property
    def sha256(self) -> str:
        """The digest under which LFS keeps it (wire.md §3, tree)."""
        return (
            digest("lfs", self.seed, self.path)
            if self.data is None
            else hashlib.sha256(self.data).hexdigest()
        )

    @property
    def xet(self) -> str:
        """``xetHash`` of a file in LFS."""
        return digest("xet", self.sha256)

    @property
    def pointer(self) -> bytes:
        """The text that git holds instead of a file in LFS."""
        version = "version https://git-lfs.github.com/spec/v1"
        return f"{version}\noid sha256:{self.sha256}\nsize {self.size}\n".encode()

    @property
    def oid(self) -> str:
        """The blob's name in git: of the pointer for a file in LFS, else of the content."""
        return blob_oid(self.pointer if self.lfs else self.data or b"")


def small(path: str, data: bytes | str) -> StoredFile:
    """Return a file that git holds itself."""
    content = data.encode("utf-8", "surrogatepass") if isinstance(data, str) else data
    return StoredFile(path=path, size=len(content), data=content)


def large(path: str, size: int, seed: str) -> StoredFile:
    """Return a file in LFS of that many bytes, which are computed when they are read."""
    return StoredFile(path=path, size=size, seed=seed, lfs=True)


def linked(path: str, data: bytes) -> StoredFile:
    """Return a file in LFS with these very bytes."""
    return StoredFile(path=path, size=len(data), data=data, lfs=True)


def blob_oid(data: bytes) -> str:
    """Return the SHA-1 by which git names a blob."""
    return hashlib.sha1(b"blob %d\0" % len(data) + data, usedforsecurity=False).hexdigest()


def octets(sha256: str, path: str, start: int, stop: int) -> bytes:
    """Return the bytes from ``start`` to before ``stop`` of the large file with that digest and path.

    They depend on these and on where they stand, so that any range can be read alone; nothing much beyond the
    range is ever held. Tables and lines are text, all else is noise.
    """
    line = _LINES.get(path.rpartition(".")[2])
    width = LINE if line else _BLOCK
    first, last = start // width, max(start, stop - 1) // width
    if line:
        blocks = (_line(line, sha256, at) for at in range(first, last + 1))
    else:
        blocks = (hashlib.shake_128(f"{sha256} {at}".encode()).digest(width) for at in range(first, last + 1))
    return b"".join(blocks)[start - first * width : stop - first * width]


def _line(form: str, sha256: str, at: int) -> bytes:
    """Return one line of LINE bytes; its words turn over with the place that it has."""
    turn = (at * 2_654_435_761 + int(sha256[:8], 16)) % 2**32
    words = f"{_WORDS[turn % 13]} {_WORDS[turn // 13 % 13]} {_WORDS[turn // 169 % 13]}"
    return form.format(at=at, text=f"{words:<28}").encode()
