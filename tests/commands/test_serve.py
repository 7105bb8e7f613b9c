"""serve: a local server, as a user starts and stops it."""

from __future__ import annotations

import json
import signal
import socket
import stat
import subprocess
from pathlib import Path

import pytest
import requests

from telemetry_cli.core.record import FIELD_NAMES
from telemetry_cli.edges.local_server import free_port
from tests.conftest import Background, Cli


def exports_of(server: subprocess.Popen[str]) -> dict[str, str]:
    """The variables that `serve` prints when it is ready."""
    assert server.stdout is not None
    lines = [server.stdout.readline() for _ in range(3)]
    pairs = (line.removeprefix("export ").strip().split("=", 1) for line in lines)
    return {name: value.strip("'") for name, value in pairs}


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_the_printed_variables_are_enough_to_report_and_search(
    background: Background, cli: Cli, random_id: str, state: Path, number: int
) -> None:
    server = background("serve", "--port", "0")
    exports = exports_of(server)
    assert cli("start-lxc", "--random-id", random_id, "--strict", **exports).returncode == 0
    records = json.loads(cli("query", "-o", "json", **exports).stdout)
    assert [record["random_id"] for record in records] == [random_id]
    assert set(records[0]) - {"collectionId", "collectionName"} == set(FIELD_NAMES)

    server.send_signal(number)
    _, errors = server.communicate(timeout=30)
    assert server.returncode == 0
    assert str(state / "servers.json") in errors
    with pytest.raises(requests.ConnectionError):
        requests.get(exports["PB_URL"], timeout=5)


def test_the_superuser_login_is_private_and_used_by_query(
    background: Background, cli: Cli, state: Path
) -> None:
    server = background("serve", "--port", "0")
    exports = exports_of(server)
    url = exports["PB_URL"]
    file = state / "servers.json"
    login = json.loads(file.read_text())[url]
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert stat.S_IMODE(state.stat().st_mode) == 0o700

    answer = requests.post(
        f"{url}/api/collections/_superusers/auth-with-password", json=login, timeout=30
    )
    token = {"Authorization": answer.json()["token"]}
    collection = f"{url}/api/collections/_dev_telemetry_data"
    requests.patch(collection, json={"listRule": None}, headers=token, timeout=30)
    assert cli("query", **exports).returncode == 0

    server.send_signal(signal.SIGINT)
    server.wait(timeout=30)
    logs = [path for path in state.parent.rglob("*") if path.is_file() and path != file]
    assert not [path for path in logs if login["password"].encode() in path.read_bytes()]


def test_data_survives_a_restart(
    background: Background, cli: Cli, random_id: str, tmp_path: Path
) -> None:
    port = str(free_port("127.0.0.1"))
    for _ in range(2):
        server = background("serve", "--port", port, "--data-dir", str(tmp_path / "data"))
        exports = exports_of(server)
        cli("start-lxc", "--random-id", random_id, **exports)
        server.send_signal(signal.SIGTERM)
        server.wait(timeout=30)
    server = background("serve", "--port", port, "--data-dir", str(tmp_path / "data"))
    records = json.loads(cli("query", "-o", "json", **exports_of(server)).stdout)
    assert [record["random_id"] for record in records] == [random_id]


def test_serve_listens_only_on_loopback(background: Background) -> None:
    server = background("serve", "--port", "0")
    port = int(exports_of(server)["PB_URL"].rpartition(":")[2])
    listening = subprocess.run(
        ["cat", f"/proc/{server.pid}/net/tcp", f"/proc/{server.pid}/net/tcp6"],
        capture_output=True,
        text=True,
        check=False,
    ).stdout
    addresses = {line.split()[1] for line in listening.splitlines() if f":{port:04X} " in line}
    assert f"0100007F:{port:04X}" in addresses
    assert not {address for address in addresses if set(address.partition(":")[0]) == {"0"}}


def test_a_port_in_use_is_reported_in_one_line(cli: Cli) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = str(taken.getsockname()[1])
        done = cli("serve", "--port", port)
    assert done.returncode == 1
    assert port in done.stderr
    assert "--port" in done.stderr
    assert done.stderr.count("\n") == 1


