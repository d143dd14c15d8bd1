"""Starting work beside the event loop's turn: a worker that nobody has to wait for, or a call a little later."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Coroutine
    from typing import Any

    from textual.dom import DOMNode
    from textual.message_pump import MessagePump
    from textual.timer import Timer
    from textual.worker import Worker


def start_work(
    node: DOMNode, work: Callable[[], Coroutine[Any, Any, None]], *, group: str, exclusive: bool = False
) -> Worker[None]:
    """Start work that ends with its node, and return its worker.

    Args:
        node: whose work it is.
        work: makes the coroutine once the worker runs; one that is made before and never runs warns of that.
        group: of the worker.
        exclusive: whether earlier work of the group is given up.
    """
    return node.run_worker(work, group=group, exclusive=exclusive)


def after(node: MessagePump, seconds: float, callback: Callable[[], object]) -> Timer:
    """Call back once, after so many seconds, unless the node is gone by then; return what can be stopped."""
    return surely(node.set_timer(seconds, callback))


def surely(timer: Timer) -> Timer:
    """Let a timer that fires once fire in any case, and return it.

    Textual drops the call where the machine is so busy that the time is over before the timer has begun to wait: its
    way to make up for ticks that were missed, which is not meant for the only one.
    """
    timer._skip = False  # noqa: SLF001  # There is no public way to say so.
    return timer
