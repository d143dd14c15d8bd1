"""Endpoint, token and offline switch, found as huggingface_hub finds them (wire.md §5)."""

from __future__ import annotations

import copy
import pickle
from typing import TYPE_CHECKING

import pytest

from hubtui.hub.credentials import Token, find_endpoint, find_token, is_offline, token_path
from hubtui.hub.errors import SetupError

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize(
    ("value", "endpoint"),
    [
        (None, "https://huggingface.co"),
        ("", "https://huggingface.co"),
        ("https://hub.example/", "https://hub.example"),
        ("https://hub.example///", "https://hub.example"),
        (" http://127.0.0.1:8080 ", "http://127.0.0.1:8080"),
        ("https://host/prefix/", "https://host/prefix"),
        ("HTTPS://Hub.Example:443", "https://hub.example"),
        ("http://[::1]:80/x", "http://[::1]/x"),
    ],
)
def test_the_endpoint_is_found(value: str | None, endpoint: str) -> None:
    assert find_endpoint({} if value is None else {"HF_ENDPOINT": value}) == endpoint


@pytest.mark.parametrize(
    "value",
    [
        "hub.example", "ftp://hub.example", "https://", "https://host:port", "https://[::1", "https://a b",
        "https://host?x=1", "https://host/#x", "https://me:pw@host", "http://\x1b[2J", "https://höst",
    ],
)  # fmt: skip
def test_what_is_no_endpoint_is_refused_by_the_name_of_its_variable(value: str) -> None:
    with pytest.raises(SetupError, match="HF_ENDPOINT") as caught:
        find_endpoint({"HF_ENDPOINT": value})
    assert "\x1b" not in caught.value.what
    assert "pw" not in caught.value.what


def test_the_first_token_wins(tmp_path: Path) -> None:
    file = tmp_path / "token"
    file.write_text("from-file\n")
    environ = {"HF_TOKEN": "a", "HUGGING_FACE_HUB_TOKEN": "b", "HF_TOKEN_PATH": str(file)}
    found = []
    for name in ("HF_TOKEN", "HUGGING_FACE_HUB_TOKEN", "HF_TOKEN_PATH"):
        token = find_token(environ, tmp_path)
        assert token is not None
        found.append((token.reveal(), token.source))
        del environ[name]
    assert found == [("a", "HF_TOKEN"), ("b", "HUGGING_FACE_HUB_TOKEN"), ("from-file", str(file))]
    assert find_token(environ, tmp_path) is None


@pytest.mark.parametrize(
    ("environ", "path"),
    [
        ({}, "home/.cache/huggingface/token"),
        ({"XDG_CACHE_HOME": "~/c"}, "home/c/huggingface/token"),
        ({"XDG_CACHE_HOME": "~/c", "HF_HOME": "~/h"}, "home/h/token"),
        ({"HF_HOME": "~/h", "HF_TOKEN_PATH": "~/t"}, "home/t"),
        ({"HF_HOME": "", "XDG_CACHE_HOME": ""}, "home/.cache/huggingface/token"),
    ],
)
def test_the_token_file_is_where_huggingface_hub_puts_it(
    environ: dict[str, str], path: str, tmp_path: Path
) -> None:
    assert token_path(environ, tmp_path / "home") == tmp_path / path
    (tmp_path / path).parent.mkdir(parents=True)
    (tmp_path / path).write_text("api_org_x")
    token = find_token(environ, tmp_path / "home")
    assert token is not None
    assert token.reveal() == "api_org_x"


@pytest.mark.parametrize("value", ["hf_x", " hf_x\r\n", "hf\r\n_x", "\n hf_x "])
def test_line_ends_and_spaces_are_stripped(value: str, tmp_path: Path) -> None:
    token = find_token({"HF_TOKEN": value}, tmp_path)
    assert token is not None
    assert token.reveal() == "hf_x"


@pytest.mark.parametrize("value", ["", " \r\n"])
def test_an_empty_value_is_no_token(value: str, tmp_path: Path) -> None:
    token = find_token({"HF_TOKEN": value, "HUGGING_FACE_HUB_TOKEN": "second"}, tmp_path)
    assert token is not None
    assert token.source == "HUGGING_FACE_HUB_TOKEN"
    assert find_token({"HF_TOKEN": value}, tmp_path) is None


@pytest.mark.parametrize("value", ["hf_ä", "hf x", "hf_\x00", "hf_\ttab", "“hf”"])
def test_a_token_of_other_than_printable_ascii_is_refused_without_being_shown(
    value: str, tmp_path: Path
) -> None:
    with pytest.raises(SetupError, match="HF_TOKEN holds characters that no token has") as caught:
        find_token({"HF_TOKEN": value}, tmp_path)
    assert value not in repr(caught.value)


def test_a_token_file_that_cannot_be_read_is_named(tmp_path: Path) -> None:
    binary = tmp_path / "token"
    binary.write_bytes(b"\xff\xfe")
    for path in (tmp_path, binary):
        with pytest.raises(SetupError, match=str(path)):
            find_token({"HF_TOKEN_PATH": str(path)}, tmp_path)


@pytest.mark.parametrize("value", ["1", "true", "Yes", "ON"])
def test_switches_are_on_for_four_words(value: str, tmp_path: Path) -> None:
    assert is_offline({"HF_HUB_OFFLINE": value})
    assert is_offline({"TRANSFORMERS_OFFLINE": value})
    assert find_token({"HF_TOKEN": "t", "HF_HUB_DISABLE_IMPLICIT_TOKEN": value}, tmp_path) is None


@pytest.mark.parametrize("value", ["", "0", "false", "no", "off", "2"])
def test_switches_are_off_otherwise(value: str, tmp_path: Path) -> None:
    assert not is_offline({"HF_HUB_OFFLINE": value, "TRANSFORMERS_OFFLINE": value})
    assert find_token({"HF_TOKEN": "t", "HF_HUB_DISABLE_IMPLICIT_TOKEN": value}, tmp_path) is not None


def test_a_token_shows_itself_to_nobody() -> None:
    token = Token("hf_secret", "HF_TOKEN")
    for shown in (repr(token), str(token), f"{token}", f"{token!r}", "{:>9}".format, repr([token])):
        assert "secret" not in str(shown)
    assert not hasattr(token, "__dict__")
    for spill in (pickle.dumps, copy.copy, copy.deepcopy):
        with pytest.raises(TypeError):
            spill(token)
