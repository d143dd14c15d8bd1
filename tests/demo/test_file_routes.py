"""Trees, paths, files, ranges and the storage behind them (wire.md §1.8, §3)."""

from __future__ import annotations

import base64
import json
from typing import TYPE_CHECKING, Any

import httpx
import pytest

from hubtui.demo.routes_files import wanted_range
from hubtui.demo.storage import LIFETIME
from tests.support.loopback import LoopbackHub

OWN = "/api/models/alice/tiny-chat"
GATED = "meta-llama/Llama-3.1-8B-Instruct"
DEEP = "/api/models/google-bert/bert-base-uncased/tree/main"
CROWD = "/api/datasets/poloclub/diffusiondb/tree/main"

if TYPE_CHECKING:
    Rows = list[dict[str, Any]]


def _rows(client: httpx.Client, path: str, **parameters: Any) -> Rows:
    answer = client.get(path, params=parameters)
    assert answer.status_code == 200, answer.text
    return list(answer.json())


def test_a_folder_lists_what_is_directly_in_it_folders_first(writer: httpx.Client) -> None:
    top = _rows(writer, DEEP)
    kinds = [row["type"] for row in top]
    assert kinds == sorted(kinds)
    assert kinds.count("directory") == 2
    assert all("/" not in row["path"] for row in top)
    assert [row["size"] for row in top if row["type"] == "directory"] == [0, 0]
    onnx = _rows(writer, f"{DEEP}/onnx")
    assert onnx
    assert all(row["path"].startswith("onnx/") for row in onnx)


def test_all_levels_come_with_their_folders(writer: httpx.Client) -> None:
    every = _rows(writer, DEEP, recursive="true")
    paths = [row["path"] for row in every]
    assert paths == sorted(paths)
    folders = {row["path"] for row in every if row["type"] == "directory"}
    assert "coreml/model.mlpackage/Data" in folders
    assert {path.rpartition("/")[0] for path in paths} - {""} == folders


def test_a_file_in_lfs_has_its_hash_under_oid_and_a_pointer(writer: httpx.Client) -> None:
    rows = {row["path"]: row for row in _rows(writer, f"{OWN}/tree/main")}
    assert rows["config.json"].keys() == {"type", "oid", "size", "path"}
    weights = rows["model.safetensors"]
    assert weights.keys() == {"type", "oid", "size", "path", "lfs", "xetHash"}
    assert weights["lfs"].keys() == {"oid", "size", "pointerSize"}
    raw = writer.get("/alice/tiny-chat/raw/main/model.safetensors")
    assert len(raw.content) == weights["lfs"]["pointerSize"]
    assert f"oid sha256:{weights['lfs']['oid']}" in raw.text


def test_expand_names_the_last_commit_of_files_and_folders(writer: httpx.Client) -> None:
    commits = {row["id"] for row in _rows(writer, DEEP.replace("tree", "commits"), limit=1000)}
    rows = _rows(writer, DEEP, expand="true", recursive="true")
    assert {row["lastCommit"]["id"] for row in rows} <= commits
    assert all(row["lastCommit"].keys() == {"id", "title", "date"} for row in rows)
    assert all(("securityFileStatus" in row) is (row["type"] == "file") for row in rows)


@pytest.mark.parametrize(
    ("parameters", "pages"), [({"recursive": "true"}, 11), ({"recursive": "true", "limit": "4000"}, 11)]
)
def test_ten_thousand_files_come_in_pages_of_a_thousand(
    writer: httpx.Client, parameters: dict[str, str], pages: int
) -> None:
    seen, answer, asked = [], writer.get(CROWD, params=parameters), 1
    while "next" in answer.links:
        seen += [row["path"] for row in answer.json()]
        link = httpx.URL(answer.links["next"]["url"])
        assert link.params["recursive"] == "true"
        answer, asked = writer.get(link), asked + 1
    seen += [row["path"] for row in answer.json()]
    assert asked == pages
    assert seen == sorted(set(seen))
    assert len(seen) > 10_200


def test_a_page_is_as_long_as_asked_and_goes_on_where_it_ended(writer: httpx.Client) -> None:
    whole = [row["path"] for row in _rows(writer, DEEP)]
    parts, url = [], f"{DEEP}?limit=3"
    while url:
        answer = writer.get(url)
        parts += [row["path"] for row in answer.json()]
        assert len(answer.json()) <= 3
        url = answer.links.get("next", {}).get("url", "")
    assert parts == whole


def test_an_expanded_page_has_a_hundred_rows(writer: httpx.Client) -> None:
    assert len(_rows(writer, f"{CROWD}/images/part-000007", expand="true")) == 100


def test_next_links_can_lead_to_another_host() -> None:
    with LoopbackHub(link_host="https://huggingface.co") as hub:
        answer = httpx.get(f"{hub.endpoint}{CROWD}?recursive=true")
        assert answer.links["next"]["url"].startswith(f"https://huggingface.co{CROWD}?recursive=true&cursor=")


