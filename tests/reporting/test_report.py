"""A report ends at its deadline, or continues in the background with --detach."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path

import pytest

from telemetry_cli.core.record import record_id
from tests import proxy as faults
from tests.conftest import Cli, Server
from tests.proxy import Proxy, wait_until
from tests.state import queue

SECONDS = 1.5
SLACK = 15.0
"""Seconds that a busy machine may take to start a process and to notice its end.

Each server of these tests takes longer than that, if it is not dropped at the deadline.
"""


@contextmanager
def blackhole() -> Iterator[str]:
    """A URL whose connections are never accepted: the queue of the socket is full."""
    with ExitStack() as stack:
        listener = stack.enter_context(socket.socket())
        listener.bind(("127.0.0.1", 0))
        listener.listen(0)
        for _ in range(3):
            client = stack.enter_context(socket.socket())
            client.setblocking(False)
            client.connect_ex(listener.getsockname())
        yield f"http://127.0.0.1:{listener.getsockname()[1]}"


def seconds_blocked(cli: Cli, url: str, *arguments: str) -> float:
    """The seconds for which a report blocks its caller."""
    begin = time.monotonic()
    done = cli(*arguments, PB_URL=url, TELEMETRY_TIMEOUT=str(SECONDS))
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    return time.monotonic() - begin


def test_an_unanswered_connection_is_dropped_at_the_deadline(
    cli: Cli, random_id: str, state: Path
) -> None:
    with blackhole() as url:
        seconds = seconds_blocked(cli, url, "start-lxc", "--random-id", random_id)
    assert SECONDS / 2 < seconds < SECONDS + SLACK
    assert (state / "state.db").exists()


def test_a_response_of_100_megabytes_is_dropped(cli: Cli, proxy: Proxy) -> None:
    proxy.otherwise = faults.answer(200, b" " * 100_000_000)
    assert seconds_blocked(cli, proxy.url, "start-lxc") < SECONDS + SLACK


@pytest.mark.skipif(os.geteuid() != 0, reason="only root may mount, and listen on port 53")
def test_a_hanging_name_resolution_ends_at_the_deadline(
    variables: dict[str, str], tmp_path: Path
) -> None:
    """A name server that never responds, in a private mount namespace."""
    (tmp_path / "resolv.conf").write_text("nameserver 127.0.0.53\noptions timeout:30\n")
    command = [
        *("unshare", "--mount", "sh", "-euc"),
        *('mount --bind "$1" /etc/resolv.conf; shift; "$@"', "sh"),
        *(str(tmp_path / "resolv.conf"), sys.executable, "-m", "telemetry_cli"),
        *("start-lxc", "--json"),
    ]
    query = b""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as silent:
        silent.bind(("127.0.0.53", 53))
        silent.setblocking(False)
        # A busy machine may reach the shorter deadlines before it asks the name server.
        for seconds in (SECONDS, 4 * SECONDS, 16 * SECONDS):
            begin = time.monotonic()
            done = subprocess.run(
                command,
                env={**variables, "PB_URL": "http://pb.example", "TELEMETRY_TIMEOUT": str(seconds)},
                capture_output=True,
                text=True,
                check=False,
            )
            blocked = time.monotonic() - begin
            with suppress(BlockingIOError):
                query = silent.recv(512)
                break
    assert query, "the name server was not asked"
    assert done.returncode == 0, done.stderr
    assert '"result": "waiting"' in done.stdout
    assert blocked < seconds + SLACK


@pytest.mark.parametrize("command", [["start-lxc"], ["update", "done", "--random-id", "x"]])
def test_queued_events_are_delivered_within_the_same_deadline(
    cli: Cli, proxy: Proxy, state: Path, command: list[str]
) -> None:
    queue(state, *(str(number) for number in range(100)))
    proxy.faults = [faults.pass_on]
    proxy.otherwise = faults.delay(0.4)
    assert seconds_blocked(cli, proxy.url, *command) < SECONDS + SLACK


def test_detach_returns_while_the_server_is_silent(
    variables: dict[str, str], proxy: Proxy, random_id: str
) -> None:
    proxy.otherwise = faults.stay_silent
    # A command substitution waits for every process that holds its pipe open, stderr included.
    script = (
        f'id=$({sys.executable} -m telemetry_cli start-lxc --detach --print-id 2>&1) && echo "$id"'
    )
    done = subprocess.run(
        ["bash", "-c", script],
        env={**variables, "PB_URL": proxy.url, "RANDOM_UUID": random_id},
        capture_output=True,
        text=True,
        timeout=30,
        check=False,
    )
    assert done.stdout == record_id(random_id) + "\n"
    wait_until(lambda: bool(proxy.seen))


def test_a_detached_event_arrives_even_if_the_session_of_the_caller_is_killed(
    variables: dict[str, str], pocketbase: Server, proxy: Proxy, random_id: str
) -> None:
    proxy.otherwise = faults.delay(0.5)
    report = f"{sys.executable} -m telemetry_cli start-lxc --detach"
    subprocess.run(
        ["setsid", "--wait", "bash", "-c", f"{report}; kill -HUP 0; kill -INT 0; kill -KILL 0"],
        env={**variables, "PB_URL": proxy.url, "RANDOM_UUID": random_id},
        timeout=30,
        check=False,
    )
    wait_until(lambda: bool(pocketbase.of(random_id)))


def test_a_detached_report_runs_as_a_daemon(
    cli: Cli, proxy: Proxy, random_id: str, tmp_path: Path
) -> None:
    proxy.otherwise = faults.stay_silent
    cli("start-lxc", "--detach", "--random-id", random_id, PB_URL=proxy.url)
    wait_until(lambda: bool(proxy.seen))
    (daemon,) = [
        entry
        for entry in Path("/proc").glob("[0-9]*")
        if random_id.encode() in _read(entry / "cmdline")
    ]
    _, _, _, group, session, terminal = _stat(daemon)
    assert group == session != os.getsid(0)
    assert terminal == 0
    assert str((daemon / "cwd").readlink()) == "/"
    targets = {str(link.readlink()) for link in (daemon / "fd").iterdir()}
    kinds = {target.partition(":")[0] for target in targets if str(tmp_path) not in target}
    assert kinds == {"/dev/null", "socket"}
    os.kill(int(daemon.name), 9)


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError:
        return b""


def _stat(process: Path) -> list[int]:
    """pid, state (as 0), parent, group, session and terminal of proc_pid_stat(5)."""
    fields = (process / "stat").read_text().rpartition(")")[2].split()
    return [0, 0, *(int(field) for field in fields[1:5])]


def test_a_detached_event_is_delivered_without_a_state_directory(
    cli: Cli, pocketbase: Server, random_id: str
) -> None:
    cli("start-lxc", "--detach", "--random-id", random_id, TELEMETRY_STATE_DIR="/dev/null/x")
    wait_until(lambda: bool(pocketbase.of(random_id)))


def test_the_tools_needed_by_these_tests_are_installed() -> None:
    assert shutil.which("unshare")
    assert shutil.which("setsid")
