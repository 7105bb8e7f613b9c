"""Reads the clocks of this machine."""

from __future__ import annotations

import time
from pathlib import Path

from telemetry_cli.core.clocks import Reading

_UPTIME = Path("/proc/uptime")
_BOOT_ID = Path("/proc/sys/kernel/random/boot_id")
"""See proc_uptime(5) and random(4)."""


def read_clocks() -> Reading:
    """The clocks now; without /proc, a reading that only the wall clock is known of."""
    try:
        uptime = float(_UPTIME.read_text(encoding="ascii").split()[0])
        boot_id = _BOOT_ID.read_text(encoding="ascii").strip()
    except (OSError, ValueError, IndexError):
        uptime, boot_id = 0.0, ""
    return Reading(time.time(), uptime, boot_id)
