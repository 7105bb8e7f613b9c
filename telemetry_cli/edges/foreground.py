"""Runs a command in the foreground and passes signals, terminal and exit status through."""

from __future__ import annotations

import errno
import os
import shutil
import signal
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

_NOT_FOUND, _NOT_EXECUTABLE = 127, 126
_DIED_OF_SIGNAL = 128
"""A shell reports a command that was killed by signal n as 128 + n (bash(1), EXIT STATUS)."""

_SI_USER_OR_BELOW = 0
"""`si_code` of a signal that a process sent; those from the kernel (Ctrl+C) have larger ones."""

_FORWARDED = frozenset(
    {
        *(signal.SIGINT, signal.SIGTERM, signal.SIGHUP, signal.SIGQUIT, signal.SIGUSR1),
        *(signal.SIGUSR2, signal.SIGWINCH, signal.SIGTSTP, signal.SIGCONT, signal.SIGALRM),
    }
)


class Ended(NamedTuple):
    """How a command ended. `status` is the exit status that a shell would report.

    `problem` is the reason why it could not be started, or ''. `interrupted` means that Ctrl+C
    ended it.
    """

    status: int
    problem: str = ""
    interrupted: bool = False


def run(command: list[str]) -> Ended:
    """Run `command` in our process group until it ends.

    Signals from the terminal (Ctrl+C, Ctrl+Z, resize, hangup) reach the whole group, including the
    command. Signals that a process sends only to us are forwarded. When the command stops, we stop
    too, so that the shell sees a stopped job.
    """
    watched = _FORWARDED | {signal.SIGCHLD}
    # If the caller ignores SIGCHLD, the kernel would discard the exit status.
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    before = signal.pthread_sigmask(signal.SIG_BLOCK, watched)
    from_terminal = set()
    try:
        child = _spawn(command, before)
        while (status := _ended(child)) is None:
            received = signal.sigwaitinfo(watched)
            if received.si_code > _SI_USER_OR_BELOW:
                from_terminal.add(received.si_signo)
            elif received.si_signo in _FORWARDED:
                os.kill(child, received.si_signo)
    except FileNotFoundError:
        return Ended(_NOT_FOUND, f"{command[0]}: command not found")
    except OSError as error:
        return Ended(_NOT_EXECUTABLE, f"{command[0]}: {error.strerror}")
    finally:
        # A Ctrl+C meant for the command must not interrupt us once signals are unblocked.
        while late := signal.sigtimedwait(watched, 0):
            from_terminal.add(late.si_signo)
        signal.pthread_sigmask(signal.SIG_SETMASK, before)
    interrupted = status == _DIED_OF_SIGNAL + signal.SIGINT and signal.SIGINT in from_terminal
    return Ended(status, interrupted=interrupted)


def _spawn(command: list[str], mask: Iterable[int]) -> int:
    # Python ignores SIGPIPE and SIGXFSZ; the command needs their defaults.
    defaults = (signal.SIGPIPE, signal.SIGXFSZ)
    path = _path(command[0])
    try:
        return os.posix_spawn(path, command, os.environ, setsigmask=mask, setsigdef=defaults)
    except OSError as error:
        if error.errno != errno.ENOEXEC:
            raise
        # A script without #! is run by the shell, as execvp(3) and every shell do.
        script = ["/bin/sh", path, *command[1:]]
        return os.posix_spawn("/bin/sh", script, os.environ, setsigmask=mask, setsigdef=defaults)


def _path(name: str) -> str:
    """The file to execute. Raises FileNotFoundError or PermissionError."""
    if "/" in name:
        return name
    if file := shutil.which(name):
        return file
    if any((Path(directory) / name).exists() for directory in os.get_exec_path()):
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), name)
    raise FileNotFoundError(errno.ENOENT, os.strerror(errno.ENOENT), name)


def _ended(child: int) -> int | None:
    """The exit status if the child has ended; stops for as long as the child is stopped."""
    while True:
        pid, status = os.waitpid(child, os.WNOHANG | os.WUNTRACED)
        if not pid:
            return None
        if os.WIFSTOPPED(status):
            _stop_by(os.WSTOPSIG(status))
            os.kill(child, signal.SIGCONT)
            continue
        if os.WIFSIGNALED(status):
            return _DIED_OF_SIGNAL + os.WTERMSIG(status)
        return os.WEXITSTATUS(status)


def _stop_by(number: int) -> None:
    """Stop with the same signal as the child, so that the shell reports it; returns after CONT."""
    os.kill(os.getpid(), number)
    signal.pthread_sigmask(signal.SIG_UNBLOCK, {number})
    signal.pthread_sigmask(signal.SIG_BLOCK, {number})