def test_the_collection_named_by_pb_collection_is_created(
    background: Background, cli: Cli, random_id: str
) -> None:
    server = background("serve", "--port", "0", PB_COLLECTION="installs")
    exports = exports_of(server)
    assert exports["PB_COLLECTION"] == "installs"
    assert cli("start-vm", "--random-id", random_id, "--strict", **exports).returncode == 0


def test_killing_serve_also_ends_its_pocketbase(background: Background) -> None:
    from tests.proxy import wait_until

    server = background("serve", "--port", "0")
    url = exports_of(server)["PB_URL"]
    server.kill()

    def is_gone() -> bool:
        try:
            requests.get(f"{url}/api/health", timeout=5)
        except requests.ConnectionError:
            return True
        return False

    wait_until(is_gone)


def test_a_second_server_on_the_same_data_is_refused(background: Background, cli: Cli) -> None:
    exports_of(background("serve", "--port", "0"))
    second = cli("serve", "--port", "0")
    assert second.returncode == 1
    assert "--data-dir" in second.stderr
    assert second.stderr.count("\n") == 1


def test_a_failed_start_stores_no_login(cli: Cli, state: Path) -> None:
    assert cli("serve", "--host", "192.0.2.1", "--port", "8090").returncode == 1
    assert not (state / "servers.json").exists()


def test_only_the_owner_can_read_the_database(background: Background, tmp_path: Path) -> None:
    data = tmp_path / "data"
    data.mkdir(mode=0o755)
    exports_of(background("serve", "--port", "0", "--data-dir", str(data)))
    modes = {path.name: stat.S_IMODE(path.stat().st_mode) & 0o077 for path in data.rglob("*.db")}
    assert modes
    assert set(modes.values()) == {0}


def test_a_server_on_all_addresses_is_announced_by_its_loopback_address(
    background: Background, cli: Cli
) -> None:
    exports = exports_of(background("serve", "--host", "0.0.0.0", "--port", "0"))  # noqa: S104
    assert exports["PB_URL"].startswith("http://127.0.0.1:")
    assert cli("query", **exports).returncode == 0


def test_an_unusable_data_directory_is_reported(cli: Cli, tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    done = cli("serve", "--port", "0", "--data-dir", str(tmp_path / "file" / "below"))
    assert done.returncode == 1
    assert "--data-dir" in done.stderr
    assert done.stderr.count("\n") == 1


<<<<<<< HEAD
def test_data_of_an_earlier_version_moves_from_the_state_to_the_data_directory(
    background: Background, cli: Cli, state: Path, tmp_path: Path, random_id: str
) -> None:
    port, earlier, data = str(free_port("127.0.0.1")), state / "serve", tmp_path / "data"
    server = background("serve", "--port", port, "--data-dir", str(earlier))
    exports = exports_of(server)
    cli("start-lxc", "--random-id", random_id, "--strict", **exports)
    busy = cli("serve", "--port", "0", XDG_DATA_HOME=str(data))
    assert (busy.returncode, "another server is using" in busy.stderr) == (1, True)
    server.send_signal(signal.SIGTERM)
    server.wait(timeout=30)

    server = background("serve", "--port", port, XDG_DATA_HOME=str(data))
    exports = exports_of(server)
    records = json.loads(cli("query", "-o", "json", **exports).stdout)
    assert [record["random_id"] for record in records] == [random_id]
    assert not earlier.exists()
    assert (data / "telemetry-cli" / "serve" / "pb_data").is_dir()


def test_without_an_earlier_one_the_data_directory_is_in_the_home_directory(
    background: Background, tmp_path: Path, state: Path
) -> None:
    exports_of(background("serve", "--port", "0"))
    assert (tmp_path / ".local" / "share" / "telemetry-cli" / "serve" / "pb_data").is_dir()
    assert not (state / "serve").exists()
=======
@pytest.mark.parametrize("keep", ["forever", "0d", "-1d", "99999999999d"])
def test_an_invalid_retention_is_a_usage_error(cli: Cli, keep: str) -> None:
    done = cli("serve", "--keep", keep)
    assert (done.returncode, done.stdout) == (2, "")
    assert "--keep" in done.stderr
>>>>>>> leaks
