"""The look at a whole body agrees with the look at each of its strings."""

from __future__ import annotations

import json

from hypothesis import given
from hypothesis import strategies as st

from hubtui.hub.clean import MARK, is_clean, mended, shown
from hubtui.text import is_plain

ODD = (
    "\x00\x1b\x7f\x80\x9f\u061c\u200b\u200e\u2028\u202e\u2060\u2066\ufe0f\ufeff\t\n\r"
    '"\\/é中🤗\u2000\u2010\ufe10\u05d0'
)
TEXTS = st.lists(st.text(st.sampled_from(ODD + "abc") | st.characters(codec="utf-8"), max_size=6), max_size=4)


@given(texts=TEXTS, ascii_only=st.booleans())
def test_a_body_called_clean_has_clean_strings_only(texts: list[str], ascii_only: bool) -> None:
    body = json.dumps({"id": texts, "".join(texts): 1}, ensure_ascii=ascii_only).encode()
    if is_clean(body):
        assert all(map(is_plain, texts))
    elif not ascii_only and "\\" not in "".join(texts):
        assert not all(map(is_plain, texts))


@given(text=st.text(st.sampled_from(ODD + "abc"), max_size=8))
def test_what_is_shown_is_clean_and_marked_unless_it_was(text: str) -> None:
    assert is_plain(shown(text))
    assert (shown(text) == text) == is_plain(text)
    assert is_plain(text) or shown(text).endswith(MARK)


@given(text=st.text(max_size=20))
def test_sound_json_is_not_mended(text: str) -> None:
    for body in (json.dumps(text).encode(), json.dumps(text, ensure_ascii=False).encode("utf-8", "replace")):
        assert mended(body) == body


@given(texts=st.text(st.characters(), max_size=20))
def test_mended_json_can_be_read(texts: str) -> None:
    text = json.loads(mended(json.dumps(texts).encode()))
    assert text.encode().decode() == text
