"""Installers as they were written in February 2026 and in August, from start to every ending."""

from __future__ import annotations

import os
import signal
import subprocess
from pathlib import Path

import pytest

from telemetry_cli.core.record import record_id
from telemetry_cli.knowledge.exit_codes import describe
from tests.conftest import NOBODY, Server
from tests.installers.conftest import HERE, STUBS, Installer, finished, reports_of, the_end
from tests.proxy import Proxy, wait_until

SCRIPTS = ["ct_february", "vm_february", "ct_today", "vm_today"]
INSTALLED = {
    "ct_february": ("lxc", 1, "plex", 8, 2, 2048, "debian", "12", "default"),
    "vm_february": ("vm", 2, "haos-vm", 32, 2, 4096, "homeassistant", "13.2", "default"),
    "ct_today": ("lxc", 1, "jellyfin", 16, 4, 4096, "ubuntu", "24.04", "advanced"),
    "vm_today": ("vm", 2, "debian-13-vm", 8, 2, 2048, "debian", "13", "default"),
}
FIELDS = [
    "type",
    "ct_type",
    "nsapp",
    "disk_size",
    "core_count",
    "ram_size",
    "os_type",
    "os_version",
    "method",
]


@pytest.mark.parametrize("script", SCRIPTS)
def test_an_install_that_succeeds(install: Installer, pocketbase: Server, script: str) -> None:
    done = finished(install(script, "success"))
    assert (done.status, done.errors) == (0, "")
    assert "[CHANGED]" not in done.output
    (session,) = done.sessions
    assert done.record_ids == [record_id(session)]
    record = the_end(pocketbase, session)
    assert record["id"] == record_id(session)
    assert (record["status"], record["exit_code"], record["error"]) == ("sucess", 0, "")
    assert tuple(record[field] for field in FIELDS) == INSTALLED[script]
    assert record["pve_version"] == "8.2.2"


@pytest.mark.parametrize("sourced", ["file", "pipe", "stdin"])
def test_the_library_may_come_from_a_file_a_pipe_or_a_here_string(
    install: Installer, pocketbase: Server, sourced: str
) -> None:
    done = finished(install("ct_february", "success", SOURCED=sourced))
    assert (done.status, done.errors) == (0, "")
    assert the_end(pocketbase, done.sessions[0])["status"] == "sucess"


@pytest.mark.parametrize(
    ("script", "exit_code", "command"),
    [
        ("ct_february", 137, 'pct exec "$CTID" -- install --hostname "$HN"'),
        ("vm_february", 226, 'qm importdisk "$VMID" image.qcow2 local'),
        ("ct_today", 137, 'pct exec "$CTID" -- install'),
        ("vm_today", 226, 'qm importdisk "$VMID" image.qcow2 local'),
    ],
)
def test_an_install_whose_command_fails_reports_code_line_and_command(
    install: Installer, pocketbase: Server, script: str, exit_code: int, command: str
) -> None:
    done = finished(install(script, "failure"))
    assert (done.status, done.errors) == (exit_code, "")
    record = the_end(pocketbase, done.sessions[0])
    assert (record["status"], record["exit_code"]) == ("failed", exit_code)
    # The trap of February's ct/ scripts knows the command, not its line.
    line = "" if script == "ct_february" else f"line {line_of(command, script)}: "
    assert record["error"] == f"{describe(exit_code, command)} | {line}{command}"


def line_of(command: str, script: str) -> int:
    """The line of a script on which its command is."""
    lines = (HERE / "scripts" / f"{script}.sh").read_text().splitlines()
    return next(number for number, line in enumerate(lines, 1) if command in line)


@pytest.mark.parametrize(
    ("script", "number", "exit_code"),
    [
        *((script, signal.SIGINT, 130) for script in SCRIPTS),
        *((script, signal.SIGTERM, 143) for script in SCRIPTS),
        # Those of February have no trap for it.
        *((script, signal.SIGHUP, 129) for script in ("ct_today", "vm_today")),
    ],
)
def test_an_install_that_is_stopped(
    install: Installer, pocketbase: Server, script: str, number: signal.Signals, exit_code: int
) -> None:
    process = install(script, "wait")
    before = until_waiting(process)
    # To the whole group, as the terminal sends it: the report must not be hit.
    os.killpg(process.pid, number)
    done = finished(process, before)
    assert done.errors == ""
    record = the_end(pocketbase, done.sessions[0])
    status = "unknown" if script == "ct_today" else "failed"
    assert (record["status"], record["exit_code"]) == (status, exit_code)


def until_waiting(process: subprocess.Popen[str]) -> str:
    """What an installer prints until it waits to be stopped."""
    assert process.stdout is not None
    before = ""
    while "[WAITING]" not in before:
        line = process.stdout.readline()
        assert line
        before += line
    return before


@pytest.mark.parametrize(
    ("script", "status", "exit_code"),
    [
        ("ct_february", "failed", 25),
        ("vm_february", "sucess", 0),
        ("ct_today", "unknown", 130),
        ("vm_today", "failed", 3),
    ],
)
def test_an_install_that_exits_early_ends_as_its_exit_trap_says(
    install: Installer, pocketbase: Server, script: str, status: str, exit_code: int
) -> None:
    done = finished(install(script, "early"))
    assert done.errors == ""
    record = the_end(pocketbase, done.sessions[0])
    assert (record["status"], record["exit_code"]) == (status, exit_code)


