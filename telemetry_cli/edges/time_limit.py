"""A limit on time that holds for everything, including what no timeout reaches."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import TypeVar

T = TypeVar("T")

_SHORTEST_WAIT = 0.01
"""Seconds between two looks at a limit that has moved on in the meantime."""


def run_within(time_left: Callable[[], float], work: Callable[[], T]) -> T | None:
    """What `work` returns, None if no time is left before it does; raises what it raises.

    `time_left` gives seconds and may move on while the work makes progress. A thread does the work
    and is left behind when the time is up: nothing else bounds a name resolution or a disk that
    hangs. Whatever it was doing, the state file is consistent.
    """
    results: list[T] = []
    errors: list[Exception] = []

    def run() -> None:
        try:
            results.append(work())
        except Exception as error:
            errors.append(error)

    thread = threading.Thread(target=run, daemon=True)
    thread.start()
    while thread.is_alive() and (seconds := time_left()) > 0:
        thread.join(max(seconds, _SHORTEST_WAIT))
    for error in errors:
        raise error
    return results[0] if results else None
