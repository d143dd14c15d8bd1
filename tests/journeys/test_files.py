"""The Files tab: a tree read as it is opened, the text of a file, and the revision's commits."""

from __future__ import annotations

import asyncio
import json
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING, Any

import pytest

from hubtui.demo.dataset_files import CROWDED, FLAT
from hubtui.screens.detail.files import FilesPart
from hubtui.timings import Timings
from tests.support.faults import BAD_GATEWAY, Answer
from tests.support.journey import NOW, journey

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from tests.support.journey import Journey
    from tests.support.loopback import LoopbackHub

NAME = "alice/tiny-chat"
TREE = f"/api/models/{NAME}/tree/main"
SMALL = (100, 30)


@asynccontextmanager
async def files_of(
    hub: LoopbackHub, name: str = NAME, *, timings: Timings | None = None
) -> AsyncIterator[Journey]:
    """Open a repo, and its files."""
    async with journey(hub, first=name, size=SMALL, timings=timings) as run:
        await run.until(lambda: run.highlighted == name.removeprefix("datasets/"))
        await run.press("enter", "3")
        yield run


def entry(path: str, size: int = 10, **facts: Any) -> dict[str, Any]:
    """Return an entry of a tree as it is on the wire (wire.md §3)."""
    return {"type": "file", "oid": "0" * 40, "size": size, "path": path} | facts


def answer(*entries: dict[str, Any], link: str = "") -> Answer:
    """Return a page of a tree, with the path and query of the next one."""
    headers = {"Content-Type": "application/json"}
    if link:
        headers["Link"] = f'<https://huggingface.co{link}>; rel="next"'
    return Answer(200, headers, json.dumps(entries).encode())


def text(body: bytes) -> Answer:
    """Return the content of a file."""
    return Answer(200, {"Content-Type": "text/plain; charset=utf-8"}, body)


def rows(run: Journey) -> list[str]:
    """Return the names on the screen, with the lines that lead to them."""
    return [line[1:].strip().partition("   ")[0] for line in run.lines[3:-2] if line.strip()]


def cursor(run: Journey) -> str:
    """Return the row under the cursor."""
    return next(line for line in run.lines if line.startswith("▌"))


async def test_the_files_are_asked_for_when_the_tab_is_first_shown(hub: LoopbackHub) -> None:
    async with journey(hub, first=NAME, size=SMALL) as run:
        await run.until(lambda: run.highlighted == NAME)
        await run.press("enter")
        await run.until(lambda: run.detail.visit.info is not None)
        assert not run.requests(TREE)
        await run.press("3")
        await run.sees("model.safetensors")
        await run.sees("9 files · 513 MB")
        assert any("model.safetensors" in line and "LFS  498 MB" in line for line in run.lines)
        await run.press("2", "3")
        await run.settle()
        await run.asks(TREE, 1)


async def test_a_folder_is_asked_for_when_it_is_opened_and_once(hub: LoopbackHub) -> None:
    path = f"/api/datasets/{CROWDED}/tree/main"
    async with files_of(hub, f"datasets/{CROWDED}") as run:
        await run.sees("▸ images/")
        await run.press("enter")
        await run.sees("├ ▸ part-000001/")
        await run.asks(f"{path}/images", 1)
        await run.press("j", "l")
        await run.sees("│ ├   001000.png")
        await run.sees("104+ files")
        await run.press("j", "h")
        assert "▾ part-000001/" in cursor(run)
        await run.press("h")
        assert "▸ part-000001/  101" in cursor(run)
        await run.press("l")
        await run.settle()
        await run.asks(f"{path}/images/part-000001", 1)
        assert "│ ├   001000.png" in run.screen


async def test_ten_thousand_files_are_asked_for_a_page_at_a_time_as_their_end_comes_near(
    hub: LoopbackHub,
) -> None:
    path = f"/api/datasets/{FLAT}/tree/main/train"
    async with files_of(hub, f"datasets/{FLAT}") as run:
        await run.sees("▸ train/")
        await run.press("enter")
        await run.sees("00000.jpg")
        await run.settle()
        await run.asks(path, 1)
        await run.press("G")
        await run.until(lambda: len(run.requests(path)) == 2)
        await run.settle()
        first, second = run.requests(path)
        assert "cursor" not in first.parameters
        assert "cursor" in second.parameters
        for _ in range(8):
            await run.press("G")
            await run.settle()
        await run.sees("10,00")
        await run.until(lambda: "more below" not in run.screen)
        await run.settle()
        await run.asks(path, 10)


