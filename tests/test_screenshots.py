"""The README's pictures show what the program shows."""

from __future__ import annotations

import re

import pytest

from tests.screenshots import FOLDER, PICTURES


def words(svg: str) -> list[str]:
    """Return the lines of a picture as text, without what differs between machines: ids and geometry."""
    return [re.sub(r"&#160;|\s", " ", text) for text in re.findall(r"<text[^>]*>([^<]*)</text>", svg)]


@pytest.mark.parametrize("name", PICTURES)
async def test_a_picture_is_what_the_program_shows(name: str) -> None:
    drawn = await PICTURES[name]()
    kept = (FOLDER / name).read_text(encoding="utf-8")
    assert words(drawn) == words(kept), "python -m tests.screenshots draws the pictures anew"
    assert drawn == kept, (
        "the colours or the frame differ; python -m tests.screenshots draws the pictures anew"
    )
