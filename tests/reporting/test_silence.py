"""With diagnostics off or --dry-run, nothing is sent and nothing is written.

Verified by the system calls in strace(1), including those of child processes.
"""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

REPORTS = (
    "start-lxc --app plex --disk-size 8G --verbose",
    "start-vm --app haos --detach",
    "start-addon --app netdata --json",
    "start-pve --print-id",
    "update",
    "update done --record-id abcdefghijklmno",
    "update failed 137 --random-id uuid --error-log /etc/hostname",
    "run --type lxc --app plex -- true",
    "flush",
    "flush --force --verbose",
)
DRY_RUNS = (
    "start-lxc --app plex --disk-size 8G --dry-run",
    "update failed 137 --random-id uuid --dry-run --json",
    "run --type lxc --app plex --dry-run -- true",
    "flush --dry-run --force",
)

_NETWORK = "socket,socketpair,connect,bind,sendto,sendmsg,sendmmsg"
_CHANGES = (
    "mkdir,mkdirat,rename,renameat,renameat2,unlink,unlinkat,rmdir,link,linkat,symlink,symlinkat,"
    "chmod,fchmod,fchmodat,chown,fchown,fchownat,truncate,ftruncate,mknod,mknodat,utimensat"
)
_OPENINGS = "open,openat,creat"
_NAMES = re.compile(r"resolv\.conf|nsswitch\.conf|/etc/hosts|nscd|libnss_")
_FOR_WRITING = re.compile(r"O_WRONLY|O_RDWR|O_CREAT|creat\(")
_HARMLESS = ('"/dev/null"', '"/dev/tty"')


def side_effects(arguments: str, variables: dict[str, str], directory: Path) -> list[str]:
    """The system calls of a command that use the network, resolve a name or write a file."""
    trace = directory / "trace"
    wanted = f"trace={_NETWORK},{_CHANGES},{_OPENINGS}"
    subprocess.run(
        [
            *("strace", "-f", "-qq", "-o", str(trace), "-e", wanted),
            *(sys.executable, "-m", "telemetry_cli", *arguments.split()),
        ],
        env=variables | {"PYTHONDONTWRITEBYTECODE": "1"},
        cwd=directory,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        timeout=120,
        check=True,
    )
    calls = (line.split(maxsplit=1)[1] for line in trace.read_text().splitlines())
    return [call for call in calls if _is_side_effect(call)]


def _is_side_effect(call: str) -> bool:
    if call.startswith(("+++", "---", "<... ")):
        return False
    if call.startswith(("open", "creat")):
        writes = _FOR_WRITING.search(call) and not any(name in call for name in _HARMLESS)
        return bool(writes or _NAMES.search(call))
    return True


@pytest.mark.parametrize("arguments", REPORTS)
def test_with_diagnostics_off_a_report_makes_no_network_call_and_writes_no_file(
    arguments: str, variables: dict[str, str], tmp_path: Path
) -> None:
    off = variables | {"DIAGNOSTICS": "no", "PB_URL": "http://telemetry.invalid"}
    assert side_effects(arguments, off, tmp_path) == []


@pytest.mark.parametrize("arguments", DRY_RUNS)
def test_a_dry_run_makes_no_network_call_and_writes_no_file(
    arguments: str, variables: dict[str, str], tmp_path: Path
) -> None:
    named = variables | {"PB_URL": "http://telemetry.invalid"}
    assert side_effects(arguments, named, tmp_path) == []


def test_the_network_calls_and_files_of_an_allowed_report_are_detected(
    variables: dict[str, str], tmp_path: Path
) -> None:
    named = variables | {"PB_URL": "http://telemetry.invalid"}
    done = "\n".join(side_effects("start-lxc", named, tmp_path))
    assert "mkdir(" in done, "the state directory"
    assert "O_CREAT" in done, "the state file"
    assert "resolv.conf" in done or "nsswitch.conf" in done, "the name"
    assert "socket(" in done


def test_with_diagnostics_off_flush_only_removes_the_outbox(
    variables: dict[str, str], state: Path, tmp_path: Path
) -> None:
    state.mkdir()
    (state / "state.db").write_bytes(b"")
    assert [
        call.split("(")[0]
        for call in side_effects("flush", variables | {"DIAGNOSTICS": "no"}, tmp_path)
    ] == ["unlink"]
    assert list(state.iterdir()) == []
