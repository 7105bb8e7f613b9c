"""The cause of a failure, from the text of its log."""

from __future__ import annotations

import re
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from telemetry_cli.knowledge.causes import ROWS
from telemetry_cli.knowledge.diagnosis import Cause, Diagnosis, diagnose
from telemetry_cli.knowledge.signs import SIGNS
from tests.knowledge.failing_logs import CALM, LOGS
from tests.knowledge.successful_install import LINES

DNS = "curl: (6) Could not resolve host: example.org"
PHRASES = [
    entry if isinstance(entry, str) else entry["phrase"]
    for signs in SIGNS.values()
    for group in signs["signs"].values()
    for entry in group
]


def ids(log: str, **known: object) -> list[str]:
    return [cause.id for cause in diagnose(log, **known).causes]  # type: ignore[arg-type]


def first(log: str, **known: object) -> Cause:
    return diagnose(log, **known).causes[0]  # type: ignore[arg-type]


@pytest.mark.parametrize(("cause", "log"), LOGS)
def test_a_cause_is_named_by_what_the_tools_print(cause: str, log: str) -> None:
    assert ids(log)[:1] == [cause]


def test_every_cause_has_a_log_that_shows_it() -> None:
    assert {row["id"] for row in ROWS} == {cause for cause, _ in LOGS}


@pytest.mark.parametrize("log", CALM)
def test_nothing_is_named_where_the_text_says_nothing_known(log: str) -> None:
    assert ids(log) == []


def test_a_successful_install_of_3000_lines_names_nothing() -> None:
    assert ids("\n".join(LINES[index % len(LINES)] for index in range(3000))) == []


@pytest.mark.parametrize(("cause", "log"), LOGS[::7])
def test_a_long_successful_install_in_front_changes_nothing(cause: str, log: str) -> None:
    front = "\n".join(LINES[index % len(LINES)] for index in range(3000))
    assert ids(f"{front}\n{log}")[:1] == [cause]


@pytest.mark.parametrize(("cause", "log"), LOGS[::5])
def test_lines_of_the_installer_behind_it_change_nothing(cause: str, log: str) -> None:
    behind = (
        "  ✖️   in line 12: exit code 255 (DPKG: Fatal internal error): while executing command x\n"
        "[ERROR] in line 1345: exit code 0: while executing command lxc-attach -n 105 -- bash -c x"
    )
    assert ids(f"{log}\n{behind}")[:1] == [cause]


@pytest.mark.parametrize(
    ("log", "cause"),
    [
        (
            "cc1plus: fatal error\ng++: fatal error: Killed signal terminated program cc1plus\n"
            "make[1]: *** [x.o] Error 1\nmake: *** [all] Error 2",
            "memory.compile",
        ),
        (
            "gyp ERR! stack Error: not found: make\nnpm error code 1\nnpm error path /opt/app\n"
            "npm error command failed",
            "node.build",
        ),
        (
            f"{DNS}\n/dev/stdin: line 13: color: command not found\n"
            "/dev/stdin: line 14: catch_errors: command not found\n"
            "/dev/stdin: line 37: RD: unbound variable",
            "network.dns",
        ),
        (
            "  Temporary failure resolving 'deb.debian.org'\nE: Unable to locate package curl",
            "network.dns",
        ),
        (
            "curl: (22) The requested URL returned error: 404\ngpg: no valid OpenPGP data found.",
            "download.404",
        ),
        (
            "curl: (22) The requested URL returned error: 404\nsha256sum: WARNING:"
            " 1 computed checksum did NOT match",
            "download.404",
        ),
        (
            "nginx: [emerg] bind() to 0.0.0.0:80 failed (98: Address already in use)\n"
            "dpkg: error processing package nginx (--configure):\n"
            " installed nginx package post-installation script subprocess returned error exit"
            " status 1\nE: Sub-process /usr/bin/dpkg returned an error code (1)",
            "service.port-in-use",
        ),
        (
            "lxc_create_network_priv: 3413 No such device - Failed to create network device\n"
            '__lxc_start: 2074 Failed to spawn container "101"\n'
            "TASK ERROR: startup for container '101' failed",
            "proxmox.bridge",
        ),
        (
            "app.service: Main process exited, code=dumped, status=4/ILL\n"
            "Error: connect ECONNREFUSED 127.0.0.1:27017",
            "cpu.illegal-instruction",
        ),
    ],
)
def test_the_line_that_explains_the_others_is_the_cause(log: str, cause: str) -> None:
    assert ids(log)[0] == cause


