"""One's own repos: all of them, private ones too, on servers with and without the settings' list."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from hubtui.hub.criteria import Kind
from hubtui.text import size
from tests.support.faults import Answer
from tests.support.journey import journey

if TYPE_CHECKING:
    from tests.support.journey import Journey
    from tests.support.loopback import LoopbackHub

OWN = "/api/settings/repositories"
WHO = "/api/whoami-v2"
JSON = {"Content-Type": "application/json; charset=utf-8"}
GONE = Answer(404, JSON, b'{"error": "Sorry, we can\'t find the page you are looking for."}')
OWNERS = ("alice", "acme-lab", "open-corpus")


def held(hub: LoopbackHub, kind: Kind) -> set[str]:
    """Return the ids of what the Hub holds of the user and the user's organisations."""
    return {
        repo.id for repo in hub.store.select("WHERE kind = ? AND author IN (?, ?, ?)", (kind.value, *OWNERS))
    }


def chip_line(run: Journey) -> str:
    """Return the line of chips."""
    return next((line for line in run.lines[1:4] if "✕" in line), "")


@pytest.mark.parametrize("kind", list(Kind))
async def test_m_lists_ones_own_and_the_organisations_repos_of_each_kind(
    hub: LoopbackHub, kind: Kind
) -> None:
    async with journey(hub, first=kind, token=hub.write_token) as run:
        await run.sees(f"{hub.user}@")
        await run.sees("100 loaded")
        everybody = run.ids
        asked = len(run.requests(f"/api/{kind.plural}"))
        await run.press("M")
        await run.until(lambda: set(run.ids) == held(hub, kind))
        assert any(repo.private for repo in run.pane.table.rows)
        await run.sees(f"{len(run.ids)} · end")
        assert "mine ✕" in chip_line(run)
        requests = run.requests(f"/api/{kind.plural}")[asked:]
        assert sorted(request.parameters["author"] for request in requests) == sorted(OWNERS)
        assert [request.parameters["type"] for request in run.requests(OWN)] == [kind.value]
        await run.press("M")
        await run.until(lambda: run.ids == everybody)
        assert chip_line(run) == ""
        assert len(run.requests(WHO)) == 1


async def test_each_pane_has_its_own_mine(hub: LoopbackHub) -> None:
    async with journey(hub, token=hub.write_token) as run:
        await run.sees(f"{hub.user}@")
        await run.press("M")
        await run.until(lambda: set(run.ids) == held(hub, Kind.MODEL))
        await run.press("2")
        await run.sees("100 loaded")
        assert chip_line(run) == ""
        await run.press("M")
        await run.until(lambda: set(run.ids) == held(hub, Kind.DATASET))
        await run.press("1")
        await run.until(lambda: set(run.ids) == held(hub, Kind.MODEL))
        assert "mine ✕" in chip_line(run)


async def test_without_the_settings_list_the_lists_by_owner_are_enough(hub: LoopbackHub) -> None:
    hub.script(lambda request: "settings/repositories" in request.path, GONE, times=None)
    async with journey(hub, token=hub.write_token) as run:
        await run.sees(f"{hub.user}@")
        await run.press("M")
        await run.until(lambda: set(run.ids) == held(hub, Kind.MODEL))
        assert "could not" not in run.status


async def test_without_a_token_m_says_why_it_does_nothing(hub: LoopbackHub) -> None:
    async with journey(hub) as run:
        await run.sees("100 loaded")
        await run.press("M")
        await run.says("Without a token there is nobody whose repos these could be")
        assert len(run.requests("/api/models")) == 1


async def test_a_server_that_does_not_say_who_one_is_is_asked_again_by_r(hub: LoopbackHub) -> None:
    hub.script(WHO, Answer(403, JSON, b"{}"), times=2)
    async with journey(hub, token=hub.write_token) as run:
        await run.sees("100 loaded")
        await run.press("M")
        await run.sees("The Hub does not allow this")
        assert run.ids == []
        await run.press("r")
        await run.until(lambda: set(run.ids) == held(hub, Kind.MODEL))
        await run.until(lambda: f"{hub.user}@hub.test write" in run.title)


async def test_storage_is_shown_where_it_is_known(hub: LoopbackHub) -> None:
    own = [{"id": "alice/hidden", "type": "model", "visibility": "private", "storage": 77_000_000,
            "updatedAt": "2026-11-17T08:22:59.000Z"}]  # fmt: skip
    hub.script(OWN, Answer(200, JSON, json.dumps(own).encode()), times=None)
    async with journey(hub, token=hub.write_token) as run:
        await run.sees(f"{hub.user}@")
        await run.press("M")
        # Nothing but the settings knows this one, and it was changed last.
        await run.until(lambda: run.highlighted == "alice/hidden")
        await run.previews("77.0 MB stored")
        await run.press("j")
        await run.previews("stored")
        assert run.browse.preview.text.startswith(run.ids[1])


