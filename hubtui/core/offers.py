"""What a new repo can be given: licences, kits and hardware, as the Hub's bodies name them (wire.md §2.12)."""

from __future__ import annotations

from typing import Final

LICENSES: Final = (
    "apache-2.0", "mit", "openrail", "cc-by-4.0", "cc-by-sa-4.0", "cc-by-nc-4.0", "cc0-1.0", "gpl-3.0",
    "llama3.1", "gemma", "other", "afl-3.0", "agpl-3.0", "apple-amlr", "apple-ascl", "artistic-2.0",
    "bigcode-openrail-m", "bigscience-bloom-rail-1.0", "bigscience-openrail-m", "bsd", "bsd-2-clause",
    "bsd-3-clause", "bsd-3-clause-clear", "bsl-1.0", "c-uda", "cc", "cc-by-2.0", "cc-by-2.5", "cc-by-3.0",
    "cc-by-nc-2.0", "cc-by-nc-3.0", "cc-by-nc-nd-3.0", "cc-by-nc-nd-4.0", "cc-by-nc-sa-2.0", "cc-by-nc-sa-3.0",
    "cc-by-nc-sa-4.0", "cc-by-nd-4.0", "cc-by-sa-3.0", "cdla-permissive-1.0", "cdla-permissive-2.0",
    "cdla-sharing-1.0", "creativeml-openrail-m", "deepfloyd-if-license", "ecl-2.0", "epl-1.0", "epl-2.0",
    "etalab-2.0", "eupl-1.1", "eupl-1.2", "fair-noncommercial-research-license", "gfdl", "gpl", "gpl-2.0",
    "h-research", "intel-research", "isc", "lgpl", "lgpl-2.1", "lgpl-3.0", "lgpl-lr", "llama2", "llama3",
    "llama3.2", "llama3.3", "llama4", "lppl-1.3c", "mpl-2.0", "ms-pl", "ncsa", "odbl", "odc-by", "ofl-1.1",
    "openmdw-1.0", "openrail++", "osl-3.0", "pddl", "postgresql", "unlicense", "wtfpl", "zlib", "unknown",
)  # fmt: skip
"""The most used first, then by name."""
HARDWARE: Final = (
    "cpu-basic", "cpu-upgrade", "zero-a10g", "t4-small", "t4-medium", "l4x1", "l4x4", "l40sx1", "l40sx4", "l40sx8",
    "a10g-small", "a10g-large", "a10g-largex2", "a10g-largex4", "a100-large", "a100x4", "a100x8",
)  # fmt: skip
"""What a Space can run on, what costs nothing first. The Hub says where an account cannot pay for it."""
SDKS: Final = ("gradio", "docker", "static")
"""What a new Space can be made with."""
