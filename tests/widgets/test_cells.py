"""Tests of hubtui.widgets.cells."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from hubtui.widgets import cells

TEXT = st.text(max_size=40)
WIDTH = st.integers(min_value=0, max_value=50)
LONG = "deepseek-ai/DeepSeek-R1-Distill-Qwen-7B"


@given(TEXT, WIDTH, st.booleans())
def test_what_is_fitted_fills_its_place_exactly(text: str, width: int, right: bool) -> None:
    assert cell_len(cells.fit(text, width, right=right)) == width


@given(TEXT, WIDTH)
def test_what_is_cut_is_never_wider_than_its_place(text: str, width: int) -> None:
    text = cells.safe(text)
    assert cell_len(cells.head(text, width)) <= width
    assert cell_len(cells.middle(text, width)) <= width


@given(TEXT, TEXT, WIDTH)
def test_a_repo_id_is_never_wider_than_its_place(owner: str, name: str, width: int) -> None:
    assert cell_len("".join(cells.repo_id(f"{owner}/{name}", width))) <= width


@given(TEXT, WIDTH)
def test_nothing_that_steers_a_terminal_is_left(text: str, width: int) -> None:
    shown = cells.fit(text, width) + "".join(cells.repo_id(text, width))
    assert not any(ord(letter) < 32 or 127 <= ord(letter) < 160 for letter in shown)


@pytest.mark.parametrize(
    ("width", "shown"),
    [
        (39, LONG),
        (38, "deepseek-…/DeepSeek-R1-Distill-Qwen-7B"),
        (33, "deep…/DeepSeek-R1-Distill-Qwen-7B"),
        (29, "deep…/DeepSee…Distill-Qwen-7B"),
        (19, "…/DeepS…ill-Qwen-7B"),
        (6, "…/D…7B"),
        (5, "D…-7B"),
        (1, "…"),
        (0, ""),
    ],
)
def test_an_id_is_cut_in_the_owner_first_and_then_in_the_middle_of_the_name(width: int, shown: str) -> None:
    assert "".join(cells.repo_id(LONG, width)) == shown


def test_an_id_without_an_owner_is_cut_in_its_middle() -> None:
    assert cells.repo_id("bert-base-multilingual-uncased-sentiment", 20) == ("", "bert-b…sed-sentiment")


def test_wide_characters_are_cut_whole() -> None:
    owner, name = cells.repo_id("日本語/モデルの名前はとても長い", 21)
    assert (owner, name) == ("日本…/", "モデ…とても長い")


def test_markup_is_text_like_any_other() -> None:
    assert cells.fit("[@click=app.quit]x[/]", 30) == "[@click=app.quit]x[/]         "


@given(TEXT, st.integers(min_value=2, max_value=50))
def test_nothing_is_lost_where_a_text_is_chopped(text: str, width: int) -> None:
    lines = cells.chopped(text, width)
    assert "".join(lines) == cells.safe(text)
    assert all(cell_len(line) <= width for line in lines)


def test_a_line_is_broken_before_a_wide_character_that_does_not_fit() -> None:
    assert cells.chopped("日本語日本語", 5) == ["日本", "語日", "本語"]
    assert cells.wrapped("日本語日本語", 5) == ["日本", "語日", "本語"]
    assert cells.chopped("  a\tb", 3) == ["  a", " b"]
    assert cells.chopped("e" + "\u0301" * 100 + "xyz", 3)[-1].endswith("z")
