"""The card: read as a stranger's text, with its links, its code and a search; each way of not having one is said."""

from __future__ import annotations

import json
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

import pytest

from hubtui.hub.criteria import Kind
from hubtui.screens.detail.card import CardPart
from tests.journeys.test_hostile import HOSTILE, check
from tests.support.faults import Answer
from tests.support.journey import journey

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path

    from hubtui.widgets.card_view import CardView
    from tests.support.faults import Gate
    from tests.support.journey import Journey
    from tests.support.loopback import LoopbackHub

NAME = "alice/tiny-chat"
PATH = f"/{NAME}/resolve/main/README.md"
TEXT = "A very small model that I use"
"""What the card says."""
FILLER = "filler\n\n" * 200
SMALL = (100, 30)
"""Without a preview, which asks for the same."""


def card(text: str | bytes, status: int = 200, **headers: str) -> Answer:
    """Return the answer that is a card."""
    body = text if isinstance(text, bytes) else text.encode()
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return Answer(status, {"Content-Type": "text/plain; charset=utf-8"} | named, body)


def view_of(run: Journey) -> CardView:
    """Return the card that is shown."""
    part = run.detail.front
    assert isinstance(part, CardPart)
    return part._view


@asynccontextmanager
async def reading(
    hub: LoopbackHub,
    answer: str | bytes | Answer | None = None,
    *,
    size: tuple[int, int] = SMALL,
    token: str | None = None,
    home: Path | None = None,
    name: str = NAME,
) -> AsyncIterator[Journey]:
    """Open a repo's card; None leaves the answer to the Hub."""
    if answer is not None:
        hub.script(f"GET {PATH}", answer if isinstance(answer, Answer) else card(answer), times=None)
    async with journey(hub, first=name, size=size, token=token, home=home) as run:
        await run.until(lambda: run.highlighted == name.removeprefix("datasets/").removeprefix("spaces/"))
        await run.press("enter")
        yield run


async def test_the_card_is_what_a_repo_opens_with(hub: LoopbackHub) -> None:
    async with reading(hub) as run:
        await run.sees(TEXT)
        assert "1 Card" in run.lines[1]
        assert "license:" not in run.screen
        assert len(run.requests(PATH)) == 1
        await run.press("2", "1")
        await run.sees(TEXT)
        assert len(run.requests(PATH)) == 1


@pytest.mark.parametrize("kind", list(Kind))
async def test_each_kind_has_its_cards_at_its_own_path(hub: LoopbackHub, kind: Kind) -> None:
    names = {
        Kind.MODEL: "alice/tiny-chat", Kind.DATASET: "datasets/alice/field-notes",
        Kind.SPACE: "spaces/alice/hello-gradio",
    }  # fmt: skip
    async with reading(hub, name=names[kind]) as run:
        await run.until(lambda: len(run.requests(f"/{names[kind]}/resolve/main/README.md")) == 1)
        await run.loses("Loading the card")
        assert "✗" not in run.status


async def test_a_repo_without_a_card_says_so_calmly(hub: LoopbackHub) -> None:
    missing = card("Entry not found", 404, X_Error_Code="EntryNotFound")
    async with reading(hub, missing) as run:
        await run.sees("This repo has no card")
        await run.sees("What else there is stands on the other tabs")
        assert "✗" not in run.status


async def test_a_card_without_text_says_so(hub: LoopbackHub) -> None:
    async with reading(hub, "---\nlicense: mit\n---\n") as run:
        await run.sees("This card has no text")
        await run.press("j", "G", "tab", "shift+tab", "/", "x", "enter", "n", "N")
        await check(run)


async def test_windows_line_ends_and_a_byte_order_mark_are_read(hub: LoopbackHub) -> None:
    text = (
        "\ufeff---\r\nlicense: mit\r\n---\r\n# Heading\r\n\r\n- one\r\n- two\r\n\r\n```\r\nx = 1\r\n```\r\n"
    )
    async with reading(hub, text.encode()) as run:
        await run.sees("Heading")
        assert [line.strip() for line in run.lines[3:9]] == ["Heading", "─" * 96, "", "• one", "• two", ""]
        assert "license" not in run.screen
        await run.press("tab", "y")
        await run.until(lambda: run.copied == ["x = 1"])


