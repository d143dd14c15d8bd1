"""Create, delete, settings and move over HTTP (wire.md §2.12–§2.15): every outcome, and what the Hub then holds."""

from __future__ import annotations

import base64
from typing import TYPE_CHECKING, Any

import httpx
import pytest

from hubtui.demo.draw import second
from tests.support.loopback import LoopbackHub

if TYPE_CHECKING:
    from hubtui.demo.repo import Kind

KINDS: tuple[Kind, ...] = ("model", "dataset", "space")


def _create(client: httpx.Client, **body: Any) -> httpx.Response:
    sdk = {"sdk": "static"} if body.get("type") == "space" else {}
    return client.post("/api/repos/create", json={"name": "brand-new"} | sdk | body)


def _delete(client: httpx.Client, **body: Any) -> httpx.Response:
    return client.request("DELETE", "/api/repos/delete", json=body)


def _move(client: httpx.Client, old: str, new: str, kind: str | None = "model") -> httpx.Response:
    return client.post("/api/repos/move", json={"fromRepo": old, "toRepo": new, "type": kind})


@pytest.mark.parametrize("kind", KINDS)
def test_a_repo_is_created_in_ones_own_namespace(hub: LoopbackHub, writer: httpx.Client, kind: Kind) -> None:
    answer = _create(writer, type=kind, private=True)
    prefix = "" if kind == "model" else f"{kind}s/"
    held = hub.store.get(kind, "alice/brand-new")
    assert held is not None
    assert answer.status_code == 200
    assert answer.json() == {
        "url": f"{hub.endpoint}/{prefix}alice/brand-new",
        "name": "alice/brand-new",
        "id": held.oid,
    }
    assert held.private
    assert int(held.oid[:8], 16) == second(held.created)
    body = writer.get(f"/api/{kind}s/alice/brand-new").json()
    assert body["createdAt"] == body["lastModified"]
    assert body["siblings"][0] == {"rfilename": ".gitattributes"}


def test_a_created_repo_has_the_time_of_the_hubs_clock() -> None:
    with LoopbackHub(clock=lambda: 1_786_000_000.0) as hub:
        headers = {"Authorization": f"Bearer {hub.write_token}"}
        httpx.post(f"{hub.endpoint}/api/repos/create", json={"name": "brand-new"}, headers=headers)
        held = hub.store.get("model", "alice/brand-new")
        assert held is not None
        assert (second(held.created), held.oid[:8]) == (1_786_000_000, f"{1_786_000_000:08x}")


@pytest.mark.parametrize("organization", [None, "alice"])
def test_ones_own_name_is_as_good_as_none(
    hub: LoopbackHub, writer: httpx.Client, organization: str | None
) -> None:
    assert _create(writer, organization=organization).json()["name"] == "alice/brand-new"


def test_an_organisation_needs_the_right_to_write(writer: httpx.Client, reader: httpx.Client) -> None:
    assert _create(writer, organization="acme-lab").json()["name"] == "acme-lab/brand-new"
    for client, organization in ((writer, "open-corpus"), (writer, "Qwen"), (reader, "alice")):
        answer = _create(client, organization=organization)
        assert answer.status_code == 403
        assert "role write" in answer.json()["error"] or organization in answer.json()["error"]


def test_nobody_creates_nothing(hub: LoopbackHub, nobody: httpx.Client) -> None:
    assert _create(nobody).status_code == 401
    assert hub.store.get("model", "alice/brand-new") is None


@pytest.mark.parametrize("name", ["tiny-chat", "TINY-chat"])
def test_a_name_in_use_is_a_conflict_that_says_where(
    hub: LoopbackHub, writer: httpx.Client, name: str
) -> None:
    answer = _create(writer, name=name)
    assert answer.status_code == 409
    assert answer.json() == {
        "error": "You already created this model repo",
        "url": f"{hub.endpoint}/alice/tiny-chat",
    }


def test_the_same_name_is_free_for_another_kind_and_a_redirect_gives_way(writer: httpx.Client) -> None:
    assert _create(writer, name="tiny-chat", type="dataset").status_code == 200
    assert writer.get("/api/models/alice/first-try").status_code == 307
    assert _create(writer, name="first-try").status_code == 200
    assert writer.get("/api/models/alice/first-try").json()["id"] == "alice/first-try"


