"""Single repos: which fields there are, which may be missing or null, and who sees what (wire.md §1.8, §2.2–§2.10)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from hubtui.demo import history

if TYPE_CHECKING:
    import httpx

    from hubtui.demo.repo import Kind
    from tests.support.loopback import LoopbackHub

OWN = "alice/tiny-chat"
GATED = "meta-llama/Llama-3.1-8B-Instruct"
ALWAYS = {
    "_id", "id", "sha", "lastModified", "createdAt", "private", "gated", "disabled", "likes", "tags", "siblings",
    "usedStorage",
}  # fmt: skip
MODEL = {"modelId", "downloads", "spaces", "model-index"}
MODEL_SOMETIMES = {
    "author", "pipeline_tag", "library_name", "cardData", "config", "transformersInfo", "safetensors", "gguf",
    "widgetData", "mask_token", "inference",
}  # fmt: skip
DATASET_SOMETIMES = {"author", "cardData", "description", "citation", "paperswithcode_id", "key"}
SPACE = {"author", "host", "subdomain", "runtime"}
SPACE_SOMETIMES = {"sdk", "cardData", "models", "datasets", "region"}


def _body(client: httpx.Client, path: str, **parameters: Any) -> dict[str, Any]:
    answer = client.get(path, params=parameters)
    assert answer.status_code == 200, answer.text
    return dict(answer.json())


def _sample(hub: LoopbackHub, kind: Kind, step: int) -> list[str]:
    return hub.store.ids(kind)[::step]


@pytest.mark.parametrize(
    ("kind", "step", "always", "sometimes"),
    [
        ("model", 25, ALWAYS | MODEL, MODEL_SOMETIMES),
        ("dataset", 45, ALWAYS | {"downloads"}, DATASET_SOMETIMES),
        ("space", 1, ALWAYS | SPACE, SPACE_SOMETIMES),
    ],
)
def test_a_single_repo_has_these_keys(
    hub: LoopbackHub, writer: httpx.Client, kind: Kind, step: int, always: set[str], sometimes: set[str]
) -> None:
    bodies = [_body(writer, f"/api/{kind}s/{name}") for name in _sample(hub, kind, step)]
    for body in bodies:
        assert always <= body.keys() <= always | sometimes
        assert [key for key, value in body.items() if value is None] in ([], ["model-index"])
        assert body["gated"] in (False, "auto", "manual")
    for key in sometimes - {"author", "citation", "key", "gguf", "inference"}:
        assert 0 < sum(key in body for body in bodies) < len(bodies), key


def test_what_a_field_can_be_it_is_somewhere(hub: LoopbackHub, writer: httpx.Client) -> None:
    bodies = [_body(writer, f"/api/models/{name}") for name in _sample(hub, "model", 8)]
    assert {type(body["model-index"]).__name__ for body in bodies} == {"NoneType", "list", "dict"}
    tokens = [
        body["config"]["tokenizer_config"] for body in bodies if "tokenizer_config" in body.get("config", {})
    ]
    assert {type(one["bos_token"]).__name__ for one in tokens if "bos_token" in one} == {
        "NoneType",
        "str",
        "dict",
    }
    forms = {frozenset(body["widgetData"][0]) for body in bodies if "widgetData" in body}
    assert {frozenset({"text"}), frozenset({"messages"}), frozenset({"text", "table"})} <= forms
    assert any("diffusers" in body.get("config", {}) for body in bodies)


def test_expand_gives_the_named_fields_alone_and_400_lists_what_it_knows(writer: httpx.Client) -> None:
    body = _body(writer, f"/api/models/{OWN}", expand=["likes", "siblings", "evalResults", "model-index"])
    assert body.keys() == {"_id", "id", "likes", "siblings"}
    assert _body(writer, "/api/spaces/alice/hello-gradio/revision/main", expand="xetEnabled")["xetEnabled"]
    answer = writer.get(f"/api/models/{OWN}", params={"expand": "cardData.license"})
    assert answer.status_code == 400
    assert "inferenceProviderMapping" in answer.json()["error"]
    assert answer.headers["x-error-message"] == answer.json()["error"]


def test_providers_are_an_object_here_and_an_array_in_lists(writer: httpx.Client) -> None:
    single = _body(writer, "/api/models/Qwen/Qwen3-8B", expand="inferenceProviderMapping")
    rows = writer.get(
        "/api/models", params={"search": "Qwen/Qwen3-8B", "expand": "inferenceProviderMapping"}
    ).json()
    listed = next(row for row in rows if row["id"] == "Qwen/Qwen3-8B")["inferenceProviderMapping"]
    assert single["inferenceProviderMapping"] == {
        one["provider"]: {key: value for key, value in one.items() if key != "provider"} for one in listed
    }


def test_blobs_bring_sizes_and_the_hash_under_its_other_name(writer: httpx.Client) -> None:
    plain = _body(writer, f"/api/models/{OWN}")["siblings"]
    files = {
        file["rfilename"]: file for file in _body(writer, f"/api/models/{OWN}", blobs="true")["siblings"]
    }
    assert [file.keys() for file in plain] == [{"rfilename"}] * len(files)
    assert files["config.json"].keys() == {"rfilename", "size", "blobId"}
    assert files["model.safetensors"]["lfs"].keys() == {"sha256", "size", "pointerSize"}


def test_the_security_status_is_told_on_request_and_never_for_datasets(writer: httpx.Client) -> None:
    asked = {"securityStatus": "true"}
    assert "securityRepoStatus" not in _body(writer, f"/api/models/{OWN}")
    assert _body(writer, f"/api/models/{OWN}", **asked)["securityRepoStatus"]["scansDone"] is True
    assert "securityRepoStatus" not in _body(writer, "/api/datasets/alice/field-notes", **asked)


def test_every_name_of_a_revision_leads_to_its_commit_files_and_card(
    hub: LoopbackHub, writer: httpx.Client
) -> None:
    for name in _sample(hub, "model", 60):
        repo = hub.store.get("model", name)
        assert repo is not None
        refs = history.refs(repo)
        for ref in (*refs.tags, *refs.branches[1:], *refs.pulls):
            for asked in {
                ref.ref.replace("/", "%2F"),
                ref.sha,
                ref.sha[:9] if ref.line == "main" else ref.sha,
            }:
                body = _body(writer, f"/api/models/{name}/revision/{asked}")
                assert body["sha"] == ref.sha
                assert body["likes"] == repo.likes


def test_before_there_was_a_card_there_is_no_header(writer: httpx.Client) -> None:
    commits = writer.get(f"/api/models/{OWN}/commits/main?limit=1000").json()
    initial = _body(writer, f"/api/models/{OWN}/revision/{commits[-1]['id']}")
    second = _body(writer, f"/api/models/{OWN}/revision/{commits[-2]['id']}")
    assert "cardData" not in initial
    assert second["cardData"] == {"license": "apache-2.0"}
    assert len(_body(writer, f"/api/models/{OWN}")["cardData"]) > 1


@pytest.mark.parametrize("revision", ["nope", "refs%2Fpr%2F99", "f" * 40, "Main"])
def test_a_missing_revision_has_a_code(writer: httpx.Client, revision: str) -> None:
    answer = writer.get(f"/api/models/{OWN}/revision/{revision}")
    assert (answer.status_code, answer.headers["x-error-code"]) == (404, "RevisionNotFound")
    assert answer.json()["error"].startswith("Invalid rev id: ")


def test_a_missing_repo_is_401_without_a_token_and_404_with_one(
    nobody: httpx.Client, reader: httpx.Client
) -> None:
    for path in ("/api/models/alice/nope", "/api/datasets/nope", "/api/spaces/a/b/revision/main"):
        unknown, known = nobody.get(path), reader.get(path)
        assert (unknown.status_code, unknown.json()) == (401, {"error": "Invalid username or password."})
        assert unknown.headers["www-authenticate"].startswith("Bearer ")
        assert "x-error-code" not in unknown.headers
        assert (known.status_code, known.headers["x-error-code"]) == (404, "RepoNotFound")


def test_a_private_repo_looks_missing_to_others(nobody: httpx.Client, reader: httpx.Client) -> None:
    assert nobody.get("/api/models/alice/private-draft").status_code == 401
    assert _body(reader, "/api/models/alice/private-draft")["private"] is True


def test_gated_and_disabled_repos_are_told_to_everybody(nobody: httpx.Client) -> None:
    gated = _body(nobody, f"/api/models/{GATED}")
    assert (gated["gated"], bool(gated["siblings"])) == ("manual", True)
    assert _body(nobody, "/api/models/alice/taken-down")["disabled"] is True


@pytest.mark.parametrize(
    ("path", "location"),
    [
        ("/api/models/bert-base-uncased", "/api/models/google-bert/bert-base-uncased"),
        (
            "/api/models/qwen/QWEN3-8b?expand=sha&blobs=true",
            "/api/models/Qwen/Qwen3-8B?expand=sha&blobs=true",
        ),
        ("/api/datasets/alice/notes-2025/revision/main", "/api/datasets/alice/field-notes/revision/main"),
        ("/api/spaces/alice/demo-old/runtime", "/api/spaces/alice/hello-gradio/runtime"),
        ("/api/models/alice/first-try/tree/refs%2Fpr%2F1", "/api/models/alice/tiny-chat/tree/refs%2Fpr%2F1"),
        ("/alice/first-try/resolve/main/README.md", "/alice/tiny-chat/resolve/main/README.md"),
        (
            "/datasets/alice/notes-2025/resolve/main/a%20b.txt",
            "/datasets/alice/field-notes/resolve/main/a%20b.txt",
        ),
    ],
)
def test_an_old_id_or_another_case_leads_on_with_the_query_kept(
    nobody: httpx.Client, path: str, location: str
) -> None:
    answer = nobody.get(path)
    assert (answer.status_code, answer.headers["location"]) == (307, location)
    assert answer.text == f"Temporary Redirect. Redirecting to {location}"
    assert answer.headers["content-type"] == "text/plain; charset=utf-8"


def test_a_models_spaces_are_those_whose_cards_name_it(writer: httpx.Client) -> None:
    using = _body(writer, "/api/models/Qwen/Qwen3-8B")["spaces"]
    assert 0 < len(using) <= 100
    for name in using[:5]:
        assert "Qwen/Qwen3-8B" in _body(writer, f"/api/spaces/{name}")["models"]


def test_a_space_says_where_it_runs(hub: LoopbackHub, writer: httpx.Client) -> None:
    for name in _sample(hub, "space", 7):
        body = _body(writer, f"/api/spaces/{name}")
        static = ".static" if body.get("sdk") == "static" else ""
        assert body["host"] == f"https://{body['subdomain']}{static}.hf.space"
        assert _body(writer, f"/api/spaces/{name}/runtime") == body["runtime"]


def test_the_description_of_a_dataset_is_the_plain_start_of_its_card(writer: httpx.Client) -> None:
    text = _body(writer, "/api/datasets/alice/field-notes")["description"]
    assert text.startswith("\n\t\n\t\t\n\t\tField notes\n\t\n\nWhat I wrote down at the pier")
    assert "|" not in text
    assert "description" not in _body(writer, "/api/datasets/allenai/nllb")


def test_access_is_checked_for_reading_and_for_writing(
    nobody: httpx.Client, reader: httpx.Client, writer: httpx.Client
) -> None:
    def said(client: httpx.Client, name: str, more: str = "") -> tuple[int, str | None]:
        answer = client.get(f"/api/models/{name}/auth-check{more}")
        return answer.status_code, answer.headers.get("x-error-code")

    assert [said(client, OWN) for client in (nobody, reader, writer)] == [(200, None)] * 3
    assert [said(client, OWN, "/write")[0] for client in (nobody, reader, writer)] == [401, 403, 200]
    assert said(nobody, GATED) == (401, "GatedRepo")
    assert said(writer, GATED) == (403, "GatedRepo")
    assert said(reader, "acme-lab/parser-base") == (200, None)
    assert said(nobody, "alice/taken-down")[0] == 403


def test_the_files_of_a_disabled_repo_are_null_in_lists(writer: httpx.Client) -> None:
    rows = writer.get("/api/models?author=alice&full=true").json()
    assert {row["id"] for row in rows if row["siblings"] is None} == {"alice/taken-down"}


def test_a_header_can_be_a_list_or_a_text(writer: httpx.Client) -> None:
    assert _body(writer, "/api/models/alice/odd-card")["cardData"] == ["a card", "that is a list"]
    assert _body(writer, "/api/datasets/alice/odd-header")["cardData"] == "a header that is one text"
