"""Work that goes on when the caller has gone."""

from __future__ import annotations

import os
import signal
from collections.abc import Callable
from contextlib import suppress


def detach(work: Callable[[], object]) -> None:
    """Have `work` done by a process of its own, and return at once.

    It is in a session without a terminal, immune to HUP and INT, holds no descriptor of the caller
    (so `$(...)` and pipes end), and is no child of ours (so nobody has to wait for it): daemon(7).
    Call it while this process has one thread.
    """
    child = os.fork()
    if child:
        with suppress(ChildProcessError):  # of a caller that ignores SIGCHLD
            os.waitpid(child, 0)
        return
    try:
        os.setsid()
        if os.fork() == 0:
            _leave_caller()
            work()
    finally:
        os._exit(0)


def _leave_caller() -> None:
    for number in (signal.SIGHUP, signal.SIGINT):
        signal.signal(number, signal.SIG_IGN)
    os.chdir("/")
    null = os.open(os.devnull, os.O_RDWR)
    for descriptor in range(3):
        os.dup2(null, descriptor)
    os.closerange(3, os.sysconf("SC_OPEN_MAX"))
