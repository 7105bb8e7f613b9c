"""Moments as people write them, and as PocketBase does: in UTC."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta

_UNITS = {"s": "seconds", "m": "minutes", "h": "hours", "d": "days", "w": "weeks"}
_DURATION = re.compile(r"([0-9]{1,6})\s*([smhdw])", re.ASCII | re.IGNORECASE)
_WORDS = {"now": 0, "today": 0, "yesterday": 1}
REMEDY = "give 36h, 7d, 2026-02-01 or 2026-02-01T10:00 (UTC)"


def duration(text: str) -> timedelta:
    """The length of time in `text`: a number with s, m (minutes), h, d or w.

    Raises ValueError.
    """
    found = _DURATION.fullmatch(text.strip())
    if not found:
        raise ValueError("give a number with s, m, h, d or w, as 36h or 7d")
    return timedelta(**{_UNITS[found[2].lower()]: int(found[1])})


def moment(text: str, now: datetime) -> datetime:
    """The moment in `text`: a length of time before `now`, a date (its first moment) or a time.

    What names no time zone is UTC. Raises ValueError with what to do.
    """
    words = text.strip()
    try:
        if words.lower() in _WORDS:
            day = now.replace(hour=0, minute=0, second=0, microsecond=0)
            return now if words.lower() == "now" else day - timedelta(_WORDS[words.lower()])
        if _DURATION.fullmatch(words):
            return now - duration(words)
        given = datetime.fromisoformat(words)
        return given.replace(tzinfo=UTC) if given.tzinfo is None else given.astimezone(UTC)
    except (ValueError, OverflowError) as error:
        raise ValueError(REMEDY) from error


def on_the_wire(moment: datetime) -> str:
    """`moment` as PocketBase stores and compares it: `2026-02-01 10:00:00.000Z`."""
    return (
        moment.astimezone(UTC).strftime("%Y-%m-%d %H:%M:%S.") + f"{moment.microsecond // 1000:03}Z"
    )