async def test_a_next_link_that_goes_round_ends_the_folder_with_its_reason(hub: LoopbackHub) -> None:
    hub.script(f"GET {TREE}", answer(entry("a.txt"), link=f"{TREE}?cursor=x"), times=None)
    async with files_of(hub) as run:
        await run.sees("ends here: the server's next link goes round in a circle")
        await run.settle()
        await run.asks(TREE, 2)


async def test_a_failed_folder_says_so_and_r_asks_for_it_alone(hub: LoopbackHub) -> None:
    hub.script(f"GET {TREE}", answer({"type": "directory", "oid": "1", "size": 0, "path": "sub"}, entry("z")))
    hub.script(f"GET {TREE}/sub", Answer(403, {"X-Error-Message": "Access to this resource is disabled."}))
    hub.script(f"GET {TREE}/sub", answer(entry("sub/x.txt")))
    async with files_of(hub) as run:
        await run.sees("▸ sub/")
        await run.press("enter")
        await run.sees("└   The Hub")
        await run.until(lambda: "✗" in run.status)
        await run.press("r")
        await run.sees("└   x.txt")
        await run.settle()
        await run.asks(TREE, 1)
        await run.asks(f"{TREE}/sub", 2)


async def test_a_disabled_repo_says_that_its_files_cannot_be_seen(hub: LoopbackHub) -> None:
    async with files_of(hub, "alice/taken-down") as run:
        await run.sees("Access to this resource is disabled")
        assert run.app.is_running


async def test_refreshing_keeps_what_is_open_and_the_cursor(hub: LoopbackHub) -> None:
    path = f"/api/datasets/{CROWDED}/tree/main"
    async with files_of(hub, f"datasets/{CROWDED}") as run:
        await run.sees("▸ images/")
        await run.press("enter")
        await run.sees("part-000003")
        await run.press("j", "j", "j")
        before = rows(run)
        assert "part-000003" in cursor(run)
        gate = hub.hold(f"{path}")
        await run.press("r")
        await gate.arrived
        assert rows(run) == before
        gate.release()
        await run.settle()
        assert rows(run) == before
        assert "part-000003" in cursor(run)
        await run.asks(f"{path}/images", 2)


async def test_the_order_is_picked_by_a_letter_and_reversed_by_it(hub: LoopbackHub) -> None:
    async with files_of(hub) as run:
        await run.sees("model.safetensors")
        await run.press("s", "s")
        assert rows(run)[0] == "model.safetensors"
        assert "▾SIZE" in run.screen
        await run.press("s", "s")
        assert rows(run)[0] == "vocab.txt"
        await run.press("s", "escape")
        assert "▴SIZE" in run.screen
        await run.asks(TREE, 1)


async def test_dates_are_asked_for_when_they_are_sorted_by(hub: LoopbackHub) -> None:
    async with files_of(hub) as run:
        await run.sees("model.safetensors")
        await run.press("s", "d")
        await run.sees("▾AGE")
        await run.until(lambda: "2y" in run.screen)
        assert [request.parameters.get("expand") for request in run.requests(TREE)] == [None, "true"]


async def test_a_click_on_a_heading_sorts_and_one_on_a_sign_opens(hub: LoopbackHub) -> None:
    async with files_of(hub, f"datasets/{CROWDED}") as run:
        await run.sees("▸ images/")
        await run.press("j")
        await run.click("▸ images/")
        await run.sees("▸ part-000001/")
        await run.click("SIZE")
        await run.sees("▾SIZE")


async def test_a_filter_shows_what_matches_and_escape_shows_all(hub: LoopbackHub) -> None:
    async with files_of(hub) as run:
        await run.sees("model.safetensors")
        await run.press("/", "T", "o", "k", "e", "n", "enter")
        assert rows(run) == [
            "special_tokens_map.json",
            "tokenizer.json",
            "tokenizer_config.json",
        ]
        await run.sees("3 of 9 files")
        await run.press("n", "n", "N")
        assert "tokenizer.json" in cursor(run)
        await run.press("escape")
        await run.sees("model.safetensors")
        await run.asks(TREE, 1)


