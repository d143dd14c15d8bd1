"""A repo as someone asks for it to be created: what must hold, and what it then is (wire.md §1.2, §2.12)."""

from __future__ import annotations

import base64
import binascii
import re
import secrets
from typing import TYPE_CHECKING, Any

from hubtui.demo import failures
from hubtui.demo.draw import stamp
from hubtui.demo.files import README
from hubtui.demo.front_matter import front_matter, read_front_matter
from hubtui.demo.repo import StoredRepo
from hubtui.demo.spaces import subdomain
from hubtui.demo.stored_file import StoredFile, small

if TYPE_CHECKING:
    from collections.abc import Mapping

    from hubtui.demo.repo import Kind

KINDS: tuple[Kind, ...] = ("model", "dataset", "space")
SDKS = ("gradio", "docker", "static")
"""What a new Space may run; streamlit is refused by now."""
FREE_HARDWARE = "cpu-basic"
_HALF = re.compile(r"[A-Za-z0-9_](?:[A-Za-z0-9_.-]{0,94}[A-Za-z0-9_])?")
_LONGEST_SHORT = 60

Body = dict[str, Any]


def valid_half(name: object) -> str:
    """Return one half of an id, unchanged.

    Raises:
        Refusal: 400, it is not a name (wire.md §1.2).
    """
    if not isinstance(name, str) or not name:
        raise failures.bad_request('"name" is required')
    if not _HALF.fullmatch(name) or "--" in name or ".." in name or name.endswith(".git"):
        raise failures.bad_request(
            f"Invalid repo name: {name} - names are made of letters, digits, '-', '_' and '.', without '--' or '..',"
            " and neither begin nor end with '-' or '.', nor end with '.git'"
        )
    return name


def asked_kind(body: Mapping[str, Any], usual: Kind | None = "model") -> Kind:
    """Return the kind that a body names; ``usual`` where it names none.

    Raises:
        Refusal: 400, it names something else, or null, or nothing where there is no usual one.
    """
    stated = body.get("type", usual)
    for kind in KINDS:
        if stated == kind:
            return kind
    raise failures.bad_request(f'"type" must be one of [{", ".join(KINDS)}]')


def asked_privacy(body: Mapping[str, Any]) -> bool | None:
    """Return whether a body asks for a private repo, None where it says nothing.

    Raises:
        Refusal: 400, it says both ``private`` and ``visibility``, or not what they can be; 402, it asks for a
            protected Space, which takes a plan that nobody has here.
    """
    if "private" in body and "visibility" in body:
        raise failures.bad_request('"private" and "visibility" cannot be used together')
    private, visibility = body.get("private"), body.get("visibility")
    if private is not None and not isinstance(private, bool):
        raise failures.bad_request('"private" must be a boolean')
    if visibility == "protected":
        raise failures.Refusal(402, "Protected repositories need a paid plan.")
    if visibility not in (None, "public", "private"):
        raise failures.bad_request('"visibility" must be one of [public, private, protected]')
    return private if visibility is None else visibility == "private"


def new_repo(body: Body, kind: Kind, namespace: str, now: int) -> tuple[StoredRepo, list[StoredFile]]:
    """Return the repo that a body asks for and the files of its first commit.

    Args:
        body: what was sent (wire.md §2.12).
        kind: what ``type`` says.
        namespace: whose it is to be.
        now: seconds since the epoch, for ``createdAt`` and ``_id``.

    Raises:
        Refusal: 400, something is missing or not what it can be; 402, it asks for hardware that costs money.
    """
    name = valid_half(body.get("name"))
    sdk = _sdk(body) if kind == "space" else None
    files = {file.path: file for file in _files(body)}
    if README not in files and (header := _header(body, kind, name, sdk)):
        files[README] = small(README, front_matter(header) + f"\n# {name}\n")
    card = files[README].data if README in files else None
    card_data = read_front_matter(card.decode("utf-8", "replace")) if card is not None else None
    repo = StoredRepo(
        kind=kind,
        oid=f"{now:08x}{secrets.token_hex(8)}",
        id=f"{namespace}/{name}",
        created=stamp(now),
        modified=stamp(now),
        sha=secrets.token_hex(20),
        private=asked_privacy(body) or False,
        tags=tuple(_tags(card_data, sdk, body)),
        sdk=sdk,
        card_data={} if card is not None and card_data is None else card_data,
        runtime=_runtime(f"{namespace}/{name}", sdk, files) if sdk else None,
    )
    return repo, list(files.values())


