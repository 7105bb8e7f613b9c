"""Times and durations as users write them."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from telemetry_cli.core.moments import duration, moment, on_the_wire

NOW = datetime(2026, 11, 23, 14, 30, 5, 123456, UTC)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("7d", "2026-11-16 14:30:05.123Z"),
        ("36h", "2026-11-22 02:30:05.123Z"),
        ("90m", "2026-11-23 13:00:05.123Z"),
        ("2W", "2026-11-09 14:30:05.123Z"),
        ("10s", "2026-11-23 14:29:55.123Z"),
        ("now", "2026-11-23 14:30:05.123Z"),
        ("today", "2026-11-23 00:00:00.000Z"),
        ("yesterday", "2026-11-22 00:00:00.000Z"),
        ("2026-02-01", "2026-02-01 00:00:00.000Z"),
        ("2026-02-01 10:20", "2026-02-01 10:20:00.000Z"),
        ("2026-02-01T10:20:30Z", "2026-02-01 10:20:30.000Z"),
        ("2026-02-01T10:20:30.5+02:00", "2026-02-01 08:20:30.500Z"),
        ("2026-02-01 10:20:30.123Z", "2026-02-01 10:20:30.123Z"),
    ],
)
def test_times_are_read_as_utc(text: str, expected: str) -> None:
    assert on_the_wire(moment(text, NOW)) == expected


@pytest.mark.parametrize("text", ["", "7", "d", "7y", "-7d", "tomorrow", "2026-13-01", "99999999d"])
def test_an_invalid_time_is_rejected_with_examples(text: str) -> None:
    with pytest.raises(ValueError, match="36h, 7d, 2026-02-01"):
        moment(text, NOW)


@pytest.mark.parametrize("text", ["", "24", "1.5h", "yesterday"])
def test_an_invalid_duration_is_rejected_with_examples(text: str) -> None:
    with pytest.raises(ValueError, match="36h or 7d"):
        duration(text)


@given(st.datetimes(min_value=datetime(1970, 1, 1), timezones=st.just(UTC)))
def test_the_wire_format_round_trips_to_the_millisecond(when: datetime) -> None:
    assert timedelta(0) <= when - moment(on_the_wire(when), NOW) < timedelta(milliseconds=1)
