"""start-lxc, start-vm, start-addon, start-pve: report a start to a real server."""

from __future__ import annotations

import json
import re
import sqlite3
import time
from contextlib import closing
from pathlib import Path

import pytest

from telemetry_cli.core.record import record_id
from tests import proxy as faults
from tests.conftest import NOBODY, Cli, Server
from tests.proxy import Fault, Proxy
from tests.state import database

SERVER_FIELDS = {"collectionId", "collectionName", "created", "updated"}
UUID = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}")


@pytest.mark.parametrize(
    ("command", "install_type", "ct_type"),
    [
        ("start-lxc", "lxc", 1),
        ("start-vm", "vm", 2),
        ("start-addon", "addon", 1),
        ("start-pve", "pve", 1),
    ],
)
def test_a_start_creates_a_record_with_every_field(
    cli: Cli, pocketbase: Server, random_id: str, command: str, install_type: str, ct_type: int
) -> None:
    done = cli(
        *(command, "--app", "jellyfin", "--random-id", random_id, "--disk-size", "8G"),
        *("--core-count", "2", "--ram-size", "2048", "--os-type", "debian", "--os-version", "12"),
        *("--method", "advanced", "--pve-version", "8.2.2"),
    )
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    record = pocketbase.only(random_id)
    assert {name: value for name, value in record.items() if name not in SERVER_FIELDS} == {
        "id": record_id(random_id),
        "random_id": random_id,
        "type": install_type,
        "ct_type": ct_type,
        "nsapp": "jellyfin",
        "status": "installing",
        "disk_size": 8,
        "core_count": 2,
        "ram_size": 2048,
        "os_type": "debian",
        "os_version": "12",
        "pve_version": "8.2.2",
        "method": "advanced",
        "error": "",
        "exit_code": 0,
    }


def test_a_start_sends_only_the_documented_fields_and_headers(
    cli: Cli, proxy: Proxy, random_id: str
) -> None:
    cli(
        *("start-lxc", "--app", "jellyfin", "--random-id", random_id, "--disk-size", "8"),
        *("--core-count", "2", "--ram-size", "2048", "--os-type", "debian", "--os-version", "12"),
        PB_URL=proxy.url,
    )
    (seen,) = proxy.seen
    assert seen.method == "POST"
    assert set(seen.json) == {
        *("id", "ct_type", "type", "disk_size", "core_count", "ram_size", "os_type"),
        *("os_version", "nsapp", "method", "pve_version", "status", "random_id"),
    }
    assert set(seen.headers) <= {
        *("host", "user-agent", "accept", "accept-encoding", "connection"),
        *("content-type", "content-length"),
    }
    assert re.fullmatch(r"telemetry-cli/[0-9.]+", seen.headers["user-agent"])


def test_the_variables_of_api_func_replace_the_options(
    cli: Cli, pocketbase: Server, random_id: str
) -> None:
    cli(
        "start-lxc",
        RANDOM_UUID=random_id,
        NSAPP="plex",
        CT_TYPE="1",
        DISK_SIZE="4",
        CORE_COUNT="1",
        RAM_SIZE="512",
        var_os="alpine",
        var_version="3.20",
        METHOD="default",
    )
    record = pocketbase.only(random_id)
    assert record["nsapp"] == "plex"
    assert (record["disk_size"], record["core_count"], record["ram_size"]) == (4, 1, 512)
    assert (record["os_type"], record["os_version"]) == ("alpine", "3.20")


def test_an_option_overrides_its_variable(cli: Cli, pocketbase: Server, random_id: str) -> None:
    cli("start-lxc", "--app", "plex", "--random-id", random_id, NSAPP="jellyfin")
    assert pocketbase.only(random_id)["nsapp"] == "plex"


def test_missing_values_get_their_defaults(cli: Cli, pocketbase: Server, random_id: str) -> None:
    cli("start-lxc", "--random-id", random_id)
    record = pocketbase.only(random_id)
    assert (record["nsapp"], record["method"], record["pve_version"]) == (
        "unknown",
        "default",
        "not found",
    )


