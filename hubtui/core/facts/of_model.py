"""The facts of a model."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from hubtui import text
from hubtui.core.facts import common
from hubtui.core.facts.fact import Column, Fact, Tone, group, listed, openable, repos, row, said, table
from hubtui.core.facts.gguf import quantised
from hubtui.core.repo_words import child_words, tagged
from hubtui.hub.criteria import Kind

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from hubtui.core.facts.fact import Group
    from hubtui.hub.contents import File
    from hubtui.hub.models import RepoInfo
    from hubtui.hub.particulars import Provider, Result

_MADE: Final = {
    "finetune": "fine-tuned from",
    "quantized": "quantised from",
    "adapter": "adapter for",
    "merge": "merged from",
}
_INFERENCE: Final = {"warm": "warm: a provider has it loaded", "cold": "cold: no provider has it loaded"}
_RESULTS: Final = (Column("DATASET"), Column("METRIC"), Column("VALUE", is_number=True), Column("BY"))
_FILES: Final = (Column("QUANTISATION"), Column("SIZE", is_number=True), Column("FILE"))


def of_model(info: RepoInfo, now: float, sized: Sequence[File] | None) -> Iterable[Group]:
    """Yield the groups of facts.

    Args:
        info: the model.
        now: seconds since the epoch.
        sized: its files with their sizes, where they have been asked for.
    """
    yield from group(
        "Model",
        said("id", info.id),
        said("task", info.task),
        said("library", info.library),
        *common.licence(info.tags, info.card),
        common.languages(info.tags, info.card),
        _parameters(info),
        *_weights(info),
    )
    yield from common.access(info, Kind.MODEL, info.card.gate_asks)
    yield from _gguf(info, sized if sized is not None else info.files)
    yield from group(
        "Made from",
        _bases(info),
        repos("trained on", Kind.DATASET, info.card.datasets or tagged(info.tags, "dataset:")),
    )
    yield from group("How it loads", *_build(info))
    yield from group(
        "Use",
        *common.popularity(info, info.downloads_all_time, info.trending),
        listed("derived", (child_words(*child) for child in info.children if child[1])),
        listed("served by", map(_provider, info.providers)),
        said("inference", info.inference and _INFERENCE.get(info.inference, info.inference)),
        said("examples", text.plural(info.examples, "input") + " to try it with") if info.examples else None,
    )
    yield from _results(info)
    yield from common.repository(info, now)
    yield from group("Spaces that use it", repos(_most(info), Kind.SPACE, info.spaces))


def _parameters(info: RepoInfo) -> Fact | None:
    if info.parameters is None:
        return None
    return Fact(
        "parameters", f"{text.parameters(info.parameters)} · {info.parameters:,}", str(info.parameters)
    )


def _weights(info: RepoInfo) -> Iterable[Fact]:
    """Yield how many of the parameters are of each type, where that is not all of them."""
    for name, count in info.weights:
        whole = count == info.parameters
        value = f"all in {name}" if whole else f"{text.parameters(count)} in {name}"
        yield Fact("", value, f"{name} {count}")


def _gguf(info: RepoInfo, files: Sequence[File]) -> Iterable[Group]:
    """Yield what the GGUF files say, and each with what it takes up."""
    gguf = info.gguf
    if gguf is not None:
        yield from group(
            "GGUF",
            said("architecture", gguf.architecture),
            common.number("context", gguf.context, "tokens"),
            common.number("parameters", gguf.parameters),
            said("chat template", "in the file" if gguf.has_template else None),
        )
    yield from table(
        "GGUF files",
        _FILES,
        (row(one.name, text.size(one.size), one.words, copy=one.path) for one in quantised(files)),
    )


def _bases(info: RepoInfo) -> Iterable[Fact]:
    """Yield what it was made from, and how: as the Hub knows it, else its tags, else its card."""
    for relation, words in _MADE.items():
        ids = tagged(info.tags, f"base_model:{relation}:")
        if info.relation == relation:
            ids = info.base_models + ids
        yield from repos(words, Kind.MODEL, ids)
        if ids:
            return
    yield from repos("based on", Kind.MODEL, info.base_models or info.card.base_models)


def _build(info: RepoInfo) -> Iterable[Fact | None]:
    build = info.build
    yield from listed("architecture", build.architectures)
    yield said("model type", build.model_type)
    yield said("pipeline", build.pipeline)
    yield said("quantised", build.quantised)
    yield said("loaded by", build.auto_model)
    yield said("processor", build.processor)
    yield said(
        "own code", build.custom_class and f"{build.custom_class} runs when it is loaded", tone=Tone.CARE
    )
    yield said("chat template", "with its tokenizer" if build.has_template else None)
    yield said("mask token", build.mask_token)


def _provider(one: Provider) -> str:
    """Return a provider with what it does and how far it is: together · text-generation · staging."""
    status = None if one.status == "live" else one.status
    return " · ".join(filter(None, (one.name, one.task, status)))


def _most(info: RepoInfo) -> str:
    """Return how many Spaces there are; the Hub names a hundred at most (wire.md §2.2)."""
    return f"{len(info.spaces):,} or more" if len(info.spaces) >= 100 else f"{len(info.spaces)}"


def _results(info: RepoInfo) -> Iterable[Group]:
    """Yield the evaluation results as a table; say so where the card has some that cannot be read."""
    yield from table("Results", _RESULTS, map(_result, info.results))
    if info.has_results and not info.results:
        yield from group("Results", said("", "the card has a model-index without results that can be read"))


def _result(result: Result) -> Fact:
    value = result.value if isinstance(result.value, str) else f"{result.value:.6g}"
    dataset = " · ".join(filter(None, (result.dataset or result.dataset_id or result.task, result.part)))
    by = result.source or ("the Hub" if result.verified else "")
    opens = (
        openable(Kind.DATASET, result.dataset_id) if result.dataset_id and "/" in result.dataset_id else None
    )
    return row(
        dataset, result.metric or "", value, f"✓ {by or 'verified'}" if result.verified else by, opens=opens
    )