def test_among_lines_that_prove_as_much_the_earliest_counts() -> None:
    log = "curl: (18) transfer closed with 9 bytes remaining to read\nfatal: early EOF"
    assert first(log).evidence.startswith("curl: (18)")


def test_a_symptom_counts_only_near_the_end() -> None:
    calm = "\n".join(f"step {number}" for number in range(500))
    assert ids(f"usage: app [OPTION]\n{calm}") == []
    assert ids(f"{calm}\nusage: app [OPTION]") == ["script.arguments"]


def test_what_the_installer_says_of_the_code_is_not_believed() -> None:
    log = (
        "[ERROR] in line 6: exit code 255 (DPKG: Fatal internal error): while executing command"
        ' pct start "$CTID"'
    )
    assert diagnose(log) == Diagnosis((), 255, 'pct start "$CTID"', 6)


def test_code_and_command_given_are_those_of_the_failure() -> None:
    found = diagnose("nothing", code=9, command="frob")
    assert (found.exit_code, found.command) == (9, "frob")


@pytest.mark.parametrize(
    ("command", "code", "cause"),
    [
        ("curl -fsSL https://example.org", 6, "network.dns"),
        ("curl -fsSL https://example.org", 28, "network.timeout"),
        ("/usr/bin/curl -fsSL https://example.org", 60, "network.tls"),
        ("pvesm alloc local-lvm 100 vm-100-disk-0 4M", 5, "storage.leftover-volume"),
        ('CHOICE=$(whiptail --menu "x" 9 9 9)', 255, "user.aborted"),
        ("sleep 5", 130, "user.aborted"),
        ("frobnicate", 127, "script.command-not-found"),
        ("setting_up_container", 127, "script.download-of-script"),
    ],
)
def test_the_code_of_a_known_command_is_enough(command: str, code: int, cause: str) -> None:
    found = first(f"[ERROR] in line 3: exit code {code}: while executing command {command}")
    assert (found.id, found.line, found.evidence) == (cause, None, command)


@pytest.mark.parametrize(
    ("command", "code"),
    [("pct start 100", 6), ("my-curl x", 6), ("curl x", 22), ("pct start 100", 255), ("npm ci", 1)],
)
def test_the_code_of_another_command_is_not(command: str, code: int) -> None:
    assert ids(f"[ERROR] in line 3: exit code {code}: while executing command {command}") == []


def test_the_code_alone_changes_no_answer() -> None:
    assert ids(DNS, code=100) == ids(DNS, code=6) == ids(DNS)


def test_an_error_text_of_ours_names_its_cause() -> None:
    title = next(row["title"] for row in ROWS if row["id"] == "memory.oom-killed")
    found = first(f"Killed by signal | {title} | line 12: npm run build\nerror: x")
    assert (found.id, found.line) == ("memory.oom-killed", 1)


def test_evidence_is_the_line_and_its_number() -> None:
    found = first(f"one\r\n\x1b[31mtwo\x1b[0m\r\n  \x1b[1;31m{DNS}\x1b[0m  \r\nfour\r\n")
    assert (found.evidence, found.line) == (DNS, 3)


def test_a_progress_bar_is_one_line() -> None:
    found = first(f"10%\r50%\r99%\n ⠙ Installing\r ⠹ Installing App{DNS}\nend")
    assert (found.evidence, found.line) == (f"⠹ Installing App{DNS}", 2)


def test_quoted_output_on_one_line_is_read_line_by_line() -> None:
    found = first('{"rc": 2, "stderr": "Loading\\n' + DNS + '\\nbye"}')
    assert (found.evidence, found.line) == (DNS, 1)


def test_a_cause_in_the_middle_of_a_very_long_line_is_seen() -> None:
    found = first("x " * 20_000 + DNS + " y" * 20_000)
    assert (found.id, found.line) == ("network.dns", 1)
    assert DNS in found.evidence
    assert len(found.evidence) <= 1000


