"""What a call leaves of the caller: everything as it was, whatever shell it is."""

from __future__ import annotations

import shutil
import subprocess
import time
from pathlib import Path

import pytest

from telemetry_cli.core.record import record_id
from tests import proxy as faults
from tests.conftest import Server
from tests.installers.conftest import SYSTEM, in_bash, reports_of, the_end
from tests.proxy import Proxy, wait_until
from tests.terminal import in_terminal

START = "RANDOM_UUID=${ID-}; NSAPP=plex; post_to_api; "
PAIR = f"{START}post_update_to_api failed 7; "


@pytest.mark.parametrize(
    "call",
    [
        "post_to_api",
        "post_to_api_vm",
        "post_update_to_api failed 1",
        "post_update_to_api",
        "post_update_to_api aborted 130 force",
        "post_tool_to_api clean success",
        "post_addon_to_api glances failed 3",
        "post_progress_to_api validation",
        "telemetry_new_attempt",
        "start_install_timer",
        "init_tool_telemetry clean",
        "detect_gpu",
    ],
)
def test_no_call_prints_or_fails_or_changes_anything(
    library: Path, host: dict[str, str], call: str
) -> None:
    done = in_bash(
        "set -Eeuo pipefail; umask 0027; IFS=: ; shopt -s extglob; true & \n"
        'state() { echo "$-|$(shopt)|$IFS|$(umask)|$PWD|$!|$(trap -p ERR INT)|$BASH_REMATCH"; }\n'
        "trap 'echo ERR' ERR; trap ': int' INT; [[ a =~ a ]]\n"
        f"before=$(state); {call} >printed 2>&1; [[ $before == $(state) && ! -s printed ]]",
        library,
        host,
    )
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


def test_the_status_before_a_call_is_the_status_after_it(
    library: Path, host: dict[str, str]
) -> None:
    calls = ("post_to_api", "post_to_api_vm", "post_update_to_api failed 1", "post_tool_to_api x")
    script = "\n".join(f'(exit 7); {call}; printf "%s " "$?"' for call in calls)
    assert in_bash(script, library, host).stdout == "7 7 7 7 "


def test_under_errexit_a_call_never_ends_the_script(library: Path, host: dict[str, str]) -> None:
    script = (
        "set -Eeuo pipefail; trap 'echo ERR' ERR\n"
        "if (exit 7); then :; else post_update_to_api failed $?; fi\n"
        "(exit 7) || post_to_api\n"
        "(exit 7) || post_tool_to_api x failed 1\n"
        "echo goes on"
    )
    assert in_bash(script, library, host).stdout == "goes on\n"


@pytest.mark.parametrize(
    "option", ["-u", "-f", "-C", "-E", "-T", "-k", "-a", "-o posix", "-o pipefail", "-m", "-n"]
)
def test_any_option_of_the_caller_is_fine_and_stays(
    library: Path, host: dict[str, str], pocketbase: Server, random_id: str, option: str
) -> None:
    if option == "-n":  # a shell that only reads: nothing must be wrong with the file
        assert subprocess.run(["bash", "-n", library], check=False).returncode == 0
        return
    done = in_bash(
        f"set {option}; before=$-; {PAIR} [[ $before == $- ]]", library, {**host, "ID": random_id}
    )
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    assert the_end(pocketbase, random_id)["exit_code"] == 7


HOSTILE_FUNCTIONS = [
    *("local", "printf", "read", "trap", "exec", "export", "set", "shift", "return"),
    *("command", "type", "test", "declare", "unset", "shopt", "kill", "cd", "echo"),
    *(":", "true", "umask", "wait", "jobs", "hash", "curl", "sleep", "setsid"),
    *("sha256sum", "pveversion", "timeout", "awk", "sed", "cat"),
]


