"""run: report a command without affecting it."""

from __future__ import annotations

import signal
import subprocess
import sys
from pathlib import Path

import pytest

from tests import proxy as faults
from tests.conftest import Background, Cli, Server
from tests.proxy import Proxy, wait_until
from tests.terminal import in_terminal

RUN = ("run", "--type", "lxc", "--app", "plex")


@pytest.mark.parametrize(
    ("script", "exit_code", "status"),
    [
        ("exit 0", 0, "sucess"),
        ("exit 7", 7, "failed"),
        ("kill -KILL $$", 137, "failed"),
        ("kill -TERM $$", 143, "failed"),
        ("kill -INT $$", 130, "failed"),
    ],
)
def test_run_exits_with_the_status_of_the_command_and_reports_it(
    cli: Cli, pocketbase: Server, random_id: str, script: str, exit_code: int, status: str
) -> None:
    done = cli(*RUN, "--random-id", random_id, "--", "bash", "-c", script)
    assert (done.returncode, done.stdout, done.stderr) == (exit_code, "", "")
    wait_until(
        lambda: bool(pocketbase.records(f"random_id = '{random_id}' && status = '{status}'"))
    )
    record = pocketbase.only(random_id)
    assert (record["exit_code"], record["nsapp"], record["type"]) == (exit_code, "plex", "lxc")


@pytest.mark.parametrize(
    ("command", "exit_code"), [("no-such-command", 127), ("/etc/passwd", 126), ("/", 126)]
)
def test_a_command_that_cannot_be_started_exits_126_or_127_like_a_shell(
    cli: Cli, command: str, exit_code: int
) -> None:
    done = cli(*RUN, "--", command)
    assert done.returncode == exit_code
    assert done.stderr.startswith(f"telemetry-cli: {command}: ")
    assert done.stderr.count("\n") == 1


def test_a_script_without_a_shebang_runs_in_the_shell(cli: Cli, tmp_path: Path) -> None:
    script = tmp_path / "script"
    script.write_text("echo run by a shell\n")
    script.chmod(0o755)
    assert cli(*RUN, "--", str(script)).stdout == "run by a shell\n"


def test_options_after_the_double_dash_belong_to_the_command(cli: Cli) -> None:
    assert cli(*RUN, "--", "echo", "--app", "--help", "--").stdout == "--app --help --\n"


def test_the_command_inherits_stdin_stdout_and_stderr(variables: dict[str, str]) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "telemetry_cli", *RUN, "--", "sh", "-c", "cat; echo x >&2"],
        input=bytes(range(256)),
        env=variables,
        capture_output=True,
        check=False,
    )
    assert (done.stdout, done.stderr) == (bytes(range(256)), b"x\n")


def test_a_closed_pipe_ends_the_command_with_sigpipe(variables: dict[str, str]) -> None:
    tool = f"{sys.executable} -m telemetry_cli {' '.join(RUN)} --"
    script = f"{tool} yes | head -n 1; echo ${{PIPESTATUS[0]}}"
    done = subprocess.run(
        ["bash", "-c", script], env=variables, capture_output=True, text=True, check=False
    )
    assert (done.stdout, done.stderr) == ("y\n141\n", "")


@pytest.mark.parametrize(
    "name", ["INT", "TERM", "HUP", "QUIT", "USR1", "USR2", "WINCH", "ALRM", "TSTP"]
)
def test_a_signal_sent_to_run_reaches_the_command_once(background: Background, name: str) -> None:
    script = f"trap 'echo got {name}; exit 3' {name}; echo ready; while :; do sleep 0.01; done"
    process = background(*RUN, "--", "bash", "-c", script)
    assert process.stdout is not None
    assert process.stdout.readline() == "ready\n"
    process.send_signal(signal.Signals[f"SIG{name}"])
    output, errors = process.communicate(timeout=30)
    assert (process.returncode, output, errors) == (3, f"got {name}\n", "")


def test_run_stops_and_continues_together_with_the_command(background: Background) -> None:
    process = background(*RUN, "--", "bash", "-c", "kill -STOP $$; echo went on; exit 5")

    def state() -> str:
        return Path(f"/proc/{process.pid}/stat").read_text().rpartition(")")[2].split()[0]

    wait_until(lambda: state() == "T")
    process.send_signal(signal.SIGCONT)
    output, _ = process.communicate(timeout=30)
    assert (process.returncode, output) == (5, "went on\n")


def test_the_command_is_in_the_foreground_of_the_terminal(variables: dict[str, str]) -> None:
    script = "test -t 0 -a -t 1 -a -t 2 && stty size && cat /proc/$$/stat"
    shown = in_terminal(*RUN, "--", "sh", "-c", script, variables=variables, columns=93)
    size, stat = shown.split("\n")[:2]
    assert size == "24 93"
    group, _, _, foreground_group = stat.rpartition(")")[2].split()[2:6]
    assert group == foreground_group, "not in the foreground"


