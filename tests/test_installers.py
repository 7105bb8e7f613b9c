"""Installers as they are written today, from their first line to every ending."""

from __future__ import annotations

import os
import re
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from telemetry_cli.core.record import record_id
from telemetry_cli.rendering.bash_library import bash_library
from tests import proxy as faults
from tests.conftest import NOBODY, Cli, Server
from tests.proxy import Proxy, wait_until
from tests.terminal import in_terminal

HERE = Path(__file__).parent / "installers"
Installer = Callable[..., "subprocess.Popen[str]"]


@pytest.fixture
def library(tmp_path: Path) -> Path:
    file = tmp_path / "api.func"
    file.write_text(bash_library())
    return file


@pytest.fixture
def host(variables: dict[str, str], tmp_path: Path) -> dict[str, str]:
    """The environment of a Proxmox host, with telemetry-cli installed."""
    tool = tmp_path / "bin" / "telemetry-cli"
    tool.parent.mkdir()
    tool.write_text(f'#!/bin/sh\nexec {sys.executable} -m telemetry_cli "$@"\n')
    tool.chmod(0o755)
    (tmp_path / "diagnostics").write_text("DIAGNOSTICS=yes\n")
    path = f"{tool.parent}:{HERE / 'stubs'}:{os.environ['PATH']}"
    return {**variables, "PATH": path, "DIAGNOSTICS": ""}


@pytest.fixture
def install(host: dict[str, str], library: Path) -> Installer:
    def start(script: str, ending: str, **changes: str) -> subprocess.Popen[str]:
        return subprocess.Popen(
            ["bash", str(HERE / f"{script}.sh"), str(library), ending],
            env={**host, **changes},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            process_group=0,
        )

    return start


def the_end(pocketbase: Server, random_id: str) -> dict[str, Any]:
    """The record of a session, once it has ended."""
    wait_until(lambda: bool(pocketbase.records(f"random_id='{random_id}' && status!='installing'")))
    return pocketbase.only(random_id)


def session_of(output: str) -> str:
    """The session that a vm/ script has made up."""
    found = re.search(r"\[SESSION\] (\S+)", output)
    assert found
    return found[1]


@pytest.mark.parametrize("sourced", ["file", "pipe", "stdin"])
def test_a_container_that_succeeds(
    install: Installer, pocketbase: Server, random_id: str, sourced: str
) -> None:
    process = install("ct", "success", RANDOM_UUID=random_id, SOURCED=sourced)
    output, errors = process.communicate(timeout=30)
    assert (process.returncode, errors) == (0, "")
    assert output == f"[RECORD] {record_id(random_id)}\n[DONE] 101\n[EXIT] 0\n"
    record = the_end(pocketbase, random_id)
    assert (record["status"], record["exit_code"], record["error"]) == ("sucess", 0, "")
    assert (record["nsapp"], record["type"], record["ct_type"]) == ("plex", "lxc", 1)
    assert (record["disk_size"], record["core_count"], record["ram_size"]) == (8, 2, 2048)
    assert (record["os_type"], record["os_version"]) == ("debian", "12")
    assert (record["method"], record["pve_version"]) == ("default", "8.2.2")


def test_a_container_whose_command_fails(
    install: Installer, pocketbase: Server, random_id: str
) -> None:
    process = install("ct", "failure", RANDOM_UUID=random_id)
    output, errors = process.communicate(timeout=30)
    assert (process.returncode, errors) == (137, "")
    assert "exit code 137 (Killed (SIGKILL / Out of memory?)): pct exec" in output
    assert output.endswith("[EXIT] 137\n")
    record = the_end(pocketbase, random_id)
    assert (record["status"], record["exit_code"]) == ("failed", 137)


def test_a_machine_that_succeeds(install: Installer, pocketbase: Server) -> None:
    process = install("vm", "success")
    output, errors = process.communicate(timeout=30)
    assert (process.returncode, errors) == (0, "")
    session = session_of(output)
    assert output == (f"[RECORD] {record_id(session)}\n[SESSION] {session}\n[DONE] 101\n[EXIT]\n")
    record = the_end(pocketbase, session)
    assert (record["status"], record["type"], record["ct_type"]) == ("sucess", "vm", 2)
    assert (record["disk_size"], record["nsapp"]) == (32, "haos-vm")