async def test_a_card_of_a_megabyte_is_read_from_both_ends_and_told_to_be_cut(hub: LoopbackHub) -> None:
    parts = [f"## Part {number}\n\n{'word ' * 60}\n\n" for number in range(4_000)]
    async with reading(hub, "".join(parts)) as run:
        await run.sees("Part 0")
        await run.sees("Only the first megabyte of this card is shown; o opens all of it")
        await run.press("G")
        await run.until(lambda: "Part 3" in run.screen)
        await run.press("g")
        await run.sees("Part 0")


async def test_a_card_of_only_html_is_its_text(hub: LoopbackHub) -> None:
    html = (
        '<div align="center">\n<h1>Title</h1>\n<p>Some <b>bold</b> text<br>and <a href="LICENSE">more</a>.</p>\n'
        "<script>alert(1)</script>\n<table><tr><th>a</th><th>b</th></tr>\n<tr><td>1</td><td>2</td></tr></table>\n"
        '<img src="plot.png" alt="A plot" onerror="alert(1)">\n</div>\n'
    )
    async with reading(hub, html) as run:
        await run.sees("Title")
        for text in ("Some bold text", "and more.", "a  b", "1  2", "▨ A plot plot.png"):
            assert text in run.screen
        for text in ("alert", "<", "onerror"):
            assert text not in run.screen


@pytest.mark.parametrize(
    ("status", "todo"),
    [(401, "a token in HF_TOKEN brings the card here"), (403, "o opens the page")],
)
async def test_a_gated_card_says_what_that_means_and_what_to_do(
    hub: LoopbackHub, status: int, todo: str
) -> None:
    gated = card(json.dumps({"error": "Access to model is restricted."}), status, X_Error_Code="GatedRepo")
    async with reading(hub, gated, size=(160, 30)) as run:
        await run.sees("This card is for those who were granted access")
        assert todo in run.screen
        assert "✗" not in run.status


async def test_a_card_that_could_not_be_had_is_asked_for_again(hub: LoopbackHub) -> None:
    hub.script(f"GET {PATH}", card("", 501))
    async with reading(hub) as run:
        await run.sees("press r to try again")
        await run.press("r")
        await run.sees(TEXT)


async def test_a_card_seen_before_shows_at_once_and_is_refreshed_behind(
    hub: LoopbackHub, tmp_path: Path
) -> None:
    async with reading(hub, home=tmp_path) as run:
        await run.sees(TEXT)
        await run.settle()
    gate: Gate = hub.hold(f"GET {PATH}")
    hub.script(f"GET {PATH}", card("# Another card\n"))
    async with reading(hub, home=tmp_path) as run:
        await gate.arrived
        await run.sees(TEXT)
        gate.release()
        await run.sees("Another card")


async def test_a_private_card_is_kept_for_its_reader_alone(hub: LoopbackHub, tmp_path: Path) -> None:
    async with journey(hub, first=NAME, size=SMALL, token=hub.write_token, home=tmp_path) as run:
        await run.until(lambda: run.highlighted == NAME and run.browse.account is not None)
        await run.press("enter")
        await run.sees(TEXT)
        await run.settle()
    gate = hub.hold(f"GET {PATH}")
    async with reading(hub, home=tmp_path) as run:
        await gate.arrived
        await run.sees("Loading the card")
        assert TEXT not in run.screen


async def test_another_revision_has_its_own_card(hub: LoopbackHub) -> None:
    old = f"/{NAME}/resolve/refs%2Fpr%2F1/README.md"
    hub.script(lambda request: request.raw_path == old, card("# The card of before\n"))
    async with reading(hub) as run:
        await run.sees(TEXT)
        run.detail.choose_revision("refs/pr/1")
        await run.sees("The card of before")
        assert TEXT not in run.screen


# Links