def test_a_cause_behind_thousands_of_lines_with_its_words_is_seen() -> None:
    calm = "".join(
        f"Setting up libunable-to-locate-package{number} (1) ...\n" for number in range(3000)
    )
    found = first(f"{calm}E: Unable to locate package libfoo1\n")
    assert (found.id, found.line) == ("apt.no-such-package", 3001)


def test_nul_bytes_and_typographic_quotes_do_not_matter() -> None:
    assert ids("E: Package “php8.1” has no\0 installation candidate") == ["apt.no-such-package"]


def test_a_log_may_come_as_lines() -> None:
    assert diagnose([f"{DNS}\n", "end\n"]) == diagnose(f"{DNS}\nend")


def test_values_of_the_log_are_filled_into_the_commands() -> None:
    log = (
        "  ✔️   LXC Container 105 was successfully created.\n"
        "tar: app/x: Cannot write: No space left on device"
    )
    found = first(log)
    assert found.values["ctid"] == "105"
    assert "pct resize 105 rootfs +4G" in [fix.command for fix in found.fixes]


def test_values_that_are_known_from_elsewhere_are_filled_in_too() -> None:
    found = first("npm error signal SIGKILL", values={"ctid": "107", "memory": "2048"})
    assert "pct set 107 --memory 4096" in [fix.command for fix in found.fixes]


def test_what_the_log_does_not_say_is_a_placeholder() -> None:
    found = first("npm error signal SIGKILL")
    assert "pct set <CTID> --memory <MB>" in [fix.command for fix in found.fixes]


def test_a_value_that_a_shell_would_run_is_not_filled_in() -> None:
    found = first("No space left on device", values={"ctid": "1;reboot", "memory": "$(x)"})
    assert "pct resize <CTID> rootfs +4G" in [fix.command for fix in found.fixes]
    assert ids("storage '$(reboot)' does not exist") == []


def test_no_brace_is_left_in_the_fixes() -> None:
    for cause in (cause for _, log in LOGS for cause in diagnose(log).causes):
        for text in (cause.why, *map(str, cause.fixes)):
            assert not re.search(r"\{[a-z_]+\}", text), text


def test_the_json_form_has_the_fields_of_the_contract() -> None:
    assert list(first(DNS).as_dict()) == [
        *("id", "title", "category", "evidence", "line", "values", "why", "fixes"),
    ]
    assert all(isinstance(fix, str) for fix in first(DNS).as_dict()["fixes"])  # type: ignore[attr-defined]


def test_at_most_five_causes_are_named() -> None:
    assert len(ids("\n".join(log for _, log in LOGS))) == 5


@given(st.text())
@settings(max_examples=100, deadline=None)
def test_any_text_is_read_without_an_error(text: str) -> None:
    diagnose(text)


@given(
    st.lists(st.one_of(st.sampled_from(PHRASES), st.text(max_size=9)), max_size=12),
    st.sampled_from(["\n", " ", "", "\r", "'"]),
)
@settings(max_examples=100, deadline=None)
def test_any_mixture_of_phrases_is_read_without_an_error(parts: list[str], between: str) -> None:
    text = between.join(parts)
    for cause in diagnose(text).causes:
        assert cause.line is None or 1 <= cause.line <= text.count("\n") + 1


@pytest.mark.parametrize(
    "text",
    [
        "error: failed to fetch: not found ",
        "No such file or directory\n",
        "'" * 50,
        "((((((((((",
        "{w} ... {w} ",
        ": " * 20,
        "\x1b[31m",
        "\x1b]" + "x" * 40,
        "in line 1: exit code 1 (((((",
        "a | b | line ",
        "[ERROR] ",
        "/var/" * 9,
        "npm ERR! code E",
        "failed \r",
        "Permission denied, cannot open ",
        "1" * 60,
        "é" * 60,
    ],
    ids=lambda text: repr(text)[:20],
)
@pytest.mark.parametrize("end", ["", "\n"])
def test_time_grows_with_the_length_of_the_text_and_not_faster(text: str, end: str) -> None:
    def seconds(length: int) -> float:
        log = (text + end) * (length // len(text + end))
        times = []
        for _ in range(3):
            begin = time.process_time()
            diagnose(log)
            times.append(time.process_time() - begin)
        return min(times)

    seconds(1000)
    assert seconds(240_000) < 24 * max(seconds(30_000), 0.004)