@pytest.mark.parametrize("kind", list(Kind))
async def test_storage_is_a_column_of_ones_own_list(hub: LoopbackHub, kind: Kind) -> None:
    async with journey(hub, token=hub.write_token, first=kind) as run:
        await run.sees("100 loaded")
        assert "STORED" not in run.screen
        await run.press("M")
        await run.until(lambda: set(run.ids) == held(hub, kind))
        assert "STORED" in run.lines[3]
        await run.settle()
        assert all(("expand", "usedStorage") in r.query for r in run.requests(f"/api/{kind.plural}")[-3:])
        known = {repo.id: size(repo.storage) for repo in run.pane.table.rows if repo.storage is not None}
        assert known
        listed = [line.partition("│")[0].replace("▌", " ") for line in run.lines]
        for name, stored in known.items():
            assert stored in next(line for line in listed if line.startswith(f" {name} "))
        await run.press("M")
        await run.loses("STORED")


async def test_what_the_website_has_no_address_for_is_not_offered_to_copy(hub: LoopbackHub) -> None:
    async with journey(hub, token=hub.write_token) as run:
        await run.sees(f"{hub.user}@")
        await run.press("M")
        await run.until(lambda: set(run.ids) == held(hub, Kind.MODEL))
        await run.press("Y")
        await run.sees("web address")
        assert "address of this search" not in run.screen
        await run.press("escape", "a")
        await run.sees("by acme-lab ✕")
        await run.press("Y", "s")
        await run.until(lambda: run.copied == [f"{hub.endpoint}/models?author=acme-lab"])


async def test_m_again_returns_to_the_row_where_one_was(hub: LoopbackHub) -> None:
    async with journey(hub, token=hub.write_token) as run:
        await run.sees("100 loaded")
        await run.press("j", "j", "j")
        there = run.highlighted
        await run.press("M")
        await run.until(lambda: set(run.ids) == held(hub, Kind.MODEL))
        assert run.highlighted == run.ids[0]
        await run.press("M")
        await run.until(lambda: run.highlighted == there)


async def test_ones_own_are_sorted_and_the_screen_says_by_what(hub: LoopbackHub) -> None:
    async with journey(hub, token=hub.write_token) as run:
        await run.sees(f"{hub.user}@")
        await run.press("M")
        await run.until(lambda: set(run.ids) == held(hub, Kind.MODEL))
        assert run.question.rstrip().endswith("updated ▾")
        dates = [repo.updated or 0 for repo in run.pane.table.rows]
        assert dates == sorted(dates, reverse=True)
        await run.press("s", "d")
        await run.until(lambda: run.ids[0] == "acme-lab/parser-base")
        await run.press("s", "d")
        await run.until(lambda: run.ids[-1] != "acme-lab/parser-base" or run.ids[0] != "acme-lab/parser-base")
        assert run.question.rstrip().endswith("downloads ▴")
        assert run.toasts == []


async def test_mine_is_a_filter_among_others(hub: LoopbackHub) -> None:
    async with journey(hub, token=hub.write_token) as run:
        await run.sees(f"{hub.user}@")
        await run.press("M", *"/parser", "enter")
        await run.until(lambda: set(run.ids) == {"acme-lab/parser-base", "acme-lab/parser-next"})
        await run.press("a")
        await run.sees("by acme-lab ✕")
        await run.settle()
        assert set(run.ids) == {"acme-lab/parser-base", "acme-lab/parser-next"}
        await run.click("mine ✕")
        await run.until(lambda: "mine" not in chip_line(run))
        await run.press("minus")
        await run.until(lambda: "mine ✕" in chip_line(run))
        await run.press("x")
        await run.sees("100 loaded")
        assert chip_line(run) == ""
        assert run.question.startswith(" / search")


async def test_the_author_of_one_of_mine_leaves_that_owners_alone(hub: LoopbackHub) -> None:
    async with journey(hub, token=hub.write_token) as run:
        await run.sees(f"{hub.user}@")
        await run.press("M")
        await run.until(lambda: set(run.ids) == held(hub, Kind.MODEL))
        owner = run.ids[0].partition("/")[0]
        await run.press("a")
        await run.until(lambda: {repo.owner for repo in run.pane.table.rows} == {owner})
        assert set(run.ids) == {name for name in held(hub, Kind.MODEL) if name.startswith(f"{owner}/")}


async def test_nothing_of_mine_is_said_in_so_many_words(hub: LoopbackHub) -> None:
    hub.script(
        lambda r: r.path == "/api/models" and "author" in r.parameters, Answer(200, JSON, b"[]"), times=None
    )
    hub.script(lambda request: "settings/repositories" in request.path, GONE, times=None)
    async with journey(hub, token=hub.write_token) as run:
        await run.sees(f"{hub.user}@")
        await run.press("M")
        await run.sees("You have no models yet")
        await run.sees("Press M to see everybody's")
        await run.press(*"/zz", "enter")
        await run.sees("No models of yours match “zz”")


async def test_a_failing_list_is_told_and_r_asks_again(hub: LoopbackHub) -> None:
    async with journey(hub, token=hub.write_token) as run:
        await run.sees(f"{hub.user}@")
        await run.sees("100 loaded")
        hub.script(lambda r: r.parameters.get("author") == "acme-lab", Answer(403, JSON, b"{}"))
        await run.press("M")
        await run.sees("The Hub does not allow this")
        assert run.ids == []
        await run.press("r")
        await run.until(lambda: set(run.ids) == held(hub, Kind.MODEL))
