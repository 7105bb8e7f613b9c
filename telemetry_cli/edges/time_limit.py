"""Limits the time of any work, even of calls that have no timeout of their own."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import TypeVar

T = TypeVar("T")

_SHORTEST_WAIT = 0.01
"""The shortest wait, in seconds, before checking again whether the limit has moved."""


def run_within(time_left: Callable[[], float], work: Callable[[], T]) -> T | None:
    """Run `work` and return its result, or None if the time is up first; raises what it raises.

    `time_left` returns seconds and may grow while `work` makes progress. `work` runs in a thread
    that is abandoned when the time is up, because nothing can interrupt a name resolution or a
    disk that hangs. The state file stays consistent.
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