@pytest.mark.parametrize(
    "name",
    ["", "a b", "a--b", "a..b", "-a", "a-", ".a", "a.", "a.git", "é", "a/b", "x" * 97, None, 3],
)
def test_a_name_that_cannot_be_is_refused(hub: LoopbackHub, writer: httpx.Client, name: object) -> None:
    before = hub.store.count("model")
    answer = _create(writer, name=name)
    assert answer.status_code == 400
    assert answer.json()["error"]
    assert hub.store.count("model") == before


@pytest.mark.parametrize(
    "body",
    [
        {"type": "kernel"},
        {"type": "models"},
        {"private": True, "visibility": "private"},
        {"private": "yes"},
        {"visibility": "hidden"},
        {"license": 3},
        {"files": {}},
        {"files": [{"path": "a"}]},
        {"files": [{"path": "../a", "content": ""}]},
        {"files": [{"path": "a", "content": "?", "encoding": "base64"}]},
        {"type": "space", "sdk": "streamlit"},
        {"type": "space", "sdk": None},
        {"type": "space", "short_description": "x" * 61},
    ],
)
def test_a_body_that_cannot_be_is_refused(writer: httpx.Client, body: dict[str, Any]) -> None:
    answer = _create(writer, **body)
    assert (answer.status_code, list(answer.json())) == (400, ["error"])


@pytest.mark.parametrize("body", [b"", b"[]", b"{", b"\xff", b"[" * 100_000])
@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("POST", "/api/repos/create"),
        ("DELETE", "/api/repos/delete"),
        ("POST", "/api/repos/move"),
        ("PUT", "/api/models/alice/tiny-chat/settings"),
    ],
)
def test_a_body_that_is_no_object_is_refused(
    writer: httpx.Client, method: str, path: str, body: bytes
) -> None:
    assert writer.request(method, path, content=body).status_code == 400


@pytest.mark.parametrize("body", [{"hardware": "a10g-small"}, {"visibility": "protected"}])
def test_what_costs_money_is_not_given(writer: httpx.Client, body: dict[str, str]) -> None:
    assert _create(writer, type="space", **body).status_code == 402


def test_a_licence_writes_a_card_and_files_come_with_the_creation(writer: httpx.Client) -> None:
    picture = base64.b64encode(b"\x89PNG\0").decode()
    files = [
        {"path": "notes/a b.txt", "content": "zwölf Möwen\n", "encoding": "utf-8"},
        {"path": "a.png", "content": picture, "encoding": "base64"},
    ]
    assert _create(writer, license="mit", files=files).status_code == 200
    body = writer.get("/api/models/alice/brand-new").json()
    paths = [".gitattributes", "README.md", "a.png", "notes/a b.txt"]
    assert [file["rfilename"] for file in body["siblings"]] == paths
    assert body["cardData"] == {"license": "mit"}
    assert "license:mit" in body["tags"]
    assert writer.get("/alice/brand-new/raw/main/a.png").content == b"\x89PNG\0"
    notes = writer.get("/alice/brand-new/resolve/main/notes/a%20b.txt", follow_redirects=True)
    assert notes.text == "zwölf Möwen\n"
    assert writer.get("/alice/brand-new/raw/main/README.md").text == "---\nlicense: mit\n---\n\n# brand-new\n"
    assert [one["title"] for one in writer.get("/api/models/alice/brand-new/commits/main").json()] == [
        "initial commit"
    ]


def test_a_card_that_comes_with_the_creation_is_read(writer: httpx.Client) -> None:
    card = "---\nlicense: apache-2.0\ntags:\n- gulls\n---\n# Mine\n"
    _create(writer, files=[{"path": "README.md", "content": card}])
    body = writer.get("/api/models/alice/brand-new").json()
    assert body["cardData"] == {"license": "apache-2.0", "tags": ["gulls"]}
    assert writer.get("/alice/brand-new/raw/main/README.md").text == card