def test_a_machine_whose_command_fails_reports_its_first_ending(
    install: Installer, pocketbase: Server
) -> None:
    process = install("vm", "failure")
    output, errors = process.communicate(timeout=30)
    assert (process.returncode, errors) == (226, "")
    assert "[ERROR]" in output
    record = the_end(pocketbase, session_of(output))
    assert (record["status"], record["exit_code"]) == ("failed", 1), "$BASH_COMMAND counts as 1"


@pytest.mark.parametrize(
    ("number", "exit_code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143), (signal.SIGHUP, 129)]
)
@pytest.mark.parametrize("script", ["ct", "vm"])
def test_an_install_that_is_stopped(
    install: Installer,
    pocketbase: Server,
    random_id: str,
    script: str,
    number: signal.Signals,
    exit_code: int,
) -> None:
    process = install(script, "wait", RANDOM_UUID=random_id)
    assert process.stdout is not None
    before = ""
    while "[WAITING]" not in before:
        before += process.stdout.readline()
    # To the whole group, as the terminal sends it: the report must not be hit.
    os.killpg(process.pid, number)
    output, errors = process.communicate(timeout=30)
    assert (process.returncode, errors) == (exit_code, "")
    assert "[EXIT]" in output
    record = the_end(pocketbase, session_of(before) if script == "vm" else random_id)
    assert (record["status"], record["exit_code"]) == ("failed", exit_code)


@pytest.mark.parametrize("script", ["ct", "vm"])
def test_a_dialog_that_is_cancelled_makes_no_record(
    install: Installer, host: dict[str, str], proxy: Proxy, random_id: str, script: str
) -> None:
    process = install(script, "cancel", RANDOM_UUID=random_id, WHIPTAIL="1", PB_URL=proxy.url)
    output, errors = process.communicate(timeout=30)
    assert (process.returncode, errors) == (0, "")
    assert output.startswith("[CANCELLED]\n[EXIT]")
    wait_until(lambda: bool(proxy.seen))
    assert "POST" not in proxy.methods()


@pytest.mark.parametrize("script", ["ct", "vm"])
def test_without_a_server_the_install_goes_on_and_the_report_follows(
    install: Installer, cli: Cli, pocketbase: Server, random_id: str, script: str, state: Path
) -> None:
    process = install(script, "failure", RANDOM_UUID=random_id, PB_URL=NOBODY)
    output, errors = process.communicate(timeout=30)
    assert errors == ""
    session = session_of(output) if script == "vm" else random_id

    def has_ended() -> bool:
        listed = cli("flush", "--list", "--json", TELEMETRY_STATE_DIR=str(state)).stdout
        return '"status": "failed"' in listed and "refused" in listed

    wait_until(has_ended)
    cli("flush", "--force")
    assert the_end(pocketbase, session)["status"] == "failed"


def test_opted_out_nothing_is_sent_and_nothing_kept(
    install: Installer, proxy: Proxy, random_id: str, state: Path, tmp_path: Path
) -> None:
    (tmp_path / "diagnostics").write_text("DIAGNOSTICS=no\n")
    for script, choice in (("ct", "yes"), ("ct", "no"), ("vm", "")):
        process = install(script, "success", CHOICE=choice, PB_URL=proxy.url)
        _, errors = process.communicate(timeout=30)
        assert (process.returncode, errors) == (0, "")
    wait_until(lambda: not reports_of(tmp_path))
    assert not proxy.seen
    assert not state.exists()


def reports_of(directory: Path) -> list[str]:
    """The reports of a test that are still under way."""
    found = []
    for entry in Path("/proc").glob("[0-9]*"):
        try:
            variables = (entry / "environ").read_bytes()
            command = (entry / "cmdline").read_bytes()
        except OSError:
            continue
        if str(directory).encode() in variables and b"telemetry" in command:
            found.append(entry.name)
    return found


@pytest.mark.parametrize("script", ["ct", "vm"])
def test_without_telemetry_cli_nothing_happens_successfully(
    install: Installer, host: dict[str, str], tmp_path: Path, script: str
) -> None:
    (tmp_path / "bin" / "telemetry-cli").unlink()
    path = f"{HERE / 'stubs'}:/usr/bin:/bin"
    assert shutil.which("telemetry-cli", path=path) is None
    process = install(script, "success", PATH=path)
    _, errors = process.communicate(timeout=30)
    assert (process.returncode, errors) == (0, "")


def in_bash(script: str, library: Path, host: dict[str, str]) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        ["bash", "-c", f"source {library}; source {library}\n{script}"],
        env=host,
        capture_output=True,
        text=True,
        timeout=30,
        check=False,
    )


