"""Running a local PocketBase."""

from __future__ import annotations

import shutil
import socket
import stat
import subprocess
import sys
from pathlib import Path

import pytest
import requests

from telemetry_cli.core.errors import UserError
from telemetry_cli.edges.credentials import Login
from telemetry_cli.edges.local_server import Address, LocalServer, free_port
from tests.conftest import NOBODY, SUPERUSER
from tests.conftest import Server as RealServer
from tests.proxy import wait_until


def local(directory: Path, port: int) -> LocalServer:
    return LocalServer(
        directory, Address("127.0.0.1", port), SUPERUSER, "c", directory / "log", hardened=True
    )


def test_the_server_responds_from_start_to_stop(tmp_path: Path) -> None:
    port = free_port("127.0.0.1")
    with local(tmp_path, port) as server:
        assert requests.get(f"{server.address.url}/api/health", timeout=30).status_code == 200
    with pytest.raises(requests.ConnectionError):
        requests.get(f"{server.address.url}/api/health", timeout=30)


def test_the_password_is_not_in_the_process_list(tmp_path: Path) -> None:
    with local(tmp_path, free_port("127.0.0.1")):
        commands = [path.read_bytes() for path in Path("/proc").glob("[0-9]*/cmdline")]
    assert any(str(tmp_path).encode() in command for command in commands)
    assert not any(SUPERUSER.password.encode() in command for command in commands)


