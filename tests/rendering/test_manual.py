"""The manual page of the exit codes."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

import pytest

from telemetry_cli.core.explanations import KNOWN
from telemetry_cli.rendering.manual import PAGE, exit_codes_page

FILE = Path(__file__).parent.parent.parent / "man" / PAGE


def test_the_page_is_what_the_table_makes_of_it() -> None:
    assert FILE.read_text("utf-8") == exit_codes_page(), (
        "python -m telemetry_cli.rendering.manual man"
    )


@pytest.mark.skipif(shutil.which("mandoc") is None, reason="mandoc is not installed")
def test_mandoc_has_nothing_to_complain_of_and_shows_every_code() -> None:
    lint = subprocess.run(
        ["mandoc", "-T", "lint", "-W", "warning", str(FILE)],
        capture_output=True,
        text=True,
        check=False,
    )
    assert (lint.returncode, lint.stdout) == (0, "")
    shown = subprocess.run(
        ["mandoc", "-T", "utf8", "-O", "width=200", str(FILE)],
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    plain = re.sub(".\b", "", shown)  # bold is overstriking
    for known in KNOWN:
        assert f"{known.code}: {known.description}" in plain
