"""Rows: every oddity of wire.md §1.10 and §2 decodes, and a row that cannot be read costs only itself."""

from __future__ import annotations

import json
import tracemalloc
from typing import Any

import pytest

from hubtui.hub.clean import MARK, is_clean
from hubtui.hub.criteria import Kind
from hubtui.hub.decode import decode_page, decode_text, seconds
from hubtui.hub.errors import BadAnswer
from hubtui.hub.models import Page, Repo
from tests.hub.payloads import payload

CREATED = 1_785_918_179


def page(*rows: Any, kind: Kind = Kind.MODEL) -> Page:
    return decode_page(json.dumps(rows).encode(), kind)


def only(row: dict[str, Any], kind: Kind = Kind.MODEL) -> Repo:
    (repo,) = page({"id": "a/b"} | row, kind=kind).repos
    return repo


def test_a_model_of_the_default_row_is_read() -> None:
    rows = payload("models_list_first20_2026-08").body
    repo = decode_page(rows, Kind.MODEL).repos[0]
    assert (repo.id, repo.downloads, repo.likes) == ("Qwen/Qwen3.8-27B", 415_039, 10_587)
    assert (repo.task, repo.library, repo.created) == ("image-text-to-text", "transformers", CREATED)
    assert repo.tags[:2] == ("transformers", "safetensors")
    assert (repo.updated, repo.gated, repo.private, repo.disabled, repo.usable) == (
        None,
        None,
        False,
        False,
        True,
    )


def test_a_model_of_the_asked_fields_is_read() -> None:
    repo = only(
        {
            "safetensors": {"parameters": {"BF16": 2**37}, "total": 2**38},
            "lastModified": "2026-08-05T08:22:59.000Z",
            "private": True,
            "gated": "manual",
            "disabled": True,
            "cardData": ["anything"],
            "inferenceProviderMapping": [{"provider": "x"}],
        }
    )
    assert (repo.parameters, repo.updated, repo.private) == (2**38, CREATED, True)
    assert (repo.gated, repo.disabled) == ("manual", True)


def test_a_datasets_task_is_the_first_of_its_tags() -> None:
    tags = ["language:en", "task_categories:question-answering", "task_categories:other"]
    repo = only({"tags": tags, "mainSize": 440_473_133, "pipeline_tag": "no"}, Kind.DATASET)
    assert (repo.task, repo.size) == ("question-answering", 440_473_133)
    assert only({"tags": ["x"]}, Kind.DATASET).task is None


def test_a_space_has_sdk_and_stage() -> None:
    repo = only({"sdk": "gradio", "runtime": {"stage": "RUNTIME_ERROR", "errorMessage": "a\nb"}}, Kind.SPACE)
    assert (repo.sdk, repo.stage, repo.downloads) == ("gradio", "RUNTIME_ERROR", None)
    assert only({"runtime": None}, Kind.SPACE).stage is None


def test_a_space_has_its_hardware_or_what_it_is_to_run_on() -> None:
    runs = {"stage": "RUNNING", "hardware": {"current": "cpu-basic", "requested": "t4-small"}}
    sleeps = {"stage": "SLEEPING", "hardware": {"current": None, "requested": "t4-small"}}
    still = {"stage": "RUNNING", "hardware": {"current": None, "requested": None}}
    read = [only({"runtime": runtime}, Kind.SPACE).hardware for runtime in (runs, sleeps, still)]
    assert read == ["cpu-basic", "t4-small", None]
    assert only({"runtime": {"hardware": None}}, Kind.SPACE).hardware is None


def test_a_space_has_the_models_and_datasets_that_it_uses_each_once() -> None:
    repo = only({"models": ["a/x", "b/y", "a/x", ""], "datasets": ["c/z", "old name"]}, Kind.SPACE)
    assert repo.used == (("models", "a/x"), ("models", "b/y"), ("datasets", "c/z"), ("datasets", "old name"))
    assert only({"models": [], "datasets": None}, Kind.SPACE).used_lines is None
    assert only({"models": ["a/x"]}, Kind.MODEL).used == ()


def test_hostile_names_of_what_a_space_uses_stay_one_line_each_and_are_marked() -> None:
    repo = only({"models": ["a/x\nmodels b/y", "a/\u202ez"], "datasets": ["c/d"]}, Kind.SPACE)
    assert [field for field, _ in repo.used] == ["models", "models", "datasets"]
    assert [name.endswith("\ufffd") for _, name in repo.used] == [True, True, False]


OPTIONAL = [
    "downloads", "likes", "pipeline_tag", "library_name", "sdk", "runtime", "safetensors", "mainSize", "lastModified",
    "createdAt", "private", "gated", "disabled", "tags", "trendingScore", "author", "cardData", "model-index", "models",
    "datasets",
]  # fmt: skip


