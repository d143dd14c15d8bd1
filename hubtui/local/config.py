"""The user's own file, config.toml: read at the start, never written.

Everything that is wrong in it is found at once, with its line. What the keys of commands may be, the commands
know: see hubtui.commands.keymap.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from hubtui.local.settings import DEFAULTS, Settings
from hubtui.text import nearest, one_line

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

KEYS: Final = "keys"
"""The table of keys by the ids of commands."""
_SHOWN = 40
"""Characters of a wrong value that a line tells."""
_TABLE = re.compile(r"\s*\[\s*([^\[\]]+?)\s*\]")
_NAME = re.compile(r"""\s*([\w."' -]+?)\s*=""")
_PLACE = re.compile(r"(.*) \(at (?:line (\d+), column \d+|end of document)\)")


class Setting(NamedTuple):
    """What the file may say, beside keys."""

    name: str
    """A field of Settings."""
    meaning: str
    """One sentence."""
    choices: tuple[str, ...] = ()
    """What a text may be; empty for any text, and where the default is no text."""

    @property
    def default(self) -> bool | str:
        """What holds where the file says nothing."""
        found: bool | str = Settings._field_defaults[self.name]
        return found


SETTINGS = (
    Setting("read_only", "Change nothing on the Hub, whoever is signed in, as --read-only."),
    Setting(
        "clipboard",
        "How texts are copied; auto takes the first way that works here.",
        ("auto", "native", "tmux", "osc52", "file"),
    ),
    Setting("theme", "The colours: a theme of Textual's, such as textual-light, nord or ansi-dark."),
    Setting(
        "preview",
        "What is known of the highlighted repo: auto shows it where there is room beside the list.",
        ("auto", "shown", "hidden"),
    ),
)
"""In the order of the example."""


class Problem(NamedTuple):
    """Something wrong in the file."""

    line: int
    """Counted from 1; 0 for the file as a whole."""
    text: str
    """On one line, clean, without a full stop."""


class Config(NamedTuple):
    """What was read."""

    settings: Settings
    """What is right in the file, and defaults for the rest."""
    problems: tuple[Problem, ...] = ()
    """In the order of the file."""
    lines: Mapping[str, int] = {}
    """The line of each name, such as ``theme`` and ``keys.repo.open``."""


def read(path: Path) -> Config:
    """Read the file.

    Raises:
        OSError: it cannot be read.
    """
    return parse(path.read_bytes())


def parse(content: bytes) -> Config:
    """Read what a file holds."""
    import tomllib

    try:
        text = content.decode("utf-8-sig")
        table = tomllib.loads(text)
    except UnicodeDecodeError as error:
        return _broken(content[: error.start].count(b"\n") + 1, "this is not UTF-8")
    except RecursionError:
        return _broken(0, "this is nested too deeply")
    except ValueError as error:  # not only TOML's own: a number may have too many digits
        found = _PLACE.fullmatch(str(error))
        what, line = (found[1], found[2]) if found else (str(error), None)
        return _broken(int(line) if line else content.count(b"\n") + 1, f"this is not TOML: {one_line(what)}")
    lines = lines_of(text)
    values: dict[str, Any] = {}
    problems = [Problem(lines.get(name, 0), what) for name, what in _check(table, values)]
    return Config(Settings(**values), tuple(sorted(problems)), lines)


def lines_of(text: str) -> Mapping[str, int]:
    """Return the line of each name that a file gives a value, with the table before it; the first where it is twice."""
    found: dict[str, int] = {}
    table = ""
    for number, line in enumerate(text.split("\n"), 1):
        if match := _TABLE.match(line):
            table = f"{_plain(match[1])}."
            found.setdefault(table[:-1], number)
        elif match := _NAME.match(line):
            found.setdefault(table + _plain(match[1]), number)
    return found


def _plain(name: str) -> str:
    """Return a dotted name without quotes and blanks."""
    return ".".join(part.strip(" \t\"'") for part in name.split("."))


def _broken(line: int, what: str) -> Config:
    return Config(DEFAULTS, (Problem(line, what),))


def _check(table: Mapping[str, Any], values: dict[str, Any]) -> Iterator[tuple[str, str]]:
    """Yield the names of what is wrong and why; add what is right to the values."""
    settings = {setting.name: setting for setting in SETTINGS}
    for name, value in table.items():
        if name == KEYS:
            yield from _check_keys(value, values.setdefault(KEYS, {}))
        elif name not in settings:
            shown = one_line(name)
            yield name, f"there is no setting {shown}{nearest(name, (*settings, KEYS))}"
        elif wants := _wants(settings[name], value):
            yield name, f"{name} wants {wants}, not {_shown(value)}"
        else:
            values[name] = value


def _wants(setting: Setting, value: object) -> str:
    """Return what a setting wants, if a value is something else."""
    if isinstance(setting.default, bool):
        return "" if isinstance(value, bool) else "true or false"
    if setting.choices:
        return "" if value in setting.choices else f"one of {', '.join(setting.choices)}"
    return "" if isinstance(value, str) else "a text in quotes"


def _check_keys(
    value: object, keys: dict[str, tuple[str, ...]], prefix: str = ""
) -> Iterator[tuple[str, str]]:
    """Yield what is wrong in the table of keys, and add the rest to ``keys``; ``repo.open`` is a table in a table."""
    if not isinstance(value, dict):
        yield KEYS, f"{KEYS} wants a table: [{KEYS}]"
        return
    for part, wanted in value.items():
        name = prefix + part
        if isinstance(wanted, dict):
            yield from _check_keys(wanted, keys, f"{name}.")
            continue
        found = (wanted,) if isinstance(wanted, str) else wanted
        if isinstance(found, list | tuple) and found and all(isinstance(key, str) for key in found):
            keys[name] = tuple(found)
        else:
            yield f"{KEYS}.{name}", f'{one_line(name)} wants a key in quotes, or a list such as ["j", "down"]'


def _shown(value: object) -> str:
    """Return a value as the file writes it, in short."""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, dict | list):
        return "a table" if isinstance(value, dict) else "a list"
    text = one_line(str(value))
    text = text if len(text) <= _SHOWN else f"{text[:_SHOWN]}…"
    return f'"{text}"' if isinstance(value, str) else text
