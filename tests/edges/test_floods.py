"""Attacks on a hardened server's memory and disk, and what they leave in its data."""

from __future__ import annotations

import hashlib
import io
import os
import re
import socket
import sqlite3
import zipfile
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
import requests
from requests.adapters import HTTPAdapter

from telemetry_cli.core.protocol import DEFAULT_COLLECTION
from telemetry_cli.core.record import FIELDS, Kind
from tests.conftest import SUPERUSER, Server, serving
from tests.edges.test_local_server import processes_of
from tests.proxy import wait_until

MEGABYTE = 1 << 20
ADDRESS = "127.0.0.77"
"""The address that the reporter and the reader of these tests use."""

USER_AGENT = "telemetry-cli/tests"


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """The data directory of a server that only one test attacks."""
    return tmp_path / "attacked"


@pytest.fixture
def attacked(data: Path) -> Iterator[Server]:
    with serving(data, hardened=True) as server:
        server.sign_in()  # before the rate limit is reached
        yield server


def peak_memory(data: Path) -> int:
    """The most memory that the server has used so far, in bytes."""
    (pid,) = processes_of(data)
    lines = Path(f"/proc/{pid}/status").read_text().splitlines()
    (peak,) = (line.split()[1] for line in lines if line.startswith("VmHWM:"))
    return int(peak) * 1024


def log_size(data: Path) -> int:
    """The size of the log's database, in bytes."""
    return sum(path.stat().st_size for path in (data / "pb_data").glob("auxiliary.db*"))


def logged(server: Server) -> list[dict[str, Any]]:
    """The entries of the log, newest first; PocketBase writes them every 3 seconds."""
    url, limit = f"{server.url}/api/logs", {"perPage": "500", "sort": "-@rowid"}
    answer = requests.get(url, params=limit, headers=server.sign_in(), timeout=30)
    items: list[dict[str, Any]] = answer.json()["items"]
    return items


def status_of(url: str, **request: Any) -> int | None:
    """The status of a POST, None if the server closed the connection while we were sending."""
    try:
        return requests.post(url, timeout=60, **request).status_code
    except requests.ConnectionError:
        return None


@contextmanager
def reporter() -> Iterator[requests.Session]:
    """A client whose address is `ADDRESS`."""
    adapter = HTTPAdapter()
    adapter.init_poolmanager(1, 1, source_address=(ADDRESS, 0))
    with requests.Session() as session:
        session.mount("http://", adapter)
        session.headers["User-Agent"] = USER_AGENT
        yield session


def flood(server: Server, requests_: int) -> Counter[bytes]:
    """Send requests without waiting for the responses, and count these by status."""
    url = urlsplit(server.records_url)
    head = (
        f"POST {url.path} HTTP/1.1\r\nHost: {url.netloc}\r\n"
        "Content-Type: application/json\r\nContent-Length: 2\r\n"
    )
    many, last = f"{head}\r\n{{}}" * (requests_ - 1), f"{head}Connection: close\r\n\r\n{{}}"
    with (
        ThreadPoolExecutor(1) as sender,
        socket.create_connection((url.hostname or "", url.port or 0), timeout=60) as connection,
        connection.makefile("rb") as responses,
    ):
        sent = sender.submit(connection.sendall, (many + last).encode())
        statuses = re.findall(rb"HTTP/1\.1 (\d+)", responses.read())
        sent.result()
    return Counter(statuses)


def test_twelve_thousand_requests_leave_little_in_memory_and_in_the_log(
    attacked: Server, data: Path
) -> None:
    with ThreadPoolExecutor(6) as pool:
        statuses = sum(pool.map(flood, [attacked] * 6, [2000] * 6), Counter[bytes]())
    assert statuses.total() == 12_000
    assert statuses[b"429"] > 11_000
    assert peak_memory(data) < 150 * MEGABYTE
    fail_to_send_mail(attacked)  # what was logged before is written before
    wait_until(lambda: bool(logged(attacked)))
    assert len(logged(attacked)) == 1
    assert log_size(data) < 4 * MEGABYTE


def chunks() -> Iterator[bytes]:
    """A body whose size is not announced."""
    yield from [b"x" * MEGABYTE] * 31