async def test_a_filter_over_a_folder_that_is_not_read_to_its_end_says_so_and_reads_on_by_a_key(
    hub: LoopbackHub,
) -> None:
    path = f"/api/datasets/{FLAT}/tree/main/train"
    async with files_of(hub, f"datasets/{FLAT}") as run:
        await run.sees("▸ train/")
        await run.press("enter")
        await run.sees("00000.jpg")
        await run.press("/", *"00999", "enter")
        await run.sees("only the first 1,000 are filtered; enter reads on")
        await run.sees("Only what is read so far is filtered")
        await run.settle()
        await run.asks(path, 1)
        await run.press("G", "enter", "G")
        await run.settle()
        await run.asks(path, 2)
        await run.sees("only the first 2,000")


async def test_a_text_opens_in_place_and_the_tree_is_where_it_was(hub: LoopbackHub) -> None:
    file = f"/{NAME}/resolve/main/config.json"
    async with files_of(hub) as run:
        await run.sees("config.json")
        await run.press("j", "enter")
        await run.sees('2   "architectures": [')
        assert run.lines[2].startswith(" ‹ config.json")
        await run.asks(file, 1)
        await run.press("y")
        await run.until(lambda: run.copied == ["config.json"])
        for key in ("escape", "h", "q"):
            await run.press(key)
            assert "config.json" in cursor(run)
            await run.press("enter")
            await run.sees('"architectures"')
        await run.press("escape", "j", "y")
        await run.until(lambda: run.copied == ["config.json", "generation_config.json"])


async def test_a_text_is_searched_and_n_goes_on(hub: LoopbackHub) -> None:
    body = "\n".join(f"needle {number}" if number % 40 == 0 else f"hay {number}" for number in range(1, 161))
    hub.script(f"GET /{NAME}/resolve/main/vocab.txt", text(body.encode()))
    async with files_of(hub) as run:
        await run.sees("vocab.txt")
        await run.press("G", "enter")
        await run.sees("1 hay 1")
        await run.press("/", *"NEEDLE", "enter")
        await run.sees("1 of 4 found · 160 lines")
        await run.press("n", "n")
        await run.sees("needle 120")
        await run.press("N")
        await run.sees("2 of 4 found")
        await run.press("/", "z", "enter")
        await run.sees("z is nowhere in it")
        await run.press("escape")
        await run.sees("160 lines")
        assert "found" not in run.status
        await run.press("escape")
        assert "vocab.txt" in cursor(run)


@pytest.mark.parametrize(
    ("name", "size", "said"),
    [
        ("model.safetensors", 16_400_000_000, "model.safetensors is model weights of 16.4 GB, and no text"),
        ("data.csv", 1_200_000_000, "data.csv has 1.2 GB; up to 256 kB are shown here"),
    ],
)
async def test_what_is_known_to_be_no_text_or_too_large_is_not_asked_for(
    hub: LoopbackHub, name: str, size: int, said: str
) -> None:
    hub.script(f"GET {TREE}", answer(entry(name, size, lfs={"oid": "f" * 64})))
    async with files_of(hub) as run:
        await run.sees(name)
        await run.press("enter")
        await run.sees(said)
        await run.sees("o opens its page")
        await run.settle()
        assert not run.requests(f"/{NAME}/resolve/main/{name}")


async def test_the_beginning_of_a_file_that_is_too_large_is_shown_by_a_key(hub: LoopbackHub) -> None:
    hub.script(f"GET {TREE}", answer(entry("data.csv", 900_000)))
    hub.script(f"GET /{NAME}/resolve/main/data.csv", text(b"a,b,c\n" * 150_000))
    async with files_of(hub) as run:
        await run.sees("data.csv")
        await run.press("enter", "enter")
        await run.sees("1 a,b,c")
        await run.sees("The file goes on after its first 256 kB")
        await run.sees("first 42,667 lines")


@pytest.mark.parametrize("body", [b"\x00\x01\x02PK", bytes(range(128, 256)) * 40])
async def test_what_turns_out_to_be_no_text_is_refused(hub: LoopbackHub, body: bytes) -> None:
    hub.script(f"GET {TREE}", answer(entry("notes", len(body))))
    hub.script(f"GET /{NAME}/resolve/main/notes", text(body))
    async with files_of(hub) as run:
        await run.sees("notes")
        await run.press("enter")
        await run.sees("notes is no text")


