"""Deleting old records from a local server."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import requests

from telemetry_cli.core.protocol import DEFAULT_COLLECTION
from telemetry_cli.edges.local_server import Address, LocalServer, free_port
from tests.conftest import SUPERUSER, Server
from tests.proxy import wait_until

ALL = "id != ''"


def kept_for(directory: Path, keep: timedelta | None) -> LocalServer:
    address, log = Address("127.0.0.1", free_port("127.0.0.1")), directory / "log"
    return LocalServer(
        directory, address, SUPERUSER, DEFAULT_COLLECTION, log, hardened=True, keep=keep
    )


def hourly_job(server: Server) -> int:
    """Run the job now, as the admin page does; returns the HTTP status."""
    url = f"{server.url}/api/crons/telemetryKeep"
    return requests.post(url, headers=server.sign_in(), timeout=30).status_code


def test_only_records_older_than_the_retention_are_deleted(tmp_path: Path) -> None:
    with kept_for(tmp_path, timedelta(seconds=1)) as running:
        server = Server(running.address.url)
        server.add()
        wait_until(lambda: hourly_job(server) == 204 and not server.records(ALL))
        server.add()
    with kept_for(tmp_path, timedelta(days=365)) as running:
        server = Server(running.address.url)
        assert hourly_job(server) == 204
        assert len(server.records(ALL)) == 1
    with kept_for(tmp_path, None) as running:
        assert hourly_job(Server(running.address.url)) == 404