@pytest.mark.parametrize("script", SCRIPTS)
def test_a_dialog_that_is_cancelled_makes_no_record(
    install: Installer, proxy: Proxy, tmp_path: Path, script: str
) -> None:
    done = finished(install(script, "cancel", WHIPTAIL="1", PB_URL=proxy.url))
    assert (done.status, done.errors) == (0, "")
    assert done.output.startswith("[CANCELLED]\n[EXIT]")
    wait_until(lambda: not reports_of(tmp_path))
    assert "POST" not in proxy.methods()


@pytest.mark.parametrize("ending", ["success", "failure"])
def test_a_success_reported_before_the_install_begins_does_not_count(
    install: Installer, pocketbase: Server, tmp_path: Path, ending: str
) -> None:
    done = finished(install("vm_february", ending, FIRST="done"))
    (session,) = done.sessions
    wait_until(lambda: not reports_of(tmp_path))
    expected = ("failed", 226) if ending == "failure" else ("installing", 0)
    record = pocketbase.only(session)
    assert (record["status"], record["exit_code"]) == expected


def test_a_retry_is_a_record_of_its_own_and_the_first_keeps_its_end(
    install: Installer, pocketbase: Server
) -> None:
    done = finished(install("ct_today", "retry"))
    assert (done.status, done.errors) == (0, "")
    first, second = done.sessions
    assert done.record_ids == [record_id(first), record_id(second)]
    records = [the_end(pocketbase, session) for session in (first, second)]
    assert [record["status"] for record in records] == ["failed", "sucess"]
    assert [record["exit_code"] for record in records] == [137, 0]
    assert [record["ram_size"] for record in records] == [4096, 8192]


def test_force_replaces_the_end_that_was_reported(
    install: Installer, pocketbase: Server, tmp_path: Path
) -> None:
    done = finished(install("ct_today", "mirror"))
    wait_until(lambda: not reports_of(tmp_path))
    record = pocketbase.only(done.sessions[0])
    assert (record["status"], record["exit_code"]) == ("unknown", 130)


def test_what_failed_in_the_container_comes_from_the_capture_of_the_installer(
    install: Installer, pocketbase: Server, tmp_path: Path
) -> None:
    capture = tmp_path / "errinfo"
    capture.write_text(
        "EXIT_CODE=137\nLINE=31\nCOMMAND=npm run build\n--- OUTPUT ---\nCOMMAND=other\n"
    )
    done = finished(install("ct_today", "container", ERRINFO=str(capture)))
    record = the_end(pocketbase, done.sessions[0])
    assert record["exit_code"] == 137
    assert record["error"].endswith(" | line 31: npm run build")


@pytest.mark.parametrize("kind", ["pve", "addon"])
@pytest.mark.parametrize(
    ("ending", "status", "exit_code"),
    [("success", "sucess", 0), ("failure", "failed", 137), ("early", "failed", 238)],
)
def test_tools_and_addons_report_one_record_when_they_exit(
    install: Installer,
    proxy: Proxy,
    pocketbase: Server,
    kind: str,
    ending: str,
    status: str,
    exit_code: int,
) -> None:
    done = finished(install("tool", ending, kind, PB_URL=proxy.url))
    assert (done.status, done.errors) == (exit_code, "")
    wait_until(lambda: any(seen.method == "POST" for seen in proxy.seen))
    session = next(seen for seen in proxy.seen if seen.method == "POST").json["random_id"]
    record = the_end(pocketbase, session)
    assert (record["status"], record["exit_code"]) == (status, exit_code)
    assert (record["type"], record["ct_type"], record["nsapp"]) == (kind, 1, f"{kind}-tool")
    assert bool(record["os_type"]) == (kind == "addon")
    assert record["disk_size"] == 0
    if ending == "failure":
        command = "pct exec 100 -- update"
        assert record["error"].endswith(f" | line {line_of(command, 'tool')}: {command}")


@pytest.mark.parametrize("script", SCRIPTS)
def test_opted_out_nothing_is_sent_and_nothing_kept(
    install: Installer, proxy: Proxy, state: Path, tmp_path: Path, script: str
) -> None:
    (tmp_path / "diagnostics").write_text("DIAGNOSTICS=no\n")
    done = finished(install(script, "success", PB_URL=proxy.url))
    assert (done.status, done.errors) == (0, "")
    wait_until(lambda: not reports_of(tmp_path))
    assert not proxy.seen
    assert not state.exists()


@pytest.mark.parametrize("script", [*SCRIPTS, "tool"])
def test_without_a_server_an_install_goes_on_in_silence(
    install: Installer, tmp_path: Path, script: str
) -> None:
    done = finished(install(script, "success", "pve", PB_URL=NOBODY))
    assert (done.status, done.errors) == (0, "")
    wait_until(lambda: not reports_of(tmp_path))


@pytest.mark.parametrize("script", [*SCRIPTS, "tool"])
def test_with_neither_telemetry_cli_nor_curl_nothing_happens_successfully(
    install: Installer, tmp_path: Path, script: str
) -> None:
    programs = tmp_path / "programs"
    programs.mkdir()
    for name in ["bash", "cat", "tr", "mktemp", "rm", "sleep", "true"]:
        (programs / name).symlink_to(f"/usr/bin/{name}")
    for stub in STUBS.iterdir():
        (programs / stub.name).symlink_to(stub)
    done = finished(install(script, "success", "pve", PATH=str(programs)))
    assert (done.status, done.errors) == (0, "")
