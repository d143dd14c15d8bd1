"""Measure figures beside their floors: ``python -m tests.benchmarks [GROUP …]``, all groups if none is named."""

from __future__ import annotations

import sys

from tests.benchmarks import (
    card_figures,
    data_figures,
    detail_figures,
    list_figures,
    parquet_figures,
    search_figures,
    start_figures,
    tag_figures,
)

GROUPS = {
    "start": start_figures.figures,
    "list": list_figures.figures,
    "tags": tag_figures.figures,
    "search": search_figures.figures,
    "card": card_figures.figures,
    "detail": detail_figures.figures,
    "data": data_figures.figures,
    "parquet": parquet_figures.figures,
}


def main(names: list[str]) -> int:
    """Print the figures of these groups, of all if none is named; return 1 if one is beyond its limit."""
    held = True
    print(f"{'figure':<52}{'value':>10}{'at most':>10}{'ratio':>7}  floor")
    for name in names or GROUPS:
        for figure in GROUPS[name]():
            held = held and figure.holds
            ratio = figure.value / figure.floor
            print(
                f"{figure.name:<52}{figure.value:>10,.2f}{figure.limit:>10,.2f}{ratio:>7.2f}"
                f"  {figure.floor_name} {figure.floor:,.2f} {figure.unit}"
                f"{'' if figure.holds else '  beyond its limit'}",
                flush=True,
            )
    return 0 if held else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
