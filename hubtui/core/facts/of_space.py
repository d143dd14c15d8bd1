"""The facts of a Space."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from hubtui.core.facts import common
from hubtui.core.facts.fact import Fact, Tone, group, linked, listed, repos, said
from hubtui.core.repo_words import stage_name
from hubtui.hub.criteria import Kind
from hubtui.text import plural

if TYPE_CHECKING:
    from collections.abc import Iterable

    from hubtui.core.facts.fact import Group
    from hubtui.hub.models import RepoInfo
    from hubtui.hub.particulars import Card, Runtime, Volume

STAGES: Final = {
    "RUNNING": ("●", "running", Tone.GOOD),
    "RUNNING_BUILDING": ("◐", "running, while a new version is built", Tone.CARE),
    "RUNNING_APP_STARTING": ("◐", "running, while a new version starts", Tone.CARE),
    "BUILDING": ("◐", "being built", Tone.CARE),
    "APP_STARTING": ("◐", "starting", Tone.CARE),
    "DELETING": ("◐", "being deleted", Tone.CARE),
    "SLEEPING": ("○", "asleep: it wakes when somebody visits it", Tone.QUIET),
    "PAUSED": ("○", "paused: it rests until its owner starts it again", Tone.QUIET),
    "STOPPED": ("○", "stopped", Tone.QUIET),
    "NO_APP_FILE": ("○", "without an app file, so there is nothing to run yet", Tone.QUIET),
    "BUILD_ERROR": ("✗", "it could not be built", Tone.BAD),
    "RUNTIME_ERROR": ("✗", "it ended with an error", Tone.BAD),
    "CONFIG_ERROR": ("✗", "its configuration is wrong", Tone.BAD),
}
"""Sign, words and tone of each stage (wire.md §2.10)."""

_LINES: Final = 60
_CHARACTERS: Final = 1_000
"""How much of a log is shown."""
_SPANS: Final = ((86_400, "day"), (3_600, "hour"), (60, "minute"))


def of_space(info: RepoInfo, now: float) -> Iterable[Group]:
    """Yield the groups of facts; ``now`` is in seconds since the epoch."""
    card, runtime = info.card, info.runtime
    yield from group(
        "Space",
        said("id", info.id),
        said("title", _title(card)),
        said("summary", card.summary),
        said("SDK", " ".join(filter(None, (info.sdk, card.sdk_version if info.sdk else None)))),
        said("Python", card.python_version),
        said("app file", card.app_file),
        *common.licence(info.tags, card),
        linked("address", info.host),
    )
    yield from common.access(info, Kind.SPACE, card.gate_asks)
    if runtime is not None:
        yield from group("Runtime", *_runtime(runtime, info))
    yield from group(
        "Uses",
        repos("models", Kind.MODEL, (*info.models, *card.models)),
        repos("datasets", Kind.DATASET, (*info.datasets, *card.datasets)),
    )
    yield from group("Use", *common.popularity(info, None, info.trending))
    yield from common.repository(info, now)


def _title(card: Card) -> str:
    """Return the title behind its emoji, which it may begin with already."""
    title, emoji = card.title or "", card.emoji or ""
    return title if title.startswith(emoji) else f"{emoji} {title}"


def stage_fact(stage: str | None) -> Fact | None:
    """Return how a Space is doing, with a sign, in words and in a tone; an unknown stage by its name."""
    if stage is None:
        return None
    sign, words, tone = STAGES.get(stage, ("·", stage_name(stage), Tone.PLAIN))
    return Fact("stage", f"{sign} {words}", stage, tone=tone)


def sleep_words(seconds: int) -> str:
    """Return a span in words: 2 days, 1 hour, 90 seconds."""
    for length, unit in _SPANS:
        if seconds >= length and seconds % length == 0:
            return plural(seconds // length, unit)
    return plural(seconds, "second")


def _runtime(runtime: Runtime, info: RepoInfo) -> Iterable[Fact | None]:
    yield stage_fact(runtime.stage)
    yield said("flagged", runtime.flagged and f"by the Hub: {runtime.flagged}", tone=Tone.BAD)
    yield said("error", _tail(runtime.error or ""), copy=runtime.error or "", tone=Tone.BAD)
    yield said("hardware", runtime.hardware or (runtime.requested and "none at present"))
    yield said("it asks for", runtime.requested if runtime.requested != runtime.hardware else None)
    yield _sleep(runtime, info)
    yield said("replicas", _replicas(runtime))
    yield said("disk", runtime.storage)
    yield from listed("volumes", map(_volume, runtime.volumes))
    yield said("dev mode", "on: its owner can work inside it" if runtime.dev_mode else None)
    yield said("runs commit", runtime.sha and _commit(runtime.sha, info.sha), copy=runtime.sha or "")
    yield from listed("domains", _domains(runtime, info.host))


def _tail(log: str) -> str:
    """Return the end of a log, which says what went wrong; the beginning goes where there is too much of it."""
    lines = log.split("\n")
    if more := len(lines) - _LINES:
        lines = [f"… {plural(more, 'line')} before", *lines[more:]] if more > 0 else lines
    return "\n".join(line[:_CHARACTERS] for line in lines)


def _sleep(runtime: Runtime, info: RepoInfo) -> Fact | None:
    """Return after what rest it sleeps; a static Space has nothing that could."""
    if runtime.sleep is not None:
        return Fact("sleeps", f"after {sleep_words(runtime.sleep)} without visitors", str(runtime.sleep))
    if info.sdk == "static" or runtime.requested is None:
        return None
    return Fact("sleeps", "when the Hub sees fit, for no time is set")


def _replicas(runtime: Runtime) -> str | None:
    """Return how many run of how many; one of one goes without saying."""
    wanted, running = runtime.replicas, runtime.replicas_running
    if wanted is None or (wanted == "1" and running in (None, 1)):
        return None
    return f"{wanted} asked for" if running is None else f"{running} of {wanted}"


def _volume(volume: Volume) -> str:
    source = " ".join(filter(None, (volume.type, volume.source)))
    return f"{volume.path} ← {source or 'nothing named'}{', read only' if volume.read_only else ''}"


def _commit(running: str, newest: str | None) -> str:
    if newest is None:
        return running
    return f"{running}, the newest" if running == newest else f"{running}, not the newest"


def _domains(runtime: Runtime, host: str | None) -> Iterable[str]:
    """Yield the host names; one that is ready and in the address goes without saying."""
    for domain in runtime.domains:
        stage = None if domain.stage in (None, "READY") else stage_name(domain.stage)
        own = "its own" if domain.custom else None
        if stage or own or not host or domain.name not in host:
            yield " · ".join(filter(None, (domain.name, own, stage)))
