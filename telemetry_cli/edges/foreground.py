"""Runs a command in our place: its signals, its terminal and its exit status pass through."""

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
"""A shell reports a command that died of signal n as 128 + n (bash(1), EXIT STATUS)."""

_SI_USER_OR_BELOW = 0
"""`si_code` of a signal that a process has sent; the kernel's own, as Ctrl+C, are above it."""

_FORWARDED = frozenset(
    {
        *(signal.SIGINT, signal.SIGTERM, signal.SIGHUP, signal.SIGQUIT, signal.SIGUSR1),
        *(signal.SIGUSR2, signal.SIGWINCH, signal.SIGTSTP, signal.SIGCONT, signal.SIGALRM),
    }
)


class Ended(NamedTuple):
    """How a command ended: with the exit status that a shell would give.

    `problem` tells why it could not be started, '' if it was. `interrupted` means that Ctrl+C at
    the terminal ended it.
    """

    status: int
    problem: str = ""
    interrupted: bool = False


def run(command: list[str]) -> Ended:
    """Run `command` in our process group until it ends.

    What the terminal sends (Ctrl+C, Ctrl+Z, a new size, its end) reaches the whole group, the
    command included. What a process sends to us alone is passed on. When the command stops, so do
    we, and the shell above sees a stopped job.
    """
    watched = _FORWARDED | {signal.SIGCHLD}
    # A caller that ignores SIGCHLD would have the kernel throw the exit status away.
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
        # A Ctrl+C that was the command's must not interrupt us when signals are let in again.
        while late := signal.sigtimedwait(watched, 0):
            from_terminal.add(late.si_signo)
        signal.pthread_sigmask(signal.SIG_SETMASK, before)
    interrupted = status == _DIED_OF_SIGNAL + signal.SIGINT and signal.SIGINT in from_terminal
    return Ended(status, interrupted=interrupted)


def _spawn(command: list[str], mask: Iterable[int]) -> int:
    # Python ignores SIGPIPE and SIGXFSZ; the command must find them as we did.
    defaults = (signal.SIGPIPE, signal.SIGXFSZ)
    path = _path(command[0])
    try:
        return os.posix_spawn(path, command, os.environ, setsigmask=mask, setsigdef=defaults)
    except OSError as error:
        if error.errno != errno.ENOEXEC:
            raise
        # A script without #! is one of the shell: execvp(3) and every shell run it so.
        script = ["/bin/sh", path, *command[1:]]
        return os.posix_spawn("/bin/sh", script, os.environ, setsigmask=mask, setsigdef=defaults)


def _path(name: str) -> str:
    """The file to execute. Raises FileNotFoundError or PermissionError."""
    if "/" in name:
        return name
    if found := shutil.which(name):
        return found
    if any((Path(place) / name).exists() for place in os.get_exec_path()):
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), name)
    raise FileNotFoundError(errno.ENOENT, os.strerror(errno.ENOENT), name)


def _ended(child: int) -> int | None:
    """The exit status if the child has ended; while it is stopped, so are we."""
    options = os.WNOHANG | os.WUNTRACED
    while (found := os.waitpid(child, options))[0]:
        status = found[1]
        if os.WIFSTOPPED(status):
            _stop_by(os.WSTOPSIG(status))
            os.kill(child, signal.SIGCONT)
            continue
        if os.WIFSIGNALED(status):
            return _DIED_OF_SIGNAL + os.WTERMSIG(status)
        return os.WEXITSTATUS(status)
    return None


def _stop_by(number: int) -> None:
    """Stop as the child did, so that the shell above tells of that signal; returns after CONT."""
    os.kill(os.getpid(), number)
    signal.pthread_sigmask(signal.SIG_UNBLOCK, {number})
    signal.pthread_sigmask(signal.SIG_BLOCK, {number})
