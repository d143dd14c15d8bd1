"""What is imported before httpx may be, and httpx without its command line."""

from __future__ import annotations

import subprocess
import sys

import pytest


def loaded_by(code: str) -> set[str]:
    """Return the modules that a fresh interpreter has loaded after running code."""
    script = f"{code}\nimport sys; print('\\n'.join(name for name, module in sys.modules.items() if module))"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    return set(done.stdout.split())


@pytest.mark.parametrize(
    "name", ["reads", "decode", "models", "credentials", "network", "sending", "failures", "changes", "names"]
)
def test_everything_but_the_wire_comes_without_httpx(name: str) -> None:
    loaded = loaded_by(f"import hubtui.hub.{name}")
    assert not loaded & {"httpx", "httpcore", "anyio", "asyncio", "ssl", "textual", "rich", "certifi"}


def test_the_wire_comes_without_the_command_line_of_httpx() -> None:
    loaded = loaded_by("import hubtui.hub.wire, httpx, httpx as again; assert again.AsyncClient")
    assert {"httpx", "httpcore", "anyio._backends._asyncio"} <= loaded
    assert not loaded & {"httpx._main", "click", "rich", "pygments"}


def test_the_command_line_of_httpx_can_still_be_had() -> None:
    loaded = loaded_by("import hubtui.hub.wire, httpx._main")
    assert "httpx._main" in loaded