@pytest.mark.parametrize("kind", Kind)
def test_null_and_absent_are_the_same(kind: Kind) -> None:
    assert only(dict.fromkeys(OPTIONAL), kind) == only({}, kind) == Repo(id="a/b")


@pytest.mark.parametrize(
    ("gated", "read"),
    [(False, None), ("auto", "auto"), ("manual", "manual"), (True, "auto"), (None, None), ("", None)],
)
def test_gates_are_false_auto_or_manual(gated: Any, read: str | None) -> None:
    assert only({"gated": gated}).gated == read


@pytest.mark.parametrize(
    ("date", "read"),
    [
        ("2026-08-05T08:22:59.000Z", CREATED),
        ("2026-08-05T08:22:59Z", CREATED),
        ("2026-08-05T08:22:59.875999Z", CREATED),
        ("2026-08-05T08:22:59.87599912Z", CREATED),
        ("2026-08-05T08:22:59", CREATED),
        ("2026-08-05T10:22:59+02:00", CREATED),
        ("2022-03-02T23:29:04.000Z", 1_646_263_744),
        ("yesterday", None),
        ("0001-01-01T00:00:00+23:59", -62_135_683_140),
        ("", None),
        (17, None),
        (None, None),
    ],
)
def test_dates_have_a_fraction_or_not(date: Any, read: int | None) -> None:
    found = seconds(date)
    assert found == read or (
        found is not None and read is not None and abs(found - read) < 86_400 and read < 0
    )


def test_an_unreadable_date_is_unknown_and_the_row_survives() -> None:
    assert only({"createdAt": "soon"}).created is None


def test_fractional_scores_and_unknown_keys_are_no_trouble() -> None:
    assert only({"trendingScore": 0.5, "gitalyUid": "x", "modelId": "a/b", "key": ""}).id == "a/b"


@pytest.mark.parametrize(
    "row",
    [
        {"likes": 3},
        {"id": ""},
        {"id": None},
        {"id": 7},
        {"id": "c/d", "likes": "many"},
        {"id": "c/d", "tags": "text"},
        {"id": "c/d", "tags": [1]},
        {"id": "c/d", "safetensors": []},
        {"id": "c/d", "likes": 10**400},
        "text",
        None,
        [],
        7,
        {"id": "\u200b"},
    ],
)
def test_a_row_that_cannot_be_read_is_skipped_and_counted(row: Any) -> None:
    found = page({"id": "a/b"}, row, {"id": "e/f"})
    assert [repo.id for repo in found.repos] == ["a/b", "e/f"]
    assert found.skipped == 1


@pytest.mark.parametrize("row", [b'{"id": "\xff"}', b'{"id": "c/d", "likes": 1e999}'])
def test_a_row_of_broken_text_or_number_is_skipped_too(row: bytes) -> None:
    found = decode_page(b'[{"id": "a/b"}, ' + row + b"]", Kind.MODEL)
    assert ([repo.id for repo in found.repos], found.skipped) == (["a/b"], 1)


@pytest.mark.parametrize(
    "name",
    [
        "a/\x1b[31mred",
        "a/b\x7f",
        "a/b\u0085",
        "a/\u202egnp",
        "a/b\u200b",
        "a/\ufeffb",
        "a/b\ufe0f",
        "a/b\n",
        "a\\b\t",
    ],
)
def test_an_id_that_is_not_clean_is_shown_cleaned_and_cannot_be_used(name: str) -> None:
    (repo,) = page({"id": name, "tags": ["ok"]}).repos
    assert not repo.usable
    assert repo.id != name
    assert not is_clean(json.dumps([name], ensure_ascii=False).encode())
    assert is_clean(json.dumps([repo.id], ensure_ascii=False).encode()) or "\\" in repo.id


@pytest.mark.parametrize(
    ("escaped", "read"),
    [
        (rb"cut \ud83e", "cut \ufffd"),
        (rb"\udd17 cut", "\ufffd cut"),
        (rb"\ud83e\udd17 whole", "🤗 whole"),
        (rb"\ud83e\ud83e\udd17", "\ufffd🤗"),
        (rb"\\ud83e backslash", "\\ud83e backslash"),
        (rb"\\\ud83e both", "\\\ufffd both"),
    ],
)
def test_half_an_emoji_does_not_spoil_the_page(escaped: bytes, read: str) -> None:
    body = rb'[{"id": "a/b", "tags": ["' + escaped + rb'"]}, {"id": "c/d", "description": "cut \ud83e"}]'
    found = decode_page(body, Kind.MODEL)
    assert [repo.id for repo in found.repos] == ["a/b", "c/d"]
    assert found.repos[0].tags == (read,)


