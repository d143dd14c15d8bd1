"""Tests of hubtui.core.learning and hubtui.core.copies: what can be copied, before and after more was read."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from hubtui.core.copies import COPIES, LONGEST_TOLD, Need, Subject, copies_of, in_short
from hubtui.core.learning import learn, waiting
from hubtui.hub.criteria import Criteria, Kind
from hubtui.hub.models import RepoRef
from hubtui.hub.snippets import About
from tests.core.reading import reading
from tests.support.faults import Answer

if TYPE_CHECKING:
    from tests.support.loopback import LoopbackHub

CARD = "---\nlicense: mit\n---\n# X\n```bibtex\n@misc{mine, title = {X}}\n```\n"


def subject(hub: LoopbackHub, kind: Kind, name: str, **known: Any) -> Subject:
    """Return one that nothing but the id is known of."""
    return waiting(Subject(hub.endpoint, name, about=About(RepoRef(kind, name), hub.endpoint, **known)))


async def learnt(hub: LoopbackHub, first: Subject, token: str | None = None) -> list[Subject]:
    """Return all that is yielded."""
    async with reading(hub, token) as reads:
        return [each async for each in learn(first, reads)]


def offered(subject: Subject) -> dict[str, str]:
    """Return the texts by their letters."""
    return {offer.copy.letter: offer.text for offer in copies_of(subject)}


def test_every_letter_is_one_thing_and_none_that_moves_in_the_menu() -> None:
    letters = [copy.letter for copy in COPIES]
    assert len(set(letters)) == len(letters)
    assert set(letters).isdisjoint("jkhlqY")


def test_only_what_there_is_is_offered() -> None:
    assert copies_of(Subject("https://hub.example")) == ()
    metric = Subject("https://hub.example", "accuracy")
    assert offered(metric) == {"i": "accuracy"}
    search = Subject("https://hub.example", criteria=Criteria(Kind.SPACE, author="a"))
    assert offered(search) == {"s": "https://hub.example/spaces?author=a"}
    assert waiting(search) == search


@pytest.mark.parametrize(
    ("kind", "letters"), [(Kind.MODEL, "iwgdpfbm"), (Kind.DATASET, "iwgdpufbm"), (Kind.SPACE, "iwgdpfbm")]
)
def test_of_a_repo_everything_is_offered_at_once_or_soon(kind: Kind, letters: str) -> None:
    found = offered(waiting(Subject("https://hub.example", "a/b", about=About(RepoRef(kind, "a/b")))))
    assert "".join(found) == letters
    assert [letter for letter, text in found.items() if not text] == ["b", "m"]


def test_a_chosen_revision_is_in_every_text_that_can_have_it() -> None:
    about = About(RepoRef(Kind.DATASET, "a/b"), revision="refs/pr/1")
    found = offered(Subject("https://hub.example", "a/b", about=about))
    assert found["w"] == "https://huggingface.co/datasets/a/b/tree/refs%2Fpr%2F1"
    assert all("refs" in text for letter, text in found.items() if letter != "i")


async def test_the_answer_is_read_before_the_card(hub: LoopbackHub) -> None:
    first = subject(hub, Kind.DATASET, "alice/field-notes")
    informed, cited = await learnt(hub, first)
    assert json.loads(informed.metadata)["id"] == "alice/field-notes"
    assert informed.waits == {Need.CARD}
    assert informed.updated is not None
    assert offered(informed)["b"] == ""
    assert cited.citation.startswith("@misc{")
    assert cited.waits == frozenset()
    assert cited.problem == ""
    paths = [request.path for request in hub.requests]
    assert paths[0] == "/api/datasets/alice/field-notes"
    assert paths[1] == "/datasets/alice/field-notes/resolve/main/README.md"


async def test_the_citation_is_the_cards(hub: LoopbackHub) -> None:
    hub.script("/alice/tiny-chat/resolve", Answer(200, {"Content-Type": "text/plain"}, CARD.encode()))
    *_, last = await learnt(hub, subject(hub, Kind.MODEL, "alice/tiny-chat"))
    assert last.citation == "@misc{mine, title = {X}}"


@pytest.mark.parametrize(
    ("status", "code", "told"), [(404, "EntryNotFound", False), (403, "GatedRepo", True), (418, "", True)]
)
async def test_without_a_card_the_repo_itself_is_cited(
    hub: LoopbackHub, status: int, code: str, told: bool
) -> None:
    headers = {"X-Error-Code": code} if code else {}
    hub.script("/alice/tiny-chat/resolve", Answer(status, headers, b"no"))
    *_, last = await learnt(hub, subject(hub, Kind.MODEL, "alice/tiny-chat"))
    assert last.citation.startswith("@misc{alice-tiny-chat,\n")
    assert bool(last.problem) == told


async def test_a_repo_without_a_card_is_not_asked_for_one(hub: LoopbackHub) -> None:
    body = json.dumps({"id": "alice/tiny-chat", "siblings": [{"rfilename": "a.bin"}]}).encode()
    hub.script("/api/models/alice/tiny-chat", Answer(200, {"Content-Type": "application/json"}, body))
    *_, last = await learnt(hub, subject(hub, Kind.MODEL, "alice/tiny-chat"))
    assert last.citation.startswith("@misc{alice-tiny-chat,\n")
    assert len(hub.requests) == 1


async def test_what_was_read_before_is_not_asked_for_again(hub: LoopbackHub) -> None:
    first = subject(hub, Kind.MODEL, "alice/tiny-chat")._replace(body=b'{"id":"alice/tiny-chat"}')
    informed, _ = await learnt(hub, first)
    assert informed.metadata == '{\n  "id": "alice/tiny-chat"\n}'
    assert hub.requests[0].path == "/alice/tiny-chat/resolve/main/README.md"


async def test_a_renamed_repo_is_copied_under_its_new_name(hub: LoopbackHub) -> None:
    body = json.dumps({"id": "bob/new-name"}).encode()
    hub.script("/api/models/alice/old", Answer(200, {"Content-Type": "application/json"}, body))
    informed, _ = await learnt(hub, subject(hub, Kind.MODEL, "alice/old"))
    found = offered(informed)
    assert (found["i"], found["d"].split()[-1]) == ("bob/new-name", "bob/new-name")


async def test_an_answer_with_an_id_that_cannot_be_sent_changes_no_id(hub: LoopbackHub) -> None:
    body = json.dumps({"id": "bob/\x1bnew"}).encode()
    hub.script("/api/models/alice/old", Answer(200, {"Content-Type": "application/json"}, body))
    informed, _ = await learnt(hub, subject(hub, Kind.MODEL, "alice/old"))
    assert offered(informed)["i"] == "alice/old"


async def test_of_a_repo_that_is_not_there_the_rest_can_be_copied_and_the_reason_is_told(
    hub: LoopbackHub,
) -> None:
    (last,) = await learnt(hub, subject(hub, Kind.MODEL, "alice/nothing"))
    assert last.problem
    assert last.waits == frozenset()
    assert "".join(offered(last)) == "iwgdpf"


async def test_card_and_answer_are_of_the_chosen_revision_and_config_and_split_stay(hub: LoopbackHub) -> None:
    known = {"revision": "refs/convert/parquet", "config": "default", "split": "train"}
    informed, _ = await learnt(hub, subject(hub, Kind.DATASET, "alice/field-notes", **known))
    raw = [request.raw_path for request in hub.requests]
    assert raw[0] == "/api/datasets/alice/field-notes/revision/refs%2Fconvert%2Fparquet"
    assert all("refs%2Fconvert%2Fparquet" in path for path in raw)
    assert 'load_dataset("alice/field-notes", "default", split="train", revision=' in offered(informed)["p"]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("org/name", "org/name"),
        ("org/name\n", "org/name"),
        ("a\nb\nc\n", "a … (3 lines)"),
        ("x" * LONGEST_TOLD, "x" * LONGEST_TOLD),
        ("x" * 500, "x" * LONGEST_TOLD + "…"),
        ("x" * 500 + "\ny", "x" * LONGEST_TOLD + " … (2 lines)"),
        ("a\tb", "a b"),
        ("", ""),
    ],
)
def test_a_toast_tells_a_text_in_short(text: str, told: str) -> None:
    assert in_short(text) == told
