"""The Spaces of the embedded Hub: about 300, invented, of every SDK, stage and hardware (wire.md §2.10)."""

from __future__ import annotations

import re
from typing import Any

from hubtui.demo.draw import between, choice, digest, number, second, stamp
from hubtui.demo.repo import StoredRepo
from hubtui.demo.spaces_words import BUILD_LOG, FORMS, HEALTH, OWNERS, SUBJECTS, TRACEBACK, Form, Subject

STAGES = (
    "RUNNING", "SLEEPING", "PAUSED", "BUILDING", "BUILD_ERROR", "RUNTIME_ERROR", "CONFIG_ERROR",
    "NO_APP_FILE", "APP_STARTING", "RUNNING_BUILDING", "RUNNING_APP_STARTING", "STOPPED", "DELETING",
)  # fmt: skip
HARDWARE = (
    "cpu-basic", "cpu-upgrade", "zero-a10g", "t4-small", "t4-medium", "l4x1", "l4x4", "l40sx1", "l40sx4",
    "l40sx8", "a10g-small", "a10g-large", "a10g-largex2", "a10g-largex4", "a100-large", "h100", "h100x8",
)  # fmt: skip
_FIRST = second("2022-05-16T00:00:00Z")
_LAST = second("2026-08-05T08:00:00Z")
# Most run or sleep, as on the public Hub; the end of the list sees to each rarer stage.
_STAGE_MIX = (
    ("RUNNING",) * 14 + ("SLEEPING",) * 6 + ("RUNTIME_ERROR",) * 3 + ("BUILD_ERROR", "PAUSED") * 2 + STAGES
)
_HARDWARE_MIX = ("cpu-basic",) * 16 + ("zero-a10g",) * 6 + HARDWARE
_SDK_MIX = ("gradio",) * 9 + ("docker",) * 3 + ("static",) * 4 + ("streamlit",)
_SDK_VERSIONS = {
    "gradio": ("5.49.1", "6.2.0", "6.11.0", "4.44.1", "3.50.2"),
    "streamlit": ("1.44.1", "1.28.0", 1.2),
}
_COLOURS = ("red", "yellow", "green", "blue", "indigo", "purple", "pink", "gray")
_LICENCES = ("mit", "apache-2.0", "cc-by-4.0", "openrail", "unlicense", "gpl-3.0", "other")
_RUNS = frozenset({"RUNNING", "RUNNING_BUILDING", "RUNNING_APP_STARTING"})


def invented_spaces() -> list[StoredRepo]:
    """Return the Spaces, the same on every call and machine; none is private or gated."""
    return [_space(subject, form) for subject in SUBJECTS for form in FORMS]


def subdomain(space_id: str) -> str:
    """Return the host's first label: ``paper-lantern/cloud.sorter`` is ``paper-lantern-cloud-sorter``."""
    return re.sub(r"[^a-z0-9]+", "-", space_id.lower()).strip("-")


def _space(subject: Subject, form: Form) -> StoredRepo:
    name = _spelled(f"{subject.name}-{form.name}")
    space_id = f"{choice(OWNERS, 'owner', name)}/{name}"
    sdk = None if number(40, "bare", name) == 0 else choice(_SDK_MIX, "sdk", name)
    created = between(_FIRST, _LAST - 86_400, "created", name)
    sha = digest("sha", name)[:40]
    card = _card(subject, form, sdk, name)
    likes = number(4_000, "likes", name) // (1 + number(300, "rare", name))
    return StoredRepo(
        kind="space",
        oid=f"{created:08x}{digest('oid', name)[:16]}",
        id=space_id,
        created=stamp(created),
        modified=stamp(between(created, _LAST, "modified", name)),
        sha=sha,
        likes=likes,
        trending=_trending(likes, name),
        tags=_tags(card, sdk, name),
        sdk=sdk,
        card_data=card if sdk else None,
        runtime=_runtime(space_id, sdk, sha),
    )


def _spelled(name: str) -> str:
    """Return the name in one of the ways that people spell names."""
    return choice(
        (name, name, name, name.replace("-", "_"), name.title(), name.title().replace("-", "")), "case", name
    )


def _trending(likes: int, name: str) -> float:
    """Return a score: nothing for most, a fraction for some (wire.md §1.10)."""
    score = number(1 + likes, "trending", name) // 12
    return score + 0.5 if number(6, "fraction", name) == 0 else score


def _tags(card: dict[str, Any], sdk: str | None, name: str) -> tuple[str, ...]:
    """Return the SDK, the licence, the card's own tags and the region, as the server orders them."""
    region = "region:eu" if number(25, "region", name) == 0 else "region:us"
    if sdk is None:
        return (region,)  # without a card, which would say more
    licence = (f"license:{card['license']}",) if "license" in card else ()
    return (sdk, *licence, *card.get("tags", ()), region)