def test_an_address_in_use_is_refused(tmp_path: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        with pytest.raises(UserError, match=str(port)):
            local(tmp_path, port).start()


@pytest.mark.parametrize("host", ["no.such.host.invalid", "192.0.2.1", "999.1.1.1"])
def test_an_address_of_another_host_is_refused(tmp_path: Path, host: str) -> None:
    server = LocalServer(
        tmp_path, Address(host, 8090), SUPERUSER, "c", tmp_path / "log", hardened=True
    )
    with pytest.raises(UserError, match="--host"):
        server.start()


def test_an_unusable_data_directory_is_reported_with_the_log(tmp_path: Path) -> None:
    (tmp_path / "pb_data").write_text("a file")
    with pytest.raises(UserError, match="log"):
        local(tmp_path, free_port("127.0.0.1")).start()


def test_an_ipv6_address_is_bracketed_in_the_url() -> None:
    assert Address("::1", 8090).url == "http://[::1]:8090"


@pytest.mark.parametrize(
    ("address", "url"),
    [
        (Address("127.0.0.1", 80), "http://127.0.0.1:80"),
        (Address("localhost", 1), "http://localhost:1"),
        (Address("0.0.0.0", 1), "http://127.0.0.1:1"),  # noqa: S104
        (Address("::", 1), "http://[::1]:1"),
    ],
)
def test_a_wildcard_address_is_reached_by_loopback(address: Address, url: str) -> None:
    assert address.url == url


def is_healthy(url: str) -> bool:
    try:
        return requests.get(f"{url}/api/health", timeout=30).status_code == 200
    except requests.ConnectionError:
        return False


def processes_of(directory: Path) -> list[int]:
    """The server processes whose data is in `directory`."""
    pids = []
    for path in Path("/proc").glob("[0-9]*/cmdline"):
        try:
            command = path.read_bytes()
        except OSError:  # ended meanwhile
            continue
        if f"--dir={directory}/".encode() in command:
            pids.append(int(path.parent.name))
    return pids


def test_stopping_leaves_no_process_behind(tmp_path: Path) -> None:
    with local(tmp_path, free_port("127.0.0.1")):
        assert len(processes_of(tmp_path)) == 1
    assert processes_of(tmp_path) == []


def test_a_server_can_be_stopped_twice_and_started_again(tmp_path: Path) -> None:
    server = local(tmp_path, free_port("127.0.0.1"))
    server.start()
    server.stop()
    server.stop()
    with server:
        assert is_healthy(server.address.url)


@pytest.mark.skipif(shutil.which("setpriv") is None, reason="setpriv ties it to its parent")
def test_the_server_ends_when_its_parent_is_killed(tmp_path: Path) -> None:
    program = (
        "import os, signal, sys; from pathlib import Path\n"
        "from tests.edges.test_local_server import local, free_port\n"
        "server = local(Path(sys.argv[1]), free_port('127.0.0.1'))\n"
        "server.start()\n"
        "print(server.address.url, flush=True)\n"
        "os.kill(os.getpid(), signal.SIGKILL)\n"
    )
    root = Path(__file__).parent.parent.parent
    command = [sys.executable, "-c", program, str(tmp_path)]
    done = subprocess.run(command, cwd=root, stdout=subprocess.PIPE, text=True, check=False)
    assert done.stdout.startswith("http://127.0.0.1:")
    wait_until(lambda: not processes_of(tmp_path))
    assert not is_healthy(done.stdout.strip())


def test_records_survive_a_restart(tmp_path: Path) -> None:
    port = free_port("127.0.0.1")
    record = {"random_id": "a", "type": "lxc", "ct_type": 1, "nsapp": "plex"}
    record["status"] = "installing"
    with local(tmp_path, port) as server:
        url = f"{server.address.url}/api/collections/c/records"
        identity = requests.post(url, json=record, timeout=30).json()["id"]
    with local(tmp_path, port):
        response = requests.get(f"{url}/{identity}", headers={"Random-Id": "a"}, timeout=30)
        assert response.json()["nsapp"] == "plex"


def test_a_new_superuser_password_replaces_the_old_one(tmp_path: Path) -> None:
    for password in (SUPERUSER.password, "another password"):
        address = Address("127.0.0.1", free_port("127.0.0.1"))
        login = Login(SUPERUSER.identity, password)
        with LocalServer(tmp_path, address, login, "c", tmp_path / "log", hardened=True) as server:
            url = f"{server.address.url}/api/collections/_superusers/auth-with-password"
            credentials = {"identity": login.identity, "password": password}
            assert requests.post(url, json=credentials, timeout=30).status_code == 200
            wrong = credentials | {"password": "wrong"}
            assert requests.post(url, json=wrong, timeout=30).status_code == 400
    assert b"another password" not in (tmp_path / "log").read_bytes()


def test_an_open_server_lets_anyone_create_read_and_update_but_not_delete(
    pocketbase: RealServer,
) -> None:
    record = pocketbase.add(nsapp="plex")
    url = f"{pocketbase.records_url}/{record['id']}"
    assert requests.get(url, timeout=30).json()["nsapp"] == "plex"
    assert requests.get(pocketbase.records_url, timeout=30).json()["items"]
    assert requests.patch(url, json={"status": "failed"}, timeout=30).status_code == 200
    assert requests.delete(url, timeout=30).status_code == 403
    assert requests.get(url, timeout=30).status_code == 200


def test_only_the_owner_can_read_the_data(tmp_path: Path) -> None:
    with local(tmp_path, free_port("127.0.0.1")):
        data = list((tmp_path / "pb_data").rglob("*"))
    assert any(path.name == "data.db" for path in data)
    for path in [tmp_path / "pb_data", *data]:
        if path.exists():
            assert stat.S_IMODE(path.stat().st_mode) & 0o077 == 0, path


def test_a_second_server_on_the_same_data_is_refused(tmp_path: Path) -> None:
    with local(tmp_path, free_port("127.0.0.1")) as server:
        with pytest.raises(UserError, match="--data-dir"):
            local(tmp_path, free_port("127.0.0.1")).start()
        assert is_healthy(server.address.url)


def test_a_failed_start_releases_its_lock(tmp_path: Path) -> None:
    (tmp_path / "pb_data").write_text("a file")
    server = local(tmp_path, free_port("127.0.0.1"))
    with pytest.raises(UserError):
        server.start()
    assert processes_of(tmp_path) == []
    (tmp_path / "pb_data").unlink()
    with server:
        assert is_healthy(server.address.url)


def test_a_proxy_from_the_environment_is_not_used(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("http_proxy", NOBODY)
    monkeypatch.delenv("no_proxy", raising=False)
    with local(tmp_path, free_port("127.0.0.1")):
        assert processes_of(tmp_path)


def test_a_free_port_can_be_listened_on() -> None:
    port = free_port("127.0.0.1")
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", port))
        assert probe.getsockname() == ("127.0.0.1", port)
