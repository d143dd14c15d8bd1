"""Tests of hubtui.hub.urls and hubtui.hub.facets."""

from __future__ import annotations

from urllib.parse import urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hubtui.hub.criteria import Criteria, Kind, Sort
from hubtui.hub.errors import NotAPage
from hubtui.hub.models import RepoRef
from hubtui.hub.urls import Target, looks_like_url, parse_id, parse_web, repo_url, web_url
from hubtui.text import is_plain
from tests.hub.questions import criteria

HF = "https://huggingface.co"


@given(criteria(), st.sampled_from([HF, "http://127.0.0.1:8000", "https://hub.example/with/prefix"]))
def test_address_and_back_is_the_same_question(asked: Criteria, endpoint: str) -> None:
    url = web_url(asked, endpoint)
    assert url.isascii()
    assert is_plain(url)
    assert parse_web(url, endpoint) == Target(asked)


@given(st.text(max_size=40))
def test_any_text_is_a_target_or_a_reason_on_one_line(text: str) -> None:
    for url in (text, f"{HF}/{text}", f"{HF}/models?{text}"):
        try:
            found = parse_web(url)
        except NotAPage as error:
            assert is_plain(error.what)
            assert len(error.what) < 140
        else:
            assert all(map(is_plain, found.ignored))
            assert found.repo is None or is_plain(found.repo.id)


@pytest.mark.parametrize(
    ("url", "asked"),
    [
        (
            "/models?pipeline_tag=text-generation&sort=trending&search=qwen",
            Criteria(task="text-generation", search="qwen"),
        ),
        (
            "/models?pipeline_tag=text-generation&library=transformers&language=en&license=license:mit&sort=downloads",
            Criteria(
                task="text-generation",
                library="transformers",
                tags=("en", "license:mit"),
                sort=Sort.DOWNLOADS,
            ),
        ),
        (
            "/models?license=mit&dataset=dataset:squad&dataset=glue",
            Criteria(tags=("license:mit", "dataset:squad", "dataset:glue")),
        ),
        ("/models?library=pytorch,tf&language=en,zh", Criteria(library="pytorch", tags=("tf", "en", "zh"))),
        (
            "/models?other=base_model:finetune:org/name&apps=llama.cpp",
            Criteria(tags=("base_model:finetune:org/name",), apps=("llama.cpp",)),
        ),
        (
            "/models?num_parameters=min:0,max:24B&apps=llama.cpp,ollama&sort=most_params",
            Criteria(num_parameters="min:0,max:24B", apps=("llama.cpp", "ollama"), sort=Sort.PARAMETERS),
        ),
        (
            "/models?inference_provider=all&sort=trending&other=conversational",
            Criteria(inference_providers=("all",), tags=("conversational",)),
        ),
        ("/models?sort=modified&author=alice", Criteria(author="alice", sort=Sort.UPDATED)),
        ("/models?sort=createdAt&direction=1", Criteria(sort=Sort.CREATED, ascending=True)),
        ("/models?filter=a,b&filter=c&gated=true&p=3&utm_source=x", Criteria(tags=("a,b", "c"), gated=True)),
        ("/models?search=", Criteria()),
        (
            "/datasets?task_categories=task_categories:text-to-speech&language=language:fr&sort=likes",
            Criteria(Kind.DATASET, tags=("task_categories:text-to-speech", "language:fr"), sort=Sort.LIKES),
        ),
        (
            "/datasets?task_categories=automatic-speech-recognition&format=parquet&modality=modality%3Atext",
            Criteria(
                Kind.DATASET,
                tags=("task_categories:automatic-speech-recognition", "format:parquet", "modality:text"),
            ),
        ),
        (
            "/datasets?size_categories=size_categories:1K%3Cn%3C10K",
            Criteria(Kind.DATASET, tags=("size_categories:1K<n<10K",)),
        ),
        (
            "/datasets?size_categories=or:%28size_categories:n%3C1K%29",
            Criteria(Kind.DATASET, tags=("size_categories:n<1K",)),
        ),
        ("/datasets?library=datasets", Criteria(Kind.DATASET, tags=("library:datasets",))),
        (
            "/spaces?sdk=gradio&sort=created&search=chat",
            Criteria(Kind.SPACE, tags=("gradio",), search="chat", sort=Sort.CREATED),
        ),
        (
            "/spaces?models=org/name&models=a%2Fb&datasets=c/d",
            Criteria(Kind.SPACE, models=("org/name", "a/b"), datasets=("c/d",)),
        ),
        ("/models?sort=likes30d", Criteria(sort=Sort.RECENT)),
        ("/models?sort=id", Criteria(sort=Sort.ID)),
        ("/datasets?sort=most_rows", Criteria(Kind.DATASET, sort=Sort.ROWS)),
        ("/alice/models?sort=likes", Criteria(author="alice", sort=Sort.LIKES)),
        ("/alice/datasets", Criteria(Kind.DATASET, author="alice")),
        ("/alice/spaces/", Criteria(Kind.SPACE, author="alice")),
        ("/spaces/alice", Criteria(Kind.SPACE, author="alice")),
        ("/", Criteria()),
        ("", Criteria()),
    ],
)
def test_lists_are_read_as_the_website_writes_them(url: str, asked: Criteria) -> None:
    assert parse_web(HF + url) == Target(asked)