def _card(subject: Subject, form: Form, sdk: str | None, name: str) -> dict[str, Any]:
    """Return the card's header; keys and types vary as users' do (wire.md §1.10, §2.10)."""
    card: dict[str, Any] = {"title": _title(subject, form, name), "emoji": subject.emoji}
    if number(30, "untitled", name) == 0:
        del card["title"]
    card |= {
        "colorFrom": choice(_COLOURS, "from", name),
        "colorTo": choice(_COLOURS, "to", name),
        "sdk": sdk,
        "pinned": number(9, "pinned", name) == 0,
    }
    card |= _running(sdk, name)
    if number(3, "licence", name):
        card["license"] = choice(_LICENCES, "which licence", name)
    if number(4, "short", name):
        card["short_description"] = form.phrase.format(subject.name.replace("-", " ")).capitalize()
    card |= {key: list(ids) for key, ids in (("models", form.models), ("datasets", form.datasets)) if ids}
    if number(5, "tags", name) == 0:
        card["tags"] = [subject.name, form.name]
    return card


def _running(sdk: str | None, name: str) -> dict[str, Any]:
    """Return what the header says about running; ``python_version`` is a number where YAML made it one."""
    if sdk == "docker":
        return {"app_port": between(3, 9, "port", name) * 1000 + 860}
    if sdk in (None, "static"):
        return {}
    parts: dict[str, Any] = {
        "sdk_version": choice(_SDK_VERSIONS[sdk], "version", name),
        "app_file": choice(("app.py", "app.py", "src/main.py", "demo.py"), "file", name),
    }
    if number(4, "python", name) == 0:
        parts["python_version"] = choice((3.12, "3.11", 3.1), "which python", name)
    return parts


def _title(subject: Subject, form: Form, name: str) -> str:
    """Return the title, in English mostly, with an emoji, in Chinese or in Korean now and then."""
    plain = f"{subject.name} {form.name}".replace("-", " ").title()
    others = (
        f"{subject.emoji} {plain}",
        f"{subject.chinese}{form.chinese}",
        f"{subject.korean} {form.korean}",
        f"{plain} · {subject.chinese}{form.chinese}",
        f"{plain} 👩🏽‍🔬",
    )
    return choice((plain,) * 6 + others, "title", name)


def _runtime(space_id: str, sdk: str | None, sha: str) -> dict[str, Any]:
    """Return the runtime object; which keys it has depends on SDK and stage (wire.md §2.10)."""
    if sdk is None:
        return {
            "stage": "NO_APP_FILE",
            "hardware": {"current": None, "requested": None},
            "replicas": {"requested": 1},
        }
    stage = choice(_STAGE_MIX, "stage", space_id)
    if sdk == "static":
        stage = "RUNNING" if number(12, "static", space_id) else "NO_APP_FILE"
        return {
            "stage": stage,
            "hardware": {"current": None, "requested": None},
            "replicas": {"requested": 1, "current": 1},
        }
    runtime: dict[str, Any] = {"stage": stage, "hardware": _hardware(space_id, stage)}
    runtime |= {
        "replicas": _replicas(space_id, stage),
        "gcTimeout": choice((172_800, 3_600, None), "sleep", space_id),
        "devMode": number(15, "dev", space_id) == 0,
        "domains": _domains(space_id),
    }
    if stage in _RUNS:
        runtime["sha"] = sha
    return runtime | _trouble(space_id, stage)


def _hardware(space_id: str, stage: str) -> dict[str, str | None]:
    """Return what it runs on (null while it does not run) and what it is to run on."""
    requested = choice(_HARDWARE_MIX, "hardware", space_id)
    before = "cpu-basic" if stage == "RUNNING_BUILDING" else requested
    return {"current": before if stage in _RUNS or stage == "APP_STARTING" else None, "requested": requested}


def _replicas(space_id: str, stage: str) -> dict[str, Any]:
    requested: int | str = "auto" if number(12, "replicas", space_id) == 0 else 1
    return (
        {"requested": requested, "current": 1}
        if stage in _RUNS
        else {"current": None, "requested": requested}
    )


def _domains(space_id: str) -> list[dict[str, Any]]:
    """Return the host names: two after a change of owner, a custom one now and then."""
    own = {"domain": f"{subdomain(space_id)}.hf.space", "stage": "READY"}
    case = number(14, "domain", space_id)
    if case == 0:
        former = f"{choice(OWNERS, 'former', space_id)}/{space_id.partition('/')[2]}"
        return [{"domain": f"{subdomain(former)}.hf.space", "stage": "READY"}, own]
    if case == 1:
        return [own, {"domain": f"{subdomain(space_id)}.example.org", "stage": "PENDING", "isCustom": True}]
    return [own]


def _trouble(space_id: str, stage: str) -> dict[str, Any]:
    """Return what went wrong, in the words of a log or of a moderator."""
    if stage == "RUNTIME_ERROR":
        return {"errorMessage": choice((TRACEBACK, HEALTH), "error", space_id)}
    if stage == "BUILD_ERROR":
        return {"errorMessage": BUILD_LOG}
    if stage == "CONFIG_ERROR":
        return {"errorMessage": "Scheduling failure: not enough hardware capacity"}
    if stage == "PAUSED" and number(3, "abuse", space_id) == 0:
        reason = {
            "detector": "spam-heuristics",
            "flaggedAt": "2026-06-01T10:00:00.000Z",
            "reason": "advertising",
        }
        return {"errorMessage": "Flagged as abusive", "abuse": reason}
    return {}