@pytest.mark.parametrize(
    "path",
    [
        f"collections/{DEFAULT_COLLECTION}/records",
        "collections/users/auth-with-password",
        "collections/_superusers/auth-with-password",
        "collections/users/records",
        "realtime",
        "batch",
    ],
)
def test_six_bodies_of_31_megabytes_at_once_are_refused_unread(
    attacked: Server, data: Path, path: str
) -> None:
    url, body = f"{attacked.url}/api/{path}", b'{"nsapp": "' + b"x" * (31 * MEGABYTE) + b'"}'
    headers = {"Content-Type": "application/json"}
    with ThreadPoolExecutor(6) as pool:
        announced = [pool.submit(status_of, url, data=body, headers=headers) for _ in range(6)]
        assert {status.result() for status in announced} <= {413, None}
        chunked = [pool.submit(status_of, url, data=chunks(), headers=headers) for _ in range(6)]
        assert {status.result() for status in chunked} <= {400, 403, 413, None}
    assert peak_memory(data) < 150 * MEGABYTE


@pytest.mark.parametrize("character", ["x", "\u00fc", "\U0001f600"])
def test_the_largest_record_is_not_too_large(attacked: Server, character: str) -> None:
    texts = {field.name: field.maximum for field in FIELDS if field.kind is Kind.TEXT}
    largest = {name: character * maximum for name, maximum in texts.items()}
    assert attacked.add(**largest)["error"] == largest["error"]


def test_backups_can_be_uploaded_by_the_superuser_only(attacked: Server) -> None:
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w") as backup:
        backup.writestr("data.db", os.urandom(4 * MEGABYTE))
    url = f"{attacked.url}/api/backups/upload"
    parts = {"file": ("backup.zip", archive.getvalue(), "application/zip")}
    assert status_of(url, files=parts, headers=attacked.sign_in()) == 204
    assert status_of(url, files=parts) in (401, None)


def test_no_file_of_the_server_has_the_address_of_a_reporter_or_reader(
    data: Path,
) -> None:
    with serving(data, hardened=True) as server, reporter() as session:
        login = server.sign_up()
        record = {"random_id": "a", "type": "lxc", "ct_type": 1, "nsapp": "plex"}
        record["status"] = "installing"
        assert session.post(server.records_url, json=record).status_code == 200
        assert session.post(server.records_url, json=record).status_code == 400
        assert session.get(f"{server.url}/no/such/page").status_code == 404
        credentials = {"identity": login.identity, "password": login.password}
        users = f"{server.url}/api/collections/users"
        assert session.post(f"{users}/auth-with-password", json=credentials).status_code == 200
        reset = {"email": login.identity}
        assert session.post(f"{users}/request-password-reset", json=reset).status_code == 204
        wait_until(lambda: bool(logged(server)))
    fingerprint = hashlib.md5((ADDRESS + USER_AGENT).encode(), usedforsecurity=False).hexdigest()
    files = [path for path in data.rglob("*") if path.is_file()]
    assert any(b"plex" in path.read_bytes() for path in files)
    for path in files:
        assert ADDRESS.encode() not in path.read_bytes(), path
        assert fingerprint.encode() not in path.read_bytes(), path


def fail_to_send_mail(server: Server) -> None:
    """Cause an error of the server: there is nothing that it could send mail with."""
    reset = {"email": SUPERUSER.identity}
    url = f"{server.url}/api/collections/_superusers/request-password-reset"
    headers = server.sign_in()
    assert requests.post(url, json=reset, headers=headers, timeout=30).status_code == 204


def test_the_log_keeps_only_the_latest_errors_of_the_server(data: Path) -> None:
    with serving(data, hardened=True):
        pass
    rows = [(f"{i}", "GET /", 8, '{"status": 500}', f"2099-01-01 00:{i}Z") for i in range(999)]
    addresses = [("ip", "GET /", 8, '{"userIP": "192.0.2.1"}', "2099-01-01 00:00Z")]
    with closing(sqlite3.connect(data / "pb_data" / "auxiliary.db")) as log:
        columns = "id, message, level, data, created"
        insert = f"INSERT INTO _logs ({columns}) VALUES (?, ?, ?, ?, ?)"
        log.executemany(insert, addresses + rows)
        log.commit()
    with serving(data, hardened=True) as server:
        settings = requests.get(f"{server.url}/api/settings", headers=server.sign_in(), timeout=30)
        logs = settings.json()["logs"]
        assert (logs["logIP"], logs["logAuthId"], logs["minLevel"]) == (False, False, 8)
        assert "192.0.2.1" not in {entry["data"].get("userIP") for entry in logged(server)}
        fail_to_send_mail(server)
        wait_until(lambda: "mail" in logged(server)[0]["message"])
        assert len(logged(server)) == 200