def test_the_proxmox_ve_version_comes_from_pveversion(
    cli: Cli, pocketbase: Server, random_id: str, variables: dict[str, str], tmp_path: Path
) -> None:
    stub = tmp_path / "pveversion"
    stub.write_text(
        "#!/bin/sh\necho 'pve-manager/8.2.2/9355359cd7 (running kernel: 6.8.4-2-pve)'\n"
    )
    stub.chmod(0o755)
    cli("start-lxc", "--random-id", random_id, PATH=f"{tmp_path}:{variables['PATH']}")
    assert pocketbase.only(random_id)["pve_version"] == "8.2.2"


def test_each_start_without_a_random_id_is_a_new_session(cli: Cli, proxy: Proxy) -> None:
    for _ in range(2):
        cli("start-lxc", PB_URL=proxy.url)
    first, second = (seen.json["random_id"] for seen in proxy.seen)
    assert first != second
    assert UUID.fullmatch(first)


def test_starting_a_session_twice_keeps_the_first_start(
    cli: Cli, pocketbase: Server, random_id: str
) -> None:
    cli("start-lxc", "--random-id", random_id, "--app", "first")
    again = cli("start-lxc", "--random-id", random_id, "--app", "second", "--strict")
    assert again.returncode == 0
    assert pocketbase.only(random_id)["nsapp"] == "first"


def test_print_id_prints_only_the_record_id(cli: Cli, pocketbase: Server, random_id: str) -> None:
    done = cli("start-lxc", "--random-id", random_id, "--print-id")
    assert done.stdout == pocketbase.only(random_id)["id"] + "\n"


def test_json_prints_the_outcome(cli: Cli, pocketbase: Server, random_id: str) -> None:
    done = cli("start-lxc", "--random-id", random_id, "--json")
    assert json.loads(done.stdout) == {
        "result": "delivered",
        "record_id": record_id(random_id),
        "random_id": random_id,
        "reason": "",
        "warnings": [],
    }


def test_verbose_reports_the_outcome_on_stderr(
    cli: Cli, pocketbase: Server, random_id: str
) -> None:
    done = cli("start-lxc", "--random-id", random_id, "--verbose")
    assert done.stderr == f"telemetry-cli: delivered as record {record_id(random_id)}\n"


@pytest.mark.parametrize(
    ("flag", "field", "value"),
    [
        ("--disk-size", "disk_size", "lots"),
        ("--disk-size", "disk_size", "-1"),
        ("--core-count", "core_count", "1.5"),
        ("--ram-size", "ram_size", "nan"),
        ("--ram-size", "ram_size", "99999999999999999999"),
    ],
)
def test_an_invalid_number_is_left_out_with_a_warning(
    cli: Cli, proxy: Proxy, random_id: str, flag: str, field: str, value: str
) -> None:
    done = cli("start-lxc", "--random-id", random_id, f"{flag}={value}", PB_URL=proxy.url)
    assert done.returncode == 0
    assert value in done.stderr
    assert done.stderr.count("\n") == 1
    assert field not in proxy.seen[0].json


@pytest.mark.parametrize(
    ("given", "stored"),
    [
        ('it\'s "quoted" \\ `$x`', 'it\'s "quoted" \\ `$x`'),
        ("two\nlines\tand a tab", "two lines and a tab"),
        ("\x1b[31mred\x07", "[31mred"),
        ("📦 größe", "📦 größe"),
    ],
)
def test_an_app_name_may_contain_any_text(
    cli: Cli, pocketbase: Server, random_id: str, given: str, stored: str
) -> None:
    assert cli("start-lxc", "--random-id", random_id, "--app", given).returncode == 0
    assert pocketbase.only(random_id)["nsapp"] == stored


def test_a_name_over_255_characters_is_truncated_with_a_warning(
    cli: Cli, pocketbase: Server, random_id: str
) -> None:
    done = cli("start-lxc", "--random-id", random_id, "--app", "x" * 10_000)
    assert "cut to 255 characters" in done.stderr
    assert pocketbase.only(random_id)["nsapp"] == "x" * 254 + "…"


