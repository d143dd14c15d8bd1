"""Opening web pages: only http and https, only in a graphical browser."""

from __future__ import annotations

import sys
import webbrowser
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from hubtui.local.display import has_display, is_remote

if TYPE_CHECKING:
    from collections.abc import Mapping

CONSOLE_BROWSERS = frozenset({"www-browser", "links", "elinks", "lynx", "w3m", "browsh"})
"""Browsers that would take over the terminal; they are never started (design.md §6.2)."""


def has_graphical_browser(environ: Mapping[str, str]) -> bool:
    """Tell whether a page can be opened beside the terminal rather than in it."""
    chosen = environ.get("BROWSER", "")
    if chosen and chosen.split("/")[-1].split(" ")[0] in CONSOLE_BROWSERS:
        return False
    if sys.platform in ("darwin", "win32"):
        return not is_remote(environ)
    return has_display(environ)


def open_page(url: str, environ: Mapping[str, str]) -> bool:
    """Open a page in a graphical browser; return False where there is none or it does not start.

    May block while the browser starts: call it in a thread.
    """
    if urlsplit(url).scheme not in ("http", "https") or not has_graphical_browser(environ):
        return False
    try:
        browser = webbrowser.get()
        if getattr(browser, "basename", "") in CONSOLE_BROWSERS:
            return False
        return browser.open(url, new=2)
    except webbrowser.Error:
        return False
