"""The embedded Hub as a program of its own: how it starts, what it says, how it ends."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
from typing import TYPE_CHECKING, Any

import httpx
import pytest

from tests.support.loopback import CACHE

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    Spawn = Callable[..., subprocess.Popen[str]]


@pytest.fixture
def spawn() -> Iterator[Spawn]:
    """Give what starts the program with arguments; what is left of it after the test is killed."""
    children = []

    def started(*arguments: str) -> subprocess.Popen[str]:
        command = [sys.executable, "-m", "hubtui.demo", "--cache", str(CACHE), *arguments]
        pipe = subprocess.PIPE
        children.append(subprocess.Popen(command, stdin=pipe, stdout=pipe, stderr=pipe, text=True))
        return children[-1]

    yield started
    for child in children:
        child.kill()
        child.communicate()


def told(child: subprocess.Popen[str]) -> dict[str, Any]:
    assert child.stdout is not None
    return dict(json.loads(child.stdout.readline()))


def test_its_one_json_line_says_where_it_listens_already(spawn: Spawn) -> None:
    said = told(spawn("--json"))
    assert sorted(said) == ["endpoint", "tokens", "user"]
    assert sorted(said["tokens"]) == ["read", "write"]
    for role, token in said["tokens"].items():
        assert token.startswith("hf_")
        headers = {"Authorization": f"Bearer {token}"}
        who = httpx.get(f"{said['endpoint']}/api/whoami-v2", headers=headers).json()
        assert (who["name"], who["auth"]["accessToken"]["role"]) == (said["user"], role)


def test_it_tells_a_person_the_address_and_both_tokens(spawn: Spawn) -> None:
    child = spawn()
    assert child.stdout is not None
    lines = [child.stdout.readline() for _ in range(3)]
    assert "http://127.0.0.1:" in lines[0]
    assert all("hf_" in line for line in lines[1:])


def test_it_ends_when_its_standard_input_closes_if_it_is_told_to(spawn: Spawn) -> None:
    child = spawn("--json", "--with-parent")
    told(child)
    output, complaint = child.communicate(timeout=10)
    assert (child.returncode, output, complaint) == (0, "", "")


def test_it_outlives_its_standard_input_when_run_alone(spawn: Spawn) -> None:
    child = spawn("--json")
    said = told(child)
    assert child.stdin is not None
    child.stdin.close()
    child.stdin = None
    assert httpx.get(f"{said['endpoint']}/api/models?limit=1").status_code == 200


@pytest.mark.skipif(sys.platform == "win32", reason="signals end a program there")
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_it_ends_quietly_at_a_signal_with_a_client_connected(spawn: Spawn, number: signal.Signals) -> None:
    child = spawn("--json")
    with httpx.Client(base_url=told(child)["endpoint"]) as client:
        client.get("/api/models?limit=1")
        os.kill(child.pid, number)
        _, complaint = child.communicate(timeout=10)
    assert (child.returncode, complaint) == (0, "")


def test_a_taken_port_is_said_in_one_line(spawn: Spawn) -> None:
    with socket.create_server(("127.0.0.1", 0)) as other:
        child = spawn("--port", str(other.getsockname()[1]))
        output, complaint = child.communicate(timeout=10)
    assert (child.returncode, output) == (2, "")
    assert complaint.count("\n") == 1
    assert "cannot listen on 127.0.0.1:" in complaint


@pytest.mark.parametrize("arguments", [("--port", "70000"), ("--size", "-1"), ("--port", "x"), ("extra",)])
def test_wrong_arguments_end_it_with_two_and_no_traceback(spawn: Spawn, arguments: tuple[str, ...]) -> None:
    child = spawn(*arguments)
    _, complaint = child.communicate(timeout=10)
    assert child.returncode == 2
    assert "Traceback" not in complaint