@pytest.mark.parametrize("option", ["--no-such-option", "--disk-size"])
def test_a_malformed_command_line_exits_2(cli: Cli, option: str) -> None:
    done = cli("start-lxc", option)
    assert done.returncode == 2
    assert done.stderr.count("\n") == 1
    assert option in done.stderr


FAULTS: dict[str, Fault] = {
    "silent": faults.stay_silent,
    "trickling": faults.trickle,
    "trickling headers": faults.trickle_headers,
    "endless": faults.endless,
    "broken off": faults.drop_request,
    "cut": faults.cut,
    "broken JSON": faults.corrupt,
    "a page of a captive portal": faults.answer(200, "<html>Sign in</html>"),
    "JSON of somebody else": faults.answer(200, '{"ok": true}'),
    "401": faults.answer(401),
    "404": faults.answer(404),
    "429": faults.answer(429),
    "500": faults.answer(500, "Internal Server Error"),
    "503": faults.answer(503, "<html>maintenance</html>"),
    "a redirect without end": faults.redirect(302, ""),
}


@pytest.mark.parametrize("fault", FAULTS.values(), ids=FAULTS)
def test_no_server_fault_blocks_the_installer_or_loses_the_event(
    cli: Cli, proxy: Proxy, random_id: str, state: Path, fault: Fault
) -> None:
    proxy.otherwise = fault
    begin = time.monotonic()
    done = cli("start-lxc", "--random-id", random_id, PB_URL=proxy.url, TELEMETRY_TIMEOUT="2")
    seconds = time.monotonic() - begin
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    assert seconds < 2 + 15, "the deadline of 2 seconds does not hold (15 for a busy machine)"
    assert queued(state) == [record_id(random_id)]


def test_an_unreachable_server_leaves_the_event_queued(
    cli: Cli, random_id: str, state: Path
) -> None:
    done = cli("start-lxc", "--random-id", random_id, "--json", PB_URL=NOBODY)
    assert json.loads(done.stdout)["result"] == "waiting"
    assert "connection refused" in json.loads(done.stdout)["reason"]
    assert queued(state) == [record_id(random_id)]


def test_strict_exits_1_unless_the_event_is_delivered(cli: Cli, random_id: str) -> None:
    assert cli("start-lxc", "--random-id", random_id, "--strict", PB_URL=NOBODY).returncode == 1


@pytest.mark.parametrize("url", ["db.example", "ftp://x", "http://", "http://[::1", "http://x:0"])
def test_an_invalid_url_leaves_the_event_queued(
    cli: Cli, random_id: str, state: Path, url: str
) -> None:
    done = cli("start-lxc", "--random-id", random_id, "--verbose", PB_URL=url)
    assert done.returncode == 0
    assert "PB_URL" in done.stderr
    assert queued(state) == [record_id(random_id)]


def test_a_report_is_sent_even_if_the_state_directory_is_unwritable(
    cli: Cli, pocketbase: Server, random_id: str, tmp_path: Path
) -> None:
    (tmp_path / "file").touch()
    state = str(tmp_path / "file" / "below")
    done = cli("start-lxc", "--random-id", random_id, TELEMETRY_STATE_DIR=state)
    assert done.returncode == 0
    assert pocketbase.only(random_id)["status"] == "installing"


def test_a_damaged_state_file_is_set_aside(cli: Cli, random_id: str, state: Path) -> None:
    state.mkdir()
    (state / "state.db").write_bytes(b"garbage" * 1000)
    assert cli("start-lxc", "--random-id", random_id).returncode == 0
    assert queued(state) == [record_id(random_id)]
    (aside,) = state.glob("state.db.damaged-*")
    assert aside.read_bytes() == b"garbage" * 1000


@pytest.mark.parametrize(
    ("variable", "line"), [("no", ""), ("yes", "DIAGNOSTICS=no"), (None, ""), ("maybe", "#x")]
)
def test_with_diagnostics_off_nothing_is_sent_or_written(
    cli: Cli, proxy: Proxy, state: Path, tmp_path: Path, variable: str | None, line: str
) -> None:
    (tmp_path / "diagnostics").write_text(line + "\n")
    done = cli("start-lxc", "--print-id", PB_URL=proxy.url, DIAGNOSTICS=variable)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    assert not proxy.seen
    assert not state.exists()


