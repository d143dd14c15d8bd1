"""The quantised versions among a repo's GGUF files, which only their names tell apart."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from hubtui.text import plural

if TYPE_CHECKING:
    from collections.abc import Sequence

    from hubtui.hub.contents import File

_SHARD: Final = re.compile(r"-\d{5}-of-\d{5}$")
_QUANTISATION: Final = re.compile(
    r"(?:^|[-._/])((?:UD-)?(?:I?Q\d\w*|TQ\d\w*|MXFP\d\w*|NVFP\d\w*|BF16|FP?16|FP?32|FP?8))(?=$|[-._/])",
    re.IGNORECASE,
)
_ENDING: Final = ".gguf"


@dataclass(frozen=True, slots=True)
class Quantised:
    """One version: a file, or its parts."""

    name: str
    """Of the quantisation, such as Q4_K_M; empty where the file's name has none."""
    path: str
    """Of the file, of the first where there are several."""
    parts: int
    size: int | None
    """Bytes, of all parts; None where that was not asked for."""

    @property
    def words(self) -> str:
        """The file's name, and in how many parts it is."""
        return self.path if self.parts == 1 else f"{self.path} and {plural(self.parts - 1, 'more part')}"


def quantised(files: Sequence[File]) -> list[Quantised]:
    """Return the versions in the order of their sizes, or of their paths where those are not known."""
    parts: dict[str, list[File]] = {}
    for file in files:
        if file.path.lower().endswith(_ENDING):
            parts.setdefault(_SHARD.sub("", file.path[: -len(_ENDING)]), []).append(file)
    found = [_version(stem, of_it) for stem, of_it in parts.items()]
    return sorted(found, key=lambda one: (one.size or 0, one.path))


def _version(stem: str, parts: list[File]) -> Quantised:
    sizes = [part.size for part in parts if part.size is not None]
    names = _QUANTISATION.findall(stem)
    return Quantised(
        name=names[-1].upper() if names else "",
        path=parts[0].path,
        parts=len(parts),
        size=sum(sizes) if len(sizes) == len(parts) else None,
    )
