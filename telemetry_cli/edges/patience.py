"""Work that nothing interrupts, and callers that do not wait for ever."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import TypeVar

T = TypeVar("T")


def within(seconds: float, work: Callable[[], T]) -> T | None:
    """What `work` returns, None if that takes longer than `seconds`; raises what it raises.

    A thread does it, which is left behind when the time is up: nothing else bounds a name
    resolution or a disk that hangs. Whatever it was at, the state file is consistent.
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
    thread.join(seconds)
    for error in errors:
        raise error
    return results[0] if results else None
