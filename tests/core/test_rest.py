"""Tests of hubtui.core.rest."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hubtui.core.rest import Rest

if TYPE_CHECKING:
    from collections.abc import Callable


class Clockwork:
    """A clock that stands still until it is told, with timers that fire on the way."""

    def __init__(self) -> None:
        self.now = 0.0
        self.timers: list[tuple[float, Callable[[], None]]] = []
        self.started = 0

    def set_timer(self, seconds: float, callback: Callable[[], None]) -> Clockwork:
        self.timers.append((self.now + seconds, callback))
        self.started += 1
        return self

    def cancel(self) -> None:
        self.timers.clear()

    def advance(self, seconds: float) -> None:
        end = self.now + seconds
        while due := [timer for timer in self.timers if timer[0] <= end]:
            timer = min(due, key=lambda each: each[0])
            self.timers.remove(timer)
            self.now = timer[0]
            timer[1]()
        self.now = end


def test_it_calls_back_once_the_moves_have_rested() -> None:
    clockwork, calls = Clockwork(), list[str]()
    rest = Rest(clockwork.set_timer, lambda: clockwork.now)
    rest.moved(0.08, lambda: calls.append("first"))
    clockwork.advance(0.05)
    rest.moved(0.08, lambda: calls.append("second"))
    clockwork.advance(0.05)
    assert calls == []
    clockwork.advance(0.04)
    assert calls == ["second"]
    clockwork.advance(1)
    assert calls == ["second"]


def test_a_held_key_starts_no_timer_for_each_move() -> None:
    clockwork, calls = Clockwork(), list[str]()
    rest = Rest(clockwork.set_timer, lambda: clockwork.now)
    for _ in range(100):
        rest.moved(0.08, lambda: calls.append("rested"))
        clockwork.advance(0.01)
    assert calls == []
    assert clockwork.started <= 1 + 100 * 0.01 / 0.07
    clockwork.advance(0.08)
    assert calls == ["rested"]


def test_a_move_in_the_callback_begins_anew() -> None:
    clockwork, calls = Clockwork(), list[str]()
    rest = Rest(clockwork.set_timer, lambda: clockwork.now)
    rest.moved(0.08, lambda: rest.moved(0.17, lambda: calls.append("later")))
    clockwork.advance(0.1)
    assert calls == []
    clockwork.advance(0.2)
    assert calls == ["later"]


def test_a_shorter_rest_does_not_wait_for_the_end_of_a_longer_one() -> None:
    clockwork, calls = Clockwork(), list[str]()
    rest = Rest(clockwork.set_timer, lambda: clockwork.now)
    rest.moved(10, lambda: calls.append("long"))
    clockwork.advance(1)
    rest.moved(0.08, lambda: calls.append("short"))
    clockwork.advance(0.1)
    assert calls == ["short"]
    clockwork.advance(20)
    assert calls == ["short"]