async def test_an_anchor_scrolls_to_its_heading(hub: LoopbackHub) -> None:
    text = (
        "[Far](#far-away) and [nowhere](#nowhere)\n\n"
        + "filler\n\n" * 200
        + "## Far away\n\nHere.\n"
        + "\n\nmore" * 50
    )
    async with reading(hub, text) as run:
        await run.sees("Far and nowhere")
        await run.press("tab")
        assert run.status.startswith(" #far-away; enter goes there")
        await run.press("enter")
        await run.until(lambda: run.lines[2].strip() == "Far away")
        await run.press("g", "tab", "tab", "enter")
        await run.sees("There is no heading #nowhere in this card")


async def test_a_link_to_another_repo_opens_it_here(hub: LoopbackHub) -> None:
    async with reading(hub, "[notes](https://huggingface.co/datasets/alice/field-notes)\n") as run:
        await run.sees("notes")
        await run.press("tab", "enter")
        await run.until(lambda: run.detail.visit.ref.id == "alice/field-notes")
        assert run.detail.visit.ref.kind is Kind.DATASET
        await run.press("escape")
        assert run.detail.visit.ref.id == NAME


async def test_a_link_followed_in_a_hurry_opens_one_repo(hub: LoopbackHub) -> None:
    async with reading(hub, "[notes](/datasets/alice/field-notes)\n") as run:
        await run.sees("notes")
        await run.press("tab", "enter", "enter")
        await run.until(lambda: run.detail.visit.ref.id == "alice/field-notes")
        await run.settle()
        assert len(run.app.screen_stack) == 3
        await run.press("escape")
        await run.click("notes", times=2)
        await run.until(lambda: run.detail.visit.ref.id == "alice/field-notes")
        await run.settle()
        assert len(run.app.screen_stack) == 3


async def test_a_link_to_a_foreign_host_is_shown_in_full_first(hub: LoopbackHub) -> None:
    async with reading(hub, "[innocent](https://evil.example/x?y=z)\n") as run:
        await run.sees("innocent")
        await run.press("tab", "enter", "enter")
        await run.sees("https://evil.example/x?y=z")
        await run.answer()
        assert len(run.app.screen_stack) == 3
        await run.sees("enter opens it, y copies it, escape leaves it")
        await run.press("y")
        await run.until(lambda: run.copied == ["https://evil.example/x?y=z"])


async def test_a_link_to_a_file_leads_to_its_page_at_the_revision(hub: LoopbackHub) -> None:
    async with reading(hub, "[licence](LICENSE) ![plot](a%20b.png)\n") as run:
        await run.sees("licence")
        await run.press("tab", "y", "tab", "y")
        base = f"{hub.endpoint}/{NAME}"
        await run.until(lambda: run.copied == [f"{base}/blob/main/LICENSE", f"{base}/resolve/main/a%20b.png"])


async def test_o_opens_where_the_link_leads_and_the_repos_page_beside_links(hub: LoopbackHub) -> None:
    text = "[elsewhere](https://example.org/x) [licence](LICENSE)\n\n```\ncode\n```\n"
    async with reading(hub, text) as run:
        await run.sees("elsewhere")
        await run.press("tab", "o")
        await run.sees("https://example.org/x")
        await run.sees("enter opens it, y copies it, escape leaves it")
        await run.press("escape", "tab", "o")
        await run.until(lambda: run.copied == [f"{hub.endpoint}/{NAME}/blob/main/LICENSE"])
        await run.press("tab", "o")
        await run.until(lambda: run.copied[1:] == [f"{hub.endpoint}/{NAME}"])


HREFS = ("javascript:alert(1)", "file:///etc/passwd", "../../../etc/passwd", "mailto:a@b.example")


@pytest.mark.parametrize("href", HREFS)
async def test_links_that_lead_out_are_refused_with_a_sentence(hub: LoopbackHub, href: str) -> None:
    async with reading(hub, f"[click]({href})\n") as run:
        await run.sees("click")
        await run.click("click")
        await run.until(lambda: any(href in toast for toast in run.toasts))
        assert len(run.app.screen_stack) == 2