async def test_a_text_in_lfs_is_shown_itself_and_not_its_pointer(hub: LoopbackHub) -> None:
    hub.script(f"GET {TREE}", answer(entry("merges.txt", 9, lfs={"oid": "f" * 64, "size": 9})))
    hub.script(
        f"GET /{NAME}/resolve/main/merges.txt",
        Answer(302, {"Location": f"{hub.endpoint}/storage/x", "X-Linked-Size": "9"}),
    )
    hub.script("GET /storage/x", text(b"the words"))
    async with files_of(hub) as run:
        await run.sees("merges.txt")
        await run.press("enter")
        await run.sees("1 the words")
        assert run.lines[2].rstrip().endswith("9 B · LFS")


async def test_a_gated_file_says_what_that_means_and_its_tree_is_shown(hub: LoopbackHub) -> None:
    async with files_of(hub, "alice/gated-weights") as run:
        await run.sees("README.md")
        await run.press("/", *"README", "enter", "enter")
        await run.sees("gated")
        await run.sees("press o to ask for access")
        await run.press("escape")
        assert "README.md" in cursor(run)


async def test_a_file_that_is_gone_and_a_file_that_fails_say_so_and_r_asks_again(hub: LoopbackHub) -> None:
    file = f"/{NAME}/resolve/main/config.json"
    hub.script(f"GET {file}", Answer(404, {"X-Error-Code": "EntryNotFound"}, b"Entry not found"))
    async with files_of(hub) as run:
        await run.sees("config.json")
        await run.press("j", "enter")
        await run.sees("has no such file")
        await run.press("r")
        await run.sees('"architectures"')
        await run.asks(file, 2)


async def test_hostile_names_are_shown_clean_and_not_asked_for(hub: LoopbackHub) -> None:
    evil = "\x1b]0;PWNED\x07[@click=app.quit]x[nope].txt"
    hub.script(
        f"GET {TREE}",
        answer(
            {"type": "directory", "oid": "1", "size": 0, "path": "fol\u202eder"},
            entry(evil),
            entry("../../etc/passwd"),
            entry("plain.txt", 12),
        ),
    )
    hub.script(
        f"GET /{NAME}/resolve/main/plain.txt",
        text("\x1b[31mred\x1b]52;c;QQ==\x07 [bold]x[/nope]\u202e\tend".encode()),
    )
    async with files_of(hub) as run:
        await run.sees("plain.txt")
        assert run.unsafe == []
        assert "folder/ ?" in run.screen
        assert "passwd" not in run.screen
        await run.sees("1 entry could not be read")
        await run.press("enter")
        await run.says("This folder's path holds characters that cannot be sent safely")
        await run.press("j", "enter")
        await run.sees("holds characters that cannot be sent safely")
        await run.press("escape", "j", "enter")
        await run.sees("[bold]x[/nope]")
        assert run.unsafe == []
        asked = {request.path for request in hub.requests if "/resolve/" in request.path}
        assert asked == {f"/{NAME}/resolve/main/{file}" for file in ("README.md", "plain.txt")}


async def test_keys_in_a_hurry_open_a_file_and_come_back(hub: LoopbackHub) -> None:
    async with files_of(hub) as run:
        await run.sees("config.json")
        await run.press("j", "enter", "escape", "j", "enter")
        await run.sees(" ‹ generation_config.json")
        await run.press("escape", "k", "k", "l", "h")
        assert ".gitattributes" in cursor(run)
        assert isinstance(run.detail.front, FilesPart)


async def test_leaving_while_a_folder_loads_is_fine(hub: LoopbackHub) -> None:
    gate = hub.hold(TREE)
    async with files_of(hub) as run:
        await gate.arrived
        await run.sees("Loading files…")
        await run.press("q")
        assert run.app.screen is run.browse
        gate.release()
        await run.settle()
        assert run.app.is_running


async def test_the_commits_are_paged_and_tell_how_many_there_are(hub: LoopbackHub) -> None:
    path = f"/api/models/{NAME}/commits/main"
    page = [
        {"id": f"{number:040x}", "title": f"Change {number}", "authors": [{"user": "me"}]}
        for number in range(100)
    ]
    link = f'<https://huggingface.co{path}?p=1&limit=50>; rel="next"'
    json_type = {"Content-Type": "application/json", "X-Total-Count": "1234"}
    hub.script(f"GET {path}", Answer(200, json_type | {"Link": link}, json.dumps(page[:50]).encode()))
    hub.script(f"GET {path}", BAD_GATEWAY, times=6)
    hub.script(f"GET {path}", Answer(200, json_type, json.dumps(page[50:]).encode()))
    async with files_of(hub) as run:
        await run.sees("config.json")
        await run.press("C")
        await run.sees("1–50 of 1,234 commits")
        assert "00000000  Change 0" in cursor(run)
        assert "Loading" not in run.screen
        await run.press("y")
        await run.until(lambda: run.copied == ["0" * 40])
        await run.press("G")
        await run.sees("press r to try again")
        await run.press("r")
        await run.sees("100 commits")
        assert dict(run.requests(path)[0].query) == {"limit": "50"}
        assert run.requests(path)[-1].parameters["p"] == "1"
        await run.press("escape")
        assert ".gitattributes" in cursor(run)