def test_the_diagnostics_file_alone_is_enough_to_allow_reports(
    cli: Cli, pocketbase: Server, random_id: str, tmp_path: Path
) -> None:
    (tmp_path / "diagnostics").write_text('DIAGNOSTICS=no\n diagnostics = "Yes" \n')
    cli("start-vm", "--random-id", random_id, DIAGNOSTICS=None)
    assert pocketbase.only(random_id)["type"] == "vm"


def test_switching_diagnostics_off_drops_queued_events(cli: Cli, state: Path) -> None:
    cli("start-lxc")
    assert queued(state)
    cli("start-lxc", DIAGNOSTICS="no")
    assert not list(state.glob("state.db*"))


def queued(state: Path) -> list[str]:
    """The record IDs of the sessions that a state file has queued."""
    with database(state) as connection:
        return [row[0] for row in connection.execute("SELECT record_id FROM session WHERE waiting")]


def test_a_blank_random_id_counts_as_not_given(cli: Cli, proxy: Proxy) -> None:
    cli("start-lxc", RANDOM_UUID=" ", PB_URL=proxy.url)
    assert UUID.fullmatch(proxy.seen[0].json["random_id"])


def test_a_finished_session_cannot_be_started_again(
    cli: Cli, pocketbase: Server, random_id: str
) -> None:
    cli("start-lxc", "--random-id", random_id, "--app", "one")
    cli("update", "done", "--random-id", random_id)
    again = cli("start-vm", "--random-id", random_id, "--app", "two", "--json")
    assert json.loads(again.stdout)["result"] == "ignored"
    assert "--random-id" in json.loads(again.stdout)["reason"]


def test_an_event_is_sent_even_if_the_state_file_is_locked(
    cli: Cli, pocketbase: Server, random_id: str, state: Path
) -> None:
    cli("start-lxc")
    with closing(sqlite3.connect(state / "state.db", isolation_level=None)) as connection:
        connection.execute("BEGIN IMMEDIATE")
        # Most of the time goes to the lock; what is left may be too short on a busy machine.
        for seconds in ("3", "12", "24", "60"):
            done = cli("start-lxc", "--random-id", random_id, "--strict", TELEMETRY_TIMEOUT=seconds)
            if done.returncode == 0:
                break
    assert (done.returncode, done.stderr) == (0, "")
    assert pocketbase.of(random_id)


def test_a_hanging_pveversion_does_not_lose_the_event(
    cli: Cli, random_id: str, state: Path, variables: dict[str, str], tmp_path: Path
) -> None:
    stub = tmp_path / "pveversion"
    stub.write_text("#!/bin/sh\nexec sleep 60\n")
    stub.chmod(0o755)
    path = f"{tmp_path}:{variables['PATH']}"
    cli("start-lxc", "--random-id", random_id, PATH=path, TELEMETRY_TIMEOUT="2")
    assert queued(state) == [record_id(random_id)]


@pytest.mark.parametrize("variable", ["HOME", "TELEMETRY_STATE_DIR"])
def test_relative_directories_are_resolved_from_the_working_directory(
    cli: Cli, random_id: str, variable: str, tmp_path: Path
) -> None:
    place: dict[str, str | None] = {"TELEMETRY_STATE_DIR": None, variable: "here"}
    cli("start-lxc", "--random-id", random_id, **place)
    assert list((tmp_path / "here").rglob("state.db"))


def test_strict_and_detach_exclude_each_other(cli: Cli) -> None:
    assert cli("start-lxc", "--strict", "--detach").returncode == 2


def test_switching_diagnostics_off_also_drops_damaged_state_files(cli: Cli, state: Path) -> None:
    state.mkdir()
    (state / "state.db").write_bytes(b"garbage" * 1000)
    cli("start-lxc")
    cli("start-lxc", DIAGNOSTICS="no")
    assert not list(state.glob("state.db*"))
