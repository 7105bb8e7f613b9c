"""Starts of installs for tests that do not care about their values."""

from __future__ import annotations

from telemetry_cli.core.record import InstallType, Start
from telemetry_cli.core.start_values import read_start


def a_start(
    random_id: str, app: str = "plex", install_type: InstallType = InstallType.LXC, **values: str
) -> Start:
    """The start of an install of `app`; `values` are further fields, as installers pass them."""
    given = {"random_id": random_id, "nsapp": app, "pve_version": "8.2", **values}
    return read_start(install_type, given)[0]
