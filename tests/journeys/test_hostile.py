"""Text from strangers: wherever it stands it is shown as text, steers no terminal, and ends no program."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from rich.cells import cell_len

import hubtui
from hubtui.hub.criteria import Kind
from tests.support.faults import Answer
from tests.support.journey import journey

if TYPE_CHECKING:
    from tests.support.faults import Recorded
    from tests.support.journey import Journey
    from tests.support.loopback import LoopbackHub

HOSTILE = {
    "title-sequence": "\x1b]0;PWNED\x07",
    "clipboard-sequence": "\x1b]52;c;UFdORUQ=\x1b\\",
    "c1-sequence": "\x9d0;PWNED\x9c",
    "clear-screen": "\x1b[2J\x1b[H",
    "markup": "[bold red]PWNED[/]",
    "closing-markup": "[/nope]",
    "click-markup": "[@click=app.quit]PWNED[/]",
    "variable-markup": "[$primary]$x ${y}",
    "bidi": "\u202edewnwp\u2066\u200f",
    "nul-and-bell": "\x00\x07\x08\x7f",
    "breaks": "one\r\ntwo\u2028three\x0bfour\ttab",
    "surrogate": "\ud800",
    "wide": "漢字🙂👩‍👩‍👧‍👦é" * 10,
    "long": "x" * 10_000,
    "zero-width": "a\u200bb\u200dc\ufeff",
    "combining": "e" + "\u0301" * 50,
}
JSON = {"Content-Type": "application/json; charset=utf-8"}


def body(value: Any, status: int = 200, **headers: str) -> Answer:
    """Return an answer in JSON; lone surrogates go out as escapes."""
    named = {name.replace("_", "-"): text for name, text in headers.items()}
    return Answer(status, JSON | named, json.dumps(value).encode())


def header_text(text: str) -> str:
    """Return as much of a text as an HTTP header can carry."""
    return re.sub(r"[\r\n\x00\x0b]", "", text.encode("utf-8", "replace").decode("latin-1"))[:4000]


async def check(run: Journey) -> None:
    """Let the program come to rest and look at all that it draws and says."""
    await run.settle()
    assert run.app.is_running
    assert run.unsafe == []
    assert all(toast.isprintable() for toast in run.toasts)
    assert {cell_len(line) for line in run.lines} == {run.app.size.width}


def row(text: str, number: int) -> dict[str, Any]:
    """Return a row of any kind whose every field is hostile, and its id too."""
    return {
        "id": f"some-{number}/{text}", "tags": [text, f"license:{text}", f"task_categories:{text}"], "sdk": text,
        "pipeline_tag": text, "library_name": text, "runtime": {"stage": text}, "gated": text, "likes": 1,
    }  # fmt: skip


def details(text: str) -> dict[str, Any]:
    """Return what the Hub knows of a single repo, hostile all through."""
    return row(text, 0) | {
        "author": text, "description": text, "baseModels": {"models": [{"id": text}]}, "spaces": [text],
        "childrenModelCount": {text: 3}, "safetensors": {"total": 5, "parameters": {text: 5}}, "sha": text,
        "runtime": {"stage": text, "hardware": {"current": text, "requested": text}, "errorMessage": text},
        "cardData": {"title": text, "emoji": text, "short_description": text, "license": [text], "language": [text],
                     "datasets": [text], "models": [text], "pretty_name": text},
    }  # fmt: skip


@pytest.mark.parametrize("kind", list(Kind))
async def test_rows_are_text(hub: LoopbackHub, kind: Kind) -> None:
    hub.script(f"/api/{kind.plural}", body([row(text, n) for n, text in enumerate(HOSTILE.values())]))
    async with journey(hub, first=kind) as run:
        await run.sees(f"{len(HOSTILE)} · end")
        for _ in HOSTILE:
            await check(run)
            await run.press("y", "o", "enter", "j")
        for width in (60, 90, 200):
            await run.pilot.resize_terminal(width, 30)
            await check(run)


@pytest.mark.parametrize("kind", list(Kind))
async def test_details_are_text(hub: LoopbackHub, kind: Kind) -> None:
    texts = list(HOSTILE.values())

    def answered(request: Recorded) -> Answer:
        return body(details(texts[int(request.path.rpartition("-")[2])]))

    hub.script(f"/api/{kind.plural}/", answered, times=None)
    hub.script(f"/api/{kind.plural}", body([{"id": f"some/row-{number}"} for number in range(len(texts))]))
    async with journey(hub, first=kind) as run:
        for number in range(len(texts)):
            await run.previews(f"listed as some/row-{number}")
            await check(run)
            await run.press("J", "J", "j")


@pytest.mark.parametrize(
    ("status", "words"),
    [
        (403, "The Hub does not allow this"),
        (404, "The Hub has nothing at this address"),
        (501, "The Hub could not answer"),
    ],
)
async def test_the_words_of_an_error_are_text(hub: LoopbackHub, status: int, words: str) -> None:
    shapes = [
        answer
        for text in HOSTILE.values()
        for answer in (
            body({"error": text}, status, X_Error_Code=header_text(text)),
            body({"errors": [{"message": text}, text]}, status),
            Answer(status, {"X-Error-Message": header_text(text), "Content-Type": "text/plain"}, b"-"),
        )
    ]
    left = iter(shapes)
    hub.script(lambda r: r.path == "/api/models", lambda request: next(left), times=len(shapes))
    async with journey(hub) as run:
        for number in range(len(shapes)):
            await run.asks("/api/models", number + 1)
            await run.sees(f"✗ {words}")
            await check(run)
            await run.press("r")
        await run.sees("100 loaded")


async def test_errors_in_the_preview_and_in_toasts_are_text(hub: LoopbackHub) -> None:
    texts = iter([*HOSTILE.values()] * 2)
    hub.script("/api/models/", lambda request: body({"error": next(texts)}, 403), times=None)
    hub.script("/api/metrics", lambda request: body({"error": next(texts)}, 403), times=None)
    async with journey(hub) as run:
        for _ in HOSTILE:
            await run.sees("The Hub does not allow")
            await check(run)
            await run.press("4", "j")


@pytest.mark.parametrize("name", ["title-sequence", "c1-sequence", "markup", "bidi", "wide", "long"])
async def test_who_is_signed_in_is_text(hub: LoopbackHub, name: str) -> None:
    text = HOSTILE[name]
    token = {"role": text, "displayName": text}
    account = {"name": text, "fullname": text, "orgs": [{"name": text}], "auth": {"accessToken": token}}
    hub.script("/api/whoami-v2", body(account))
    async with journey(hub, token=hub.write_token) as run:
        await run.sees("100 loaded")
        await check(run)
        assert run.title.startswith(" hubtui  1 Models")


async def test_metrics_are_text(hub: LoopbackHub) -> None:
    metrics = [
        {"id": f"{text}-{number}", "description": text} for number, text in enumerate(HOSTILE.values())
    ]
    hub.script("/api/metrics", body(metrics))
    async with journey(hub) as run:
        await run.sees("100 loaded")
        await run.press("4")
        await run.sees(f"{len(HOSTILE)} metrics · end")
        for _ in HOSTILE:
            await check(run)
            await run.press("y", "j")
        await run.until(lambda: len(run.copied) == len(HOSTILE))
        assert all(text.isprintable() for text in run.copied)


async def test_headers_are_text(hub: LoopbackHub) -> None:
    texts = iter(HOSTILE.values())

    def answered(request: Recorded) -> Answer:
        odd = header_text(next(texts))
        headers = {
            "RateLimit": f'"{odd}";r=5;t=5', "RateLimit-Policy": f'"{odd}";q=9', "X-Request-Id": odd, "ETag": odd,
            "Link": f'<{odd}>; rel="next"', "X-Error-Code": odd,
        }  # fmt: skip
        return Answer(200, JSON | headers, b'[{"id":"some/repo"}]')

    hub.script(lambda r: r.path == "/api/models", answered, times=len(HOSTILE))
    async with journey(hub) as run:
        for number in range(len(HOSTILE)):
            await run.asks("/api/models", number + 1)
            await check(run)
            assert run.ids == ["some/repo"]
            await run.press("r")


async def test_names_of_fields_are_text(hub: LoopbackHub) -> None:
    words = " ".join(HOSTILE.values())
    asks = ("expand", "safetensors")
    hub.script(
        lambda r: asks in r.query,
        body({"error": f'"expand" must be one of [likes, {words}]'}, 400),
        times=None,
    )
    async with journey(hub) as run:
        await run.sees("100 loaded")
        await check(run)
        assert "this Hub does not know" in run.status


async def test_markup_is_never_followed(hub: LoopbackHub) -> None:
    repo_id = "some/[@click=app.quit]x[/]"
    hub.script("/api/models", body([{"id": repo_id, "pipeline_tag": "[b]bold[/b]"}]))
    async with journey(hub, host="[bold]hub[/]") as run:
        await run.sees(repo_id)
        await run.sees("[b]bold[/b]")
        await run.sees("[bold]hub[/]")
        await run.click("x[/]")
        await run.click("x[/]")
        await check(run)
        await run.press("y")
        await run.until(lambda: run.copied == [repo_id])
        await run.says(f"Sent {repo_id} to the terminal")


PACKAGE = Path(hubtui.__file__).parent
SOURCES = [path for path in sorted(PACKAGE.rglob("*.py")) if "demo" not in path.relative_to(PACKAGE).parts]
"""The program without the embedded Hub, which draws nothing."""


def test_nothing_in_the_package_reads_markup() -> None:
    words = re.compile(
        r"from_markup|markup=True|Markdown\(|RichLog\(|console\.print|(?<!re\.)\bescape\(|Style\(.*\blink="
    )
    found = [
        f"{path.name}: {line.strip()}"
        for path in SOURCES
        for line in path.read_text(encoding="utf-8").splitlines()
        if words.search(line)
    ]
    assert found == []


def test_every_toast_is_told_to_take_no_markup() -> None:
    calls = re.compile(r"\bnotify\((?:[^()]|\([^()]*\))*\)", re.DOTALL)
    found = [
        (path.name, call)
        for path in SOURCES
        for call in calls.findall(path.read_text(encoding="utf-8"))
        if "markup=False" not in call
    ]
    assert found == []


def test_every_text_widget_is_told_to_take_no_markup() -> None:
    calls = re.compile(
        r"\b(?:Static|Label|OptionList|Button)\((?:[^()]|\((?:[^()]|\([^()]*\))*\))*\)", re.DOTALL
    )
    made = [
        (path.name, call)
        for path in SOURCES
        if path.parts[-2] in ("screens", "dialogs", "widgets", "detail")
        for call in calls.findall(path.read_text(encoding="utf-8"))
    ]
    assert made
    # A button has no such setting, and takes content as it is.
    safe = re.compile(r"markup=False|^Button\((?:Content\(|\"[A-Z][a-z]+\")")
    assert [(name, call) for name, call in made if not safe.search(call)] == []
