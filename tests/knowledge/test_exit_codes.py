"""The table of exit codes."""

from __future__ import annotations

import signal
import subprocess
from typing import TYPE_CHECKING

import pytest

from telemetry_cli.knowledge.exit_code_table import ROWS
from telemetry_cli.knowledge.exit_codes import UNKNOWN, describe

if TYPE_CHECKING:
    from telemetry_cli.knowledge.exit_code_table import Row

CATEGORIES = {
    *("none", "shell", "network", "config", "storage", "resource", "timeout", "permission"),
    *("service", "runtime", "dependency", "proxmox", "user_aborted", "signal", "database"),
}
CODES = [
    *(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 13, 16, 18, 22, 23, 24, 25, 26, 27, 28, 30, 32, 33, 34, 35),
    *(36, 37, 39, 44, 45, 46, 47, 48, 51, 52, 55, 56, 57, 58, 59, 60, 61, 63, *range(64, 80)),
    *(90, 91, 92, 95, 96, 99),
    *(*range(100, 138), 139, 141, *range(143, 155), 156, 159, 160, 161, 162),
    *(170, 171, 172, 173, 180, 181, 182, 183, 190, 191, 192, 193, 200, *range(203, 229)),
    *(*range(231, 240), 243, *range(245, 256)),
]


def test_every_code_of_the_installers_is_in_the_table_once_in_order() -> None:
    assert [row["code"] for row in ROWS] == CODES


@pytest.mark.parametrize("row", ROWS, ids=lambda row: str(row["code"]))
def test_every_row_is_complete(row: Row) -> None:
    description = row["description"]
    assert row["origin"]
    assert row["category"] in CATEGORIES
    assert 0 < len(description) <= 80
    # It goes into quoted strings of bash, and into a public field.
    assert description.isascii()
    assert not set(description) & set("'\"`$\\\n")


def test_no_two_codes_read_the_same() -> None:
    descriptions = [row["description"] for row in ROWS]
    assert len(set(descriptions)) == len(descriptions)


@pytest.mark.parametrize("code", CODES)
def test_no_code_of_the_table_is_unknown(code: int) -> None:
    assert describe(code) != UNKNOWN


@pytest.mark.parametrize("code", range(256))
def test_every_code_has_a_description_that_fits_a_line(code: int) -> None:
    description = describe(code)
    assert 0 < len(description) <= 80
    assert description.isprintable()
    assert description == description.strip()


def test_137_has_the_wording_of_api_func() -> None:
    assert describe(137) == "Killed (SIGKILL / Out of memory?)"


@pytest.mark.parametrize("code", [11, 50, 98, 199, 201, 202, 230, 240, 241])
def test_other_codes_are_unknown(code: int) -> None:
    assert describe(code) == UNKNOWN == "Unknown error"


def test_138_names_the_signal() -> None:
    assert "SIGUSR1" in describe(138)


@pytest.mark.parametrize("name", ["SIGUSR1", "SIGALRM", "SIGBUS", "SIGTRAP"])
def test_a_signal_that_is_not_in_the_table_has_the_name_of_the_system(name: str) -> None:
    done = subprocess.run(["bash", "-c", f"(kill -{name} $BASHPID); exit $?"], check=False)
    assert f"({name})" in describe(done.returncode)
    assert signal.strsignal(signal.Signals[name]) in describe(done.returncode)  # type: ignore[operator]
