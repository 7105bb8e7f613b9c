"""Tells the time that has passed from the time by which somebody has set the clock."""

from __future__ import annotations

from typing import NamedTuple

_SLACK = 60.0
"""Seconds of difference that are not worth a correction: drift, and the steps of a busy machine."""

_LONGEST_OFF = 24 * 3600.0
"""The most seconds that count as passed while no clock ran.

After a reboot, only the wall clock tells how long the machine was off, and it may be wrong: a
machine without a battery starts in 1970 or 1996. An event that is kept too long does no harm.
"""


class Reading(NamedTuple):
    """What the clocks showed at one moment.

    `wall` is in seconds since the epoch, and changes when the clock is set. `uptime` is in seconds
    since the boot that `boot_id` names, including sleep, and nobody can set it.
    """

    wall: float
    uptime: float
    boot_id: str


def set_forward(earlier: Reading, now: Reading) -> float:
    """By how many seconds the wall clock was set forward between two readings; negative: back."""
    by_wall, by_uptime = now.wall - earlier.wall, now.uptime - earlier.uptime
    if now.boot_id and now.boot_id == earlier.boot_id and by_uptime >= 0:
        passed = by_uptime
    else:
        passed = min(max(by_wall, 0.0), _LONGEST_OFF)
    difference = by_wall - passed
    return difference if abs(difference) > _SLACK else 0.0
