"""Fixtures for all tests."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, settings

from tests.support.loopback import LoopbackHub

if TYPE_CHECKING:
    from collections.abc import Iterator

# No test is one of time: a machine that is busy with something else says nothing about the program.
settings.register_profile("untimed", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("untimed")


@pytest.fixture
def hub() -> Iterator[LoopbackHub]:
    """Give a fresh embedded Hub on loopback; what a test changes in it is gone with the test."""
    with LoopbackHub() as running:
        yield running