def test_an_unclean_neighbour_does_not_make_a_row_unusable() -> None:
    found = page({"id": "a/\x1b"}, {"id": "c/d", "tags": ["x"]})
    assert [(repo.id, repo.usable) for repo in found.repos] == [("a/", False), ("c/d", True)]


def test_a_tag_that_is_not_clean_is_marked() -> None:
    repo = only({"tags": ["fine", "ev\x1bil"], "pipeline_tag": "\u202etask"})
    assert repo.tags == ("fine", "evil" + MARK)
    assert repo.task == "task" + MARK


def test_emoji_cjk_and_escaped_quotes_are_left_alone() -> None:
    tags = ["🤗", "中文", "العربية", 'say "hi"', "é"]
    assert only({"tags": tags}).tags == tuple(tags)
    body = json.dumps([{"id": "a/b", "tags": tags}], ensure_ascii=False).encode()
    assert is_clean(body)
    assert decode_page(body, Kind.MODEL).repos[0].tags == tuple(tags)


def test_strings_that_repeat_are_kept_once() -> None:
    first, second = page(
        {"id": "a/b", "pipeline_tag": "text-generation", "library_name": "transformers"},
        {"id": "c/d", "pipeline_tag": "text-generation", "library_name": "transformers"},
    ).repos
    assert first.task is second.task
    assert first.library is second.library


@pytest.mark.parametrize(
    "body", [b"", b"  ", b"null", b"{}", b'{"models": []}', b"[", b'["a",]', b"<html>", b"\xef\xbb\xbf[]"]
)
def test_what_is_no_list_is_a_bad_answer(body: bytes) -> None:
    with pytest.raises(BadAnswer):
        decode_page(body, Kind.MODEL)


def test_an_empty_list_is_a_page() -> None:
    assert decode_page(b"[]", Kind.SPACE) == Page(repos=())


def bytes_per_row(rows: list[dict[str, Any]]) -> float:
    body = json.dumps(rows, ensure_ascii=False).encode()
    decode_page(body, Kind.MODEL)  # what is made once and kept is no row's
    tracemalloc.start()
    try:
        held = decode_page(body, Kind.MODEL).repos
        traced = tracemalloc.take_snapshot()
    finally:
        tracemalloc.stop()
    # Other threads of the test process may allocate meanwhile; what counts was allocated by the client.
    ours = traced.filter_traces([tracemalloc.Filter(True, "*/hubtui/hub/*")])
    return sum(trace.size for trace in ours.traces) / len(held)


def test_a_held_row_is_small() -> None:
    rows = json.loads(payload("models_list_page_1000_2026-08").body)
    for number, row in enumerate(rows):
        row |= {"lastModified": "2026-08-05T08:22:59.000Z", "safetensors": {"total": 10**9 + number}}
    assert bytes_per_row(rows) <= 750
    for row in rows:
        del row["tags"]
    assert bytes_per_row(rows) <= 450


@pytest.mark.parametrize(
    ("body", "cut", "text"),
    [
        (b"\xef\xbb\xbf# Hi\r\nthere\r", False, "# Hi\nthere\n"),
        (b"caf\xc3", True, "caf"),
        (b"caf\xc3", False, "caf\ufffd"),
        (b"a\xffb\x1b[2J\x00", False, "a\ufffdb[2J"),
        ("➡️ \u202e".encode(), False, "➡️ "),
        (b"", False, ""),
    ],
)
def test_text_is_printable_with_plain_line_ends(body: bytes, cut: bool, text: str) -> None:
    assert decode_text(body, cut=cut) == text


@pytest.mark.parametrize("kind", Kind)
def test_whether_there_is_a_card_is_told_where_cards_were_asked_for(kind: Kind) -> None:
    cards = [{"license": "mit"}, {}, ["a list"], "text", None]
    rows = [*({"id": f"a/{number}", "cardData": card} for number, card in enumerate(cards)), {"id": "a/none"}]
    body = json.dumps(rows).encode()
    asked = [repo.carded for repo in decode_page(body, kind, cards=True).repos]
    assert asked == [True, True, True, True, False, False]
    not_asked = [repo.carded for repo in decode_page(body, kind).repos]
    assert not_asked == [True, True, True, True, None, None]


def test_a_card_that_is_long_and_unclean_costs_no_row() -> None:
    body = json.dumps([{"id": "a/b", "cardData": {"x": "\x1b\ud800" * 1000}}]).encode()
    assert [repo.carded for repo in decode_page(body, Kind.MODEL, cards=True).repos] == [True]
