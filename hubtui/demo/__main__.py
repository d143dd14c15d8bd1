"""``python -m hubtui.demo``: the embedded Hub alone, without the rest of hubtui."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path


def main(argv: list[str]) -> int:
    """Serve the embedded Hub as the arguments say; return the exit code."""
    parser = argparse.ArgumentParser(
        prog="hubtui demo-hub", description="Serve the embedded Hub on loopback."
    )
    parser.add_argument("--port", type=int, default=0, help="the port to listen on; a free one if not given")
    parser.add_argument(
        "--size", type=int, default=0, help="how many models in all; those beyond the catalogue are computed"
    )
    parser.add_argument(
        "--json", action="store_true", help="print the address and the tokens as one line of JSON"
    )
    parser.add_argument(
        "--cache", type=Path, help="the folder of the database; the user's cache if not given"
    )
    parser.add_argument(
        "--metrics", action="store_true", help="answer /api/metrics as servers did until 2023"
    )
    parser.add_argument("--with-parent", action="store_true", help="end when standard input closes")
    given = parser.parse_args(argv)
    cache = given.cache
    if cache is None:
        import platformdirs

        cache = platformdirs.user_cache_path("hubtui")
    from hubtui.demo.hub import Options
    from hubtui.demo.server import serve

    return serve(
        cache.absolute(),
        given.port,
        given.size,
        given.json,
        given.with_parent,
        Options(metrics=given.metrics),
    )


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
