"""The response headers that are acted on."""

from __future__ import annotations

import pytest

from hubtui.hub.headers import link, next_query, rate_limit
from hubtui.hub.models import RateLimit

CURSOR = "inference=warm&cursor=eyIkb3IiOlt7fV19%3D%3D&apps=a,b"


@pytest.mark.parametrize(
    "header",
    [
        f'<https://huggingface.co/api/models?{CURSOR}>; rel="next"',
        f"<https://huggingface.co/api/models?{CURSOR}>;rel=next",
        f'</api/models?{CURSOR}>; REL="Next"; title="x"',
        f'<https://cas.example/x>; rel="xet-auth", <https://huggingface.co/api/models?{CURSOR}>; rel="next"',
        f'<https://huggingface.co/api/models?{CURSOR}>; title="a"; rel="next last", <x>; rel="prev"',
        f'<https://mirror.example/prefix/api/models?{CURSOR}>; rel="next"',
    ],
)
def test_the_query_of_a_next_link_is_used_as_it_is(header: str) -> None:
    assert next_query({"link": header}, "/api/models") == (CURSOR, "")


@pytest.mark.parametrize(
    "header",
    [
        "",
        "nonsense",
        '<https://x/api/models?p=1>; rel="prev"',
        '<https://x/api/models?p=1>; title="rel=next"',
        "<",
    ],
)
def test_without_a_next_link_the_list_ends(header: str) -> None:
    assert next_query({"link": header}, "/api/models") == (None, "")


@pytest.mark.parametrize(
    ("target", "reason"),
    [
        ("https://huggingface.co/api/datasets?cursor=x", "leads elsewhere: /api/datasets"),
        ("https://huggingface.co/api/models/a/b?cursor=x", "leads elsewhere"),
        ("https://huggingface.co/?cursor=x", "leads elsewhere"),
        ("https://huggingface.co/api/models", "asks for nothing"),
        ("http://[::1/api/models?cursor=x", "cannot be read"),
        ("https://huggingface.co/\u202eapi?cursor=x", "leads elsewhere: /api"),
    ],
)
def test_a_next_link_of_another_path_is_refused_with_a_reason(target: str, reason: str) -> None:
    query, refused = next_query({"link": f'<{target}>; rel="next"'}, "/api/models")
    assert query is None
    assert reason in refused


def test_links_are_told_apart_by_their_relation() -> None:
    headers = {"link": '<https://a/>; rel="next", <https://b/>; rel="xet-auth"'}
    assert [link(headers, rel) for rel in ("next", "xet-auth", "prev")] == ["https://a/", "https://b/", None]


@pytest.mark.parametrize(
    ("limit", "policy", "read"),
    [
        ('"api";r=999;t=286', '"fixed window";"api";q=1000;w=300', RateLimit("api", 999, 1000, 286)),
        ("api; r=0; t=2", "", RateLimit("api", 0, None, 2)),
        ('"resolvers";R=5;T=7', '"fixed window";"resolvers";Q=5000', RateLimit("resolvers", 5, 5000, 7)),
        ('"pages";r="3"', "", RateLimit("pages", 3, None, 0)),
        ('"api";r=1;t=2, "resolvers";r=9;t=9', '"w";"api";q=5', RateLimit("api", 1, 5, 2)),
        ("r=4;t=1", "", RateLimit("api", 4, None, 1)),
        ('"a\x1b[2Jpi";r=1;t=2', "", RateLimit("a[2jpi", 1, None, 2)),
    ],
)
def test_quotas_are_read(limit: str, policy: str, read: RateLimit) -> None:
    assert rate_limit({"ratelimit": limit, "ratelimit-policy": policy}) == read


@pytest.mark.parametrize("limit", ["", '"api"', '"api";t=3', '"api";r=many', "r=" + "9" * 40])
def test_a_quota_that_says_nothing_is_none(limit: str) -> None:
    assert rate_limit({"ratelimit": limit}) is None
