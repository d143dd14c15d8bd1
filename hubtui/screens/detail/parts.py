"""The tabs of the detail view by title; each is imported when it is first shown."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hubtui.commands.detail import CARD, DATA, FILES, RAW, TABS
from hubtui.hub.criteria import Kind

if TYPE_CHECKING:
    from hubtui.core.visit import Visit
    from hubtui.screens.detail.desk import Desk
    from hubtui.screens.detail.part import Part


def tabs_of(kind: Kind) -> tuple[str, ...]:
    """Return the titles of the tabs that a kind of repo has."""
    return tuple(title for title in TABS if title != DATA or kind is Kind.DATASET)


def make_part(title: str, visit: Visit, desk: Desk) -> Part:
    """Return a tab that is yet to be mounted."""
    if title == CARD:
        from hubtui.screens.detail.card import CardPart

        return CardPart(visit, desk)
    if title == FILES:
        from hubtui.screens.detail.files import FilesPart

        return FilesPart(visit, desk)
    if title == DATA:
        from hubtui.screens.detail.data import DataPart

        return DataPart(visit, desk)
    if title == RAW:
        from hubtui.screens.detail.raw import RawPart

        return RawPart(visit, desk)
    from hubtui.screens.detail.facts import FactsPart

    return FactsPart(visit, desk)
