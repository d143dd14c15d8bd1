"""The details that only models have: out of JSON in which any field may be missing or of any type."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from hubtui.hub import pick
from hubtui.hub.particulars import Build, Gguf, Provider, Result

if TYPE_CHECKING:
    from collections.abc import Iterable


def of_model(found: dict[str, Any]) -> dict[str, Any]:
    """Return the fields of RepoInfo that only models have (wire.md §2.2)."""
    tensors, gguf = pick.table(found.get("safetensors")), _gguf(found.get("gguf"))
    build = _build(found)
    bases = pick.table(found.get("baseModels"))
    index = found.get("model-index")
    return {
        "task": pick.exact(found.get("pipeline_tag")),
        "library": pick.exact(found.get("library_name")),
        "parameters": pick.whole(tensors.get("total")) or (gguf.parameters if gguf else None),
        "weights": pick.counts(tensors.get("parameters")),
        "architecture": build.model_type or (gguf.architecture if gguf else None),
        "build": build,
        "gguf": gguf,
        "children": pick.counts(found.get("childrenModelCount")),
        "base_models": pick.lines([pick.table(base).get("id") for base in pick.rows(bases.get("models"))]),
        "relation": pick.line(bases.get("relation")),
        "providers": tuple(_providers(found.get("inferenceProviderMapping"))),
        "inference": pick.line(found.get("inference")),
        "spaces": pick.lines(found.get("spaces")),
        "has_results": bool(index),
        "results": (*_measured(found.get("evalResults")), *_stated(index)),
        "examples": len(pick.rows(found.get("widgetData"))),
    }


def _gguf(value: object) -> Gguf | None:
    """Return what the GGUF files say, or None where there are none."""
    if not isinstance(value, dict):
        return None
    return Gguf(
        architecture=pick.line(value.get("architecture")),
        context=pick.whole(value.get("context_length")),
        parameters=pick.whole(value.get("total")),
        has_template=bool(value.get("chat_template")),
    )


def _build(found: dict[str, Any]) -> Build:
    """Return how a model is made and loaded; ``config`` is free-form below what is read here."""
    config, info = pick.table(found.get("config")), pick.table(found.get("transformersInfo"))
    return Build(
        architectures=pick.lines(config.get("architectures")),
        model_type=pick.line(config.get("model_type")),
        pipeline=pick.line(pick.table(config.get("diffusers")).get("_class_name")),
        quantised=pick.line(pick.table(config.get("quantization_config")).get("quant_method")),
        has_template=bool(pick.table(config.get("tokenizer_config")).get("chat_template")),
        auto_model=pick.line(info.get("auto_model")),
        processor=pick.line(info.get("processor")),
        custom_class=pick.line(info.get("custom_class")),
        mask_token=pick.line(found.get("mask_token")),
    )


def _providers(mapping: object) -> Iterable[Provider]:
    """Yield the providers of an array, or of an object keyed by their names (wire.md §2.1)."""
    named = mapping.items() if isinstance(mapping, dict) else ((None, item) for item in pick.rows(mapping))
    for key, value in named:
        item = pick.table(value)
        name = pick.line(key) or pick.line(item.get("provider"))
        if name:
            yield Provider(name, pick.line(item.get("status")), pick.line(item.get("task")))


def _stated(index: object) -> Iterable[Result]:
    """Yield the results of a ``model-index``: null, a list of models, or one of them (wire.md §1.10)."""
    for model in [index] if isinstance(index, dict) else pick.rows(index):
        for result in map(pick.table, pick.rows(pick.table(model).get("results"))):
            task, dataset = pick.table(result.get("task")), pick.table(result.get("dataset"))
            part = filter(None, (pick.line(dataset.get(name)) for name in ("config", "split")))
            common = {
                "task": pick.line(task.get("name")) or pick.line(task.get("type")),
                "dataset": pick.line(dataset.get("name")),
                "dataset_id": pick.exact(dataset.get("type")),
                "part": " ".join(part) or None,
                "source": pick.line(pick.table(result.get("source")).get("name")),
            }
            for metric in map(pick.table, pick.rows(result.get("metrics"))):
                value = _value(metric.get("value"))
                if value is not None:
                    yield Result(
                        metric=pick.line(metric.get("name")) or pick.line(metric.get("type")),
                        value=value,
                        verified=metric.get("verified") is True,
                        **common,
                    )


def _measured(value: object) -> Iterable[Result]:
    """Yield the results of ``evalResults``: entries, bare or in ``data``, that name a benchmark dataset."""
    for item in map(pick.table, pick.rows(value)):
        entry = pick.table(item["data"]) if isinstance(item.get("data"), dict) else item
        dataset, source = pick.table(entry.get("dataset")), pick.table(entry.get("source"))
        score = _value(entry.get("value"))
        name = pick.exact(dataset.get("id"))
        if name is not None and score is not None:
            yield Result(
                dataset=name,
                dataset_id=name,
                part=pick.line(dataset.get("task_id")),
                metric=pick.line(entry.get("notes")),
                value=score,
                verified=bool(entry.get("verifyToken")),
                source=next(
                    filter(None, (pick.line(source.get(key)) for key in ("name", "org", "user"))), None
                ),
            )


def _value(value: object) -> float | str | None:
    """Return a measured number, or what stands in its place in words, or None."""
    found = pick.number(value)
    return pick.line(value) if found is None else found
