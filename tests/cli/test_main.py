"""``hubtui WHAT``: what the command line opens, and what it says where it cannot."""

from __future__ import annotations

import gc
import subprocess
import sys
from types import SimpleNamespace
from typing import TYPE_CHECKING

import pytest

from hubtui.app import HubApp
from hubtui.cli import demo, main
from hubtui.core.opening import Opening
from hubtui.core.question import Question
from hubtui.hub.criteria import Criteria, Kind, Sort
from hubtui.hub.models import RepoRef
from hubtui.local.paths import find_folders
from hubtui.local.state import State

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[list[HubApp]]:
    """Give the programs that would have been drawn, on a machine of their own."""
    apps: list[HubApp] = []
    for name in ("HF_ENDPOINT", "HF_TOKEN", "HF_TOKEN_PATH"):
        monkeypatch.delenv(name, raising=False)
    for name in ("HF_HOME", "XDG_CONFIG_HOME", "XDG_STATE_HOME", "XDG_CACHE_HOME"):
        monkeypatch.setenv(name, str(tmp_path / name))
    monkeypatch.setattr(main, "why_no_screen", lambda: None)
    monkeypatch.setattr(HubApp, "run", lambda app: apps.append(app))
    yield apps
    gc.enable()


def first(opened: list[HubApp]) -> Opening:
    (app,) = opened
    return app._first


def single(kind: Kind, name: str) -> Opening:
    return Opening(Question(Criteria(kind, search=name)), RepoRef(kind, name))


@pytest.mark.parametrize(
    ("words", "opens"),
    [
        ([], Opening()),
        (["datasets"], Opening(Question(Criteria(Kind.DATASET)))),
        (["--offline", "org/name"], single(Kind.MODEL, "org/name")),
        (["spaces/org/name", "--offline"], single(Kind.SPACE, "org/name")),
        (["gpt2"], single(Kind.MODEL, "gpt2")),
        (["https://huggingface.co/models?sort=likes"], Opening(Question(Criteria(sort=Sort.LIKES)))),
        (["--endpoint", "http://hub.example/p", "http://hub.example/p/a/b"], single(Kind.MODEL, "a/b")),
    ],
)
def test_the_word_says_what_to_open(opened: list[HubApp], words: list[str], opens: Opening) -> None:
    assert main.main(words) == 0
    assert first(opened) == opens


def test_a_saved_view_is_opened_by_its_name(opened: list[HubApp]) -> None:
    State.load(find_folders().state_file).save_view(
        "small chat", {"url": "https://huggingface.co/spaces?search=chat"}
    )
    assert main.main(["small chat"]) == 0
    assert first(opened) == Opening(Question(Criteria(Kind.SPACE, search="chat")), view="small chat")


@pytest.mark.parametrize(
    "what",
    [
        "a/b/c",
        "https://example.com/a/b",
        "metrics",
        "a b",
        "x\x1b[2J",
        "https://huggingface.co/docs/hub",
    ],
)
def test_what_cannot_be_opened_is_said_in_one_line_before_any_screen(
    opened: list[HubApp], capsys: pytest.CaptureFixture[str], what: str
) -> None:
    assert main.main([what]) == main.USAGE
    said = capsys.readouterr()
    assert said.out == ""
    assert said.err.startswith("hubtui: ")
    assert said.err.count("\n") == 1
    assert "\x1b" not in said.err
    assert opened == []


def test_two_words_are_wrong_usage(opened: list[HubApp], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as caught:
        main.main(["models", "datasets"])
    assert caught.value.code == main.USAGE
    assert capsys.readouterr().err.count("\n") == 1


def test_the_demo_remembers_nothing(opened: list[HubApp], monkeypatch: pytest.MonkeyPatch) -> None:
    stopped: list[bool] = []
    running = SimpleNamespace(stop=lambda: stopped.append(True))
    monkeypatch.setattr(demo, "start", lambda: running)
    kept: list[str | None] = []

    def run(app: HubApp) -> None:
        opened.append(app)
        kept.append(app._memory.state.save_view("mine", {"url": "x"}))
        app._memory.answers.put("hub", "", "key", b"body", 1)

    monkeypatch.setattr(HubApp, "run", run)
    State.load(find_folders().state_file).save_view("real", {"url": "https://huggingface.co/spaces"})
    assert main.main(["--demo", "spaces"]) == 0
    assert first(opened) == Opening(Question(Criteria(Kind.SPACE)))
    assert (kept, stopped) == ([None], [True])
    assert list(State.load(find_folders().state_file).views) == ["real"]
    assert not find_folders().cache.exists()


def test_what_a_pane_does_not_need_is_not_imported_before_the_first_frame() -> None:
    code = (
        "import sys; from hubtui.cli import start; import hubtui.app; from hubtui.core.opening import opening_for\n"
        "opening_for('models', 'https://huggingface.co', {})\n"
        "print([name for name in ('httpx', 'msgspec', 'sqlite3', 'tomllib', 'hubtui.hub.urls') if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "[]\n"
