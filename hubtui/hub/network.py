"""The environment's proxies and certificate files, checked before a client is built (design.md §4)."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from hubtui.hub.errors import SetupError

if TYPE_CHECKING:
    import ssl
    from collections.abc import Mapping

    from hubtui.hub.address import Address

_SCHEMES = frozenset({"http", "https", "socks5", "socks5h"})
_CERTIFICATES = ("SSL_CERT_FILE", "REQUESTS_CA_BUNDLE")


def proxies(address: Address, environ: Mapping[str, str]) -> dict[str, str | None]:
    """Return which proxy serves which URLs, as httpx writes patterns; None for no proxy.

    Read from ``HTTP_PROXY``, ``HTTPS_PROXY``, ``ALL_PROXY`` and ``NO_PROXY`` in either case, the lower first.
    An endpoint on this machine uses none.

    Raises:
        SetupError: a variable holds no proxy's address; the text names the variable and not its value.
    """
    if address.is_loopback:
        return {}
    found: dict[str, str | None] = {}
    for scheme in ("http", "https", "all"):
        name = next((n for n in (f"{scheme}_proxy", f"{scheme}_PROXY".upper()) if environ.get(n)), None)
        if name:
            found[f"{scheme}://"] = _proxy(environ[name], name)
    unproxied = environ.get("no_proxy") or environ.get("NO_PROXY") or ""
    hosts = [host for part in unproxied.split(",") if (host := part.strip())]
    if "*" in hosts or not found:
        return {}
    return found | dict.fromkeys(map(_pattern, hosts))


def check(address: Address, environ: Mapping[str, str]) -> None:
    """Check what a client for this endpoint would need of the environment, without building one.

    Raises:
        SetupError: as proxies() does, and for files of certificates that are missing.
    """
    proxies(address, environ)
    if address.scheme == "https":
        for name, path in _certificates(environ):
            if not path.exists():
                raise _unusable(name, "does not exist")


def tls(environ: Mapping[str, str]) -> ssl.SSLContext:
    """Return a TLS context that trusts the certificates that the environment names, or certifi's.

    Takes tens of milliseconds.

    Raises:
        SetupError: a file is missing or holds no certificates; the text names its variable.
    """
    import ssl

    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    named = _certificates(environ)
    if not named:
        import certifi

        context.load_verify_locations(certifi.where())
    for name, path in named:
        try:
            if path.is_dir():
                context.load_verify_locations(capath=path)
            else:
                context.load_verify_locations(cafile=path)
            continue
        except FileNotFoundError:
            problem = "does not exist"
        except (OSError, ValueError):
            problem = "cannot be read"
        raise _unusable(name, problem)
    return context


def _certificates(environ: Mapping[str, str]) -> list[tuple[str, Path]]:
    """Return the variables that name certificates, with each file or folder; folders count where no file is named."""
    named = [(name, Path(environ[name])) for name in _CERTIFICATES if environ.get(name)]
    folders = filter(None, environ.get("SSL_CERT_DIR", "").split(os.pathsep))
    return named or [("SSL_CERT_DIR", Path(folder)) for folder in folders]


def _unusable(name: str, problem: str) -> SetupError:
    return SetupError(f"{name} names a file of certificates that {problem}")


def _proxy(value: str, name: str) -> str:
    """Return a proxy's URL; http where no scheme is given."""
    url = value if "://" in value else f"http://{value}"
    try:
        parts = urlsplit(url)
        fine = parts.scheme in _SCHEMES and bool(parts.hostname) and parts.port != 0
    except ValueError:
        fine = False
    if not fine or not url.isascii() or not url.isprintable() or " " in url:
        raise SetupError(f"{name} is not the address of an http, https or socks5 proxy")
    return url


def _pattern(host: str) -> str:
    """Return httpx's pattern for an entry of ``NO_PROXY``: a host and its subdomains, an address, a URL."""
    if "://" in host:
        return host
    bare = host.strip("[]")
    if ":" in bare and bare.count(":") > 1:
        return f"all://[{bare}]"
    if host.replace(".", "").replace("/", "").isdigit() or host.lower() == "localhost":
        return f"all://{host}"
    return f"all://*{host}"


def system_proxies() -> dict[str, str]:
    """Return proxies that the system's settings name, as variables; empty where only variables exist."""
    if sys.platform not in {"win32", "darwin"}:
        return {}
    from urllib.request import getproxies

    return {f"{scheme}_proxy": url for scheme, url in getproxies().items()}
