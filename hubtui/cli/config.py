"""The user's file on the command line: read before any screen, and ``hubtui config path|check|example``."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

from hubtui.cli.main import complain
from hubtui.commands import Place, keymap, show_key
from hubtui.commands.every import EVERY
from hubtui.local.config import KEYS, SETTINGS, Problem, read
from hubtui.local.paths import find_folders
from hubtui.local.settings import DEFAULTS, WrongSettings, is_missing
from hubtui.text import nearest, one_line

if TYPE_CHECKING:
    from argparse import ArgumentParser
    from collections.abc import Iterator, Sequence

    from hubtui.commands import Command
    from hubtui.local.settings import Settings

PREFACE = """\
## Settings of hubtui, which reads this file when it starts and never writes it.
##
## What stands behind one # and a blank holds anyway: take these two away and change it.
"""
ABOUT_KEYS = """\
## Keys of commands: one, or a list of which the first is shown. They are written as the help shows them, such as
## "/", "G", "ctrl+d", "f5", "PgUp" or "space".
"""


def load(path: Path) -> Settings:
    """Return the settings of a file, with keys by Textual's names.

    Raises:
        WrongSettings: something in it is wrong, or it cannot be read.
    """
    try:
        settings, problems, lines = read(path)
    except OSError as error:
        raise WrongSettings(f"{path} cannot be read: {error.strerror or error}") from error
    keys, wrong = keymap.check(settings.keys)
    found = [*problems, *(Problem(lines.get(f"{KEYS}.{name}", 0), what) for name, what in wrong)]
    found += (Problem(lines.get("theme", 0), what) for what in _check_theme(settings.theme))
    if found:
        raise WrongSettings(*(_line(path, problem) for problem in sorted(found)))
    return settings._replace(keys=keys)


def _check_theme(name: str) -> Iterator[str]:
    """Yield what is wrong with the name of a theme."""
    if name == DEFAULTS.theme:
        return
    from textual.theme import BUILTIN_THEMES

    if name not in BUILTIN_THEMES:
        near = nearest(name, BUILTIN_THEMES) or f"; there are {', '.join(sorted(BUILTIN_THEMES))}"
        yield f"there is no theme {one_line(name)}{near}"


def _line(path: Path, problem: Problem) -> str:
    """Return a line about a problem that says where it is."""
    return f"{path}:{problem.line}: {problem.text}" if problem.line else f"{path}: {problem.text}"


def run(parser: ArgumentParser, argv: Sequence[str]) -> int:
    """Run ``hubtui config`` with the arguments after it; return the exit code.

    Args:
        parser: an empty one that says in one line what is wrong with the words.
        argv: the words.
    """
    parser.prog = "hubtui config"
    parser.description = "Tell about the settings; the file is yours, and hubtui never writes it."
    parser.add_argument(
        "what",
        choices=["path", "check", "example"],
        help="where the file is, whether it is right, or a file with all settings to begin with",
    )
    parser.add_argument("--config", metavar="FILE", type=Path, help="another file")
    options = parser.parse_args(argv)
    path: Path = options.config or find_folders().config_file
    if options.what == "example":
        return _say(example())
    if options.what == "path":
        return _say(str(path))
    if options.config is None and is_missing(path):
        return _say(f"There is no {path}; the defaults hold")
    try:
        load(path)
    except WrongSettings as error:
        return complain(*error.reasons)
    return _say(f"{path} is fine")


def example() -> str:
    """Return a file of comments: every setting and every key, with what holds anyway."""
    parts = [PREFACE]
    for setting in SETTINGS:
        choices = f" One of {', '.join(setting.choices)}." if setting.choices else ""
        parts.append(f"## {setting.meaning}{choices}\n# {setting.name} = {json.dumps(setting.default)}\n")
    parts.append(f"{ABOUT_KEYS}# [{KEYS}]\n")
    shown: set[str] = set()
    for place in Place:
        here = [command for command in EVERY if place in command.where and command.id not in shown]
        shown.update(command.id for command in here)
        parts.append(f"## {place.value}\n" + "".join(map(_key_line, here)))
    return "\n".join(parts).rstrip("\n")


def _key_line(command: Command) -> str:
    """Return the line that gives a command its own keys."""
    keys = [show_key(key) for key in command.keys]
    return f"# {command.id} = {json.dumps(keys if len(keys) > 1 else keys[0])}  # {command.help}\n"


def _say(text: str) -> int:
    print(text)  # noqa: T201  # the command line's own voice
    return 0
