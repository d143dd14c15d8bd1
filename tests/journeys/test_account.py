"""Who is signed in: shown, changed and left, with few requests, and with no token where it does not belong."""

from __future__ import annotations

import stat
from typing import TYPE_CHECKING

import pytest
from huggingface_hub import constants, get_token
from huggingface_hub.utils._auth import _save_token, get_stored_tokens

from hubtui.demo.accounts import BRIEF_END
from hubtui.screens.account import AccountScreen
from hubtui.screens.dialogs.sign_in import SignInDialog
from tests.support.faults import Answer
from tests.support.journey import journey
from tests.support.loopback import LoopbackHub

if TYPE_CHECKING:
    from pathlib import Path

    from textual.widgets import Input

    from hubtui.hub.answer import LogLine
    from tests.support.journey import Journey

WHO = "/api/whoami-v2"
JSON = {"Content-Type": "application/json; charset=utf-8"}
REFUSED = Answer(401, JSON, b'{"error": "Invalid credentials in Authorization header"}')


@pytest.fixture
def tokens(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give the path of a token file that huggingface_hub uses too."""
    path = tmp_path / "hf" / "token"
    monkeypatch.setattr(constants, "HF_TOKEN_PATH", str(path))
    monkeypatch.setattr(constants, "HF_STORED_TOKENS_PATH", str(path.with_name("stored_tokens")))
    for name in ("HF_TOKEN", "HUGGING_FACE_HUB_TOKEN", "HF_OIDC_RESOURCE"):
        monkeypatch.delenv(name, raising=False)
    return path


def store(tokens: Path, active: str, **named: str) -> None:
    """Store tokens under names, as huggingface_hub does, and make one the active one."""
    for name, token in named.items():
        _save_token(token, name)
    tokens.parent.mkdir(exist_ok=True)
    tokens.write_text(active)


def senders(run: Journey, path: str = WHO) -> list[str]:
    """Return the tokens with which a path was asked for; empty for none."""
    return [each.headers.get("authorization", "").removeprefix("Bearer ") for each in run.requests(path)]


async def open_account(run: Journey) -> None:
    await run.sees("100 loaded")
    await run.press("@")
    await run.until(lambda: isinstance(run.app.screen, AccountScreen))
    await run.sees("escape close")


async def paste_token(run: Journey, token: str) -> None:
    await run.press("s")
    await run.sees("Tokens are made at")
    await run.paste(f"  {token}\n")
    await run.sees("••••••••")


def row(run: Journey, label: str) -> str:
    """Return the line of the account that begins with a label."""
    return next((line for line in run.lines if f"│ {label} " in line), "")


async def test_the_account_shows_what_whoami_said_without_asking_again(hub: LoopbackHub) -> None:
    async with journey(hub, token=hub.write_token) as run:
        await run.sees("alice@hub.test write")
        await open_account(run)
        assert "alice · Alice Example" in row(run, "user")
        assert hub.endpoint in row(run, "hub")
        assert "embedded-write · reads and writes" in row(run, "token")
        assert "the variable HF_TOKEN" in row(run, "from")
        assert "alice, acme-lab" in row(run, "may write in")
        assert "of 1,000 requests left" in row(run, "quota")
        assert "admin · Team plan" in row(run, "acme-lab")
        assert "read" in row(run, "open-corpus")
        await run.press("r")
        await run.settle()
        await run.press("escape", "@")
        await run.sees("may write in")
        assert senders(run) == [hub.write_token]
        assert hub.write_token not in run.screen


async def test_a_fine_grained_token_says_in_words_what_it_may(hub: LoopbackHub) -> None:
    async with journey(hub, token=hub.fine_token, size=(100, 40)) as run:
        await run.sees("alice@hub.test fineGrained")
        await open_account(run)
        await run.sees("The token may")
        assert "read repos" in row(run, "alice")
        assert "write repos, take part" in row(run, "acme-lab")
        assert "take part in discussions, write posts" in row(run, "anywhere")
        assert "may be read where access was granted" in row(run, "gated repos")
        assert row(run, "may write in").partition("may write in")[2].split()[:2] == ["acme-lab", "│"]


async def test_a_token_that_expires_says_when() -> None:
    with LoopbackHub(clock=lambda: BRIEF_END - 60.0) as hub:
        async with journey(hub, token=hub.brief_token) as run:
            await open_account(run)
            await run.sees("in 43 days")
            assert "2027-01-01" in row(run, "expires") or "2026-12-31" in row(run, "expires")


async def test_a_token_is_pasted_verified_and_kept_where_huggingface_hub_finds_it(
    hub: LoopbackHub, tokens: Path
) -> None:
    log: list[LogLine] = []
    async with journey(hub, tokens=tokens, log=log.append) as run:
        await open_account(run)
        await run.sees("Nobody is signed in")
        await paste_token(run, hub.write_token)
        assert hub.write_token not in run.screen
        await run.press("down", "right", "enter")
        await run.says("Signed in as alice; the token is kept as embedded-write")
        await run.sees("where it is called embedded-write")
        assert hub.write_token not in run.screen
        await run.press("escape")
        await run.sees("alice@hub.test write")
        await run.settle()
        assert senders(run) == [hub.write_token]
        assert senders(run, "/api/models") == ["", hub.write_token]
        assert hub.write_token not in "".join(run.toasts) + repr(log) + repr(run.app)
    assert get_token() == hub.write_token
    assert get_stored_tokens() == {"embedded-write": hub.write_token}
    assert {stat.S_IMODE(each.stat().st_mode) for each in (tokens, tokens.with_name("stored_tokens"))} == {
        0o600
    }


async def test_a_token_is_kept_only_if_that_is_asked_for(hub: LoopbackHub, tokens: Path) -> None:
    async with journey(hub, tokens=tokens) as run:
        await open_account(run)
        await paste_token(run, hub.read_token)
        await run.press("enter")
        await run.says("Signed in as alice until hubtui ends")
        await run.sees("only reads")
        assert "pasted here" in row(run, "from")
        assert "The token embedded-read can only read" in row(run, "may write in")
    assert get_token() is None
    assert not tokens.parent.exists()


async def test_a_token_that_is_not_accepted_can_be_put_right(hub: LoopbackHub, tokens: Path) -> None:
    async with journey(hub, tokens=tokens) as run:
        await open_account(run)
        await run.press("s", "enter")
        await run.sees("Paste a token first")
        await run.paste("hf_wröng")
        await run.press("enter")
        await run.sees("holds characters that no token has")
        await run.press(*["backspace"] * 8)
        await run.paste("hf_wrong")
        await run.press("enter")
        await run.sees("The Hub does not accept this token")
        assert len(run.requests(WHO)) == 1
        assert "hf_wr" not in run.screen
        # Nothing that is typed can be copied out of the field.
        await run.press("end", "shift+home", "ctrl+c", "ctrl+x")
        await run.loses("•")
        assert run.copied == []
        await run.paste(hub.write_token)
        await run.press("enter")
        await run.says("Signed in as alice until hubtui ends")
        assert senders(run) == ["hf_wrong", hub.write_token]
    assert get_token() is None


async def test_what_is_pasted_is_told_to_no_message(
    hub: LoopbackHub, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[str] = []

    def note(dialog: SignInDialog, event: Input.Changed) -> None:
        told.append(repr(event) + event.value)

    monkeypatch.setattr(SignInDialog, "on_input_changed", note)
    async with journey(hub) as run:
        await open_account(run)
        await paste_token(run, hub.write_token)
        await run.press(*"more")
        assert len(told) == 5
        assert hub.write_token not in "".join(told)
        assert hub.write_token not in repr(run.app.screen.focused)


async def test_a_hub_that_cannot_say_whose_a_token_is_changes_nothing(hub: LoopbackHub) -> None:
    hub.script(WHO, Answer(403, JSON, b"{}"), times=None)
    async with journey(hub) as run:
        await open_account(run)
        await paste_token(run, hub.write_token)
        await run.press("enter")
        await run.sees("It cannot be told whose token this is")
        await run.press("escape")
        await run.sees("Nobody is signed in")


async def test_private_rows_go_with_the_user_who_saw_them(hub: LoopbackHub) -> None:
    async with journey(hub, token=hub.write_token) as run:
        await run.sees("alice@hub.test write")
        await run.press(*"/private-draft", "enter")
        await run.until(lambda: run.ids == ["alice/private-draft"])
        await run.previews("private")
        await run.press("space", "2")
        await run.sees("1 marked")
        await run.press("1")
        lists = len(run.requests("/api/models"))
        gate = hub.hold("/api/models")
        await run.press("@", "w")
        await gate.arrived
        assert run.ids == []
        gate.release()
        await run.says("Going on without a token until hubtui ends")
        await run.press("escape")
        await run.sees("No models match")
        assert "alice/private-draft" not in run.screen
        assert "marked" not in run.status
        assert senders(run, "/api/models")[lists:] == [""]
        assert len(run.requests(WHO)) == 1
        # The pane that was hidden asks again when it is shown.
        datasets = len(run.requests("/api/datasets"))
        await run.press("2")
        await run.sees("DATASET")
        await run.settle()
        assert senders(run, "/api/datasets")[datasets:] == [""]


async def test_the_detail_view_follows_to_another_user(hub: LoopbackHub) -> None:
    path = "/api/models/alice/private-draft"
    async with journey(hub, token=hub.write_token, first="alice/private-draft") as run:
        await run.sees("alice@hub.test write")
        await run.until(lambda: run.ids[:1] == ["alice/private-draft"])
        await run.press("enter")
        await run.until(lambda: run.detail.visit.info is not None)
        await run.press("2")
        await run.press("@")
        await run.sees("may write in")
        await run.press("w")
        await run.says("Going on without")
        await run.press("escape")
        await run.sees("does not exist, or is private")
        assert run.detail.visit.info is None
        assert senders(run, path)[-1] == ""


async def test_kept_tokens_are_switched_for_both(hub: LoopbackHub, tokens: Path) -> None:
    store(tokens, hub.write_token, desk=hub.read_token, laptop=hub.write_token, old="hf_old")
    async with journey(hub, token=hub.write_token, source=str(tokens), tokens=tokens) as run:
        await open_account(run)
        await run.sees("Tokens on this machine")
        assert "called laptop" in row(run, "from") or any("called laptop" in line for line in run.lines)
        assert "in use" in row(run, "laptop")
        await run.press("t")
        await run.sees("enter uses it")
        await run.press("k", "enter")
        await run.says("Signed in as alice with desk, which huggingface_hub uses from now on too")
        await run.sees("only reads")
        assert "in use" in row(run, "desk")
        assert get_token() == hub.read_token
        # One that the Hub does not accept changes nothing.
        await run.press("t")
        await run.sees("enter uses it")
        await run.press("j", "j", "enter")
        await run.says("Nothing has changed: The Hub does not accept the token")
        assert "in use" in row(run, "desk")
        assert senders(run) == [hub.write_token, hub.read_token, "hf_old"]
    assert get_token() == hub.read_token
    assert len(get_stored_tokens()) == 3


async def test_signing_out_removes_the_kept_token_at_the_second_press(hub: LoopbackHub, tokens: Path) -> None:
    store(tokens, hub.write_token, desk=hub.read_token, laptop=hub.write_token)
    async with journey(hub, token=hub.write_token, source=str(tokens), tokens=tokens) as run:
        await open_account(run)
        await run.sees("Tokens on this machine")
        await run.press("x")
        await run.sees("x again removes the token laptop from this machine, for huggingface_hub too")
        assert get_token() == hub.write_token
        await run.press("x")
        await run.says("Signed out")
        await run.sees("Nobody is signed in")
        assert get_token() is None
        assert get_stored_tokens() == {"desk": hub.read_token}
        await run.press("x")
        await run.until(lambda: run.screen.count("Nobody is signed in") == 2)


async def test_signing_out_of_a_variable_holds_until_the_end_and_says_so(
    hub: LoopbackHub, tokens: Path
) -> None:
    store(tokens, hub.write_token, laptop=hub.write_token)
    async with journey(hub, token=hub.write_token, tokens=tokens) as run:
        await open_account(run)
        await run.press("x")
        await run.says("Signed out until hubtui ends; HF_TOKEN is set outside, unset it to stay so")
        assert get_token() == hub.write_token
        # Who signs in again hears what counts at the next start.
        await run.press("t")
        await run.sees("enter uses it")
        await run.press("enter")
        await run.says("HF_TOKEN is set outside and counts first at each start")


async def test_a_bad_token_is_said_and_one_key_goes_on_without_it(hub: LoopbackHub) -> None:
    async with journey(hub, token="hf_stale") as run:
        await run.sees("The Hub does not accept the token")
        await run.sees("Press @ to sign in, or to go on without the token")
        await run.sees("hub.test token refused")
        await run.press("@")
        await run.sees("The token is not accepted by the Hub, so nothing can be read with it")
        await run.sees("s signs in, w goes on without it")
        await run.press("w", "escape")
        await run.sees("100 loaded")
        assert run.title.rstrip().endswith("hub.test")
        assert "✗" not in run.status
        # Once at the start, and once when the account was opened.
        assert senders(run) == ["hf_stale", "hf_stale"]


async def test_a_token_that_expires_in_the_middle_of_work_is_said_to_have_expired() -> None:
    now = [BRIEF_END - 60.0]
    with LoopbackHub(clock=lambda: now[0]) as hub:
        async with journey(hub, token=hub.brief_token) as run:
            await run.sees("alice@hub.test write")
            await run.sees("100 loaded")
            now[0] = BRIEF_END + 1.0
            run.app._session.clock = lambda: now[0]
            await run.press("r")
            await run.sees(
                "The Hub does not accept the token; press @ to sign in, or to go on without the token"
            )
            await run.sees("alice@hub.test token expired")
            await run.press("@")
            await run.sees("The token has expired, so nothing can be read with it")
            await run.settle()
            assert "2027-01-01" in row(run, "expired") or "2026-12-31" in row(run, "expired")
            await paste_token(run, hub.read_token)
            await run.press("enter")
            await run.says("Signed in as alice until hubtui ends")
            await run.press("escape")
            await run.sees("alice@hub.test read")
            await run.until(lambda: "✗" not in run.status)
            assert len(run.ids) == 100


async def test_who_could_not_be_told_is_asked_again_by_r_and_when_the_account_is_opened(
    hub: LoopbackHub,
) -> None:
    hub.script(WHO, Answer(403, JSON, b"{}"), times=2)
    async with journey(hub, token=hub.write_token) as run:
        await run.sees("100 loaded")
        await run.settle()
        assert len(run.requests(WHO)) == 1
        await run.press("@")
        await run.sees("The Hub did not say who is signed in: The Hub does not allow this")
        await run.settle()
        assert len(run.requests(WHO)) == 2
        await run.press("r")
        await run.sees("alice · Alice Example")
        assert len(run.requests(WHO)) == 3


async def test_offline_the_account_says_so(hub: LoopbackHub) -> None:
    async with journey(hub, token=hub.write_token, offline=True) as run:
        await run.sees("You are offline")
        await run.press("@")
        await run.sees("hubtui is offline, so the Hub was not asked")
        assert hub.requests == []


async def test_read_only_is_said_in_the_account(hub: LoopbackHub) -> None:
    async with journey(hub, token=hub.write_token, read_only=True) as run:
        await open_account(run)
        await run.sees("nothing: hubtui runs with --read-only")
        assert run.browse.facts.read_only == "hubtui runs with --read-only"


@pytest.mark.parametrize(
    ("token", "reason"),
    [
        ("", "You are not signed in; press @ to sign in"),
        ("read", "The token embedded-read can only read; changes need one with the role write"),
        ("write", ""),
    ],
)
async def test_commands_know_why_nothing_may_be_changed(hub: LoopbackHub, token: str, reason: str) -> None:
    given = {"": None, "read": hub.read_token, "write": hub.write_token}[token]
    async with journey(hub, token=given) as run:
        await run.sees("100 loaded")
        await run.settle()
        assert run.browse.facts.read_only == reason


async def test_keys_that_do_nothing_say_why(hub: LoopbackHub) -> None:
    async with journey(hub) as run:
        await open_account(run)
        await run.press("t")
        await run.sees("This machine keeps no tokens with names; s signs in with one")
        await run.press("w")
        await run.until(lambda: run.screen.count("Nobody is signed in") == 2)


@pytest.mark.parametrize("size", [(140, 40), (100, 30), (80, 24), (60, 20)])
async def test_the_account_fits_the_screen_and_scrolls(hub: LoopbackHub, size: tuple[int, int]) -> None:
    async with journey(hub, token=hub.fine_token, size=size) as run:
        await run.sees("100 loaded")
        await run.press("@")
        await run.sees("s sign in")
        await run.settle()
        assert run.unsafe == []
        assert "╰" in run.screen
        await run.press(*["j"] * 30)
        await run.sees("open-corpus")


async def test_a_click_on_the_user_opens_the_account(hub: LoopbackHub) -> None:
    async with journey(hub, token=hub.write_token) as run:
        await run.sees("alice@hub.test write")
        await run.click("alice@hub.test")
        await run.sees("may write in")


async def test_hostile_words_of_whoami_are_shown_clean(hub: LoopbackHub) -> None:
    body = (
        b'{"name":"al\\u001b]0;x\\u0007ice","fullname":"[red]A\\u202e","orgs":[{"name":"o\\u009b1m","plan":"\\u001b[2J"}],'
        b'"auth":{"accessToken":{"displayName":"[@click=app.quit]t","role":"fineGrained",'
        b'"fineGrained":{"scoped":[{"entity":{"name":"[/x]"},"permissions":["\\u001bc"]}]}}}}'
    )
    hub.script(WHO, Answer(200, JSON, body))
    async with journey(hub, token=hub.write_token) as run:
        await open_account(run)
        await run.sees("[@click=app.quit]t")
        await run.sees("[red]A")
        assert run.unsafe == []


async def test_a_change_ends_as_the_user_who_began_it(hub: LoopbackHub) -> None:
    async with journey(hub, token=hub.write_token) as run:
        await run.sees("alice@hub.test write")
        await run.sees("100 loaded")
        gate = hub.hold("POST /api/repos/create")
        await run.press("n", *"brand-new", "enter")
        await gate.arrived
        await run.press("@")
        await run.sees("may write in")
        await run.press("w")
        await run.sees("A change is under way; wait until it has ended")
        gate.release()
        await run.says("alice/brand-new was created")
        await run.press("w")
        await run.says("Going on without a token until hubtui ends")


async def test_what_another_user_has_changed_is_not_taken_back(hub: LoopbackHub) -> None:
    async with journey(hub, token=hub.write_token) as run:
        await run.sees("alice@hub.test write")
        await run.press(*"/alice/tiny-chat-GGUF", "enter")
        await run.until(lambda: run.ids[:1] == ["alice/tiny-chat-GGUF"])
        await run.press("v", "down", "enter")
        await run.until(lambda: run.browse.facts.undoable, "something to take back")
        await run.press("@")
        await run.sees("may write in")
        await run.press("w")
        await run.says("Going on without a token until hubtui ends")
        assert not run.browse.facts.undoable


@pytest.mark.parametrize("key", ["n", "d", "m", "v"])
async def test_commands_that_change_say_why_they_cannot(hub: LoopbackHub, key: str) -> None:
    async with journey(hub, token=hub.write_token, read_only=True) as run:
        await run.sees("100 loaded")
        await run.press(key)
        await run.says("hubtui runs with --read-only")
        assert run.app.screen is run.browse