def test_a_new_space_waits_for_its_app_file_or_builds(writer: httpx.Client) -> None:
    files = [{"path": "app.py", "content": "print()"}]
    _create(writer, name="waits", type="space", sdk="gradio", short_description="Hello")
    _create(writer, name="builds", type="space", sdk="gradio", files=files)
    waits, builds = (writer.get(f"/api/spaces/alice/{name}").json() for name in ("waits", "builds"))
    assert (waits["runtime"]["stage"], builds["runtime"]["stage"]) == ("NO_APP_FILE", "BUILDING")
    assert waits["cardData"]["short_description"] == "Hello"
    assert (waits["sdk"], waits["tags"]) == ("gradio", ["gradio", "region:us"])


@pytest.mark.parametrize("kind", KINDS)
def test_a_deleted_repo_is_gone_and_the_answer_is_text(
    hub: LoopbackHub, writer: httpx.Client, kind: Kind
) -> None:
    _create(writer, type=kind)
    answer = _delete(writer, name="brand-new", organization=None, type=kind)
    assert (answer.status_code, answer.text) == (200, "OK")
    assert answer.headers["content-type"] == "text/plain; charset=utf-8"
    assert hub.store.get(kind, "alice/brand-new") is None
    again = _delete(writer, name="brand-new", organization="alice", type=kind)
    assert (again.status_code, again.headers["x-error-code"]) == (404, "RepoNotFound")


def test_only_who_may_deletes(
    hub: LoopbackHub, nobody: httpx.Client, reader: httpx.Client, writer: httpx.Client
) -> None:
    assert _delete(nobody, name="tiny-chat", organization="alice").status_code == 401
    assert _delete(reader, name="tiny-chat", organization="alice").status_code == 403
    assert _delete(writer, name="Qwen3-8B", organization="Qwen").status_code == 403
    assert _delete(writer, name="tagger", organization="open-corpus").status_code == 403
    assert all(
        hub.store.get("model", name) for name in ("alice/tiny-chat", "Qwen/Qwen3-8B", "open-corpus/tagger")
    )


def test_an_old_id_does_not_delete_the_repo_of_today(hub: LoopbackHub, writer: httpx.Client) -> None:
    assert _delete(writer, name="first-try", organization="alice").status_code == 404
    assert hub.store.get("model", "alice/tiny-chat") is not None


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize(
    "path",
    ["/api/{kind}s/{id}/settings", "/api/repos/{kind}/{id}/settings", "/api/repos/{kind}s/{id}/settings"],
)
def test_settings_are_changed_on_the_route_of_today_and_on_the_older_one(
    hub: LoopbackHub, writer: httpx.Client, kind: Kind, path: str
) -> None:
    _create(writer, type=kind)
    url = path.format(kind=kind, id="alice/brand-new")
    said = writer.put(url, json={"private": True}).json()
    assert (said["private"], said["visibility"], said["gated"]) == (True, "private", False)
    said = writer.put(url, json={"visibility": "public", "gated": "auto", "discussionsDisabled": True}).json()
    assert (said["private"], said["gated"], said["discussionsDisabled"]) == (False, "auto", True)
    held = hub.store.get(kind, "alice/brand-new")
    assert held is not None
    assert (held.private, held.gated) == (False, "auto")
    assert writer.put(url, json={}).json() == said


@pytest.mark.parametrize(
    "body",
    [
        {"private": "yes"}, {"gated": True}, {"gated": "maybe"}, {"gated": 0}, {"visibility": "hidden"},
        {"private": True, "visibility": "public"}, {"discussionsDisabled": "no"},
    ],
)  # fmt: skip
def test_settings_that_cannot_be_are_refused_and_change_nothing(
    hub: LoopbackHub, writer: httpx.Client, body: dict[str, Any]
) -> None:
    before = hub.store.get("model", "alice/tiny-chat")
    assert writer.put("/api/models/alice/tiny-chat/settings", json=body).status_code == 400
    assert hub.store.get("model", "alice/tiny-chat") == before


def test_only_who_may_changes_settings(
    nobody: httpx.Client, reader: httpx.Client, writer: httpx.Client
) -> None:
    body = {"private": True}
    own, other = "/api/models/alice/tiny-chat/settings", "/api/models/Qwen/Qwen3-8B/settings"
    answers = [nobody.put(own, json=body), reader.put(own, json=body), writer.put(other, json=body)]
    assert [answer.status_code for answer in answers] == [401, 403, 403]
    missing = writer.put("/api/models/alice/nope/settings", json=body)
    assert (missing.status_code, missing.headers["x-error-code"]) == (404, "RepoNotFound")


