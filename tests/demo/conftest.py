"""Plain HTTP clients of the embedded Hub, one for each of those who may ask."""

from __future__ import annotations

from typing import TYPE_CHECKING

import httpx
import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.support.loopback import LoopbackHub


@pytest.fixture
def writer(hub: LoopbackHub) -> Iterator[httpx.Client]:
    """Give a client with the token that may write."""
    headers = {"Authorization": f"Bearer {hub.write_token}"}
    with httpx.Client(base_url=hub.endpoint, headers=headers) as client:
        yield client


@pytest.fixture
def reader(hub: LoopbackHub) -> Iterator[httpx.Client]:
    """Give a client with the token that may only read."""
    headers = {"Authorization": f"Bearer {hub.read_token}"}
    with httpx.Client(base_url=hub.endpoint, headers=headers) as client:
        yield client


@pytest.fixture
def nobody(hub: LoopbackHub) -> Iterator[httpx.Client]:
    """Give a client without a token."""
    with httpx.Client(base_url=hub.endpoint) as client:
        yield client
