"""Tokens are kept in huggingface_hub's own files: what either writes, the other reads."""

from __future__ import annotations

import stat
import sys
import threading
from typing import TYPE_CHECKING

import pytest
from huggingface_hub import constants, get_token
from huggingface_hub._login import _logout_from_token, _set_active_token
from huggingface_hub.utils._auth import _save_token, get_stored_tokens
from hypothesis import example, given
from hypothesis import strategies as st

from hubtui.hub.credentials import Token, find_token
from hubtui.local import files
from hubtui.local.files import alone
from hubtui.local.tokens import Tokens
from hubtui.text import is_plain

if TYPE_CHECKING:
    from pathlib import Path

ONE, TWO = Token("hf_one0123456789"), Token("hf_two%0123456789")


@pytest.fixture
def path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give the path of a token file that both sides use."""
    found = tmp_path / "home" / "token"
    use(found, monkeypatch)
    return found


def use(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let huggingface_hub use these files and no variable."""
    monkeypatch.setattr(constants, "HF_TOKEN_PATH", str(path))
    monkeypatch.setattr(constants, "HF_STORED_TOKENS_PATH", str(path.with_name("stored_tokens")))
    for name in ("HF_TOKEN", "HUGGING_FACE_HUB_TOKEN", "HF_OIDC_RESOURCE"):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture
def tokens(path: Path) -> Tokens[Token]:
    return Tokens(path, Token)


def test_what_is_kept_here_is_what_huggingface_hub_finds(tokens: Tokens[Token], path: Path) -> None:
    assert tokens.keep("laptop", ONE) == "laptop"
    assert tokens.keep("büro %", TWO) == "büro %"
    assert get_token() == TWO.reveal()
    assert get_stored_tokens() == {"büro %": TWO.reveal(), "laptop": ONE.reveal()}
    assert tokens.names == ("büro %", "laptop")
    assert tokens.active == "büro %"
    found = find_token({"HF_TOKEN_PATH": str(path)}, path.parent)
    assert found is not None
    assert (found.reveal(), found.source) == (TWO.reveal(), str(path))


def test_what_huggingface_hub_keeps_is_what_is_found_here(tokens: Tokens[Token]) -> None:
    assert (tokens.names, tokens.active, tokens.get("laptop")) == ((), None, None)
    _save_token(ONE.reveal(), "laptop")
    _save_token(TWO.reveal(), "desk", refresh_token="r", expires_at=5)
    _set_active_token("laptop", add_to_git_credential=False)
    assert (tokens.names, tokens.active) == (("desk", "laptop"), "laptop")
    found = tokens.get("desk")
    assert found is not None
    assert found.reveal() == TWO.reveal()
    assert TWO.reveal() not in repr(found) + repr(tokens)


def test_a_token_is_found_by_what_it_is(tokens: Tokens[Token], path: Path) -> None:
    assert tokens.holds(ONE) == (False, "")
    tokens.keep("laptop", ONE)
    tokens.keep("desk", TWO)
    assert tokens.holds(ONE) == (False, "laptop")
    assert tokens.holds(TWO) == (True, "desk")
    assert tokens.holds(Token(TWO.reveal(), "elsewhere")) == (True, "desk")
    tokens.forget("desk")
    assert tokens.holds(TWO) == (False, "")
    assert tokens.place == str(path)


def test_switching_makes_another_one_active_for_both(tokens: Tokens[Token]) -> None:
    tokens.keep("laptop", ONE)
    tokens.keep("desk", TWO)
    switched = tokens.switch("laptop")
    assert switched is not None
    assert switched.reveal() == get_token() == ONE.reveal()
    assert tokens.active == "laptop"
    assert tokens.switch("nobody") is None
    assert get_token() == ONE.reveal()


