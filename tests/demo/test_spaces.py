"""The invented Spaces cover what wire.md §2.10 knows of Spaces."""

from __future__ import annotations

import unicodedata

from hubtui.demo.draw import second
from hubtui.demo.spaces import HARDWARE, STAGES, invented_spaces, subdomain

SPACES = invented_spaces()


def test_there_are_about_three_hundred_with_ids_of_their_own() -> None:
    ids = {space.id.lower() for space in SPACES}
    assert 300 <= len(SPACES) == len(ids) <= 330
    assert len({space.oid for space in SPACES}) == len(SPACES)
    assert all(len(half) <= 96 and half.isascii() for space in SPACES for half in space.id.split("/"))


def test_two_calls_give_the_same_spaces() -> None:
    assert invented_spaces() == SPACES


def test_every_sdk_occurs_and_one_has_none() -> None:
    assert {space.sdk for space in SPACES} == {"gradio", "docker", "static", "streamlit", None}


def test_every_stage_and_every_hardware_occurs() -> None:
    runtimes = [space.runtime or {} for space in SPACES]
    assert {runtime["stage"] for runtime in runtimes} == set(STAGES)
    assert {runtime["hardware"]["requested"] for runtime in runtimes} == {*HARDWARE, None}
    assert any(
        runtime["hardware"]["current"] is None for runtime in runtimes if runtime["stage"] == "SLEEPING"
    )


def test_some_errors_have_many_lines_and_a_paused_one_was_flagged() -> None:
    runtimes = [space.runtime or {} for space in SPACES]
    assert any(runtime.get("errorMessage", "").count("\n") > 4 for runtime in runtimes)
    assert any(runtime["stage"] == "PAUSED" and "abuse" in runtime for runtime in runtimes)


def test_a_running_commit_is_said_only_while_something_runs() -> None:
    for space in SPACES:
        runtime = space.runtime or {}
        assert ("sha" in runtime) <= runtime["stage"].startswith("RUNNING")
        assert runtime.get("sha", space.sha) == space.sha


def test_static_spaces_have_neither_hardware_nor_sleep_time() -> None:
    for space in SPACES:
        if space.sdk == "static" and space.runtime:
            assert space.runtime["hardware"] == {"current": None, "requested": None}
            assert "gcTimeout" not in space.runtime


def test_titles_come_with_emoji_and_in_three_scripts_and_sometimes_not_at_all() -> None:
    cards = [space.card_data for space in SPACES if space.card_data]
    titles = "".join(card.get("title", "") for card in cards)
    scripts = {unicodedata.name(letter, "").partition(" ")[0] for letter in titles}
    assert {"CJK", "HANGUL", "LATIN"} <= scripts
    assert any("title" not in card for card in cards)


def test_short_descriptions_keep_to_sixty_characters() -> None:
    said = [
        space.card_data["short_description"]
        for space in SPACES
        if "short_description" in (space.card_data or {})
    ]
    assert len(said) > 100
    assert max(map(len, said)) <= 60


def test_the_first_digits_of_the_oid_are_the_creation_second() -> None:
    assert all(int(space.oid[:8], 16) == second(space.created) <= second(space.modified) for space in SPACES)


def test_tags_name_the_sdk_and_the_licence_of_the_card() -> None:
    for space in SPACES:
        card = space.card_data or {}
        licences = [tag for tag in space.tags if tag.startswith("license:")]
        assert licences == ([f"license:{card['license']}"] if "license" in card else [])
        assert (space.sdk in space.tags) is bool(space.sdk)
        assert space.tags[-1].startswith("region:")
    assert len({tag for space in SPACES for tag in space.tags if tag.startswith("license:")}) == 7


def test_a_subdomain_is_one_host_name_label() -> None:
    assert subdomain("Tiny-Cathedral/Cloud_Sorter.v2") == "tiny-cathedral-cloud-sorter-v2"
