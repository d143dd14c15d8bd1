"""``python -m hubtui.demo``: the embedded Hub alone, without the rest of hubtui."""

from __future__ import annotations

import argparse
import gc
import sys
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence


def main(argv: Sequence[str]) -> int:
    """Serve the embedded Hub as the arguments say, until it is told to end; return the exit code."""
    given = _parser().parse_args(argv)
    # Nothing that a start makes is garbage, and looking for some is a tenth of its time.
    gc.disable()
    from hubtui.demo.hub import Options
    from hubtui.demo.server import serve

    return serve(
        given.cache or _user_cache(),
        given.port,
        given.size,
        as_json=given.json,
        with_parent=given.with_parent,
        options=Options(metrics=given.metrics),
    )


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="hubtui demo-hub",
        description="Serve the embedded Hub: a small stand-in for the public one, on loopback only.",
    )
    parser.add_argument(
        "--port", type=_within(65535), default=0, metavar="N", help="listen on this port, not on a free one"
    )
    parser.add_argument(
        "--size",
        type=_within(10**8),
        default=0,
        metavar="S",
        help="have this many models, computed ones after the real ones",
    )
    parser.add_argument(
        "--json", action="store_true", help="print address, user and tokens as one line of JSON"
    )
    parser.add_argument(
        "--metrics", action="store_true", help="answer /api/metrics as servers did until 2023"
    )
    parser.add_argument(
        "--cache", type=_folder, metavar="DIR", help="keep the database there, not in the user's cache"
    )
    parser.add_argument("--with-parent", action="store_true", help="end when standard input closes")
    return parser


def _within(highest: int) -> Callable[[str], int]:
    """Return what reads a number from 0 to ``highest`` off the command line."""

    def number(text: str) -> int:
        value = int(text)
        if not 0 <= value <= highest:
            raise argparse.ArgumentTypeError(f"{value} is not between 0 and {highest}")
        return value

    return number


def _folder(text: str) -> Path:
    return Path(text).absolute()


def _user_cache() -> Path:
    import platformdirs

    return platformdirs.user_cache_path("hubtui", appauthor=False)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
