"""Starts of installs for tests that do not care about their values."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

from telemetry_cli.core.record import InstallType, Start
from telemetry_cli.core.values import read_start
from telemetry_cli.edges.state_file import open_store


def a_start(
    random_id: str, app: str = "plex", install_type: InstallType = InstallType.LXC, **values: str
) -> Start:
    """The start of an install of `app`; `values` are further fields, as installers pass them."""
    given = {"random_id": random_id, "nsapp": app, "pve_version": "8.2", **values}
    return read_start(install_type, given)[0]


def queue(state: Path, *random_ids: str) -> None:
    """Put starts that were never attempted into the outbox of a state directory."""
    with closing(open_store(state, 10, durable=False)) as store:
        for random_id in random_ids:
            store.accept_start(a_start(random_id), lease=0)
