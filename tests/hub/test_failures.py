"""What a person is told of a refusal, and from where its words come (wire.md §1.8)."""

from __future__ import annotations

import json
from typing import Any

import pytest

from hubtui.hub import errors
from hubtui.hub.answer import Answer
from hubtui.hub.failures import failure, message, no_answer


def refusal(status: int, body: Any = None, **headers: str) -> Answer:
    data = body if isinstance(body, bytes) else json.dumps(body).encode() if body is not None else b""
    return Answer(status, {name.replace("_", "-"): value for name, value in headers.items()}, data)


@pytest.mark.parametrize(
    ("answer", "words"),
    [
        (refusal(400, {"error": "in the body"}), "in the body"),
        (refusal(400, {"error": "in the body"}, x_error_message="in the header"), "in the header"),
        (refusal(400, {"error": "in the body"}, x_error_message="  "), "in the body"),
        (refusal(400, {"error": ["a", "b"]}), "a; b"),
        (refusal(400, {"errors": [{"message": "one"}, {"message": "two"}]}), "one; two"),
        (refusal(400, {"error": "invalid_grant", "error_description": "x"}), "invalid_grant"),
        (refusal(400, {"message": "m"}), "m"),
        (refusal(409, {"error": "exists", "url": "https://x"}), "exists"),
        (refusal(404, b"Entry not found"), "Entry not found"),
        (refusal(502, b"<html>Bad Gateway</html>"), ""),
        (refusal(502, b"Bad Gateway", content_type="text/html"), ""),
        (refusal(500, b""), ""),
        (refusal(500, {}), ""),
        (refusal(500, {"error": {"error": {"error": {"error": {"error": "deep"}}}}}), ""),
        (refusal(500, b'{"error": "cut'), ""),
        (refusal(500, b"\xff\xfe plain"), "\ufffd\ufffd plain"),
        (refusal(400, {"error": "two\nlines \x1b[2J\u202e"}), "two lines [2J"),
    ],
)
def test_the_servers_words_are_found_and_cleaned(answer: Answer, words: str) -> None:
    assert message(answer) == words


@pytest.mark.parametrize(
    ("answer", "kind", "summary"),
    [
        (
            refusal(401, {"error": "Invalid credentials in Authorization header"}),
            errors.BadToken,
            "The Hub does not accept the token; press @ to sign in, or to go on without the token",
        ),
        (
            refusal(401, {"error": "The access token is expired"}),
            errors.BadToken,
            "The token has expired; press @ to sign in, or to go on without the token",
        ),
        (
            refusal(401, {"error": "Access to model a/b is restricted"}, x_error_code="GatedRepo"),
            errors.Gated,
            "Access to a/b has to be granted by its owners; press o to ask for access on its page",
        ),
        (
            refusal(404, {"error": "Repository not found"}, x_error_code="RepoNotFound"),
            errors.RepoNotFound,
            "a/b does not exist, or is private",
        ),
        (
            refusal(404, {"error": "Invalid rev id: x"}, x_error_code="RevisionNotFound"),
            errors.RevisionNotFound,
            "a/b has no such revision",
        ),
        (
            refusal(404, b"Entry not found", x_error_code="EntryNotFound"),
            errors.EntryNotFound,
            "a/b has no such file",
        ),
        (
            refusal(404, {"error": "This user does not exist"}),
            errors.NotFound,
            "The Hub has no a/b: This user does not exist",
        ),
        (
            refusal(403, {}, x_error_message="Access to this resource is disabled."),
            errors.Forbidden,
            "The Hub does not allow a/b: Access to this resource is disabled",
        ),
        (
            refusal(429, {}, ratelimit='"api";r=0;t=286'),
            errors.TooManyRequests,
            "The Hub has had too many requests for now; wait 287 s, then press r to try again",
        ),
        (
            refusal(429, {"error": "128 commits an hour"}, ratelimit='"api";r=9;t=286'),
            errors.TooManyRequests,
            "The Hub limits how often this may be done: 128 commits an hour",
        ),
        (
            refusal(502, b"<html>"),
            errors.ServerFailed,
            "The Hub could not answer (status 502); press r to try again",
        ),
        (
            refusal(409, {"error": "exists"}),
            errors.Conflict,
            "The Hub has something in the way of this: exists",
        ),
        (refusal(402, {}), errors.PaymentRequired, "The Hub wants to be paid for this"),
        (refusal(418, {}), errors.StatusError, "The Hub answered with status 418; press r to try again"),
    ],
)
def test_a_refusal_says_what_happened_and_what_to_do(
    answer: Answer, kind: type[errors.HubError], summary: str
) -> None:
    error = failure(answer, "a/b", token="HF_TOKEN")
    assert type(error) is kind
    assert error.summary == summary


def test_without_a_token_a_401_may_be_a_private_repo() -> None:
    answer = refusal(401, {"error": "Invalid username or password."})
    error = failure(answer, "a/b")
    assert error.summary == "a/b does not exist, or is private; press @ to sign in and be sure"
    assert "The Hub shows this only to those it knows" in failure(answer).summary


def test_long_words_are_cut() -> None:
    error = failure(refusal(400, {"error": "x" * 5000}))
    assert len(error.what) < 240
    assert error.what.endswith("…")


def test_the_reason_of_a_broken_connection_is_found_among_its_causes() -> None:
    outer = OSError("all attempts failed")
    outer.__cause__ = ExceptionGroup("", [ConnectionRefusedError(111, "refused"), OSError()])
    outer.__cause__.__context__ = outer
    assert "refuses the connection" in no_answer(outer, "hub.example", sent=False).what
    assert (
        no_answer(OSError("secret"), "hub.example", sent=True).what == "The connection to hub.example broke"
    )
    assert no_answer(OSError("x"), "hub.example", sent=False).what == "There is no connection to hub.example"
