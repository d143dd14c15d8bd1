"""Tests of hubtui.hub.citation."""

from __future__ import annotations

import re

import pytest

from hubtui.hub.citation import LONGEST_ENTRY, found_in, made_for
from hubtui.hub.criteria import Kind
from hubtui.hub.models import RepoRef
from hubtui.hub.snippets import About

PAPER = """@article{key2024,
  title = {On {B}races \\} and "quotes"},
  author = {Ann and Bo},
}"""
OTHER = "@inproceedings{other, year=2020}"


@pytest.mark.parametrize(
    ("card", "entries"),
    [
        ("# No citation\n\nUse @property { x } and mail me@misc.org {x}", ""),
        (f"```bibtex\n{PAPER}\n```\n", PAPER),
        (f"Cite us:\n\n  {PAPER}\n", PAPER),
        (f"> {OTHER}\n", OTHER),
        (f"{PAPER}\ntext\n{OTHER}\n{PAPER}", f"{PAPER}\n\n{OTHER}"),
        (f"@misc{{without an end,\n\n{OTHER}", OTHER),
        ("@Misc {case, year=1}", "@Misc {case, year=1}"),
        ("@misc{" + "x" * LONGEST_ENTRY + "}", ""),
        ("@misc{x\n" * 50_000, ""),
        ("", ""),
    ],
)
def test_the_entries_of_a_card_are_found_whole(card: str, entries: str) -> None:
    assert found_in(card) == entries


@pytest.mark.parametrize("name", ["org/name", "gpt2", "o/it_s 50% & {x} \\ ~^#$", "o/日本"])
@pytest.mark.parametrize("revision", ["", "v1_0"])
def test_an_entry_for_a_repo_is_whole_and_escaped(name: str, revision: str) -> None:
    about = About(RepoRef(Kind.MODEL, name), revision=revision, tags=("en", "doi:10.57967/hf/1_2"))
    text = made_for(about, 1_700_000_000)
    begin = re.match(r"@misc\{([a-z0-9-]+),\n", text)
    assert begin is not None
    unescaped = re.sub(r"\\[{}]", "", text)
    assert unescaped.count("{") == unescaped.count("}")
    assert "  year = {2023},\n" in text
    assert "  doi = {10.57967/hf/1\\_2},\n" in text
    assert ("Revision v1\\_0" in text) == bool(revision)
    assert found_in(text) == text


def test_what_is_not_known_is_left_out() -> None:
    assert made_for(About(RepoRef(Kind.DATASET, "gpt2"))) == (
        "@misc{gpt2,\n"
        "  title = {{gpt2}},\n"
        "  publisher = {Hugging Face},\n"
        "  url = {https://huggingface.co/datasets/gpt2},\n"
        "}"
    )
