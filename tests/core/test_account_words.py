"""What is known of an account, in words."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any, cast

import pytest

from hubtui.core.account_words import about, state, who_line
from hubtui.core.rights import Rights
from hubtui.core.session import Quota, Session
from hubtui.core.sign_in import Kept
from hubtui.hub.credentials import Token
from hubtui.hub.errors import BadToken, Offline
from hubtui.hub.models import Account, Membership, RateLimit, Scope

NOW = 1_795_000_000.0
DAY = 86_400


def session(account: Account | None = None, **what: Any) -> Session:
    """Return what has the facts of a session; signed in and reached if nothing else is said."""
    facts: dict[str, Any] = {
        "account": account,
        "connection": SimpleNamespace(endpoint="https://hub.test"),
        "token": Token("hf_x", "HF_TOKEN"),
        "signed_in": True,
        "refused": False,
        "expired": False,
        "error": None,
        "quota": None,
        "rights": Rights(account, signed_in=True),
        "clock": lambda: NOW,
    }
    return cast("Session", SimpleNamespace(**facts | what))


def lines(of: Session, kept: Kept | None = None) -> dict[str, str]:
    """Return the texts by their labels."""
    return {line.label: line.text for section in about(of, kept or Kept()) for line in section.lines}


ALICE = Account(name="alice", fullname="Alice Example", type="user", role="write", token_name="laptop")


@pytest.mark.parametrize(
    ("of", "expected"),
    [
        (session(), "hub.test"),
        (session(ALICE), "alice@hub.test write"),
        (session(Account(name="alice")), "alice@hub.test"),
        (session(refused=True), "hub.test token refused"),
        (session(ALICE, refused=True, expired=True), "alice@hub.test token expired"),
    ],
)
def test_the_top_line_says_who_and_where(of: Session, expected: str) -> None:
    assert who_line(of, "hub.test") == expected


@pytest.mark.parametrize(
    ("of", "what", "todo"),
    [
        (session(connection=None), "The Hub has not been reached yet", ""),
        (session(signed_in=False, token=None), "Nobody is signed in: what is public", "s signs in"),
        (session(), "Asking who is signed in…", ""),
        (session(ALICE), "", ""),
        (session(refused=True, error=BadToken("x")), "The token is not accepted", "w goes on without it"),
        (session(ALICE, refused=True, expired=True), "The token has expired", "w goes on without it"),
        (session(error=Offline("hubtui is offline")), "hubtui is offline", "to go online"),
    ],
)
def test_each_state_has_its_sentence_and_its_key(of: Session, what: str, todo: str) -> None:
    said = state(of)
    assert said[0].startswith(what)
    assert bool(said[0]) == bool(what)
    assert said[1].endswith(todo)
    assert bool(said[1]) == bool(todo)


def test_an_account_is_described_by_what_is_known_alone() -> None:
    assert lines(session(Account(name="alice", fullname="alice"))) == {
        "user": "alice",
        "hub": "https://hub.test",
        "from": "the variable HF_TOKEN",
        "may write in": "alice",
    }


def test_organisations_say_role_plan_and_why_they_are_closed() -> None:
    orgs = (
        Membership("acme", "admin", "team"),
        Membership("shut", "no_access", None, ("sso", "moon-phase")),
        Membership("old", None),
    )
    found = lines(session(Account(name="alice", type="user", is_pro=True, orgs=orgs)))
    assert found["user"] == "alice · PRO"
    assert found["acme"] == "admin · Team plan"
    assert found["shut"] == "no access · not let in: it wants its own sign-in, moon-phase"
    assert found["old"] == "role unknown"


def test_scopes_are_told_in_words_and_unknown_ones_as_they_are() -> None:
    account = Account(
        name="alice",
        role="fineGrained",
        scopes=(Scope("acme/m", ("repo.write", "moon.walk")), Scope("empty", ())),
        everywhere=("post.write",),
    )
    found = lines(session(account))
    assert found["acme/m"] == "write repos, moon.walk"
    assert found["empty"] == "nothing"
    assert found["anywhere"] == "write posts"
    assert found["gated repos"] == "stay closed to it"


@pytest.mark.parametrize(
    ("expires", "label", "words"),
    [
        (NOW + 40 * DAY, "expires", ", in 40 days"),
        (NOW + 90, "expires", ", in 1 minute"),
        (NOW + 3_600 * 5, "expires", ", in 5 hours"),
        (NOW - 5, "expired", ""),
    ],
)
def test_the_end_of_a_token_is_told(expires: float, label: str, words: str) -> None:
    found = lines(session(Account(name="alice", expires=int(expires))))
    assert found[label].endswith(words)
    assert found[label].startswith("2026-") or found[label].startswith("2027-")


@pytest.mark.parametrize(
    ("limit", "heard", "words"),
    [
        (RateLimit("api", 982, 1000, 286), NOW - 46, "982 of 1,000 requests left, anew in 4 minutes"),
        (RateLimit("api", 7, None, 10), NOW, "7 requests left, anew in 10 seconds"),
        (RateLimit("api", 7, 500, 10), NOW - 60, "7 of 500 requests left, by now anew"),
    ],
)
def test_the_quota_is_told_as_it_was_heard_last(limit: RateLimit, heard: float, words: str) -> None:
    assert lines(session(quota=Quota(limit, heard)))["quota"] == words


def test_where_the_token_comes_from_is_told_with_its_name() -> None:
    of = session(ALICE, token=Token("hf_x", "/home/a/.cache/huggingface/token"))
    kept = Kept(("desk", "lap\x1b[2Jtop"), "lap\x1b[2Jtop")
    found = lines(of, kept)
    assert found["from"] == "/home/a/.cache/huggingface/token, where it is called lap[2Jtop"
    assert (found["desk"], found["lap[2Jtop"]) == ("", "in use")


def test_files_that_cannot_be_read_are_said() -> None:
    found = lines(session(ALICE), Kept(problem="The kept tokens cannot be read: Permission denied"))
    assert found[""] == "The kept tokens cannot be read: Permission denied"


def test_nothing_to_write_says_why() -> None:
    account = Account(name="alice", role="read", token_name="laptop")
    assert lines(session(account))["may write in"].startswith("nothing: The token laptop can only read")
    assert lines(session(rights=Rights(read_only="hubtui runs with --read-only")))["may write in"] == (
        "nothing: hubtui runs with --read-only"
    )