@pytest.mark.parametrize("path", ["README.md", "nope", "onnx/nope", "README.md/x"])
def test_a_tree_of_a_file_or_of_nothing_is_not_found(writer: httpx.Client, path: str) -> None:
    answer = writer.get(f"{OWN}/tree/main/{path}")
    assert (answer.status_code, answer.headers["x-error-code"]) == (404, "EntryNotFound")


@pytest.mark.parametrize("cursor", ["x", base64.b64encode(b"[]").decode(), base64.b64encode(b"{}").decode()])
def test_a_cursor_that_is_none_is_refused(writer: httpx.Client, cursor: str) -> None:
    assert writer.get(f"{OWN}/tree/main", params={"cursor": cursor}).status_code == 400


def test_paths_are_looked_up_by_form_and_by_json_and_unknown_ones_left_out(writer: httpx.Client) -> None:
    url, paths = DEEP.replace("tree", "paths-info"), ["onnx", "config.json", "nope"]
    by_json = writer.post(url, json={"paths": paths}).json()
    assert writer.post(url, data={"paths": paths, "expand": "false"}).json() == by_json
    assert [(row["path"], row["type"]) for row in by_json] == [("onnx", "directory"), ("config.json", "file")]
    expanded = writer.post(url, json={"paths": paths, "expand": True}).json()
    assert all("lastCommit" in row for row in expanded)
    assert [row["path"] for row in writer.post(url, json={"paths": "config.json"}).json()] == ["config.json"]


@pytest.mark.parametrize(
    "body", [b"", b"[]", b'{"paths": 3}', b'{"paths": [3]}', json.dumps({"paths": ["x"] * 2001})]
)
def test_paths_that_are_none_are_refused(writer: httpx.Client, body: bytes | str) -> None:
    assert writer.post(f"{OWN}/paths-info/main", content=body).status_code == 400


def test_the_size_of_a_folder_is_that_of_all_its_files(writer: httpx.Client) -> None:
    url = DEEP.replace("tree", "treesize")
    files = [row for row in _rows(writer, DEEP, recursive="true") if row["type"] == "file"]
    inside = sum(row["size"] for row in files if row["path"].startswith("onnx/"))
    assert writer.get(f"{url}/onnx").json() == {"path": "onnx", "size": inside}
    assert writer.get(url).json()["size"] == sum(row["size"] for row in files)
    assert writer.get(f"{url}/nope").status_code == 404


def test_a_small_file_comes_by_way_of_a_cache(writer: httpx.Client) -> None:
    first = writer.get("/datasets/alice/field-notes/resolve/main/README.md")
    sha = writer.get("/api/datasets/alice/field-notes").json()["sha"]
    assert first.status_code == 307
    assert first.headers["location"].startswith(
        f"/api/resolve-cache/datasets/alice/field-notes/{sha}/README.md?"
    )
    assert first.headers["x-repo-commit"] == sha
    second = writer.get(first.headers["location"])
    assert second.headers["content-type"] == "text/plain; charset=utf-8"
    assert second.headers["x-repo-commit"] == sha
    assert second.text.startswith("---\nlicense: cc0-1.0\n")
    listed = writer.post(
        f"/api/datasets/alice/field-notes/paths-info/{sha}", json={"paths": ["README.md"]}
    ).json()
    assert second.headers["etag"] == f'"{listed[0]["oid"]}"'
    assert int(second.headers["content-length"]) > 0


@pytest.mark.parametrize(
    "prefix", ["/alice/tiny-chat", "/datasets/alice/field-notes", "/spaces/alice/hello-gradio"]
)
def test_raw_gives_the_text_at_once(writer: httpx.Client, prefix: str) -> None:
    raw = writer.get(f"{prefix}/raw/main/README.md")
    resolved = writer.get(f"{prefix}/resolve/main/README.md", follow_redirects=True)
    assert raw.status_code == resolved.status_code == 200
    assert raw.content == resolved.content


def test_a_large_file_is_handed_to_the_storage_with_its_size_and_hash(writer: httpx.Client) -> None:
    answer = writer.head("/alice/tiny-chat/resolve/main/model.safetensors")
    row = writer.post(f"{OWN}/paths-info/main", json={"paths": ["model.safetensors"]}).json()[0]
    assert answer.status_code == 302
    assert answer.headers["x-linked-size"] == str(row["size"])
    assert answer.headers["x-linked-etag"] == f'"{row["lfs"]["oid"]}"'
    stored = httpx.head(answer.headers["location"])
    assert (stored.status_code, stored.headers["content-length"]) == (200, str(row["size"]))


def test_any_range_of_a_large_file_can_be_read_and_fits_its_neighbours(writer: httpx.Client) -> None:
    link = writer.get("/alice/tiny-chat/resolve/main/model.safetensors").headers["location"]
    size = int(httpx.head(link).headers["content-length"])

    def part(asked: str) -> httpx.Response:
        return httpx.get(link, headers={"Range": f"bytes={asked}"})

    both, first, second = part("65000-66999"), part("65000-65999"), part("66000-66999")
    assert both.status_code == 206
    assert both.headers["content-range"] == f"bytes 65000-66999/{size}"
    assert first.content + second.content == both.content
    assert part("-7").content == part(f"{size - 7}-").content
    assert part(f"{size}-").status_code == 416


