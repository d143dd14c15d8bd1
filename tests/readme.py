"""The README's table of keys, written from the commands: ``python -m tests.readme`` writes it anew."""

from __future__ import annotations

from pathlib import Path

from hubtui.commands import Place, show_key
from hubtui.commands.every import EVERY

README = Path(__file__).parents[1] / "README.md"
BEGIN, END = "<!-- keys -->\n", "<!-- /keys -->"


def key_table() -> str:
    """Return the table, a line for each command, under the places where the keys work."""
    lines = ["| key | does |", "|---|---|"]
    for place in Place:
        lines.append(f"| **{place.value}** | |")
        for command in EVERY:
            if place in command.where:
                keys = " ".join(f"`{show_key(key)}`" for key in command.keys)
                lines.append(f"| {keys} | {command.help} |")
    return "".join(f"{line}\n" for line in lines)


def parts() -> tuple[str, str, str]:
    """Return the README before the table, the table as it is kept, and the README after it."""
    before, _, rest = README.read_text(encoding="utf-8").partition(BEGIN)
    kept, _, after = rest.partition(END)
    return before, kept, after


def main() -> None:
    """Write the table."""
    before, _, after = parts()
    README.write_text(before + BEGIN + key_table() + END + after, encoding="utf-8")


if __name__ == "__main__":
    main()