def test_the_library_passes_shellcheck(library: Path) -> None:
    done = subprocess.run(
        [Path(sys.executable).parent / "shellcheck", "--shell=bash", str(library)],
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stdout) == (0, "")


def test_the_status_before_a_call_is_the_status_after_it(
    library: Path, host: dict[str, str]
) -> None:
    calls = ("post_to_api", "post_to_api_vm", "post_update_to_api failed 1", "post_update_to_api")
    script = "\n".join(f'(exit 7); {call}; printf "%s " "$?"' for call in calls)
    assert in_bash(script, library, host).stdout == "7 7 7 7 "


def test_under_errexit_a_call_never_ends_the_script(library: Path, host: dict[str, str]) -> None:
    script = (
        "set -Eeuo pipefail; trap 'echo ERR' ERR\n"
        "if (exit 7); then :; else post_update_to_api failed $?; fi\n"
        "(exit 7) || post_to_api\n"
        "echo goes on"
    )
    assert in_bash(script, library, host).stdout == "goes on\n"


@pytest.mark.parametrize("option", ["-u", "-f", "-C", "-E", "-T", "-o posix", "-o nounset", "-m"])
def test_any_option_of_the_caller_is_fine_and_stays(
    library: Path, host: dict[str, str], option: str
) -> None:
    done = in_bash(
        f"set {option}; before=$-\npost_to_api; post_update_to_api done; [[ $before == $- ]]",
        library,
        host,
    )
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


def test_an_interactive_shell_sees_no_job(library: Path, host: dict[str, str]) -> None:
    script = f'source {library}; set -m; post_to_api; sleep 0.2; jobs; wait; echo "[$!]"; exit'
    done = subprocess.run(
        ["bash", "--norc", "-i", "-c", script],
        env=host,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.stdout == "[]\n"
    assert "Done" not in done.stderr


def test_a_substitution_around_an_install_returns_at_once(
    library: Path, host: dict[str, str], proxy: Proxy
) -> None:
    proxy.otherwise = faults.stay_silent
    variables = {**host, "PB_URL": proxy.url, "TELEMETRY_TIMEOUT": "100"}
    script = 'x=$( { post_to_api; post_update_to_api done; echo out; } 3>&1 2>&1 ); echo "$x"'
    assert in_bash(script, library, variables).stdout == "out\n"


def test_explaining_starts_no_process(library: Path, host: dict[str, str]) -> None:
    script = "PATH=; for code in 137 138 11 0 256 '' x; do explain_exit_code $code; done"
    assert in_bash(script, library, host).stdout.splitlines() == [
        "Killed (SIGKILL / Out of memory?)",
        "User defined signal 1 (SIGUSR1)",
        "Unknown error",
        "Success",
        "Unknown error",
        "Unknown error",
        "Unknown error",
    ]


def test_explaining_agrees_with_the_command(cli: Cli, library: Path, host: dict[str, str]) -> None:
    codes = [str(code) for code in range(256)]
    script = f"for code in {' '.join(codes)}; do explain_exit_code $code; done"
    assert in_bash(script, library, host).stdout == cli("explain", *codes).stdout


def test_a_terminal_that_closes_does_not_stop_the_report(
    library: Path, host: dict[str, str], pocketbase: Server, random_id: str
) -> None:
    script = f"source {library}; RANDOM_UUID={random_id}; post_to_api; kill -HUP 0"
    in_terminal("run", "--type=vm", "--", "bash", "-c", script, variables=host)
    wait_until(lambda: bool(pocketbase.of(random_id)))


NAMES = "before hash digits limbs place value rest block descriptor RANDOM_UUID"


@pytest.mark.parametrize("declaration", ["readonly", "declare -ri", "declare -ru", "export"])
def test_any_variable_of_the_caller_is_its_own(
    library: Path, host: dict[str, str], declaration: str
) -> None:
    names = " ".join(f"{name}=1" for name in NAMES.split())
    done = in_bash(
        f"shopt -s localvar_inherit; {declaration} {names}\n"
        "set -Eeuo pipefail; post_to_api; post_update_to_api failed 1; echo $PB_RECORD_ID",
        library,
        host,
    )
    assert (done.stdout, done.stderr) == (record_id("1") + "\n", "")