@pytest.mark.parametrize("path", ["/api/models/{}/settings", "/api/repos/model/{}/settings"])
def test_a_change_under_an_old_id_is_led_on_and_not_made(
    hub: LoopbackHub, writer: httpx.Client, path: str
) -> None:
    answer = writer.put(path.format("alice/first-try"), json={"private": True})
    assert (answer.status_code, answer.headers["location"]) == (307, path.format("alice/tiny-chat"))
    held = hub.store.get("model", "alice/tiny-chat")
    assert held is not None
    assert not held.private


@pytest.mark.parametrize("kind", KINDS)
def test_a_moved_repo_stands_under_its_new_id_and_the_old_one_leads_there(
    hub: LoopbackHub, writer: httpx.Client, kind: Kind
) -> None:
    _create(writer, type=kind)
    oid = writer.get(f"/api/{kind}s/alice/brand-new").json()["_id"]
    answer = _move(writer, "alice/brand-new", "acme-lab/moved", kind)
    assert (answer.status_code, answer.text) == (200, "OK")
    old = writer.get(f"/api/{kind}s/alice/brand-new?expand=likes")
    assert (old.status_code, old.headers["location"]) == (307, f"/api/{kind}s/acme-lab/moved?expand=likes")
    assert writer.get(f"/api/{kind}s/acme-lab/moved").json()["_id"] == oid
    _move(writer, "acme-lab/moved", "alice/again", kind)
    assert writer.get(f"/api/{kind}s/alice/brand-new").headers["location"] == f"/api/{kind}s/alice/again"


def test_a_move_changes_neither_files_nor_history(writer: httpx.Client) -> None:
    def seen(name: str) -> tuple[Any, ...]:
        tree = writer.get(f"/api/models/{name}/tree/main?recursive=true&expand=true").json()
        return (
            tree,
            writer.get(f"/api/models/{name}/commits/main").json(),
            writer.get(f"/{name}/raw/main/README.md").text,
        )

    before = seen("alice/tiny-chat")
    assert _move(writer, "alice/tiny-chat", "alice/small-talk").text == "OK"
    assert seen("alice/small-talk") == before


def test_only_the_case_of_an_id_can_be_changed(writer: httpx.Client) -> None:
    assert _move(writer, "alice/tiny-chat", "alice/Tiny-Chat").status_code == 200
    assert writer.get("/api/models/alice/Tiny-Chat").status_code == 200
    assert writer.get("/api/models/alice/tiny-chat").headers["location"] == "/api/models/alice/Tiny-Chat"


def test_a_move_onto_a_name_in_use_is_refused(hub: LoopbackHub, writer: httpx.Client) -> None:
    answer = _move(writer, "alice/tiny-chat", "acme-lab/parser-base")
    assert answer.status_code == 409
    assert "already exists" in answer.json()["error"]
    assert hub.store.get("model", "alice/tiny-chat") is not None


def test_a_move_needs_rights_on_both_sides(
    nobody: httpx.Client, reader: httpx.Client, writer: httpx.Client
) -> None:
    assert _move(nobody, "alice/tiny-chat", "alice/x").status_code == 401
    assert _move(reader, "alice/tiny-chat", "alice/x").status_code == 403
    assert _move(writer, "alice/tiny-chat", "open-corpus/x").status_code == 403
    assert _move(writer, "open-corpus/tagger", "alice/x").status_code == 403
    assert _move(writer, "alice/nope", "alice/x").status_code == 404


@pytest.mark.parametrize(
    ("old", "new", "kind"),
    [
        ("tiny-chat", "alice/x", "model"),
        ("alice/tiny-chat", "x", "model"),
        ("alice/tiny-chat", "alice/a--b", "model"),
        ("alice/tiny-chat", "alice/", "model"),
        ("alice/tiny-chat", "alice/x", None),
        ("alice/tiny-chat", "alice/x", "models"),
    ],
)
def test_a_move_that_cannot_be_is_refused(writer: httpx.Client, old: str, new: str, kind: str | None) -> None:
    assert _move(writer, old, new, kind).status_code == 400
