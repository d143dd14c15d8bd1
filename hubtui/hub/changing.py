"""The values of changes: what is asked for, what the Hub says of it, and what is the case with an id."""

from __future__ import annotations

import re
from enum import StrEnum
from typing import Any

import msgspec

from hubtui.hub.criteria import Kind
from hubtui.hub.errors import BadRequest
from hubtui.hub.models import RepoRef
from hubtui.text import is_plain

_OID = re.compile(r"[0-9a-f]{24}")


class Visibility(StrEnum):
    """Who sees a repo."""

    PUBLIC = "public"
    PRIVATE = "private"
    PROTECTED = "protected"
    """Spaces only: the app is public, the files are not."""


class Gate(StrEnum):
    """Whether one has to ask for the files."""

    OFF = "off"
    AUTO = "auto"
    """Granted to whoever asks."""
    MANUAL = "manual"
    """Granted by hand."""

    @classmethod
    def of(cls, gated: str | None) -> Gate:
        """Return the gate of a repo as rows and details have it."""
        return cls.OFF if gated is None else cls(gated)


class NewRepo(msgspec.Struct, frozen=True, kw_only=True):
    """A repo that is to be created (wire.md §2.12)."""

    ref: RepoRef
    """Its kind and its full id."""
    visibility: Visibility = Visibility.PRIVATE
    license: str = ""
    """One of the Hub's words, such as mit; empty for none. The Hub writes a card then."""
    sdk: str = ""
    """Spaces, which need one: gradio, docker or static."""
    hardware: str = ""
    """Spaces: what it runs on; empty for what costs nothing."""

    def body(self) -> dict[str, Any]:
        """Return the body of today."""
        owner, name = halves(self.ref)
        found: dict[str, Any] = {"name": name, "organization": owner, "type": self.ref.kind.value}
        found |= visible(self.visibility)
        options = {"license": self.license, "sdk": self.sdk, "hardware": self.hardware}
        return found | {key: value for key, value in options.items() if value}


class Made(msgspec.Struct, frozen=True, kw_only=True):
    """What the Hub says of a change that it has made."""

    ref: RepoRef
    """What the repo is called now; after a move still its old name."""
    url: str = ""
    """The web address of a new repo, clean; empty where none was sent."""
    created: int | None = None
    """``createdAt`` of a new repo, seconds since the epoch; None where the Hub does not say it."""
    request_id: str | None = None


class Settings(msgspec.Struct, frozen=True, kw_only=True):
    """The settings that hold after a change; None where the answer does not say."""

    visibility: Visibility | None = None
    gate: Gate | None = None
    request_id: str | None = None


class Standing(msgspec.Struct, frozen=True, kw_only=True):
    """What is the case with an id at one moment."""

    ref: RepoRef
    """As the Hub calls it now; after a rename not what was asked for (wire.md §1.6). Marked where it is not clean."""
    exists: bool
    """Whether there is such a repo that this token sees."""
    oid: str = ""
    """``_id``, which stays the same under whatever name; empty where the server does not say it."""
    created: int | None = None
    """``createdAt``, seconds since the epoch, by the server's clock."""
    private: bool = False
    """Private, or a Space of which only the app is public."""
    visibility: Visibility | None = None
    """None where the server says no more than ``private``."""
    gate: Gate = Gate.OFF
    at: int | None = None
    """When that was, seconds since the epoch, by the server's clock; None without a ``Date``."""

    def is_same(self, other: Standing) -> bool:
        """Tell whether both are the same repo, be it renamed; where nothing tells, the id decides."""
        if not (self.exists and other.exists):
            return False
        if self.oid and other.oid:
            return self.oid == other.oid
        if self.created is not None and other.created is not None:
            return self.created == other.created
        return self.ref == other.ref


def visibility_of(kind: Kind, said: Visibility | None, *, private: bool) -> Visibility | None:
    """Return who sees a repo; None for a Space that may be private or protected.

    Args:
        kind: what it is.
        said: what the server says beyond ``private``; None where it says no more.
        private: what it says there.
    """
    if said is not None or not private:
        return said or Visibility.PUBLIC
    return None if kind is Kind.SPACE else Visibility.PRIVATE


def second_of(oid: str) -> int | None:
    """Return the second in which something with this ``_id`` was created (wire.md §1.10); None for nonsense."""
    return int(oid[:8], 16) if _OID.fullmatch(oid) else None


def visible(visibility: Visibility) -> dict[str, Any]:
    """Return the field that says who sees a repo: old and new servers take ``private`` (design.md §5, Settings)."""
    if visibility is Visibility.PROTECTED:
        return {"visibility": visibility.value}
    return {"private": visibility is Visibility.PRIVATE}


def halves(ref: RepoRef) -> tuple[str, str]:
    """Return owner and name.

    Raises:
        BadRequest: the id has no owner, and a name alone means one's own repo; or it cannot be sent as it is
            (design.md §6.1). Nothing was sent.
    """
    owner, slash, name = ref.id.partition("/")
    if not is_plain(ref.id):
        raise BadRequest("This id holds characters that cannot be sent safely")
    if not slash or not owner or not name or "/" in name:
        raise BadRequest(f"{ref.id or 'An empty id'} is no full id, so it cannot be changed")
    return owner, name
