"""What the Hub can be asked besides tags, and what is sieved from loaded rows: as choices to pick or to write."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Literal

from hubtui.core import tag_words
from hubtui.core.choices import AllOf, Carded, Choice, Gated, OneOf, Running, TagChoice, Within
from hubtui.core.question import range_label, stage_label
from hubtui.core.tags import Section
from hubtui.hub.criteria import Kind

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from hubtui.core.question import Question, Sieve
    from hubtui.hub.criteria import Criteria

STEPS = (("", "1B"), ("1B", "3B"), ("3B", "7B"), ("7B", "13B"), ("13B", "34B"), ("34B", "70B"), ("70B", ""))
"""The ranges of parameters that are offered."""
DAYS = (7, 30, 365)
"""The ages that are offered."""
APPS = (
    "llama.cpp", "ollama", "vllm", "sglang", "mlx-lm", "lmstudio", "jan", "tgi", "docker-model-runner", "draw-things",
    "diffusionbee",
)  # fmt: skip
"""The apps that are offered; any other one can be written."""
PROVIDERS = (
    "all", "cerebras", "cohere", "fal-ai", "featherless-ai", "fireworks-ai", "groq", "hf-inference", "hyperbolic",
    "nebius", "novita", "nscale", "replicate", "sambanova", "together",
)  # fmt: skip
"""The inference providers that are offered; ``all`` stands for any of them (wire.md §2.1)."""

_NUMBER = r"(\d{1,4}(?:\.\d{1,3})?) ?([kmbt]?)"
_RANGE = re.compile(rf"(?:{_NUMBER})? ?(?:\.\.|-|–) ?(?:{_NUMBER})?", re.IGNORECASE)
_BOUND = re.compile(rf"([<>])=? ?{_NUMBER}", re.IGNORECASE)
_NAME = re.compile(r"[\w.-]{1,96}", re.ASCII)
_REPO = re.compile(r"(datasets/)?([\w.-]{1,96}/[\w.-]{1,96})", re.ASCII)
_DAYS = re.compile(r"(\d{1,4})(?: ?d| days?)?", re.IGNORECASE)
_UNITS = {"K": 1e3, "M": 1e6, "B": 1e9}


def sections(kind: Kind) -> list[Section]:
    """Return what is offered for a kind, under headings."""
    found: list[tuple[str, list[Choice]]] = []
    if kind is Kind.MODEL:
        found = [
            ("parameters", [_parameters(low, high) for low, high in STEPS]),
            ("apps", [_app(name) for name in APPS]),
            ("providers", [_provider(name) for name in PROVIDERS]),
        ]
    if kind is not Kind.SPACE:
        found.append(("access", [_gated(False), _gated(True)]))
    ages = [_within(field, days) for field in ("created_within", "updated_within") for days in DAYS]
    found.append(("loaded rows", [_carded(), *ages]))
    return [Section(f"Refine · {word}", word, choices) for word, choices in found]


def chosen(question: Question) -> list[Choice]:
    """Return everything that a question is narrowed by, what is excluded last; the search is no choice."""
    return [*_asked(question.criteria), *_sieved(question.sieve)]


def _asked(criteria: Criteria) -> Iterator[Choice]:
    for tag in dict.fromkeys((criteria.task, criteria.library, *criteria.tags)):
        if tag:
            yield _tag(tag)
    if criteria.author:
        yield _author(criteria.author)
    if criteria.num_parameters:
        yield _range(criteria.num_parameters)
    yield from map(_app, dict.fromkeys(criteria.apps))
    yield from map(_provider, dict.fromkeys(criteria.inference_providers))
    if criteria.gated is not None:
        yield _gated(criteria.gated)
    yield from (uses("models", name) for name in dict.fromkeys(criteria.models))
    yield from (uses("datasets", name) for name in dict.fromkeys(criteria.datasets))


def _sieved(sieve: Sieve) -> Iterator[Choice]:
    if sieve.carded:
        yield _carded()
    if sieve.created_within is not None:
        yield _within("created_within", sieve.created_within)
    if sieve.updated_within is not None:
        yield _within("updated_within", sieve.updated_within)
    if sieve.stage:
        yield stage(sieve.stage)
    if sieve.hardware:
        yield hardware(sieve.hardware)
    yield from map(_tag, dict.fromkeys(sieve.without))


def stage(name: str) -> Choice:
    """Return the choice of a Space's stage, which the Hub cannot be asked for (wire.md §2.9)."""
    return Running(f"stage {name}", stage_label(name), "stage", "stage", name)


def hardware(name: str) -> Choice:
    """Return the choice of a Space's hardware, which the Hub cannot be asked for either."""
    return Running(f"hardware {name}", name, "hardware", "hardware", name)


def uses(field: Literal["models", "datasets"], name: str) -> Choice:
    """Return the choice of the Spaces that use a repo; its id is what writes it."""
    prefix = "datasets/" if field == "datasets" else ""
    return AllOf(f"uses {prefix}{name}", name, field.removesuffix("s"), field, name)


