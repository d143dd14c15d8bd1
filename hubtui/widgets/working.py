"""Starting work beside the event loop's turn: a worker that nobody has to wait for."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Coroutine
    from typing import Any

    from textual.dom import DOMNode
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
