"""Fixtures for all tests."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.support.loopback import LoopbackHub

if TYPE_CHECKING:
    from collections.abc import Iterator


@pytest.fixture
def hub() -> Iterator[LoopbackHub]:
    """Give a fresh embedded Hub on loopback; what a test changes in it is gone with the test."""
    with LoopbackHub() as running:
        yield running
