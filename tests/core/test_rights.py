"""Tests of hubtui.core.rights."""

from __future__ import annotations

import pytest

from hubtui.core.rights import SIGN_IN, Rights
from hubtui.hub.criteria import Kind
from hubtui.hub.models import Account, Membership, RepoRef

ORGS = (
    Membership("acme-lab", "admin"), Membership("writers", "write"), Membership("helpers", "contributor"),
    Membership("open-corpus", "read"), Membership("shut", "no_access"), Membership("older", None),
)  # fmt: skip


def rights(role: str | None = "write", *writable: str, name: str | None = "laptop") -> Rights:
    account = Account(name="alice", role=role, token_name=name, orgs=ORGS, writable=writable)
    return Rights(account, signed_in=True)


def repo(name: str) -> RepoRef:
    return RepoRef(Kind.MODEL, name)


@pytest.mark.parametrize("role", ["write", "god", None])
def test_a_token_that_writes_may_change_what_its_user_may(role: str | None) -> None:
    found = rights(role)
    assert found.owners == ("alice", "acme-lab", "writers", "helpers", "older")
    assert found.why_not_change(repo("Alice/x")) == ""
    assert found.why_not_change(repo("acme-lab/x")) == ""


@pytest.mark.parametrize(
    ("owner", "why"),
    [
        ("Qwen", "You are not in Qwen"),
        ("open-corpus", "Your role in open-corpus is read, which may not do this"),
        ("shut", "Your role in shut is no access, which may not do this"),
    ],
)
def test_what_the_user_may_not_change_is_said(owner: str, why: str) -> None:
    assert rights().why_not_change(repo(f"{owner}/x")) == why
    assert rights().why_not_create(owner) == why


def test_a_token_that_reads_changes_nothing() -> None:
    found = rights("read")
    assert found.why_not == "The token laptop can only read; changes need one with the role write"
    assert found.why_not_change(repo("alice/x")) == found.why_not_create("alice") == found.why_not
    assert found.owners == ()
    assert rights("fineGrained", name=None).why_not.startswith("The token can only read")


def test_a_fine_grained_token_is_judged_for_each_owner_and_repo() -> None:
    found = rights("fineGrained", "acme-lab", "alice/x")
    assert found.owners == ("acme-lab",)
    assert found.why_not_change(repo("acme-lab/y")) == ""
    assert found.why_not_change(repo("alice/x")) == ""
    assert found.why_not_change(repo("alice/y")) == "The token laptop may not write alice/y"
    assert found.why_not_create("alice") == "The token laptop may not write repos of alice"
    assert found.why_not_change(repo("open-corpus/x")).startswith("Your role in open-corpus")


def test_nobody_changes_nothing_and_is_told_to_sign_in() -> None:
    assert Rights().why_not == Rights().why_not_create("alice") == SIGN_IN
    assert Rights().owners == ()


def test_read_only_is_said_before_anything_else() -> None:
    found = Rights(read_only="hubtui runs with --read-only")
    assert found.why_not_change(repo("alice/x")) == "hubtui runs with --read-only"


def test_where_it_is_not_known_who_is_signed_in_the_hub_judges() -> None:
    found = Rights(signed_in=True)
    assert found.why_not_change(repo("Qwen/x")) == found.why_not_create("Qwen") == ""
    assert found.owners == ()


def test_an_id_without_an_owner_is_not_changed() -> None:
    assert rights().why_not_change(repo("gpt2")) == "Its id has no owner, so it cannot be changed from here"
