"""explain, as a person and as a script call it."""

from __future__ import annotations

import pytest

from tests.conftest import Cli


def test_a_code_is_explained_in_one_line(cli: Cli) -> None:
    done = cli("explain", "137")
    assert (done.returncode, done.stdout) == (0, "Killed (SIGKILL / Out of memory?)\n")


def test_several_codes_are_explained_one_line_each(cli: Cli) -> None:
    done = cli("explain", "137", "0", "9")
    assert done.stdout == "Killed (SIGKILL / Out of memory?)\nSuccess\nUnknown error\n"


def test_other_signals_have_the_names_of_the_system(cli: Cli) -> None:
    assert "SIGUSR1" in cli("explain", "138").stdout


@pytest.mark.parametrize("word", ["256", "-1", "1.5", "abc", "", "٣", "1e2", "99999999999999999"])
def test_what_is_no_exit_code_is_an_error_of_one_line(cli: Cli, word: str) -> None:
    done = cli("explain", "--", word)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.count("\n") == 1
    assert "0 to 255" in done.stderr


def test_explaining_needs_no_consent_and_keeps_no_state(
    cli: Cli, variables: dict[str, str]
) -> None:
    done = cli("explain", "1", DIAGNOSTICS="no", PB_URL="nonsense")
    assert done.returncode == 0


def test_a_negative_number_is_told_to_be_no_exit_code(cli: Cli) -> None:
    done = cli("explain", "-1")
    assert done.returncode == 2
    assert "'-1' is no exit code" in done.stderr
