"""Continues work in the background after the command has returned."""

from __future__ import annotations

import os
import signal
from collections.abc import Callable
from contextlib import suppress


def detach(work: Callable[[], object]) -> None:
    """Run `work` in a background process and return immediately, as described in daemon(7).

    The process has a session without a terminal and ignores HUP and INT. It holds no descriptor of
    the caller, so `$(...)` and pipes end, and it is not our child, so nobody has to wait for it.
    Call this while the current process has only one thread.
    """
    child = os.fork()
    if child:
        with suppress(ChildProcessError):  # the caller ignores SIGCHLD
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
