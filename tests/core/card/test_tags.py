"""Taking HTML apart: whatever it is, it ends, and only tags are lost."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hubtui.core.card.tags import Tags

if TYPE_CHECKING:
    from hubtui.core.card.tags import Attributes


class Taken(Tags):
    """Writes down what is found."""

    def __init__(self) -> None:
        self.found: list[object] = []

    def take_text(self, text: str) -> None:
        """Write it down."""
        self.found.append(text)

    def take_start(self, tag: str, values: Attributes) -> None:
        """Write it down."""
        self.found.append((tag, dict(values)) if values else (tag,))

    def take_end(self, tag: str) -> None:
        """Write it down."""
        self.found.append(f"/{tag}")


def taken(text: str) -> list[object]:
    """Return what a text is made of."""
    tags = Taken()
    tags.feed(text)
    return tags.found


@pytest.mark.parametrize(
    ("html", "found"),
    [
        ("a <b>c</b> d", ["a ", ("b",), "c", "/b", " d"]),
        ("<IMG Src=x.png ALT='a > b' alt=\"c\"/>", [("img", {"src": "x.png", "alt": "a > b"})]),
        ('<a href="x?a=1&amp;b=2" hidden>', [("a", {"href": "x?a=1&b=2", "hidden": ""})]),
        ("1 < 2 &lt; 3 & 4 > 0", ["1 < 2 < 3 & 4 > 0"]),
        ("a<!-- <b> -->c<!-- d", ["a", "c"]),
        ("<!DOCTYPE html><?xml version='1'?>a<![CDATA[b]]>c", ["a", "c"]),
        ("<script>if (a<b) '</b>'</script>c", [("script",), "/script", "c"]),
        ("<style>a", [("style",)]),
        ("a<b class=x", ["a", ("b", {"class": "x"})]),
        ("<a title=it's>b</a>", [("a", {"title": "it's"}), "b", "/a"]),
        ("</p></ul>", ["/p", "/ul"]),
        ("<br/><hr />", [("br",), ("hr",)]),
    ],
)
def test_tags_are_told_from_text(html: str, found: list[object]) -> None:
    assert taken(html) == found


@given(
    st.lists(
        st.sampled_from(("<", ">", "<a ", "</", "<!--", "-->", "<!", "<![", '"', "'", "=", "x", " ", "&#0;"))
    )
)
def test_anything_is_taken_apart_without_complaint(parts: list[str]) -> None:
    for found in taken("".join(parts)):
        assert found


@given(st.text(alphabet="ab '\"=>", max_size=60))
def test_text_without_a_tag_is_text(text: str) -> None:
    assert "".join(map(str, taken(text))) == text
