"""Tests of hubtui.hub.links: what strangers' links lead to, and what they never lead to."""

from __future__ import annotations

from urllib.parse import urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hubtui.hub.criteria import Kind
from hubtui.hub.links import Base, Resolved, resolve
from hubtui.hub.models import RepoRef
from hubtui.text import is_plain

HUB = "https://hub.example"
MODEL = Base(RepoRef(Kind.MODEL, "some/model"), "main", HUB)
SPACE = Base(RepoRef(Kind.SPACE, "some/space"), "refs/pr/1", f"{HUB}/pre/fix")
HREFS = st.text(max_size=40) | st.lists(
    st.sampled_from((
        "http:", "https:", "javascript:", "//", "/", "..", ".", "%2e%2e", "#", "?", "@", ":", "\\", "[", "]",
        "hub.example", "evil.example", "user", "datasets", "some", "model", "blob",
        "\x1b", "\u202e", " ", "é", "80", "%", "%00", "\ud800",
    )),
    max_size=10,
).map("".join)  # fmt: skip


@given(HREFS, st.sampled_from((MODEL, SPACE)), st.booleans())
def test_any_link_is_a_safe_address_an_anchor_or_a_reason(href: str, base: Base, image: bool) -> None:
    found = resolve(href, base, image=image)
    assert [bool(found.url), bool(found.anchor), bool(found.refused)].count(True) == 1
    assert is_plain(found.anchor)
    assert is_plain(found.refused)
    if found.url:
        parts = urlsplit(found.url)
        assert parts.scheme in ("http", "https")
        assert parts.hostname
        assert parts.username is None
        assert found.url.isascii()
        assert found.url.isprintable()
        assert " " not in found.url
    assert found.repo is None or (found.url and found.repo != base.repo)


@given(st.lists(st.sampled_from(("..", ".", "%2E%2e", "a", "b%2fc", "")), max_size=8).map("/".join))
def test_a_path_never_leaves_the_repo(path: str) -> None:
    found = resolve(f"x/{path}", MODEL)
    steps = urlsplit(found.url).path.split("/")
    assert found.refused or found.url.startswith(f"{HUB}/some/model")
    assert not {"..", "%2e%2e", "%2E%2e", "."} & set(steps)


@pytest.mark.parametrize(
    ("href", "url"),
    [
        ("LICENSE", f"{HUB}/some/model/blob/main/LICENSE"),
        ("./docs/a b.md#use", f"{HUB}/some/model/blob/main/docs/a%20b.md#use"),
        ("docs/../LICENSE?x=1", f"{HUB}/some/model/blob/main/LICENSE?x=1"),
        ("a%20b", f"{HUB}/some/model/blob/main/a%20b"),
        (".", f"{HUB}/some/model"),
        ("/docs/hub", f"{HUB}/docs/hub"),
        ("//a.example/b", "https://a.example/b"),
        ("HTTP://A.example:80/b?c=d#e", "http://a.example:80/b?c=d#e"),
        ("https://a.example", "https://a.example/"),
        ("https://a.example/é?é=[1]", "https://a.example/%C3%A9?%C3%A9=[1]"),
        ("https://bücher.example/", "https://xn--bcher-kva.example/"),
        ("https://[::1]:8080/x", "https://[::1]:8080/x"),
        ("  https://a.example/b \n", "https://a.example/b"),
        ("a:b", None),
        ("javascript:alert(1)", None),
        ("JavaScript:alert(1)", None),
        ("mailto:a@b.example", None),
        ("file:///etc/passwd", None),
        ("data:text/html,hello", None),
        ("../../../../etc/passwd", None),
        ("%2e%2e/%2e%2e/etc", None),
        ("https://huggingface.co@evil.example/", None),
        ("https:\\\\evil.example", None),
        ("https://evil.example\\@hub.example/", None),
        ("https:///path", None),
        ("https://a b/", None),
        ("https://[broken", None),
        ("https://a.example:99999/", None),
        ("https://hub.example/\u202egnp", None),
        ("", None),
        ("#", None),
        ("x" * 3000, None),
    ],
)
def test_links_lead_where_a_browser_would_go_or_nowhere(href: str, url: str | None) -> None:
    found = resolve(href, MODEL)
    assert found.url == (url or "")
    assert bool(found.refused) == (url is None)


def test_images_lead_to_the_file_at_the_revision() -> None:
    assert resolve("plot.png", SPACE, image=True).url == (
        f"{HUB}/pre/fix/spaces/some/space/resolve/refs%2Fpr%2F1/plot.png"
    )


def test_an_anchor_is_decoded_and_stays_in_the_text() -> None:
    assert resolve("#gr%C3%B6%C3%9Fe", MODEL) == Resolved(anchor="größe")
    assert resolve("#a%1bb", MODEL) == Resolved(anchor="ab")


@pytest.mark.parametrize(
    ("href", "repo"),
    [
        ("/some/other", RepoRef(Kind.MODEL, "some/other")),
        ("/datasets/some/other/", RepoRef(Kind.DATASET, "some/other")),
        (f"{HUB}/spaces/some/other/tree/main", RepoRef(Kind.SPACE, "some/other")),
        ("https://huggingface.co/datasets/squad", RepoRef(Kind.DATASET, "squad")),
        ("https://huggingface.co/some/other/blob/main/config.json", None),
        ("/some/model", None),
        ("/some", None),
        ("/docs/hub", None),
        ("https://evil.example/some/other", None),
        ("https://hub.example.evil.example/some/other", None),
    ],
)
def test_the_page_of_another_repo_is_recognised(href: str, repo: RepoRef | None) -> None:
    found = resolve(href, MODEL)
    assert found.repo == repo
    assert found.url


def test_a_refusal_says_what_the_link_was() -> None:
    assert resolve("javascript:alert(1)", MODEL).refused == (
        "Only http and https links are opened, and this is javascript:alert(1)"
    )
    assert resolve("../x", MODEL).refused == "This link leads out of the repo: ../x"
    assert len(resolve("ftp://" + "x" * 1000, MODEL).refused) < 130
