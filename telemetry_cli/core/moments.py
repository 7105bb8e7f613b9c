"""Dates, times and durations as the user types them, and timestamps as PocketBase writes them."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta

_UNITS = {"s": "seconds", "m": "minutes", "h": "hours", "d": "days", "w": "weeks"}
_DURATION = re.compile(r"(?P<number>[0-9]{1,6})\s*(?P<unit>[smhdw])", re.ASCII | re.IGNORECASE)
_DAYS_AGO = {"today": 0, "yesterday": 1}
REMEDY = "use e.g. 36h, 7d, 2026-02-01 or 2026-02-01T10:00 (UTC)"


def duration(text: str) -> timedelta:
    """Parse a duration: a number followed by s, m (minutes), h, d or w.

    Raises ValueError with a remedy.
    """
    match = _DURATION.fullmatch(text.strip())
    if not match:
        raise ValueError("use a number followed by s, m, h, d or w, e.g. 36h or 7d")
    return timedelta(**{_UNITS[match["unit"].lower()]: int(match["number"])})


def moment(text: str, now: datetime) -> datetime:
    """Parse a duration before `now`, a date (midnight), or a date and time.

    Times without a time zone are UTC. Raises ValueError with a remedy.
    """
    word = text.strip().lower()
    try:
        if word == "now":
            return now
        if word in _DAYS_AGO:
            midnight = now.replace(hour=0, minute=0, second=0, microsecond=0)
            return midnight - timedelta(days=_DAYS_AGO[word])
        if _DURATION.fullmatch(word):
            return now - duration(word)
        parsed = datetime.fromisoformat(text.strip())
        return parsed.replace(tzinfo=UTC) if parsed.tzinfo is None else parsed.astimezone(UTC)
    except (ValueError, OverflowError) as error:
        raise ValueError(REMEDY) from error


def on_the_wire(moment: datetime) -> str:
    """`moment` as PocketBase stores and compares it: `2026-02-01 10:00:00.000Z`."""
    return (
        moment.astimezone(UTC).strftime("%Y-%m-%d %H:%M:%S.") + f"{moment.microsecond // 1000:03}Z"
    )
