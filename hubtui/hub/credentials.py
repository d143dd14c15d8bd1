"""Endpoint, token and offline switch, found where huggingface_hub finds them (wire.md §5).

Pure functions over a mapping of environment variables and a home folder.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, Final, NoReturn

from hubtui.hub.address import Address
from hubtui.hub.errors import SetupError
from hubtui.text import one_line

if TYPE_CHECKING:
    from collections.abc import Mapping

DEFAULT_ENDPOINT: Final = "https://huggingface.co"
VARIABLES: Final = ("HF_TOKEN", "HUGGING_FACE_HUB_TOKEN")
"""The variables that hold a token, the one that counts first."""
_TRUE = frozenset({"1", "ON", "YES", "TRUE"})
_PRINTABLE = re.compile(r"[!-~]+")


class Token:
    """A token that no repr, str, format or pickle shows.

    Args:
        value: the token itself.
        source: where it comes from, for the screen: a variable's name or a file's path.
    """

    __slots__ = ("_value", "source")

    def __init__(self, value: str, source: str = "HF_TOKEN") -> None:
        self._value = value
        self.source = source

    def reveal(self) -> str:
        """Return the token, for the one header that carries it."""
        return self._value

    def __repr__(self) -> str:
        return f"Token(from {self.source})"

    def __reduce__(self) -> NoReturn:
        raise TypeError("a token is not pickled")


def find_endpoint(environ: Mapping[str, str]) -> str:
    """Return the endpoint of ``HF_ENDPOINT`` without a slash at its end, or the public Hub.

    Raises:
        SetupError: the variable holds no http or https address.
    """
    return Address.parse(environ.get("HF_ENDPOINT") or DEFAULT_ENDPOINT).url


def is_offline(environ: Mapping[str, str]) -> bool:
    """Tell whether ``HF_HUB_OFFLINE`` or ``TRANSFORMERS_OFFLINE`` is on."""
    return _is_on(environ, "HF_HUB_OFFLINE") or _is_on(environ, "TRANSFORMERS_OFFLINE")


def find_token(environ: Mapping[str, str], home: Path) -> Token | None:
    """Return the first token there is, or None.

    Looked for in ``HF_TOKEN``, ``HUGGING_FACE_HUB_TOKEN`` and the token file, in this order; none is returned
    where ``HF_HUB_DISABLE_IMPLICIT_TOKEN`` is on.

    Raises:
        SetupError: a token holds other than printable ASCII, or its file cannot be read. The text names the
            variable or the file and never the token.
    """
    if _is_on(environ, "HF_HUB_DISABLE_IMPLICIT_TOKEN"):
        return None
    for name in VARIABLES:
        token = token_in(environ.get(name, ""), name)
        if token is not None:
            return token
    path = token_path(environ, home)
    try:
        return token_in(path.read_bytes().decode("ascii"), str(path))
    except FileNotFoundError:
        return None
    except (OSError, UnicodeDecodeError):
        pass
    raise SetupError(f"The token file {one_line(str(path))} cannot be read")


def token_in(text: str, source: str) -> Token | None:
    """Return the token in a text, without blanks and line breaks around it, or None where there is none.

    Args:
        text: a variable's value, a file's content, or what somebody has pasted.
        source: where it comes from, for the screen.

    Raises:
        SetupError: it holds other than printable ASCII.
    """
    value = text.replace("\r", "").replace("\n", "").strip(" ")
    if not value:
        return None
    if _PRINTABLE.fullmatch(value) is None:
        raise SetupError(f"{one_line(source)} holds characters that no token has")
    return Token(value, source)


def token_path(environ: Mapping[str, str], home: Path) -> Path:
    """Return where the token file is: ``HF_TOKEN_PATH``, or ``token`` in the Hub's home folder."""
    path = environ.get("HF_TOKEN_PATH")
    return _expanded(path, home) if path else hub_home(environ, home) / "token"


def hub_home(environ: Mapping[str, str], home: Path) -> Path:
    """Return the Hub's home folder: ``HF_HOME``, ``XDG_CACHE_HOME``/huggingface or ~/.cache/huggingface."""
    if environ.get("HF_HOME"):
        return _expanded(environ["HF_HOME"], home)
    cache = environ.get("XDG_CACHE_HOME")
    return (_expanded(cache, home) if cache else home / ".cache") / "huggingface"


def _expanded(path: str, home: Path) -> Path:
    """Return a path with a leading ``~`` replaced by the home folder."""
    return home / path[1:].lstrip("/\\") if path == "~" or path.startswith(("~/", "~\\")) else Path(path)


def _is_on(environ: Mapping[str, str], name: str) -> bool:
    return environ.get(name, "").strip().upper() in _TRUE