async def test_a_commit_is_read_in_full_and_chosen_as_the_revision(hub: LoopbackHub) -> None:
    async with files_of(hub) as run:
        await run.sees("config.json")
        await run.press("C")
        await run.sees("Set the right chat template")
        await run.press("G", "enter")
        await run.sees("initial commit")
        await run.sees("enter looks at the repo as it was then")
        await run.press("y")
        await run.until(lambda: run.copied)
        sha = run.copied[-1]
        await run.press("enter")
        await run.until(lambda: run.detail.visit.info is not None)
        assert run.detail.visit.revision == sha
        assert f"{NAME} @ {sha[:8]} " in run.title
        await run.sees(".gitattributes")
        await run.asks(f"/api/models/{NAME}/tree/{sha}", 1)
        await run.asks(f"/api/models/{NAME}/revision/{sha}", 1)


async def test_the_commits_of_a_gated_repo_say_that_it_is_gated(hub: LoopbackHub) -> None:
    async with files_of(hub, "alice/gated-weights") as run:
        await run.sees("README.md")
        await run.press("C")
        await run.sees("press o to ask for access")


async def test_a_page_that_waits_to_be_asked_for_again_counts_down_and_r_asks_at_once(
    hub: LoopbackHub,
) -> None:
    async def forever(_: float) -> None:
        await asyncio.Event().wait()

    hub.script(f"GET {TREE}", BAD_GATEWAY)
    async with files_of(hub, timings=Timings(pause=forever, clock=lambda: NOW, preview_ask=99)) as run:
        await run.sees("trying again in")
        await run.press("r")
        await run.sees("model.safetensors")
        assert "trying again" not in run.status
        await run.asks(TREE, 2)


async def test_the_page_of_the_highlighted_file_is_opened(hub: LoopbackHub) -> None:
    async with files_of(hub) as run:
        await run.sees("config.json")
        await run.press("j", "o")
        await run.until(lambda: run.copied)
        assert run.copied == [f"{hub.endpoint}/{NAME}/blob/main/config.json"]


async def test_a_second_click_looks_into_a_file(hub: LoopbackHub) -> None:
    async with files_of(hub) as run:
        await run.sees("config.json")
        await run.click("  config.json")
        assert "config.json" in cursor(run)
        await run.click("  config.json")
        await run.sees('"architectures"')
        await run.click("‹ config.json")
        await run.sees("model.safetensors")


async def test_the_footer_shows_the_keys_of_what_is_on_top(hub: LoopbackHub) -> None:
    async with files_of(hub) as run:
        await run.sees("config.json")
        assert "s sort  C commits" in run.footer
        assert "w wrap" not in run.footer
        await run.press("j", "enter")
        await run.sees("w wrap")
        assert "enter" not in run.footer
        assert "sort" not in run.footer
        await run.press("escape", "C")
        await run.sees("Update README.md")
        assert "enter open" in run.footer
        assert "wrap" not in run.footer
        assert "commits" not in run.footer


async def test_keys_that_have_no_use_on_what_is_on_top_say_so(hub: LoopbackHub) -> None:
    async with files_of(hub) as run:
        await run.sees("config.json")
        await run.press("w")
        await run.says("w wraps the lines of a file; enter opens one")
        await run.press("C")
        await run.sees("Update README.md")
        await run.press("/")
        await run.says("/ finds in files, not in commits")
        await run.press("s")
        await run.says("s sorts the files; escape goes back to them")


async def test_long_lines_wrap_and_do_not(hub: LoopbackHub) -> None:
    hub.script(f"GET /{NAME}/resolve/main/config.json", text(b'{"a": "' + b"x" * 150 + b'end"}'))
    async with files_of(hub) as run:
        await run.sees("config.json")
        await run.press("j", "enter")
        await run.sees('1 {"a": "xxx')
        assert 'end"}' not in run.screen
        await run.press("w")
        await run.sees('end"}')
