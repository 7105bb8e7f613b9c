"""Records as printed at a terminal."""

from __future__ import annotations

import re
import uuid

import pytest
from rich.cells import cell_len

from tests.conftest import Server
from tests.terminal import in_terminal

ESCAPE = re.compile(r"\x1b\[[0-9;]*m")


@pytest.fixture
def app(pocketbase: Server) -> str:
    """An app with records that are hard to display."""
    name = f"{uuid.uuid4()} with a long name"
    pocketbase.add(nsapp=name, status="failed", exit_code=137, os_type="debian")
    pocketbase.add(nsapp=name, status="sucess", type="addon", os_type="[bold]\x1b[2Jx\u202e")
    pocketbase.add(nsapp=name, error="漢字" * 500, os_version="📦" * 50)
    return name


@pytest.mark.parametrize("columns", [40, 80, 100, 200])
def test_a_table_fits_the_width_of_the_terminal(
    variables: dict[str, str], app: str, columns: int
) -> None:

    output = ESCAPE.sub(
        "", in_terminal("query", "--app", app, variables=variables, columns=columns)
    )
    lines = output.splitlines()
    assert len(lines) == 4
    assert all(cell_len(line) <= columns for line in lines)
    assert "\x1b" not in output


def test_type_status_and_code_are_not_shortened_in_80_columns(
    variables: dict[str, str], app: str
) -> None:
    output = ESCAPE.sub("", in_terminal("query", "--app", app, variables=variables))
    assert re.search(r"\d{4}-\d\d-\d\d \d\d:\d\d .* lxc +failed +137  Killed", output)
    assert re.search(r" addon +success +0", output)


def test_no_color_switches_colors_off(variables: dict[str, str], app: str) -> None:
    assert "\x1b[31m" in in_terminal("query", "--app", app, variables=variables)
    plain = in_terminal("query", "--app", app, variables={**variables, "NO_COLOR": "1"})
    assert "\x1b[3" not in plain


def test_markup_in_a_record_is_shown_as_text(variables: dict[str, str], app: str) -> None:
    output = in_terminal("query", "--app", app, variables=variables, columns=200)
    assert r"[bold]\x1b[2Jx\u202e" in output