def test_functions_and_aliases_named_like_programs_do_no_harm(
    library: Path, host: dict[str, str], pocketbase: Server, random_id: str
) -> None:
    functions = "".join(
        f"{name}() {{ builtin echo hijacked {name}; }}\n" for name in HOSTILE_FUNCTIONS
    )
    aliases = "".join(f"alias {name}='builtin echo aliased'\n" for name in ("if", "case", *"abc"))
    aliases += "".join(f"alias {name}='builtin echo aliased'\n" for name in HOSTILE_FUNCTIONS)
    script = (
        (
            f"shopt -s expand_aliases\n{aliases}builtin source {library}\n"
            "shopt -q expand_aliases || builtin echo off\n"
            f"builtin unalias -a\n{functions}RANDOM_UUID=$ID\n"
            "post_to_api\npost_update_to_api failed 7\n"
        )
        .replace("alias if='builtin echo aliased'\n", "")
        .replace("alias case='builtin echo aliased'\n", "")
    )
    done = subprocess.run(
        ["bash", "-c", script.replace("\nshopt -q", "\nbuiltin shopt -q")],
        env={**host, "ID": random_id},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert (done.stdout, done.stderr) == ("", "")
    assert the_end(pocketbase, random_id)["exit_code"] == 7


@pytest.mark.parametrize("value", ["", "other"])
def test_readonly_variables_of_api_func_do_no_harm(
    library: Path, host: dict[str, str], pocketbase: Server, random_id: str, value: str
) -> None:
    names = "PB_RECORD_ID POST_UPDATE_DONE POST_TO_API_DONE DIAGNOSTICS INSTALL_START_TIME IFS"
    names += " TELEMETRY_TYPE TELEMETRY_LINE TELEMETRY_COMMAND TELEMETRY_PID NSAPP EXECUTION_ID"
    readonly = " ".join(f"{name}={value}" for name in names.split() if name != "IFS")
    done = subprocess.run(
        [
            *("bash", "-c"),
            f"readonly {readonly} IFS\nset -Eeuo pipefail\nsource {library}\n"
            f"RANDOM_UUID=$ID\npost_to_api\npost_update_to_api failed 7\necho goes on",
        ],
        env={**host, "ID": random_id},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert (done.stdout, done.stderr) == ("goes on\n", "")
    assert the_end(pocketbase, random_id)["exit_code"] == 7


NAMES = "before hash digits limbs place value rest block descriptor url body words RANDOM_UUID"


@pytest.mark.parametrize("declaration", ["readonly", "declare -ri", "declare -ru", "export"])
def test_any_variable_of_the_caller_is_its_own(
    library: Path, host: dict[str, str], declaration: str
) -> None:
    names = " ".join(f"{name}=1" for name in NAMES.split())
    done = in_bash(
        f"shopt -s localvar_inherit 2>/dev/null; {declaration} {names}\n"
        "set -Eeuo pipefail; post_to_api; post_update_to_api failed 1; echo $PB_RECORD_ID",
        library,
        host,
    )
    assert (done.stdout, done.stderr) == (record_id("1") + "\n", "")


@pytest.mark.parametrize("trap", ["DEBUG", "ERR", "RETURN", "EXIT"])
def test_traps_that_functions_inherit_stay_out_of_the_report(
    library: Path, host: dict[str, str], pocketbase: Server, random_id: str, trap: str
) -> None:
    script = f"set -ET; trap 'printf x' {trap}; {PAIR}"
    done = in_bash(script, library, {**host, "ID": random_id})
    assert set(done.stdout) <= {"x"}
    assert done.stderr == ""
    assert the_end(pocketbase, random_id)["id"] == record_id(random_id)


def test_variables_of_python_and_an_unexported_path_do_not_reach_the_tool(
    library: Path, host: dict[str, str], pocketbase: Server, random_id: str
) -> None:
    script = f"export PYTHONHOME=/nonexistent PYTHONPATH=/nonexistent; export -n PATH; {PAIR}"
    done = in_bash(script, library, {**host, "ID": random_id})
    assert (done.returncode, done.stderr) == (0, "")
    assert the_end(pocketbase, random_id)["exit_code"] == 7


def test_without_setsid_the_report_is_a_plain_background_job(
    library: Path, host: dict[str, str], pocketbase: Server, random_id: str, tmp_path: Path
) -> None:
    programs = tmp_path / "programs"
    programs.mkdir()
    for name in ["bash", "sh", "cat", "curl", "sha256sum"]:
        (programs / name).symlink_to(f"/usr/bin/{name}")
    tool = shutil.which("telemetry-cli", path=host["PATH"])
    path = f"{Path(tool).parent}:{programs}" if tool else str(programs)
    done = in_bash(PAIR, library, {**host, "PATH": path, "ID": random_id}, bash="/usr/bin/bash")
    assert (done.returncode, done.stderr) == (0, "")
    assert the_end(pocketbase, random_id)["exit_code"] == 7


def test_without_proc_the_install_is_reported_all_the_same(
    library: Path, without_tool: dict[str, str], pocketbase: Server, random_id: str
) -> None:
    script = f"mount -t tmpfs none /proc && source {library} && {PAIR}"
    done = subprocess.run(
        ["unshare", "-m", "bash", "-c", script],
        env={**without_tool, "ID": random_id, "PATH": f"{SYSTEM}:/usr/sbin"},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert (done.returncode, done.stdout, done.stderr) == (7 * 0, "", "")
    assert the_end(pocketbase, random_id)["exit_code"] == 7


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
    library: Path, host: dict[str, str], proxy: Proxy, tmp_path: Path
) -> None:
    proxy.otherwise = faults.stay_silent
    variables = {**host, "PB_URL": proxy.url, "TELEMETRY_TIMEOUT": "100"}
    script = 'x=$( { post_to_api; post_update_to_api done; echo out; } 3>&1 2>&1 ); echo "$x"'
    done = in_bash(script, library, variables)
    assert (done.stdout, done.stderr) == ("out\n", "")
    # Whoever holds the pipe keeps the substitution waiting: those two still run.
    assert reports_of(tmp_path)


def test_a_terminal_that_closes_does_not_stop_the_report(
    library: Path, host: dict[str, str], pocketbase: Server, random_id: str
) -> None:
    script = f"source {library}; RANDOM_UUID={random_id}; post_to_api; kill -HUP 0"
    in_terminal("run", "--type=vm", "--", "bash", "-c", script, variables=host)
    wait_until(lambda: bool(pocketbase.of(random_id)))


def test_the_flags_are_those_of_api_func(library: Path, host: dict[str, str]) -> None:
    script = (
        'flags() { echo "$DIAGNOSTICS,${POST_TO_API_DONE-},$POST_UPDATE_DONE,${#PB_RECORD_ID}"; }\n'
        "RANDOM_UUID=one; flags; post_to_api_vm; flags; post_update_to_api failed 1; flags\n"
        'telemetry_new_attempt; flags; [[ $EXECUTION_ID != "$RANDOM_UUID" ]] && post_to_api; flags'
    )
    done = in_bash(script, library, host)
    assert done.stderr == ""
    assert done.stdout.split() == [
        ",,false,0",
        "yes,true,false,15",
        "yes,true,true,15",
        "yes,false,false,0",
        "yes,true,false,15",
    ]


@pytest.mark.parametrize(
    ("variable", "line", "flags"),
    [
        ("no", "DIAGNOSTICS=yes", "no,,false,0"),
        ("yes", "DIAGNOSTICS=no", "no,,false,0"),
        ("", "DIAGNOSTICS=no", "no,,false,0"),
        ("", "# DIAGNOSTICS=no\r\nexport Diagnostics = 'Yes' # ok", "yes,true,false,15"),
        ("", "other", ",,false,0"),
        ("yes", "", "yes,true,false,15"),
    ],
)
def test_a_start_reads_the_answer_of_the_user_and_any_no_wins(
    library: Path, host: dict[str, str], tmp_path: Path, variable: str, line: str, flags: str
) -> None:
    (tmp_path / "diagnostics").write_text(line)
    script = (
        "RANDOM_UUID=one; post_to_api_vm\n"
        'echo "$DIAGNOSTICS,${POST_TO_API_DONE-},$POST_UPDATE_DONE,${#PB_RECORD_ID}"'
    )
    done = in_bash(script, library, {**host, "DIAGNOSTICS": variable})
    assert (done.stdout, done.stderr) == (f"{flags}\n", "")


def test_twenty_pairs_back_to_back_are_all_right(
    library: Path, host: dict[str, str], pocketbase: Server, tmp_path: Path
) -> None:
    script = (
        "for round in {1..20}; do\n"
        "read -r RANDOM_UUID </proc/sys/kernel/random/uuid; echo $RANDOM_UUID\n"
        "post_to_api; post_update_to_api failed 137; done"
    )
    done = in_bash(script, library, host)
    sessions = done.stdout.split()
    assert (len(sessions), done.stderr) == (20, "")
    wait_until(lambda: not reports_of(tmp_path), seconds=120)
    for session in sessions:
        record = pocketbase.only(session)
        assert (record["status"], record["exit_code"]) == ("failed", 137)


def test_a_session_that_began_in_another_shell_is_ended(
    library: Path, host: dict[str, str], pocketbase: Server, random_id: str
) -> None:
    in_bash(START, library, {**host, "ID": random_id})
    wait_until(lambda: bool(pocketbase.of(random_id)))
    done = in_bash("post_update_to_api failed 9", library, {**host, "RANDOM_UUID": random_id})
    assert (done.stdout, done.stderr) == ("", "")
    assert the_end(pocketbase, random_id)["exit_code"] == 9


@pytest.mark.parametrize("answer", ["silent", "served"])
def test_an_end_before_its_start_never_ends_it(
    library: Path, host: dict[str, str], proxy: Proxy, tmp_path: Path, random_id: str, answer: str
) -> None:
    if answer == "silent":
        proxy.faults.append(faults.delay(0.5))
    script = f"RANDOM_UUID={random_id}; post_update_to_api done none; post_to_api"
    done = in_bash(script, library, {**host, "PB_URL": proxy.url})
    assert (done.stdout, done.stderr) == ("", "")
    wait_until(lambda: not reports_of(tmp_path))
    posts = [seen for seen in proxy.seen if seen.method == "POST"]
    assert [seen.json["status"] for seen in posts] == ["installing"]


def test_a_report_does_not_outlive_ten_seconds_of_silence(
    library: Path, without_tool: dict[str, str], proxy: Proxy, tmp_path: Path
) -> None:
    proxy.otherwise = faults.stay_silent
    begin = time.monotonic()
    in_bash(START, library, {**without_tool, "PB_URL": proxy.url, "ID": "x"})
    wait_until(lambda: not reports_of(tmp_path))
    assert len(proxy.seen) == 2
    assert time.monotonic() - begin < 20


def test_values_and_secrets_are_in_no_argument(
    library: Path, host: dict[str, str], proxy: Proxy, tmp_path: Path, random_id: str
) -> None:
    proxy.otherwise = faults.delay(1.0)
    script = (
        f"RANDOM_UUID={random_id}; NSAPP=SecretApp; post_to_api\n"
        "fail() { local exit_code=5 line_number=6 command='qm create SecretWord'; "
        'post_update_to_api failed "$command"; }; fail'
    )
    in_bash(script, library, {**host, "PB_URL": proxy.url})
    seen: set[str] = set()

    def has_ended() -> bool:
        running = reports_of(tmp_path)
        for process in running:
            try:
                seen.add(Path(f"/proc/{process}/cmdline").read_bytes().decode())
            except OSError:
                continue
        return not running

    wait_until(has_ended)
    assert any("curl" in line or "telemetry" in line for line in seen)
    # What a fork of the shell shows is the test's own script.
    lines = {line for line in seen if not line.startswith("bash\0")}
    for word in (random_id, "SecretApp", "SecretWord"):
        assert not [line for line in lines if word in line]


def test_the_installer_of_another_user_cannot_be_mistaken(
    library: Path, host: dict[str, str]
) -> None:
    done = in_bash("post_update_to_api failed 1; echo [$POST_UPDATE_DONE]", library, host)
    assert (done.stdout, done.stderr) == ("[false]\n", ""), "no session, nothing to end"
