"""Names are judged as huggingface_hub and the embedded Hub judge them."""

from __future__ import annotations

import string

import pytest
from huggingface_hub.errors import HFValidationError
from huggingface_hub.utils._validators import validate_repo_id
from hypothesis import example, given
from hypothesis import strategies as st

from hubtui.demo.failures import Refusal
from hubtui.demo.new_repo import valid_half
from hubtui.hub.names import LONGEST, why_no_id, why_no_name
from hubtui.text import is_plain

NAMES = st.text(alphabet=string.ascii_letters + string.digits + "-_.", max_size=LONGEST + 4) | st.text(
    max_size=8
)


def allowed_elsewhere(name: str) -> bool:
    """Tell whether both who we did not write and who plays the Hub take a name."""
    try:
        validate_repo_id(f"alice/{name}")
        valid_half(name)
    except (HFValidationError, Refusal):
        return False
    return True


@given(NAMES)
@example("a" * LONGEST)
@example("a" * (LONGEST + 1))
@example("tiny-chat")
@example("_a_")
@example("a.git")
@example("a.GIT")
@example("1")
@example("a--b")
@example("a..b")
@example(".a")
@example("a-")
@example("a\n")
@example("é")
@example("a/b")
@example("")
def test_a_name_is_allowed_exactly_where_the_hub_and_its_own_client_allow_it(name: str) -> None:
    why = why_no_name(name)
    assert (why == "") == allowed_elsewhere(name)
    assert is_plain(why)


@given(NAMES, NAMES)
def test_an_id_is_full_exactly_if_both_its_halves_are_names(owner: str, name: str) -> None:
    assert (why_no_id(f"{owner}/{name}") == "") == (why_no_name(owner) == "" == why_no_name(name))


@pytest.mark.parametrize(
    ("name", "why"),
    [
        ("", "A name is missing"),
        ("a b", "A name has only letters from A to Z, digits, -, _ and ., so not a blank"),
        ("ä", "A name has only letters from A to Z, digits, -, _ and ., so not ä"),
        ("a\x1b", "A name has only letters from A to Z, digits, -, _ and ., so not a control character"),
        ("-a", "A name neither begins nor ends with - or ."),
        ("a..b", "A name has no .. in it"),
        ("a.git", "A name does not end in .git"),
        ("x" * 97, "A name has at most 96 characters, and this has 97"),
    ],
)
def test_what_is_wrong_with_a_name_is_said(name: str, why: str) -> None:
    assert why_no_name(name) == why


@pytest.mark.parametrize(
    ("repo_id", "why"),
    [
        ("gpt2", "A full id is an owner, a slash and a name"),
        ("a/b/c", "A full id is an owner, a slash and a name"),
        ("/b", "An owner's name is missing"),
        ("a/", "A name is missing"),
        ("a--b/c", "An owner's name has no -- in it"),
        ("alice/tiny-chat", ""),
    ],
)
def test_what_is_wrong_with_a_full_id_is_said(repo_id: str, why: str) -> None:
    assert why_no_id(repo_id) == why