@pytest.mark.parametrize(
    ("path", "kind", "name"),
    [
        ("/org/name", Kind.MODEL, "org/name"),
        ("/org/name/", Kind.MODEL, "org/name"),
        ("/org/name/tree/main", Kind.MODEL, "org/name"),
        ("/org/name/blob/main/README.md#uses", Kind.MODEL, "org/name"),
        ("/org/name?local-app=ollama", Kind.MODEL, "org/name"),
        ("/models/org/name", Kind.MODEL, "org/name"),
        ("/gpt2/tree/main", Kind.MODEL, "gpt2"),
        ("/datasets/squad", Kind.DATASET, "squad"),
        ("/datasets/squad/viewer/plain_text/train?row=3", Kind.DATASET, "squad"),
        ("/datasets/org/name/discussions/3", Kind.DATASET, "org/name"),
        ("//spaces/org//name", Kind.SPACE, "org/name"),
        ("/spaces/org/tree", Kind.SPACE, "org/tree"),
    ],
)
def test_single_repos_are_found_whichever_of_their_pages_it_is(path: str, kind: Kind, name: str) -> None:
    assert parse_web(HF + path) == Target(Criteria(kind, search=name), RepoRef(kind, name))


def test_an_author_s_page_is_the_author() -> None:
    assert parse_web(f"{HF}/alice/") == Target(Criteria(author="alice"), author="alice")


@pytest.mark.parametrize(
    "url",
    [
        "http://huggingface.co/a/b",
        "https://www.huggingface.co/a/b",
        "https://hf.co/a/b",
        " HTTPS://HF.co:443/a/b\n",
        "http://hub.example:8080/pre/a/b",
        "http://hub.example:8080/pre/a/b/",
    ],
)
def test_the_public_names_and_the_endpoint_are_this_hub(url: str) -> None:
    assert parse_web(url, "http://hub.example:8080/pre").repo == RepoRef(Kind.MODEL, "a/b")


def test_http_and_https_of_the_endpoint_are_one() -> None:
    assert parse_web("http://hub.example/a/b", "https://hub.example").repo == RepoRef(Kind.MODEL, "a/b")
    assert parse_web("https://hub.example/pre", "https://hub.example/pre") == Target(Criteria())


@pytest.mark.parametrize(
    "url",
    [
        "https://example.com/a/b",
        "https://huggingface.co.evil.example/a/b",
        "https://huggingface.co@evil.example/a/b",
        "https://me:secret@huggingface.co/a/b",
        "ftp://huggingface.co/a/b",
        "https://huggingface.co:99999/a/b",
        "https://huggingface.co:8443/a/b",
        "http://hub.example:8080/a/b",
        "http://hub.example:8080/prefix/a/b",
        "http://hub.example:81/pre/a/b",
        "https://[::1/a/b",
        "a/b",
        "",
    ],
)
def test_other_addresses_are_refused(url: str) -> None:
    with pytest.raises(NotAPage, match="no address of this Hub"):
        parse_web(url, "http://hub.example:8080/pre")


