"""The details that only Spaces have: out of JSON in which any field may be missing or of any type."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from hubtui.hub import pick
from hubtui.hub.decode import decode_json, not_json
from hubtui.hub.particulars import Domain, Runtime, Volume
from hubtui.text import is_plain, one_line

if TYPE_CHECKING:
    from collections.abc import Iterable


def decode_runtime(body: bytes) -> Runtime:
    """Read the answer of a Space's ``/runtime`` (wire.md §3), which is that object alone.

    Raises:
        BadAnswer: it is no JSON object.
    """
    found = decode_json(body)
    if not isinstance(found, dict):
        raise not_json(body)
    return _runtime(found)


def of_space(found: dict[str, Any]) -> dict[str, Any]:
    """Return the fields of RepoInfo that only Spaces have (wire.md §2.10)."""
    return {
        "sdk": pick.exact(found.get("sdk")),
        "region": pick.line(found.get("region")),
        "host": _web_address(found.get("host")),
        "runtime": _runtime(found["runtime"]) if isinstance(found.get("runtime"), dict) else None,
        "models": pick.lines(found.get("models")),
        "datasets": pick.lines(found.get("datasets")),
    }


def _runtime(found: dict[str, Any]) -> Runtime:
    hardware, replicas = pick.table(found.get("hardware")), pick.table(found.get("replicas"))
    abuse = pick.table(found.get("abuse"))
    return Runtime(
        stage=pick.line(found.get("stage")),
        hardware=pick.line(hardware.get("current")),
        requested=pick.line(hardware.get("requested")),
        sleep=pick.whole(found.get("gcTimeout")),
        error=pick.prose(found.get("errorMessage")),
        storage=pick.line(found.get("storage")),
        replicas=pick.stated(replicas.get("requested")),
        replicas_running=pick.whole(replicas.get("current")),
        domains=tuple(_domains(found.get("domains"))),
        volumes=tuple(_volumes(found.get("volumes"))),
        sha=pick.line(found.get("sha")),
        dev_mode=found.get("devMode") is True,
        flagged=pick.line(abuse.get("reason")) or pick.line(abuse.get("detector")),
    )


def _domains(value: object) -> Iterable[Domain]:
    for item in map(pick.table, pick.rows(value)):
        if name := pick.line(item.get("domain")):
            yield Domain(name, pick.line(item.get("stage")), item.get("isCustom") is True)


def _volumes(value: object) -> Iterable[Volume]:
    for item in map(pick.table, pick.rows(value)):
        if path := pick.line(item.get("mountPath")):
            read_only = item.get("readOnly") is True
            yield Volume(pick.line(item.get("type")), pick.line(item.get("source")), path, read_only)


def _web_address(value: object) -> str | None:
    """Return an http or https URL that is clean, or None."""
    if not isinstance(value, str) or not is_plain(value) or " " in value:
        return None
    return one_line(value) if value.startswith(("https://", "http://")) else None