def test_a_whole_file_beyond_one_piece_arrives_complete(writer: httpx.Client) -> None:
    link = writer.get("/alice/tiny-chat/resolve/main/tokenizer.json").headers["location"]
    whole = httpx.get(link)
    assert len(whole.content) == int(whole.headers["content-length"]) > 1 << 20
    assert (
        httpx.get(link, headers={"Range": "bytes=1048570-1048585"}).content == whole.content[1048570:1048586]
    )


def test_a_link_that_was_changed_or_is_old_does_not_work() -> None:
    now = [1_786_000_000.0]
    with LoopbackHub(clock=lambda: now[0]) as hub, httpx.Client(base_url=hub.endpoint) as client:
        link = client.get("/alice/tiny-chat/resolve/main/model.safetensors").headers["location"]
        head = {"Range": "bytes=0-3"}
        assert client.get(link, headers=head).status_code == 206
        for wrong in (link.replace("size=", "size=1"), link[:-1] + "_", link.partition("?")[0]):
            assert client.get(wrong, headers=head).status_code == 403
        now[0] += LIFETIME + 1
        assert client.get(link, headers=head).status_code == 403
        assert client.get(link, headers={"Host": "evil.example"}).status_code == 403


def test_the_storage_counts_against_no_quota_and_asks_for_no_token(
    hub: LoopbackHub, writer: httpx.Client
) -> None:
    link = writer.get("/alice/tiny-chat/resolve/main/tokenizer.json").headers["location"]
    answer = httpx.head(link, headers={"Authorization": "Bearer of-nobody"})
    assert answer.status_code == 200
    assert "ratelimit" not in answer.headers


def test_a_part_of_a_small_file_can_be_read(writer: httpx.Client) -> None:
    url = writer.get("/alice/tiny-chat/resolve/main/README.md").headers["location"]
    whole = writer.get(url).content
    part = writer.get(url, headers={"Range": "bytes=4-9"})
    assert (part.status_code, part.content) == (206, whole[4:10])
    assert part.headers["content-range"] == f"bytes 4-9/{len(whole)}"
    assert writer.get(url, headers={"Range": f"bytes={len(whole)}-"}).status_code == 416


@pytest.mark.parametrize(
    ("header", "found"),
    [
        (None, None), ("bytes=0-0", (0, 1)), ("bytes=5-", (5, 10)), ("bytes=-3", (7, 10)), ("bytes=8-99", (8, 10)),
        ("bytes=-30", (0, 10)), ("bytes=0-1,3-4", None), ("rows=1-2", None), ("bytes=-", None), ("bytes=10-", (10, 10)),
    ],
)  # fmt: skip
def test_a_range_is_read_as_http_has_it(header: str | None, found: tuple[int, int] | None) -> None:
    assert wanted_range(header, 10) == found


def test_a_missing_file_is_told_in_plain_text_with_the_commit(writer: httpx.Client) -> None:
    answer = writer.get("/alice/tiny-chat/resolve/main/nope.bin")
    assert (answer.status_code, answer.text, answer.headers["x-error-code"]) == (
        404,
        "Entry not found",
        "EntryNotFound",
    )
    assert answer.headers["x-repo-commit"] == writer.get(OWN).json()["sha"]


@pytest.mark.parametrize(
    "what",
    [
        f"/{GATED}/resolve/main/README.md",
        f"/{GATED}/raw/main/config.json",
        f"/api/models/{GATED}/commits/main",
    ],
)
def test_the_content_of_a_gated_repo_is_refused_with_a_code(
    nobody: httpx.Client, writer: httpx.Client, what: str
) -> None:
    assert [
        (one.status_code, one.headers["x-error-code"]) for one in (nobody.get(what), writer.get(what))
    ] == [
        (401, "GatedRepo"),
        (403, "GatedRepo"),
    ]


def test_the_tree_of_a_gated_repo_is_open_and_its_owner_reads_it(
    nobody: httpx.Client, reader: httpx.Client
) -> None:
    assert nobody.get(f"/api/models/{GATED}/tree/main").status_code == 200
    assert reader.get("/acme-lab/parser-base/resolve/main/README.md").status_code == 307


def test_the_files_of_a_disabled_repo_are_refused_to_all(nobody: httpx.Client, writer: httpx.Client) -> None:
    for path in ("/api/models/alice/taken-down/tree/main", "/alice/taken-down/resolve/main/README.md"):
        for client in (nobody, writer):
            answer = client.get(path)
            assert answer.status_code == 403
            assert answer.headers["x-error-message"] == "Access to this resource is disabled."
            assert "x-error-code" not in answer.headers


def test_a_card_may_be_missing_hostile_or_from_another_system(writer: httpx.Client) -> None:
    bare = writer.get("/datasets/allenai/nllb/resolve/main/README.md")
    assert (bare.status_code, bare.headers["x-error-code"]) == (404, "EntryNotFound")
    other = writer.get("/datasets/argilla/news-summary/raw/main/README.md").content
    assert other.startswith(b"\xef\xbb\xbf---\r\n")
    assert b"\x1b]52;" in writer.get("/alice/odd-card/raw/main/README.md").content
