"""What installers say about a failure themselves."""

from __future__ import annotations

import pytest

from telemetry_cli.knowledge.wrapper_lines import Wrapper, named_causes, read, without


@pytest.mark.parametrize(
    ("text", "wrapper"),
    [
        (
            "[ERROR] in line 42: exit code 100: while executing command apt-get install -y app",
            Wrapper(100, "apt-get install -y app", 42),
        ),
        (
            "  ✖️   in line 7: exit code 255 (DPKG: Fatal internal error): while executing command"
            ' pct start "$CTID"',
            Wrapper(255, 'pct start "$CTID"', 7),
        ),
        (
            "  ✖️   in line 7: exit code 137 (Killed (SIGKILL / Out of memory?)): while executing"
            " command npm ci",
            Wrapper(137, "npm ci", 7),
        ),
        ("  ✖️   in line 48: exit code 48 (Unknown error)", Wrapper(48, None, 48)),
        (
            "[2026-05-31 16:19:53] [ERROR] in line 79: exit code 100 (APT: Package manager error)\n"
            "[2026-05-31 16:19:53] apt install -y app",
            Wrapper(100, "apt install -y app", 79),
        ),
        ("[ERROR] 255@106 Unknown failure occured.", Wrapper(255, None, 106)),
        ("[ERROR:LXC] 100@58 Unknown failure occured.", Wrapper(100, None, 58)),
        ("‼ ERROR 25@323 A problem occured", Wrapper(25, None, 323)),
        (
            "++ error_handler 422 'pct start \"$CTID\"'\n++ local exit_code=255",
            Wrapper(255, 'pct start "$CTID"', 422),
        ),
        (
            "exit_code=6 | curl: DNS resolution failed | at line 12: curl -fsSL x\n---\nlog",
            Wrapper(6, "curl -fsSL x", 12),
        ),
        ("exit_code=1 | General error | command: make", Wrapper(1, "make", None)),
        ("Killed (SIGKILL) | line 12: npm run build", Wrapper(None, "npm run build", 12)),
        (
            "[ERROR] on line 99 with exit code 100 while executing command pkg_del",
            Wrapper(100, "pkg_del", 99),
        ),
        ("Installation failed in container 103 (exit code: 29)", Wrapper(29, None, None)),
        ("Error: Process completed with exit code 100.", Wrapper(100, None, None)),
        ("##[error]Bash exited with code '35'.", Wrapper(35, None, None)),
        (
            "TASK ERROR: command 'apt-get update' failed: exit code 100",
            Wrapper(100, "apt-get update", None),
        ),
        ("The command '/bin/sh -c x' returned a non-zero code: 2", Wrapper(2, None, None)),
        ("An error occurred on line 272 with exit status 3", Wrapper(3, None, 272)),
        ("nothing of the kind", Wrapper()),
    ],
)
def test_code_command_and_line_are_read(text: str, wrapper: Wrapper) -> None:
    assert read(text) == wrapper


def test_the_command_that_failed_is_not_the_one_that_started_it() -> None:
    text = (
        "[ERROR] in line 46: exit code 0: while executing command $STD apt-get install -y app\n\n"
        '[ERROR] in line 1355: exit code 0: while executing command lxc-attach -n "$CTID" -- bash'
    )
    assert read(text) == Wrapper(None, "$STD apt-get install -y app", 46)


def test_a_code_of_0_is_a_code_that_was_lost() -> None:
    text = (
        "[ERROR] in line 4: exit code 0: while executing command make\n"
        "[ERROR] in line 9: exit code 2: while executing command lxc-attach -n 100"
    )
    assert read(text).code == 2


def test_what_the_lines_say_is_taken_out_and_lines_keep_their_numbers() -> None:
    text = (
        "real\n[ERROR] in line 4: exit code 100 (APT: broken packages): while executing command x\n"
        "[2026-05-31 16:19:53] [ERROR] in line 79: exit code 100 (APT: broken packages)\n"
        "[2026-05-31 16:19:53] apt install -y app\nError: APT: Package manager error\nend"
    )
    left = without(text)
    assert "broken" not in left
    assert "APT" not in left
    assert left.splitlines()[0] == "real"
    assert left.splitlines()[-1] == "end"
    assert left.count("\n") == text.count("\n")


def test_the_parts_of_an_error_text_of_ours_may_be_causes() -> None:
    assert named_causes("Killed | Killed: out of memory | line 4: make\ntail | x") == (
        "Killed: out of memory",
        "line 4: make",
    )
    assert named_causes("no such text") == ()