def written(kind: Kind, typed: str) -> Choice | str:
    """Return the choice that a line such as ``params 3B..14B`` or ``author NAME`` writes.

    A line that begins like one and is none yet gives a hint of what is missing; any other line an empty string.
    """
    verb, _, rest = typed.strip().partition(" ")
    form = _FORMS.get(verb.lower())
    if form is None or kind not in form[0]:
        return ""
    _, read, hint = form
    return read(rest.strip()) or hint


def _read_parameters(text: str) -> Choice | None:
    if found := _BOUND.fullmatch(text):
        bound = _amount(found[2], found[3])
        return _parameters("", bound) if found[1] == "<" else _parameters(bound, "")
    if not (found := _RANGE.fullmatch(text)) or not (found[1] or found[3]):
        return None
    low = _amount(found[1], found[2] or found[4]) if found[1] else ""
    high = _amount(found[3], found[4]) if found[3] else ""
    return None if low and high and _value(low) > _value(high) else _parameters(low, high)


def _amount(number: str, unit: str | None) -> str:
    """Return a number of parameters as the Hub takes it; without a unit they are billions, as on model names."""
    if (unit or "").upper() == "T":
        return f"{float(number) * 1000:g}B"
    return f"{float(number):g}{(unit or 'B').upper()}"


def _value(amount: str) -> float:
    return float(amount[:-1]) * _UNITS[amount[-1]]


def _read_name(make: Callable[[str], Choice]) -> Callable[[str], Choice | None]:
    return lambda text: make(text) if _NAME.fullmatch(text) else None


def _read_used(text: str) -> Choice | None:
    """Return the choice of a repo that is used, by its id as web paths have it (wire.md §1.1)."""
    found = _REPO.fullmatch(text)
    return uses("datasets" if found[1] else "models", found[2]) if found else None


def _read_days(field: Literal["created_within", "updated_within"]) -> Callable[[str], Choice | None]:
    def read(text: str) -> Choice | None:
        found = _DAYS.fullmatch(text)
        return _within(field, int(found[1])) if found and int(found[1]) else None

    return read


def _tag(tag: str) -> Choice:
    prefix, colon, _ = tag.partition(":")
    return TagChoice(tag, "", tag_words.word(prefix) if colon and prefix in tag_words.GROUPS else "tag")


def _parameters(low: str, high: str) -> Choice:
    halves = [f"{side}:{amount}" for side, amount in (("min", low), ("max", high)) if amount]
    return _range(",".join(halves))


def _range(value: str) -> Choice:
    """Return the choice of a ``num_parameters``, in whatever form it is."""
    halves = dict(half.partition(":")[::2] for half in value.split(","))
    bounds = f"{halves.get('min', '')}..{halves.get('max', '')}"
    return OneOf(f"params {bounds}", range_label(value), "parameters", "num_parameters", value)


def _app(name: str) -> Choice:
    return AllOf(f"app {name}", name, "app", "apps", name)


def _provider(name: str) -> Choice:
    label = "any provider" if name == "all" else name
    return AllOf(f"provider {name}", label, "provider", "inference_providers", name)


def _library(name: str) -> Choice:
    return TagChoice(name, "", "library")


def _author(name: str) -> Choice:
    return OneOf(f"author {name}", name, "author", "author", name)


def _gated(value: bool) -> Choice:
    return Gated(f"gated {'yes' if value else 'no'}", "gated" if value else "not gated", "access", value)


def _carded() -> Choice:
    return Carded("hide repos without a card", "hide without a card", "loaded rows")


def _within(field: Literal["created_within", "updated_within"], days: int) -> Choice:
    verb = field.removesuffix("_within")
    span = {1: "a day", 365: "a year"}.get(days, f"{days} days")
    return Within(f"{verb} within {days} days", f"{verb} within {span}", "loaded rows", field, days)


_Form = tuple["frozenset[Kind]", "Callable[[str], Choice | None]", str]
_ALL = frozenset(Kind)
_MODELS = frozenset({Kind.MODEL})
_FORMS: dict[str, _Form] = {
    "params": (_MODELS, _read_parameters, "params 3B..14B, <7B"),
    "parameters": (_MODELS, _read_parameters, "parameters 3B..14B"),
    "author": (_ALL, _read_name(_author), "author NAME"),
    "library": (_MODELS, _read_name(_library), "library NAME"),
    "app": (_MODELS, _read_name(_app), "app NAME"),
    "provider": (_MODELS, _read_name(_provider), "provider NAME"),
    "uses": (frozenset({Kind.SPACE}), _read_used, "uses org/name, datasets/org/name"),
    "created": (_ALL, _read_days("created_within"), "created DAYS"),
    "updated": (_ALL, _read_days("updated_within"), "updated DAYS"),
}
"""What can be written: by its first word, the kinds that have it, what reads the rest, and a hint."""
