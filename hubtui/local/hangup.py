"""Ending with the terminal: where nobody tells that it is gone, the program finds out by itself."""

from __future__ import annotations

import os
import signal
import sys
import threading


def end_with_terminal(descriptor: int) -> None:
    """End the program as a hang-up does, once the terminal behind a descriptor is gone.

    A terminal that goes tells its session; a program outside of it, as under setsid, is told nothing, and would draw
    and read in vain for ever. Waiting costs nothing until it happens. On Linux only: elsewhere poll may not know
    terminals.
    """
    if sys.platform == "linux":
        threading.Thread(target=_wait, args=(descriptor,), name="hubtui-hangup", daemon=True).start()


def _wait(descriptor: int) -> None:
    import select

    poll = select.poll()
    # Asked for nothing, poll reports nothing but the end.
    poll.register(descriptor, 0)
    while not any(event & (select.POLLHUP | select.POLLERR) for _, event in poll.poll()):
        pass
    os.kill(os.getpid(), signal.SIGHUP)
