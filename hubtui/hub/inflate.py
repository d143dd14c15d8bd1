"""A body as it arrives: decompressed piece by piece, counted, and ended when it grows too large."""

from __future__ import annotations

import zlib

from hubtui.hub.errors import BadAnswer, TooLarge


class Inflate:
    """Collects a body.

    Args:
        encoding: ``Content-Encoding``; gzip, deflate or none.
        limit: the most bytes it may have after decompression.
        cut: end quietly at the limit, rather than with an error.

    Raises:
        BadAnswer: the encoding is another one.
    """

    def __init__(self, encoding: str, limit: int, *, cut: bool = False) -> None:
        self._limit = limit
        self._cut = cut
        self._parts: list[bytes] = []
        self._size = 0
        encoding = encoding.strip().lower()
        if encoding not in {"", "identity", "gzip", "x-gzip", "deflate"}:
            raise BadAnswer("The Hub sent an answer in a compression that was not asked for")
        # 32 is added to recognise gzip and zlib by their first bytes.
        self._zip = zlib.decompressobj(zlib.MAX_WBITS + 32) if encoding not in {"", "identity"} else None

    @property
    def is_full(self) -> bool:
        """Whether the limit is passed and reading may stop; only with ``cut``."""
        return self._size > self._limit

    def feed(self, data: bytes) -> None:
        """Take the next piece.

        Raises:
            TooLarge: the body passes its limit.
            BadAnswer: it cannot be decompressed.
        """
        if self._zip is not None:
            data = self._unzipped(data)
        self._parts.append(data)
        self._size += len(data)
        if self.is_full and not self._cut:
            raise TooLarge(f"The Hub sent more than {self._limit // 1_048_576} MB; the answer was not read")

    def body(self) -> bytes:
        """Return the body, at most ``limit`` bytes of it.

        Raises:
            BadAnswer: it ended before its compression did.
        """
        if self._zip is not None and self._size and not self._zip.eof and not self.is_full:
            raise BadAnswer("The Hub's answer broke off")
        return b"".join(self._parts)[: self._limit]

    def _unzipped(self, data: bytes) -> bytes:
        """Return the content of a piece, and never much more than the limit leaves room for."""
        if self._zip is None or self._zip.eof:
            return b""
        try:
            return self._zip.decompress(data, self._limit - self._size + 1)
        except zlib.error:
            pass
        raise BadAnswer("The Hub's answer is damaged")
