"""How long a report may wait: the shares of TELEMETRY_TIMEOUT that its phases have."""

from __future__ import annotations

ACCEPT_SECONDS = 1.0
"""The minimum time to store an event, in seconds, even if Python started after the deadline."""

SLOWNESS = 10.0
"""Time to store an event, as a multiple of the time that this process took to start.

On an idle machine, that is less than the deadline. If 200 reports start at the same time on two
cores, each start takes seconds. So does the wait for the state file: 2.5 s were measured, and
0.01 s for the write itself. An event that is not stored is lost.
"""

DISK_SHARE = 0.6
"""The share of the time for the state file; after that, the event is sent from memory."""

LAST_SECONDS = 0.1
"""Time reserved at the end of each phase, in seconds, to store the outcome and to exit."""
