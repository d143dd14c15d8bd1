"""What each read asks, and what becomes of its answer."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from hubtui.hub import errors
from hubtui.hub.criteria import Criteria, Kind, Sort
from hubtui.hub.expansion import valid_names
from hubtui.hub.models import OwnRepo, Scope, Tag
from tests.hub.raw import answer, data, failing

if TYPE_CHECKING:
    from collections.abc import Callable

JOI = '"expand[2]" must be one of [author, cardData, createdAt, likes, private]'
ZOD = '✖ Invalid option: expected one of "author"|"createdAt"|"likes" → at expand[0], received "mainSize"'
ROWS = data([{"id": "a/b"}])


async def test_a_list_asks_for_exactly_its_criteria(talk: Callable[..., Any]) -> None:
    criteria = Criteria(
        Kind.DATASET,
        search="a b&c",
        author="me",
        tags=("size_categories:1K<n<10K", "language:en"),
        gated=False,
        sort=Sort.SIZE,
    )
    async with talk(ROWS) as t:
        await t.reads.repos(criteria, limit=50, expand=["likes", "mainSize"])
        assert t.server.targets == [
            "/api/datasets?search=a%20b%26c&author=me&filter=size_categories%3A1K%3Cn%3C10K"
            "&filter=language%3Aen&gated=false&sort=mainSize&direction=-1&limit=50&expand=likes&expand=mainSize"
        ]


async def test_everything_of_todays_lists_can_be_asked(talk: Callable[..., Any]) -> None:
    criteria = Criteria(
        task="text-generation",
        library="gguf",
        apps=("ollama", "llama.cpp"),
        inference_providers=("all",),
        gated=True,
        num_parameters="min:6B,max:128B",
        sort=Sort.PARAMETERS,
        ascending=True,
    )
    async with talk(ROWS) as t:
        await t.reads.repos(criteria, full=True, config=True)
        assert t.server.targets == [
            "/api/models?pipeline_tag=text-generation&library=gguf&apps=ollama&apps=llama.cpp"
            "&inference_provider=all&gated=true&num_parameters=min%3A6B%2Cmax%3A128B&sort=num_parameters"
            "&direction=1&limit=100&full=true&config=true"
        ]


async def test_the_next_page_is_asked_with_the_links_query_as_it_is(talk: Callable[..., Any]) -> None:
    query = "inference=warm&cursor=eyIkb3IiOlt7fV19%3D%3D&apps=a,b&expand[]=likes&search=%C3%A9"
    link = f'<https://huggingface.co/api/models?{query}>; rel="next"'
    async with talk(data([{"id": "a/b"}], Link=link), data([{"id": "c/d"}])) as t:
        first = await t.reads.repos(Criteria())
        assert (first.next, first.refused) == (query, "")
        second = await t.reads.next_page(Criteria(), first.next)
        assert [repo.id for repo in second.repos] == ["c/d"]
        assert (second.next, second.refused) == (None, "")
        assert t.server.targets[1] == f"/api/models?{query}"
        assert all(asked.headers["host"] == f"127.0.0.1:{t.server.port}" for asked in t.server.asked)


async def test_rows_stay_where_the_next_link_is_refused(talk: Callable[..., Any]) -> None:
    link = '<https://evil.example/steal?cursor=x>; rel="next"'
    async with talk(data([{"id": "a/b"}], Link=link)) as t:
        page = await t.reads.repos(Criteria())
    assert [repo.id for repo in page.repos] == ["a/b"]
    assert page.next is None
    assert page.refused == "the server's next link leads elsewhere: /steal"


async def test_a_short_page_with_a_link_goes_on(talk: Callable[..., Any]) -> None:
    link = '</api/models?cursor=x>; rel="next"'
    async with talk(data([], Link=link)) as t:
        page = await t.reads.repos(Criteria())
    assert (page.repos, page.next) == ((), "cursor=x")


@pytest.mark.parametrize("words", [JOI, ZOD])
async def test_fields_that_the_server_does_not_list_are_dropped_and_remembered(
    talk: Callable[..., Any], words: str
) -> None:
    async with talk(failing(400, words), ROWS) as t:
        for _ in range(2):
            page = await t.reads.repos(Criteria(), expand=["author", "mainSize", "likes"])
            assert page.dropped == ("mainSize",)
        further = await t.reads.next_page(Criteria(), "cursor=x")
        assert further.dropped == ("mainSize",)
        asked = [target.partition("limit=100")[2] for target in t.server.targets]
    assert asked == [
        "&expand=author&expand=mainSize&expand=likes",
        "&expand=author&expand=likes",
        "&expand=author&expand=likes",
        "",
    ]


async def test_what_is_learnt_of_one_kind_is_not_held_against_another(talk: Callable[..., Any]) -> None:
    async with talk(failing(400, JOI), ROWS) as t:
        await t.reads.repos(Criteria(), expand=["likes", "sdk"])
        page = await t.reads.repos(Criteria(Kind.SPACE), expand=["likes", "sdk"])
        assert page.dropped == ()
        assert t.server.targets[-1].endswith("&expand=likes&expand=sdk")


@pytest.mark.parametrize("refusals", [[failing(400, "bad query")], [failing(400, JOI), failing(400, JOI)]])
async def test_all_fields_are_asked_for_where_names_are_not_taken(
    talk: Callable[..., Any], refusals: list[bytes]
) -> None:
    async with talk(*refusals, ROWS) as t:
        for _ in range(2):
            page = await t.reads.repos(Criteria(), expand=["likes", "sdk"])
            assert set(page.dropped) == {"likes", "sdk"}
        ends = [target.partition("limit=100")[2] for target in t.server.targets]
    assert ends[len(refusals) :] == ["&full=true", "&full=true"]
    assert ends[0] == "&expand=likes&expand=sdk"


async def test_a_question_that_is_refused_anyway_is_not_remembered(talk: Callable[..., Any]) -> None:
    async with talk(failing(400, "direction must be -1")) as t:
        for _ in range(2):
            with pytest.raises(errors.BadRequest, match="direction must be -1"):
                await t.reads.repos(Criteria(ascending=True), expand=["likes"])
        assert [target.partition("limit=100")[2] for target in t.server.targets] == [
            "&expand=likes",
            "&full=true",
        ] * 2


async def test_other_fields_that_are_not_known_are_dropped_later(talk: Callable[..., Any]) -> None:
    words = '"expand" must be one of [author, likes, sdk]'
    async with talk(failing(400, words), ROWS, failing(400, words), ROWS) as t:
        await t.reads.repos(Criteria(), expand=["author", "mainSize"])
        page = await t.reads.repos(Criteria(), expand=["likes", "mainSize", "gguf"])
        ends = [target.partition("limit=100")[2] for target in t.server.targets]
    assert page.dropped == ("mainSize", "gguf")
    assert ends[1:] == ["&expand=author", "&expand=likes&expand=gguf", "&expand=likes"]


def test_the_names_in_a_refusal_are_those_it_lists() -> None:
    assert valid_names(JOI) == {"author", "cardData", "createdAt", "likes", "private"}
    assert "mainSize" not in valid_names(ZOD)
    assert valid_names("") == frozenset()


async def test_a_single_repo_drops_fields_too(talk: Callable[..., Any]) -> None:
    async with talk(failing(400, JOI), data({"id": "a/b", "likes": 3})) as t:
        info = await t.reads.repo(Kind.MODEL, "a/b", expand=["likes", "spaces"])
        assert info.likes == 3
        assert t.server.targets[1] == "/api/models/a/b?expand=likes"


@pytest.mark.parametrize(
    ("asked", "target"),
    [
        (("model", "a/b", None), "/api/models/a/b"),
        (("dataset", "squad", None), "/api/datasets/squad"),
        (("space", "a/b", "refs/pr/1"), "/api/spaces/a/b/revision/refs%2Fpr%2F1"),
        (("model", "a/ü?#", "v 1"), "/api/models/a/%C3%BC%3F%23/revision/v%201"),
    ],
)
async def test_ids_keep_their_slash_and_revisions_are_one_segment(
    talk: Callable[..., Any], asked: tuple[str, str, str | None], target: str
) -> None:
    kind, name, revision = asked
    async with talk(data({"id": name})) as t:
        await t.reads.repo(Kind(kind), name, revision=revision)
        assert t.server.targets == [target]


@pytest.mark.parametrize(
    "name", ["", "..", "../..", "a/..", "a/./b", "a//b", "a/", "/a", "a/b/c", "a/b/../../../x"]
)
async def test_an_id_that_would_lead_elsewhere_is_not_asked_for(talk: Callable[..., Any], name: str) -> None:
    async with talk(data({})) as t:
        for read in (t.reads.repo, t.reads.refs, t.reads.tree, t.reads.commits):
            with pytest.raises(errors.RepoNotFound, match="is no repo's id"):
                await read(Kind.MODEL, name)
        assert t.server.asked == []


async def test_a_path_revision_or_name_that_would_lead_elsewhere_is_not_asked_for(
    talk: Callable[..., Any],
) -> None:
    async with talk(data([])) as t:
        for path in ("../x", "a/../../x", "", "a//b"):
            with pytest.raises(errors.EntryNotFound):
                await t.reads.file_text(Kind.MODEL, "a/b", "main", path)
        for revision in ("", ".", ".."):
            with pytest.raises(errors.RevisionNotFound):
                await t.reads.tree(Kind.MODEL, "a/b", revision)
        with pytest.raises(errors.EntryNotFound):
            await t.reads.parquet("a/b", "..", "train")
        assert t.server.asked == []


async def test_tags_come_in_their_groups_and_order(talk: Callable[..., Any]) -> None:
    groups = {
        "pipeline_tag": [
            {"id": "text-generation", "label": "Text Generation", "type": "pipeline_tag", "subType": "nlp"}
        ],
        "license": [
            {"id": "license:mit", "label": "mit", "clickable": False},
            {"label": "no id"},
            {"id": "a\x1bb"},
        ],
        "odd": "text",
    }
    async with talk(data(groups)) as t:
        found = await t.reads.tags_by_type(Kind.MODEL)
        await t.reads.tags_by_type(Kind.DATASET, "license")
        assert t.server.targets == ["/api/models-tags-by-type", "/api/datasets-tags-by-type?type=license"]
    assert found.groups["pipeline_tag"] == (Tag("text-generation", "Text Generation", "nlp"),)
    assert found.groups["license"] == (Tag("license:mit", "mit", None, False), Tag("ab\ufffd"))
    assert found.skipped == 1


async def test_long_answers_are_decoded_in_a_thread(talk: Callable[..., Any]) -> None:
    groups = {"license": [{"id": f"license:{number}", "label": "x" * 50} for number in range(5000)]}
    async with talk(data(groups)) as t:
        assert len((await t.reads.tags_by_type(Kind.MODEL)).groups["license"]) == 5000
        t.server.say(answer(200, "<" + " " * 400_000))
        with pytest.raises(errors.BadAnswer, match="web page"):
            await t.reads.tags_by_type(Kind.MODEL)


async def test_a_tree_goes_on_by_its_link(talk: Callable[..., Any]) -> None:
    link = '<https://huggingface.co/api/models/a/b/tree/refs%2Fpr%2F1/src%20x?recursive=true&cursor=z>; rel="next"'
    rows = [
        {"type": "directory", "path": "src x/lib", "oid": "1", "size": 0},
        {"path": "a\x07b"},
        {"type": "file"},
    ]
    async with talk(data(rows, Link=link), data([])) as t:
        tree = await t.reads.tree(Kind.MODEL, "a/b", "refs/pr/1", "src x", recursive=True)
        await t.reads.tree(Kind.MODEL, "a/b", "refs/pr/1", "src x", query=tree.next)
        assert t.server.targets == [
            "/api/models/a/b/tree/refs%2Fpr%2F1/src%20x?recursive=true",
            "/api/models/a/b/tree/refs%2Fpr%2F1/src%20x?recursive=true&cursor=z",
        ]
    assert [(file.path, file.is_folder, file.usable) for file in tree.files] == [
        ("src x/lib", True, True),
        ("ab", False, False),
    ]
    assert tree.skipped == 1


async def test_commits_have_a_total_and_go_on(talk: Callable[..., Any]) -> None:
    link = '<https://huggingface.co/api/models/a/b/commits/main?p=1&limit=1>; rel="next"'
    row = {
        "id": "c0ffee",
        "title": "",
        "message": "why\n\nbecause",
        "authors": [{"user": "me"}, {"user": None}],
    }
    async with talk(data([row, 7], Link=link, X_Total_Count="26")) as t:
        found = await t.reads.commits(Kind.MODEL, "a/b", limit=1)
    assert (found.total, found.next, found.skipped) == (26, "p=1&limit=1", 1)
    assert (found.commits[0].message, found.commits[0].authors) == ("why\n\nbecause", ("me",))


async def test_a_longer_file_is_cut_and_its_commit_is_told(talk: Callable[..., Any]) -> None:
    text = "\ufeff# Title\r\n" + "é" * 500
    async with talk(answer(200, text, Content_Type="text/plain", X_Repo_Commit="abc")) as t:
        found = await t.reads.file_text(Kind.SPACE, "a/b", "refs/pr/2", "docs/read me.md", 100)
        assert t.server.targets == ["/spaces/a/b/resolve/refs%2Fpr%2F2/docs/read%20me.md"]
    assert found.text.startswith("# Title\né")
    assert len(found.text.encode()) < 100
    assert "\ufffd" not in found.text
    assert (found.cut, found.commit) == (True, "abc")


async def test_a_file_as_long_as_the_limit_is_whole(talk: Callable[..., Any]) -> None:
    async with talk(answer(200, "x" * 100)) as t:
        found = await t.reads.file_text(Kind.MODEL, "a/b", "main", "x", 100)
    assert (len(found.text), found.cut, found.commit) == (100, False, None)


async def test_parquet_names_are_encoded(talk: Callable[..., Any]) -> None:
    async with talk(data([])) as t:
        await t.reads.parquet("a/b")
        await t.reads.parquet("a/b", "en us")
        await t.reads.parquet("a/b", "en/us", "train")
        assert t.server.targets == [
            "/api/datasets/a/b/parquet",
            "/api/datasets/a/b/parquet/en%20us",
            "/api/datasets/a/b/parquet/en%2Fus/train",
        ]


async def test_parts_of_a_parquet_file_are_asked_by_range(talk: Callable[..., Any]) -> None:
    end = answer(206, b"PAR1", Content_Range="bytes 96-99/100")
    async with talk(end) as t:
        part = await t.reads.parquet_part("a/b", "c", "train", 0, -1, 4)
        assert (part.data, part.start, part.total) == (b"PAR1", 96, 100)
        assert t.server.asked[0].headers["range"] == "bytes=-4"
        assert t.server.asked[0].headers["accept-encoding"] == "identity"
        t.server.say(answer(200, b"PAR1 and the rest"))
        whole = await t.reads.parquet_part("a/b", "c", "train", 0, 0, 4)
        assert (whole.data, whole.start, whole.total) == (b"PAR1", 0, None)


@pytest.mark.parametrize(
    "reply",
    [
        answer(200, b"from the beginning"),
        answer(206, b"PAR1", Content_Range="bytes 0-3/100"),
        answer(206, b"PAR1"),
        answer(206, b"PAR1", Content_Range="bytes */100"),
    ],
)
async def test_other_bytes_than_those_asked_for_are_refused(talk: Callable[..., Any], reply: bytes) -> None:
    async with talk(reply) as t:
        with pytest.raises(errors.BadAnswer, match="does not send parts"):
            await t.reads.parquet_part("a/b", "c", "train", 0, 50, 4)


@pytest.mark.parametrize(("start", "words"), [(-1, "is empty"), (200, "ends before the part")])
async def test_a_part_that_is_not_in_the_file_is_said_to_be_none(
    talk: Callable[..., Any], start: int, words: str
) -> None:
    async with talk(answer(416, Content_Range="bytes */100")) as t:
        with pytest.raises(errors.BadFile, match=words):
            await t.reads.parquet_part("a/b", "c", "train", 0, start, 4)


async def test_metrics_are_read_or_retired(talk: Callable[..., Any]) -> None:
    old = [{"id": "accuracy", "spaceId": "evaluate-metric/accuracy", "description": "a\nb"}, {"x": 1}]
    async with talk(data(old)) as t:
        (metric,) = await t.reads.metrics()
        assert (metric.id, metric.space, metric.description) == (
            "accuracy",
            "evaluate-metric/accuracy",
            "a\nb",
        )
        t.server.say(data([]))
        assert await t.reads.metrics() == ()
        t.server.say(failing(404, "Sorry, we can't find the page you are looking for."))
        with pytest.raises(errors.NotFound):
            await t.reads.metrics()


@pytest.mark.parametrize(
    ("token", "read_only", "writable"),
    [
        ({"role": "read"}, True, ()),
        ({"role": "write"}, False, ()),
        ({"role": "god"}, False, ()),
        ({"role": "fineGrained", "fineGrained": {"scoped": []}}, True, ()),
        (
            {
                "role": "fineGrained",
                "fineGrained": {
                    "scoped": [
                        {
                            "entity": {"name": "acme", "type": "org"},
                            "permissions": ["repo.write", "repo.content.read"],
                        },
                        {"entity": {"_id": "1"}, "permissions": ["repo.write"]},
                        {"entity": {"name": "me"}, "permissions": ["repo.content.read"]},
                        7,
                    ]
                },
            },
            False,
            ("acme",),
        ),
        (None, False, ()),
    ],
)
async def test_what_a_token_may_do_is_told(
    talk: Callable[..., Any], token: Any, read_only: bool, writable: tuple[str, ...]
) -> None:
    body = {
        "type": "user",
        "name": "me",
        "orgs": [{"name": "acme", "roleInOrg": "admin"}, {"name": "old", "isEnterprise": True}, {}],
        "auth": {"type": "access_token", "accessToken": token},
    }
    async with talk(data(body)) as t:
        account = await t.reads.whoami()
    assert (account.read_only, account.writable) == (read_only, writable)
    assert [(org.name, org.role) for org in account.orgs] == [("acme", "admin"), ("old", None)]


async def test_all_that_whoami_says_of_a_token_is_read(talk: Callable[..., Any]) -> None:
    scope = {"entity": {"name": "acme\u202e", "type": "org"}, "permissions": ["repo.write", 7, "a\x1bb"]}
    fine = {"scoped": [scope, {"entity": 1}], "global": ["post.write", None], "canReadGatedRepos": True}
    orgs = [
        {"name": "acme", "plan": "team", "securityRestrictions": ["mfa", 1]},
        {"name": "old", "isEnterprise": True},
        {"name": "plain", "isEnterprise": False},
    ]
    token = {"role": "fineGrained", "fineGrained": fine, "expiresAt": "2027-01-01T00:00:00.000Z"}
    async with talk(data({"name": "me", "orgs": orgs, "auth": {"accessToken": token}})) as t:
        account = await t.reads.whoami()
        t.server.say(data({"name": "me", "auth": {"expiresAt": "2027-01-01T00:00:00.000Z"}}))
        other = await t.reads.whoami()
    assert account.scopes == (Scope("acme", ("repo.write", "ab")),)
    assert (account.writable, account.everywhere, account.reads_gated) == (("acme",), ("post.write",), True)
    assert account.expires == other.expires == 1_798_761_600
    assert [org.plan for org in account.orgs] == ["team", "enterprise", None]
    assert [org.barred for org in account.orgs] == [("mfa",), (), ()]


async def test_the_whole_of_a_repo_is_one_request_and_comes_with_its_body(talk: Callable[..., Any]) -> None:
    body = {"id": "a/b", "odd": [1, 2], "likes": 3}
    async with talk(data(body)) as t:
        info, raw = await t.reads.repo_whole(Kind.MODEL, "a/b", "refs/pr/1")
        await t.reads.repo_whole(Kind.SPACE, "a/b")
        asked, space = t.server.targets
    assert info.likes == 3
    assert json.loads(raw) == body
    assert asked.startswith("/api/models/a/b/revision/refs%2Fpr%2F1?expand=author&expand=baseModels&")
    assert "&expand=evalResults&" in asked
    assert "&expand=siblings&" in asked
    assert space == "/api/spaces/a/b"


async def test_a_runtime_is_asked_for_alone(talk: Callable[..., Any]) -> None:
    async with talk(data({"stage": "BUILDING", "gcTimeout": 3600, "replicas": {"requested": "auto"}})) as t:
        runtime = await t.reads.runtime("a/b")
        assert t.server.targets == ["/api/spaces/a/b/runtime"]
    assert (runtime.stage, runtime.sleep, runtime.replicas) == ("BUILDING", 3600, "auto")


async def test_a_runtime_that_is_no_object_is_a_bad_answer(talk: Callable[..., Any]) -> None:
    async with talk(data(["RUNNING"])) as t:
        with pytest.raises(errors.BadAnswer, match="cannot be read"):
            await t.reads.runtime("a/b")


async def test_nobody_is_signed_in_without_a_token(talk: Callable[..., Any]) -> None:
    async with talk(failing(401, "Invalid username or password.", X_Request_Id="r-9")) as t:
        with pytest.raises(errors.BadToken, match="does not know who asks") as caught:
            await t.reads.whoami()
    assert (caught.value.status, caught.value.request_id) == (401, "r-9")


async def test_an_error_of_decoding_keeps_status_and_request_id(talk: Callable[..., Any]) -> None:
    async with talk(answer(200, "<html>", X_Request_Id="r-1")) as t:
        with pytest.raises(errors.BadAnswer) as caught:
            await t.reads.repos(Criteria())
    assert (caught.value.status, caught.value.request_id) == (200, "r-1")


async def test_a_missing_card_is_known_to_be_missing_only_where_it_was_asked_for(
    talk: Callable[..., Any],
) -> None:
    rows = [{"id": "a/b", "cardData": {}}, {"id": "a/c"}]
    async with talk(data(rows)) as t:
        asked = await t.reads.repos(Criteria(), expand=["likes", "cardData"])
        later = await t.reads.next_page(Criteria(), "expand%5B%5D=cardData&cursor=x")
        other = await t.reads.repos(Criteria(search="cardData"), expand=["likes"])
        other_later = await t.reads.next_page(Criteria(), "search=cardData&expand=likes")
    assert [[repo.carded for repo in page.repos] for page in (asked, later, other, other_later)] == [
        [True, False], [True, False], [True, None], [True, None],
    ]  # fmt: skip


async def test_a_server_that_does_not_know_cards_hides_nothing(talk: Callable[..., Any]) -> None:
    refusal = failing(400, '"expand" must be one of [author, likes]')
    async with talk(refusal, data([{"id": "a/b"}])) as t:
        page = await t.reads.repos(Criteria(), expand=["likes", "cardData"])
    assert page.dropped == ("cardData",)
    assert page.repos[0].carded is None


async def test_own_repos_come_with_their_storage_and_without_what_is_no_repo(
    talk: Callable[..., Any],
) -> None:
    rows = [
        {"id": "me/a", "type": "model", "updatedAt": "2026-08-05T08:22:59.000Z", "visibility": "private", "storage": 7},
        {"id": "me/b", "type": "space", "visibility": "protected", "storage": "odd"},
        {"id": "me/c", "type": "bucket"}, {"id": "me/d", "type": {}}, {"type": "model"}, 7,
        {"id": "me/e\x1b", "type": "dataset", "visibility": ["odd"]},
    ]  # fmt: skip
    link = '<https://huggingface.co/api/settings/repositories?cursor=x>; rel="next"'
    async with talk(data(rows, Link=link), data([])) as t:
        page = await t.reads.own_repos(Kind.MODEL)
        await t.reads.own_repos(Kind.MODEL, query=page.next)
        await t.reads.own_repos(Kind.DATASET, "a/b")
        assert t.server.targets == [
            "/api/settings/repositories?type=model",
            "/api/settings/repositories?cursor=x",
            "/api/organizations/a%2Fb/settings/repositories?type=dataset",
        ]
    assert page.repos == (
        OwnRepo(kind=Kind.MODEL, id="me/a", updated=1_785_918_179, private=True, storage=7),
        OwnRepo(kind=Kind.SPACE, id="me/b", private=True),
        OwnRepo(kind=Kind.DATASET, id="me/e", usable=False),
    )


@pytest.mark.parametrize(
    ("body", "is_text"),
    [
        (b"plain", True),
        ("ein Wört".encode(), True),
        (b"", True),
        (b"PK\x03\x04\x00\x00", False),
        (bytes(range(160, 256)), False),
        (b"word " * 100 + b"\xe9", True),
    ],
)
async def test_what_reads_as_text_is_told_from_what_does_not(
    talk: Callable[..., Any], body: bytes, is_text: bool
) -> None:
    async with talk(answer(200, body)) as t:
        found = await t.reads.file_text(Kind.MODEL, "a/b", "main", "x")
    assert found.is_text is is_text