def _sdk(body: Body) -> str:
    sdk, short = body.get("sdk"), body.get("short_description", "")
    if sdk not in SDKS:
        raise failures.bad_request(f'"sdk" must be one of [{", ".join(SDKS)}]')
    if not isinstance(short, str) or len(short) > _LONGEST_SHORT:
        raise failures.bad_request(f'"short_description" must be at most {_LONGEST_SHORT} characters long')
    if body.get("hardware") not in (None, FREE_HARDWARE):
        raise failures.Refusal(402, "Payment is needed for this hardware: add a payment method first.")
    return str(sdk)


def _header(body: Body, kind: Kind, name: str, sdk: str | None) -> Body:
    """Return the header of the card that the Hub writes; a repo that asked for nothing has no card."""
    header: Body = {}
    if kind == "space":
        header = {
            "title": name.replace("-", " ").title(),
            "emoji": "🐢",
            "colorFrom": "green",
            "colorTo": "blue",
        }
        header |= {"sdk": sdk, "pinned": False}
        header |= {"short_description": body["short_description"]} if body.get("short_description") else {}
    for key in ("license", "license_name", "license_link"):
        if key in body:
            if not isinstance(body[key], str):
                raise failures.bad_request(f'"{key}" must be a string')
            header[key] = body[key]
    return header


def _files(body: Body) -> list[StoredFile]:
    """Return the files that come with the creation, utf-8 or base64."""
    given = body.get("files", [])
    if not isinstance(given, list):
        raise failures.bad_request('"files" must be an array')
    return [_file(one) for one in given]


def _file(given: object) -> StoredFile:
    path, content = (given.get("path"), given.get("content")) if isinstance(given, dict) else (None, None)
    if not isinstance(given, dict) or not isinstance(path, str) or not isinstance(content, str):
        raise failures.bad_request('each of "files" needs a path and a content')
    parts = path.split("/")
    if not path or any(part in ("", ".", "..", ".git") for part in parts):
        raise failures.bad_request(f"Invalid path: {path}")
    if given.get("encoding", "utf-8") == "utf-8":
        return small(path, content)
    try:
        return small(path, base64.b64decode(content, validate=True))
    except (binascii.Error, ValueError) as error:
        raise failures.bad_request(f"The content of {path} is not base64") from error


def _tags(card_data: Body | None, sdk: str | None, body: Body) -> list[str]:
    licence = (card_data or {}).get("license")
    region = body.get("region") if body.get("region") in ("us", "eu") else "us"
    stated = [f"license:{licence}"] if isinstance(licence, str) else []
    return [*([sdk] if sdk else []), *stated, f"region:{region}"]


def _runtime(space_id: str, sdk: str, files: Mapping[str, StoredFile]) -> Body:
    """Return how a new Space stands: static pages are up at once, others build or wait for an app file."""
    app = {"gradio": "app.py", "docker": "Dockerfile", "static": "index.html"}[sdk]
    if sdk == "static":
        stage = "RUNNING" if app in files else "NO_APP_FILE"
        hardware = {"current": None, "requested": None}
        return {"stage": stage, "hardware": hardware, "replicas": {"requested": 1, "current": 1}}
    return {
        "stage": "BUILDING" if app in files else "NO_APP_FILE",
        "hardware": {"current": None, "requested": FREE_HARDWARE},
        "gcTimeout": 172_800,
        "replicas": {"requested": 1},
        "devMode": False,
        "domains": [{"domain": f"{subdomain(space_id)}.hf.space", "stage": "READY"}],
    }
