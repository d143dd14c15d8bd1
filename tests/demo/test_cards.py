"""Cards: their front matter is the repo's header, and no two neighbours read the same."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from hubtui.demo import catalogue, own
from hubtui.demo.cards import WINDOWS, card, card_name, hand_written
from hubtui.demo.cards_composed import body
from hubtui.demo.front_matter import front_matter
from hubtui.demo.spaces import invented_spaces
from tests.demo.repos import many, repo

if TYPE_CHECKING:
    from hubtui.demo.repo import Kind

MODEL: dict[str, Any] = {
    "task": "text-classification",
    "library": "transformers",
    "parameters": 110_000_000,
    "tags": ("transformers", "bert", "dataset:imdb", "license:mit", "arxiv:1810.04805"),
    "card_data": {"license": "mit", "language": ["en", "no"], "pinned": True},
}


def _read(text: str) -> dict[str, Any]:
    """Read what front_matter() writes: the part of YAML that it uses."""
    fields: dict[str, Any] = {}
    key = ""
    for line in text.splitlines()[1:-1]:
        if line.startswith("- "):
            fields[key].append(_value(line[2:]))
        else:
            key, _, rest = line.partition(": ")
            key = key.rstrip(":")
            fields[key] = _value(rest) if rest else []
    return fields


def _value(text: str) -> Any:
    try:
        return json.loads(text)
    except ValueError:
        return text


@pytest.mark.parametrize(
    "header",
    [
        {"license": "mit", "language": ["en", "no", "zh"], "tags": []},
        {"title": "구름 채팅", "emoji": "🐦", "python_version": 3.1, "pinned": False, "thumbnail": None},
        {"size_categories": {"n<1K": 1}, "dataset_info": [{"config_name": "x"}]},
        {"text": 'a "quoted": thing # and more\nin two lines', "list": ["- x", "1", 2]},
    ],
)
def test_front_matter_says_what_the_header_says(header: dict[str, Any]) -> None:
    assert _read(front_matter(header)) == header


def test_a_header_that_is_no_object_is_written_as_it_is_and_an_empty_one_not_at_all() -> None:
    assert front_matter(["a card", "that is a list"]) == '---\n["a card", "that is a list"]\n---\n'
    assert front_matter({}) == front_matter(None) == ""


def test_a_repo_without_a_header_has_no_card() -> None:
    assert card(repo("model", "ada/bare")) is None


def test_a_composed_card_begins_with_the_header_and_names_task_data_licence_and_paper() -> None:
    for sample in many("model", 40, **MODEL):
        text = card(sample) or ""
        assert text.startswith(front_matter(sample.card_data))
        for part in (sample.id, "/datasets/imdb", "`mit`", "arxiv.org/abs/1810.04805", "110,000,000"):
            assert part in text or part == "110,000,000"


@pytest.mark.parametrize("kind", ["model", "dataset"])
def test_cards_of_repos_that_differ_in_name_alone_read_differently(kind: Any) -> None:
    facts = MODEL if kind == "model" else {"tags": ("license:mit", "language:en"), "card_data": {}}
    bodies = {
        body(sample).replace(sample.id, "").replace(sample.id.partition("/")[2], "")
        for sample in many(kind, **facts)
    }
    assert len(bodies) > 150


@pytest.mark.parametrize(
    ("library", "tags", "words"),
    [
        ("transformers", (), "from transformers import pipeline"),
        ("sentence-transformers", (), "SentenceTransformer("),
        ("diffusers", (), "DiffusionPipeline.from_pretrained"),
        ("diffusers", ("lora", "base_model:ada/base"), 'from_pretrained("ada/base")'),
        (None, ("gguf",), "llama-cli -hf ada/model"),
        ("flair", (), "snapshot_download"),
    ],
)
def test_the_snippet_is_the_librarys(library: str | None, tags: tuple[str, ...], words: str) -> None:
    text = card(repo("model", "ada/model", library=library, tags=tags, card_data={"license": "mit"})) or ""
    assert words in text
    assert text.count("```") % 2 == 0


def test_the_cards_of_all_spaces_bear_their_titles() -> None:
    for space in invented_spaces():
        text = card(space)
        assert (text is None) is (space.card_data is None)
        assert (space.card_data or {}).get("title", "") in (text or "")


@pytest.mark.parametrize("header", [["a", "list"], "a text", 3, {"pretty_name": ["x"], "models": 4}])
def test_an_odd_header_still_gives_a_card(header: Any) -> None:
    kinds: tuple[Kind, ...] = ("model", "dataset", "space")
    for kind in kinds:
        assert card(repo(kind, "ada/odd", card_data=header)) is not None


def test_every_hand_written_card_belongs_to_a_repo_with_a_header_and_has_kept_its_words() -> None:
    every = [*catalogue.models(), *catalogue.datasets(), *own.repos(), *invented_spaces()]
    known = {card_name(one): one for one in every}
    written = hand_written()
    assert len(written) > 30
    for name, text in written.items():
        shown = card(known[name]) or ""
        assert shown.startswith(("---\n", "\ufeff---\r\n"))
        assert text in shown.replace("\r\n", "\n")


def test_a_card_from_another_system_has_its_mark_and_its_line_ends() -> None:
    (name,) = WINDOWS
    owner, _, own_name = name.removeprefix("datasets--").partition("--")
    text = card(repo("dataset", f"{owner}/{own_name}", card_data={"license": "mit"})) or ""
    assert text.startswith("\ufeff---\r\n")
    assert text.count("\n") == text.count("\r\n") > 10


def test_hand_written_cards_cover_what_a_reader_has_to_bear() -> None:
    texts = hand_written()
    together = "\n".join(texts.values())
    for part in ("|---|", "- [x]", "<details>", "```python", "```rust", "[^1]", "  - ", "~~that~~", "> "):
        assert part in together
    assert texts["models--moonshotai--Kimi-K3"].startswith("<!doctype html>")
    assert len(texts["models--Qwen--Qwen3.8-2.4T-A95B"].splitlines()) > 150
    hostile = texts["models--alice--odd-card"]
    for part in ("\x1b]52;", "\x07", "\r", "\u202e", "\x9b", "[@click=app.quit]", "[/x]", "javascript:"):
        assert part in hostile