async def test_a_click_follows_a_link(hub: LoopbackHub) -> None:
    async with reading(
        hub, "see [the end](#end)\n\n" + "filler\n\n" * 100 + "# End\n\nhere\n" + "\n\nmore" * 40
    ) as run:
        await run.sees("the end")
        await run.click("the end")
        await run.until(lambda: run.lines[2].strip() == "End")


async def test_enter_without_a_link_says_how_to_get_to_one(hub: LoopbackHub) -> None:
    async with reading(hub, "text\n\n```\ncode\n```\n") as run:
        await run.sees("code")
        await run.press("enter")
        await run.says("Nothing is highlighted: tab goes to the next link or block of code")
        await run.press("tab", "enter")
        await run.says("This is code: y copies it")


async def test_a_block_of_code_is_copied_as_it_was_written_and_without_one_the_id(hub: LoopbackHub) -> None:
    async with reading(hub, "text\n\n```python\nif x:\n\treturn [b]1[/]\n```\n") as run:
        await run.sees("return")
        await run.press("y")
        await run.until(lambda: run.copied == [NAME])
        await run.press("tab", "y")
        await run.until(lambda: run.copied == [NAME, "if x:\n\treturn [b]1[/]"])


# Search


async def test_a_search_goes_through_all_of_the_card(hub: LoopbackHub) -> None:
    text = f"# Needle\n\n{FILLER}a NEEDLE\n\n{FILLER}`needle`\n"
    async with reading(hub, text) as run:
        await run.sees("Needle")
        await run.press("/", *"needle")
        await run.until(lambda: "1 of 3 " in run.status)
        await run.press("enter", "n")
        await run.sees("a NEEDLE")
        assert "2 of 3" in run.status
        await run.press("n", "n", "N")
        assert "3 of 3" in run.status
        await run.press("escape")
        await run.until(lambda: " of 3" not in run.status)
        await run.press("escape")
        assert run.app.screen is run.browse


async def test_what_is_not_in_the_card_is_said_so(hub: LoopbackHub) -> None:
    async with reading(hub, "# One\n") as run:
        await run.sees("One")
        await run.press("/", *"two", "enter")
        await run.until(lambda: run.status.startswith(" two is not in this card; / looks for something else"))
        await run.press("escape")
        await run.until(lambda: "two" not in run.status)


# Strangers and sizes


@pytest.mark.parametrize("size", [(60, 20), (80, 24), (200, 50)])
async def test_a_hostile_card_is_text(hub: LoopbackHub, size: tuple[int, int]) -> None:
    texts = [text.encode("utf-8", "replace").decode() for text in HOSTILE.values()]
    wholes = [
        f"# {text}\n\n[{text}]({text}) ![{text}]({text}) `{text}` <b>{text}</b> <a href='{text}'>x</a>"
        for text in texts
    ]
    blocks = [
        f"> {text}\n\n- {text}\n\n| {text} |\n|---|\n| {text} |\n\n```{text}\n{text}\n```\n\n"
        for text in texts
    ]
    async with reading(hub, "\n\n".join([*wholes, *blocks]), size=size) as run:
        await run.until(lambda: view_of(run).row_count > 0)
        for _ in range(12):
            await check(run)
            await run.press("tab", "enter", "escape", "pagedown")
            if run.app.screen is run.browse:
                await run.press("enter")
        for width in (40, 120):
            await run.pilot.resize_terminal(width, 24)
            await check(run)


async def test_another_width_keeps_what_is_being_read(hub: LoopbackHub) -> None:
    text = "\n\n".join(f"Paragraph {number} " + "word " * 50 for number in range(100))
    async with reading(hub, text) as run:
        await run.sees("Paragraph 0")
        await run.press("/", *"paragraph 50", "enter")
        await run.sees("Paragraph 50")
        for size in ((60, 20), (140, 40), (100, 30)):
            await run.pilot.resize_terminal(*size)
            await run.settle()
            assert "Paragraph 50" in run.screen
