"""What screens wish of the program: messages that the app carries out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.message import Message

if TYPE_CHECKING:
    from hubtui.hub.models import RepoRef


class CopyWanted(Message):
    """The user wants text on the clipboard; the toast names it."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.text = text


class PageWanted(Message):
    """The user wants to see the web page of a repo."""

    def __init__(self, repo: RepoRef) -> None:
        super().__init__()
        self.repo = repo


class LinkWanted(Message):
    """The user wants to see a page that a stranger's text leads to: http or https, clean."""

    def __init__(self, url: str) -> None:
        super().__init__()
        self.url = url
