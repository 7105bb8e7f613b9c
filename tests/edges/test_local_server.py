"""A PocketBase of one's own."""

from __future__ import annotations

import socket
from pathlib import Path

import pytest
import requests

from telemetry_cli.core.errors import UserError
from telemetry_cli.edges.local_server import Address, LocalServer, free_port
from tests.conftest import SUPERUSER


def local(directory: Path, port: int) -> LocalServer:
    return LocalServer(directory, Address("127.0.0.1", port), SUPERUSER, "c", directory / "log")


def test_it_answers_from_start_to_stop(tmp_path: Path) -> None:
    port = free_port("127.0.0.1")
    with local(tmp_path, port) as server:
        assert requests.get(f"{server.address.url}/api/health", timeout=30).status_code == 200
    with pytest.raises(requests.ConnectionError):
        requests.get(f"{server.address.url}/api/health", timeout=30)


def test_its_password_is_in_no_process_list(tmp_path: Path) -> None:
    with local(tmp_path, free_port("127.0.0.1")):
        commands = [path.read_bytes() for path in Path("/proc").glob("[0-9]*/cmdline")]
    assert any(str(tmp_path).encode() in command for command in commands)
    assert not any(SUPERUSER.password.encode() in command for command in commands)


def test_it_takes_no_address_that_another_server_has(tmp_path: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        with pytest.raises(UserError, match=str(port)):
            local(tmp_path, port).start()


@pytest.mark.parametrize("host", ["no.such.host.invalid", "192.0.2.1", "999.1.1.1"])
def test_an_address_that_is_not_ours_is_told(tmp_path: Path, host: str) -> None:
    server = LocalServer(tmp_path, Address(host, 8090), SUPERUSER, "c", tmp_path / "log")
    with pytest.raises(UserError, match="--host"):
        server.start()


def test_a_data_directory_it_cannot_use_is_told_with_its_log(tmp_path: Path) -> None:
    (tmp_path / "pb_data").write_text("a file")
    with pytest.raises(UserError, match="log"):
        local(tmp_path, free_port("127.0.0.1")).start()


def test_an_ipv6_address_stands_in_brackets() -> None:
    assert Address("::1", 8090).url == "http://[::1]:8090"
