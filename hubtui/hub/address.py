"""Where the Hub is: an endpoint as scheme, host, port and path prefix, and what lies within it."""

from __future__ import annotations

import ipaddress
from dataclasses import dataclass
from urllib.parse import SplitResult, urlsplit

from hubtui.hub.errors import SetupError
from hubtui.text import is_plain, one_line

_PORTS = {"http": 80, "https": 443}


def origin(parts: SplitResult) -> tuple[str, str, int]:
    """Return scheme, host in lower case, and port with its default filled in.

    Raises:
        ValueError: the port is not one, or the scheme has no default port.
    """
    scheme = parts.scheme.lower()
    if scheme not in _PORTS:
        raise ValueError(scheme)
    return scheme, (parts.hostname or "").lower(), parts.port or _PORTS[scheme]


@dataclass(frozen=True, slots=True)
class Address:
    """An endpoint (wire.md §1.1), such as https://huggingface.co or https://host:8443/prefix."""

    scheme: str
    host: str
    port: int
    prefix: str = ""
    """The path before ``/api``, without a slash at its end; mostly empty."""

    @classmethod
    def parse(cls, text: str, name: str = "HF_ENDPOINT") -> Address:
        """Read an endpoint.

        Args:
            text: an http or https URL; slashes at its end are dropped.
            name: the setting it comes from, for the error's text.

        Raises:
            SetupError: it is not such a URL, or has a user, query or fragment.
        """
        try:
            parts = urlsplit(text.strip().rstrip("/"))
            scheme, host, port = origin(parts)
        except ValueError:
            host = ""
        if not host or not is_plain(text) or " " in text.strip() or not host.isascii():
            raise SetupError(f"{name} is not an http or https address: {one_line(text)[:80]}")
        if parts.username is not None or parts.password is not None:
            raise SetupError(f"{name} holds a user name or a password; a token belongs into HF_TOKEN")
        if parts.query or parts.fragment:
            raise SetupError(f"{name} holds more than an address: {one_line(text)[:80]}")
        return cls(scheme, host, port, parts.path.rstrip("/"))

    @property
    def origin(self) -> tuple[str, str, int]:
        """Scheme, host and port: what a token is bound to (design.md §6.3)."""
        return self.scheme, self.host, self.port

    @property
    def netloc(self) -> str:
        """Host and port as they stand in a URL; the default port is left out."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return host if self.port == _PORTS[self.scheme] else f"{host}:{self.port}"

    @property
    def url(self) -> str:
        """The whole endpoint without a slash at its end."""
        return f"{self.scheme}://{self.netloc}{self.prefix}"

    @property
    def is_loopback(self) -> bool:
        """Whether the endpoint is this machine."""
        if self.host == "localhost" or self.host.endswith(".localhost"):
            return True
        try:
            return ipaddress.ip_address(self.host).is_loopback
        except ValueError:
            return False

    def without_prefix(self, path: str) -> str | None:
        """Return a path of this origin as seen behind the prefix, or None where it lies outside of it."""
        if not path.startswith(f"{self.prefix}/"):
            return None
        return path[len(self.prefix) :]
