"""Clean strings out of JSON bodies, without a look at each string of a body that is clean as a whole."""

from __future__ import annotations

import re
import sys

from hubtui.text import is_plain, one_line

_ASCII = bytes(range(0x80))
# Escapes of what hubtui.text removes. A doubled backslash before such letters looks like one, which costs time
# and nothing else.
_ESCAPE = re.compile(
    rb"\\(?:[bfnrt]|u(?:00(?:[0189]|7[fF])|061[cC]|20(?:0[b-fB-F]|2[89a-eA-E]|6)|[fF][eE](?:0|[fF][fF])))"
)
# What hubtui.text removes, in UTF-8: C1, U+061C, U+200B-200F, U+2028-202E, U+2060-206F, U+FE00-FE0F, U+FEFF.
# Raw control characters are no JSON, and surrogates no UTF-8: the decoder refuses both.
_ODD = re.compile(
    rb"\xc2[\x80-\x9f]|\xd8\x9c|\xe2\x80[\x8b-\x8f\xa8-\xae]|\xe2\x81[\xa0-\xaf]|\xef\xb8[\x80-\x8f]|\xef\xbb\xbf"
)

# Two backslashes, a pair of surrogates, or one that is alone.
_SURROGATE = re.compile(
    rb"\\\\|\\u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}|(\\u[dD][89a-fA-F][0-9a-fA-F]{2})"
)

MARK = "\ufffd"
"""Stands at the end of a string that had to be cleaned where there is no other place to say so."""


def is_clean(body: bytes) -> bool:
    """Tell whether every string in a JSON body passes one_line() unchanged.

    False may be wrong (then each string is looked at), True never is.
    """
    if b"\x7f" in body or (b"\\" in body and _ESCAPE.search(body)):
        return False
    return body.isascii() or _ODD.search(body.translate(None, _ASCII)) is None


def shown(text: str) -> str:
    """Return text on one line; what had to be cleaned is marked, lest it be taken for the thing itself."""
    return text if is_plain(text) else one_line(text) + MARK


def mended(body: bytes) -> bytes:
    """Return JSON with U+FFFD in place of lone surrogates, which servers make by cutting text within an emoji."""
    if b"\\u" not in body:
        return body
    return _SURROGATE.sub(lambda found: rb"\ufffd" if found[1] else found[0], body)


def shared(text: str) -> str:
    """Return text cleaned as shown() does, kept once for all rows."""
    return sys.intern(shown(text))
