"""The README's pictures, drawn from the embedded Hub: ``python -m tests.screenshots`` writes them anew."""

from __future__ import annotations

import asyncio
from pathlib import Path

from tests.support.journey import journey
from tests.support.loopback import LoopbackHub

FOLDER = Path(__file__).parents[1] / "screenshots"
SIZE = (132, 34)
FILTERED = (
    "https://huggingface.co/models"
    "?pipeline_tag=text-generation&license=license:apache-2.0&num_parameters=min:3B,max:14B"
)


async def browse() -> str:
    """Return the picture of the models with a preview, as SVG."""
    with LoopbackHub() as hub:
        async with journey(hub, size=SIZE, token=hub.write_token, host="demo") as run:
            await run.sees(f"{hub.user}@demo")
            await run.sees("loaded")
            await run.settle()
            return run.app.export_screenshot(title="hubtui --demo")


async def filters() -> str:
    """Return the picture of the tag sidebar with three filters on, as SVG."""
    with LoopbackHub() as hub:
        async with journey(hub, size=SIZE, token=hub.write_token, host="demo", first=FILTERED) as run:
            await run.sees(f"{hub.user}@demo")
            await run.sees("100 loaded")
            await run.press("f")
            await run.sees("Tasks")
            await run.settle()
            return run.app.export_screenshot(title="hubtui --demo")


async def card() -> str:
    """Return the picture of a model's card, as SVG."""
    return await _opened("alice/tiny-chat", "cost money", drawn=">from<")


async def rows() -> str:
    """Return the picture of a dataset's rows, as SVG."""
    return await _opened("datasets/squad", "Compass", "4")


async def _opened(name: str, sees: str, *keys: str, drawn: str = "") -> str:
    """Return the picture of the detail view of a repo, once some words are there, as SVG.

    Args:
        name: the repo.
        sees: the words.
        keys: pressed once the repo is open.
        drawn: what the picture holds once code, whose colours are found later, is in colour.
    """
    with LoopbackHub() as hub:
        async with journey(hub, size=SIZE, token=hub.write_token, host="demo", first=name) as run:
            await run.sees(f"{hub.user}@demo")
            await run.until(lambda: run.highlighted == name.removeprefix("datasets/"))
            await run.press("enter", *keys)
            await run.sees(sees)
            await run.until(lambda: drawn in run.app.export_screenshot(), drawn)
            await run.settle()
            return run.app.export_screenshot(title="hubtui --demo")


PICTURES = {"browse.svg": browse, "filters.svg": filters, "card.svg": card, "rows.svg": rows}


def main() -> None:
    """Write all pictures."""
    for name, draw in PICTURES.items():
        (FOLDER / name).write_text(asyncio.run(draw()), encoding="utf-8")


if __name__ == "__main__":
    main()