def test_signing_out_removes_one_token_and_leaves_the_others(tokens: Tokens[Token]) -> None:
    for name, token in (("laptop", ONE), ("desk", TWO)):
        tokens.keep(name, token)
    tokens.forget()
    assert (tokens.names, tokens.active, get_token()) == (("laptop",), None, None)
    tokens.switch("laptop")
    tokens.keep("desk", TWO)
    tokens.forget("laptop")
    assert (tokens.names, get_token()) == (("desk",), TWO.reveal())
    _logout_from_token("desk")
    assert (tokens.names, tokens.active) == ((), None)
    tokens.forget()
    tokens.forget("nobody")


def test_an_active_token_that_is_not_stored_is_removed_too(tokens: Tokens[Token], path: Path) -> None:
    tokens.keep("laptop", ONE)
    path.write_text(f"{TWO.reveal()}\n")
    assert tokens.active is None
    tokens.forget("laptop")
    assert get_token() == TWO.reveal()
    tokens.forget()
    assert get_token() is None


def test_what_belongs_to_other_tokens_is_kept_and_what_belonged_to_this_one_is_not(
    tokens: Tokens[Token], path: Path
) -> None:
    for name in ("desk", "laptop"):
        _save_token("hf_old", name, refresh_token="again", expires_at=5)
    tokens.keep("laptop", ONE)
    assert path.with_name("stored_tokens").read_text() == (
        f"[desk]\nhf_token = hf_old\nrefresh_token = again\nexpires_at = 5\n\n[laptop]\nhf_token = {ONE.reveal()}\n\n"
    )


@given(st.text(max_size=20))
@example("DEFAULT")
@example("")
@example("a]b")
@example("[x")
@example("#x")
@example("a\nhf_token = evil\n[other")
def test_any_name_leads_to_one_section_that_both_read(
    tmp_path_factory: pytest.TempPathFactory, name: str
) -> None:
    path = tmp_path_factory.mktemp("home") / "token"
    tokens = Tokens(path, Token)
    tokens.keep("other", TWO)
    kept = tokens.keep(name, ONE)
    with pytest.MonkeyPatch.context() as patch:
        use(path, patch)
        assert get_stored_tokens() == {"other": TWO.reveal()} | {kept: ONE.reveal()}
    assert is_plain(kept)
    assert tokens.active == kept


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such modes")
def test_only_their_user_reads_the_files(tokens: Tokens[Token], path: Path) -> None:
    path.parent.mkdir(mode=0o755)
    path.touch(mode=0o644)
    tokens.keep("laptop", ONE)
    modes = [
        stat.S_IMODE(each.stat().st_mode) for each in (path.parent, path, path.with_name("stored_tokens"))
    ]
    assert modes == [0o700, 0o600, 0o600]


@pytest.mark.parametrize("content", [b"hf_token = x", b"\xff\xfe", b"[a]\n[a]\n"])
def test_a_damaged_file_is_set_aside_before_anything_is_written(
    tokens: Tokens[Token], path: Path, content: bytes
) -> None:
    path.parent.mkdir()
    path.with_name("stored_tokens").write_bytes(content)
    assert (tokens.names, tokens.active, tokens.get("a")) == ((), None, None)
    tokens.forget()
    assert path.with_name("stored_tokens").read_bytes() == content
    tokens.keep("laptop", ONE)
    assert path.with_name("stored_tokens.damaged-1").read_bytes() == content
    assert tokens.names == ("laptop",)
    assert tokens.notice == "stored_tokens could not be read; it was set aside as stored_tokens.damaged-1"


def test_a_file_that_somebody_else_is_changing_is_left_alone(
    tokens: Tokens[Token], path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(files, "PATIENCE", 0)
    path.parent.mkdir()
    with alone(path.with_name("stored_tokens.lock")), pytest.raises(files.Busy):
        tokens.keep("laptop", ONE)
    assert tokens.names == ()


def test_programs_that_sign_in_at_the_same_time_lose_no_token(path: Path) -> None:
    def keep(number: int) -> None:
        Tokens(path, Token).keep(f"t{number}", Token(f"hf_{number}"))

    threads = [threading.Thread(target=keep, args=(number,)) for number in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert Tokens(path, Token).names == tuple(f"t{number}" for number in range(8))
