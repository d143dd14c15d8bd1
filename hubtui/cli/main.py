"""The command line: parse it, find endpoint and token, wire everything together.

Nothing here imports Textual or httpx until the program really starts (design.md §5, Start).
"""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING, NoReturn

from hubtui import __version__

if TYPE_CHECKING:
    import argparse
    from collections.abc import Sequence

USAGE = 2
"""The exit code for wrong usage or configuration, or where there is no terminal."""


def main(argv: Sequence[str] | None = None) -> int:
    """Run hubtui with these arguments, without the program's name; return the exit code."""
    arguments = list(sys.argv[1:] if argv is None else argv)
    if arguments == ["--version"]:
        # Without argparse, which takes longer than the interpreter.
        print(_version())  # noqa: T201  # the command line's own voice
        return 0
    if arguments[:1] == ["demo-hub"]:
        from hubtui.cli import demo

        return demo.run(arguments[1:])
    if arguments[:1] == ["ls"]:
        from hubtui.cli import ls

        return ls.run(_empty_parser(), arguments[1:])
    if arguments[:1] == ["config"]:
        from hubtui.cli import config

        return config.run(_empty_parser(), arguments[1:])
    options = _parser().parse_args(arguments)
    if (reason := why_no_screen()) is not None:
        return complain(reason)
    from hubtui.cli.start import start
    from hubtui.hub.errors import NotAPage, SetupError
    from hubtui.local.settings import WrongSettings

    try:
        return start(options)
    except (SetupError, NotAPage) as error:
        return complain(error.summary)
    except WrongSettings as error:
        return complain(*error.reasons)


def complain(*reasons: str) -> int:
    """Say on stderr, in one line each, why the program does not start; return the exit code for that."""
    from hubtui.text import one_line

    for reason in reasons:
        print(f"hubtui: {one_line(reason)}", file=sys.stderr)  # noqa: T201  # the command line's own voice
    return USAGE


def why_no_screen() -> str | None:
    """Return why there is no terminal to draw on, or None where there is one."""
    if not (sys.stdin.isatty() and sys.stderr.isatty()):
        return "this is a program for a terminal; standard input and standard error must be one"
    if os.environ.get("TERM") == "dumb":
        return "this terminal (TERM=dumb) cannot show a screen"
    return None


def _version() -> str:
    return f"hubtui {__version__}"


def _empty_parser() -> argparse.ArgumentParser:
    """Return a parser that says in one line what is wrong with the words."""
    import argparse

    class Parser(argparse.ArgumentParser):
        """Ends the program where the words are wrong."""

        def error(self, message: str) -> NoReturn:
            """End the program."""
            sys.exit(complain(f"{message}; hubtui --help shows the usage"))

    return Parser(prog="hubtui")


def _parser() -> argparse.ArgumentParser:
    parser = _empty_parser()
    parser.description = "The Hugging Face Hub in a terminal."
    parser.epilog = (
        "Subcommands: hubtui ls bookmarks [--json] lists what is bookmarked; "
        "hubtui config path|check|example is about the settings; "
        "hubtui demo-hub [--port N] [--size S] [--json] runs the embedded Hub alone."
    )
    parser.add_argument(
        "what",
        nargs="?",
        metavar="WHAT",
        help="what to open: models, datasets, spaces, an id (org/name, datasets/org/name, spaces/org/name), an "
        "address of the website, or the name of a saved view (default: where it was left)",
    )
    parser.add_argument("--demo", action="store_true", help="browse the embedded Hub, signed in as its user")
    parser.add_argument(
        "--endpoint", metavar="URL", help="the Hub to talk to (default: HF_ENDPOINT, else the public one)"
    )
    parser.add_argument(
        "--read-only", action="store_true", help="change nothing on the Hub, whoever is signed in"
    )
    parser.add_argument("--offline", action="store_true", help="send nothing, as with HF_HUB_OFFLINE=1")
    parser.add_argument(
        "--config",
        metavar="FILE",
        help="the settings (default: what hubtui config path says; none for --demo)",
    )
    parser.add_argument(
        "--log", metavar="FILE", help="write a line for every request: method, path, status, ms, request id"
    )
    parser.add_argument("--version", action="version", version=_version())
    return parser