def test_ctrl_c_at_the_terminal_reaches_the_command_once(
    variables: dict[str, str], pocketbase: Server, random_id: str
) -> None:
    script = "n=0; trap 'n=$((n+1))' INT; echo ready; sleep 0.5; sleep 0.2; echo $n; exit 9"
    shown = in_terminal(
        *(*RUN, "--random-id", random_id, "--", "bash", "-c", script),
        variables=variables,
        typed={"ready": "\x03"},
    )
    assert shown.replace("^C", "").split() == ["ready", "1"]
    wait_until(lambda: bool(pocketbase.records(f"random_id = '{random_id}' && exit_code = 9")))


def test_a_command_ended_by_ctrl_c_is_reported_as_130(
    variables: dict[str, str], pocketbase: Server, random_id: str
) -> None:
    in_terminal(
        *(*RUN, "--random-id", random_id, "--", "sh", "-c", "echo ready; exec sleep 60"),
        variables=variables,
        typed={"ready": "\x03"},
    )
    wait_until(lambda: bool(pocketbase.records(f"random_id = '{random_id}' && exit_code = 130")))


def test_the_command_starts_without_waiting_for_the_network(cli: Cli, proxy: Proxy) -> None:
    proxy.otherwise = faults.stay_silent
    done = cli(*RUN, "--", "true", PB_URL=proxy.url, TELEMETRY_TIMEOUT="100")
    assert done.returncode == 0


@pytest.mark.parametrize(
    "changes", [{"DIAGNOSTICS": "no"}, {"PB_URL": "nonsense"}, {"TELEMETRY_STATE_DIR": "/proc/x"}]
)
def test_the_command_runs_even_if_reporting_fails(cli: Cli, changes: dict[str, str | None]) -> None:
    done = cli(*RUN, "--", "sh", "-c", "echo ran; exit 4", **changes)
    assert (done.returncode, done.stdout) == (4, "ran\n")


def test_a_missing_command_or_type_is_a_usage_error(cli: Cli) -> None:
    assert cli(*RUN).returncode == 2
    assert cli("run", "--app", "plex", "--", "true").returncode == 2


def test_run_works_under_a_caller_that_ignores_sigchld(
    variables: dict[str, str], pocketbase: Server, random_id: str
) -> None:
    tool = f"{sys.executable} -m telemetry_cli"
    script = (
        f"trap '' CHLD; {tool} start-vm --detach --print-id --random-id {random_id}; "
        f"{tool} {' '.join(RUN)} -- sh -c 'echo ran; exit 3'; echo $?"
    )
    done = subprocess.run(
        ["bash", "-c", script], env=variables, capture_output=True, text=True, check=False
    )
    assert (done.stdout.split()[1:], done.stderr) == (["ran", "3"], "")
    wait_until(lambda: bool(pocketbase.of(random_id)))


def test_ctrl_c_also_ends_the_script_that_called_run(variables: dict[str, str]) -> None:
    tool = f"{sys.executable} -m telemetry_cli {' '.join(RUN)} --"
    script = f"{tool} sh -c 'echo ready; exec sleep 60'; echo the script went on"
    shown = in_terminal(
        *("run", "--type", "vm", "--", "bash", "-c", script),
        variables=variables,
        typed={"ready": "\x03"},
    )
    assert "went on" not in shown


@pytest.mark.parametrize(
    ("command", "words"),
    [
        (["make", "install", "PREFIX=/opt"], "make install"),
        (["false", "--token", "hunter22"], "false"),
        (["/bin/false", "two words"], "false 'two words'"),
    ],
)
def test_the_error_of_a_failure_contains_the_first_words_of_the_command(
    cli: Cli, pocketbase: Server, random_id: str, command: list[str], words: str
) -> None:
    cli("run", "--type", "lxc", "--random-id", random_id, "--", *command)
    wait_until(lambda: [one["status"] for one in pocketbase.of(random_id)] == ["failed"])
    assert pocketbase.only(random_id)["error"].endswith(f" | {words}")


def test_the_random_id_is_in_the_arguments_of_no_process(
    cli: Cli, pocketbase: Server, random_id: str
) -> None:
    # Reads again and again, because the reports of the start run in the background.
    read_all = "cat /proc/[0-9]*/cmdline 2>/dev/null"
    look = f"for i in $(seq 50); do {read_all}; sleep 0.01; done | tr '\\0' ' '"
    done = cli(*RUN, "--", "bash", "-c", look, RANDOM_UUID=random_id)
    assert " ".join(RUN) in done.stdout
    assert random_id not in done.stdout
    wait_until(lambda: pocketbase.only(random_id)["status"] == "sucess")


def test_a_success_has_no_error_text(cli: Cli, pocketbase: Server, random_id: str) -> None:
    cli("run", "--type", "lxc", "--random-id", random_id, "--", "true")
    wait_until(lambda: [one["status"] for one in pocketbase.of(random_id)] == ["sucess"])
    assert pocketbase.only(random_id)["error"] == ""