@pytest.mark.parametrize(
    "path",
    [
        "/docs/transformers/index",
        "/papers/2309.1",
        "/blog",
        "/settings/tokens",
        "/models/gpt2",
        "/../x",
        "/a%2Fb",
        "/a/b%0Ac",
        "/a/b%20c",
        "/org/%2e%2e",
    ],
)
def test_pages_without_a_list_are_refused(path: str) -> None:
    with pytest.raises(NotAPage, match="list, author or repo"):
        parse_web(HF + path)


def test_what_cannot_be_asked_is_named() -> None:
    sizes = "size_categories=or:(size_categories:n%3C1K,size_categories:1K%3Cn%3C10K)"
    found = parse_web(f"{HF}/datasets?{sizes}&sort=most_params&new=%1b")
    assert found.criteria == Criteria(Kind.DATASET)
    assert found.ignored == (
        "size_categories=or:(size_categories:n<1K,size_categories:1K<n<10K)", "sort=most_params", "new=",
    )  # fmt: skip
    assert parse_web(f"{HF}/spaces?sort=downloads&pipeline_tag=x").ignored == (
        "sort=downloads",
        "pipeline_tag=x",
    )


def test_the_written_address_is_what_the_website_writes() -> None:
    asked = Criteria(search="a b", tags=("en", "license:mit"), task="text-generation", sort=Sort.UPDATED)
    assert (
        web_url(asked)
        == f"{HF}/models?search=a%20b&other=en&license=license:mit&pipeline_tag=text-generation&sort=modified"
    )
    using = Criteria(Kind.SPACE, models=("org/name",))
    assert web_url(using) == f"{HF}/spaces?models=org/name"
    assert parse_web(f"{HF}/models?models=org/name").ignored == ("models=org/name",)
    sized = Criteria(Kind.DATASET, tags=("size_categories:n<1K",), sort=Sort.SIZE)
    assert web_url(sized) == f"{HF}/datasets?size_categories=size_categories:n%3C1K&sort=mainSize"
    assert web_url(Criteria(Kind.DATASET, sort=Sort.ROWS)) == f"{HF}/datasets?sort=most_rows"
    assert web_url(Criteria(Kind.SPACE), "http://h/p") == "http://h/p/spaces"


def test_a_lone_surrogate_becomes_a_question_mark() -> None:
    assert urlsplit(web_url(Criteria(search="a\udcff"))).query == "search=a%3F"


@pytest.mark.parametrize("kind", Kind)
def test_a_repo_s_address_and_back_is_the_same_repo(kind: Kind) -> None:
    ref = RepoRef(kind, "org/näme.v1_2")
    assert parse_web(repo_url(ref)).repo == ref


@pytest.mark.parametrize(
    ("text", "kind", "name"),
    [
        ("org/name", Kind.MODEL, "org/name"),
        ("gpt2", Kind.MODEL, "gpt2"),
        ("models/org/name", Kind.MODEL, "org/name"),
        ("datasets/squad", Kind.DATASET, "squad"),
        ("datasets/org/name", Kind.DATASET, "org/name"),
        ("spaces/org/name", Kind.SPACE, "org/name"),
    ],
)
def test_ids_are_read_with_their_kind(text: str, kind: Kind, name: str) -> None:
    assert parse_id(text) == RepoRef(kind, name)


@pytest.mark.parametrize(
    "text", ["a/b/c", "spaces/alice", "a/", "/a", "a/..", "", "a b", "a/b\x1b", "datasets/a/b/c", "datasets/"]
)
def test_what_can_be_no_id_is_refused(text: str) -> None:
    with pytest.raises(NotAPage, match="no repo's id"):
        parse_id(text)


def test_an_address_is_told_from_a_search() -> None:
    assert looks_like_url("HTTPS://hf.co/a")
    assert not looks_like_url("https")
