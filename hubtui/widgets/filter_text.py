"""FilterText: a line of text that is typed at its end, and how much of it is shown."""

from __future__ import annotations

from rich.cells import cell_len, split_text

from hubtui.text import one_line
from hubtui.widgets.cells import CUT

LONGEST = 200
"""Characters that the text may have; no tag that anybody types is longer."""


class FilterText:
    """What was typed; once it was used, it is kept but the next letter begins anew."""

    def __init__(self) -> None:
        self.text = ""
        self.is_used = False
        """Whether the next letter takes the place of all of it, as of a selection."""

    def insert(self, text: str) -> bool:
        """Add a letter that was typed; return whether anything changed."""
        before, start = self.text, "" if self.is_used else self.text
        if not (clean := one_line(text)):
            return False
        self.text, self.is_used = (start + clean)[:LONGEST], False
        return self.text != before

    def paste(self, text: str) -> bool:
        """Add the first line that is not blank; return whether anything changed."""
        lines = (one_line(line).strip() for line in text.splitlines())
        return self.insert(next(filter(None, lines), ""))

    def backspace(self) -> bool:
        """Take the last character away, or all of it if it was used; return whether anything changed."""
        return self._keep("" if self.is_used else self.text[:-1])

    def delete_word(self) -> bool:
        """Take the last word away, with the blanks behind it; return whether anything changed."""
        head, blank, _ = self.text.rstrip().rpartition(" ")
        return self._keep("" if self.is_used else head + blank)

    def clear(self) -> bool:
        """Take everything away; return whether anything changed."""
        return self._keep("")

    def _keep(self, text: str) -> bool:
        before, self.text, self.is_used = self.text, text, False
        return text != before

    def shown(self, width: int) -> str:
        """Return the end of the text in at most ``width`` cells."""
        length = cell_len(self.text)
        if length <= width:
            return self.text
        return (CUT + split_text(self.text, length - width + 1)[1].lstrip())[:width] if width > 0 else ""
