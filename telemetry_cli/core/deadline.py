"""The deadline that all steps of an invocation share."""

from __future__ import annotations

import time
from typing import NamedTuple


class Deadline(NamedTuple):
    """A point in time on the monotonic clock, in seconds."""

    at: float

    @classmethod
    def after(cls, seconds: float) -> Deadline:
        """The deadline `seconds` from now."""
        return cls(time.monotonic() + seconds)

    def remaining(self) -> float:
        """Seconds left, never below 0."""
        return max(0.0, self.at - time.monotonic())

    def passed(self) -> bool:
        """Whether the time is up."""
        return self.remaining() == 0.0
