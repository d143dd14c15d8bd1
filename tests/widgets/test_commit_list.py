"""Tests of hubtui.widgets.commit_list."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from textual.app import App, ComposeResult

from hubtui.hub.contents import Commit
from hubtui.widgets.commit_list import CommitList
from tests.widgets.stage import settle

if TYPE_CHECKING:
    from textual.geometry import Region

NOW = 1_750_000_000.0
COMMITS = [
    Commit(id="a" * 40, title="Add the weights", authors=("ada", "ben"), date=int(NOW) - 7200),
    Commit(id="b" * 40),
]


class Watched(CommitList):
    """A list that counts how often all of it is repainted."""

    repainted = 0

    def refresh(
        self, *regions: Region, repaint: bool = True, layout: bool = False, recompose: bool = False
    ) -> Watched:
        """Count it, unless only some regions are."""
        self.repainted += not regions
        return super().refresh(*regions, repaint=repaint, layout=layout, recompose=recompose)


class Stage(App[None]):
    """One list that fills the terminal."""

    def __init__(self) -> None:
        super().__init__()
        self.commits = Watched(now=lambda: NOW)
        self.commits.notice = ("Loading commits…", "")

    def compose(self) -> ComposeResult:
        """Show the list."""
        yield self.commits

    @property
    def drawn(self) -> str:
        """The screen as text."""
        return "\n".join(strip.text for strip in self.screen._compositor.render_strips())


async def test_a_commit_shows_its_short_sha_title_authors_and_age() -> None:
    stage = Stage()
    async with stage.run_test(size=(80, 6)) as pilot:
        stage.commits.append(COMMITS)
        await settle(pilot)
        first, second = stage.drawn.split("\n")[:2]
        assert first.split() == ["▌aaaaaaaa", "Add", "the", "weights", "ada,", "ben", "2h"]
        assert second.split() == ["bbbbbbbb", "no", "title"]


async def test_the_first_commits_take_the_place_of_the_notice() -> None:
    stage = Stage()
    async with stage.run_test(size=(80, 9)) as pilot:
        assert "Loading commits…" in stage.drawn
        before = stage.commits.repainted
        stage.commits.append(COMMITS)
        assert stage.commits.repainted > before
        await settle(pilot)
        assert "Loading" not in stage.drawn
        stage.commits.clear()
        await settle(pilot)
        assert stage.commits.highlighted is None


@pytest.mark.parametrize("width", [6, 20, 60, 90])
async def test_every_line_fills_its_width(width: int) -> None:
    stage = Stage()
    async with stage.run_test(size=(width, 6)) as pilot:
        stage.commits.append(COMMITS)
        await settle(pilot)
        assert {stage.commits.render_line(line).cell_length for line in range(6)} == {width - 1}
