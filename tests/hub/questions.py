"""Questions of every shape, with hostile and odd text in them."""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st

from hubtui.hub.criteria import SORTS, Criteria, Kind

ODD = (
    "a,b", "or:(x)", "or:(x,y)", "license:mit", "license:", "license:license:mit", "size_categories:1K<n<10K",
    "base_model:finetune:org/name", "a&b=c", "#f", "?", "%", "%41", "a+b", " ", "é", "日本", "👋", "\x1b]0;x\x07",
    "[/x]", "filter", "all", ":", "dataset:a,b", "\n", "\t", "\x00", "\u202e", "..", "/",
)  # fmt: skip


def texts() -> st.SearchStrategy[str]:
    """Texts that are not empty and have bytes: no lone surrogates."""
    return st.one_of(
        st.sampled_from(ODD), st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=12)
    )


def names() -> st.SearchStrategy[str]:
    """Texts without commas, which join several names."""
    return texts().map(lambda text: text.replace(",", "")).filter(bool)


def criteria() -> st.SearchStrategy[Criteria]:
    """Questions that their kinds can be asked."""
    return st.sampled_from(Kind).flatmap(_of_kind)


def _of_kind(kind: Kind) -> st.SearchStrategy[Criteria]:
    maybe = st.one_of(st.just(""), texts())
    several = st.lists(names(), max_size=3).map(tuple)
    models = {
        "task": maybe,
        "library": st.one_of(st.just(""), names()),
        "apps": several,
        "inference_providers": several,
        "num_parameters": maybe,
    }
    used = st.lists(texts(), max_size=3).map(tuple)
    own: dict[Kind, dict[str, st.SearchStrategy[Any]]] = {
        Kind.MODEL: models,
        Kind.DATASET: {},
        Kind.SPACE: {"models": used, "datasets": used},
    }
    return st.builds(
        Criteria,
        kind=st.just(kind),
        search=maybe,
        author=maybe,
        tags=st.lists(texts(), max_size=4).map(tuple),
        gated=st.sampled_from([None, True, False]),
        sort=st.sampled_from(SORTS[kind]),
        ascending=st.booleans(),
        **own[kind],
    )
