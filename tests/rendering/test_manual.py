"""The manual pages that are made from tables."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import pytest

from telemetry_cli.core.explanations import KNOWN
from telemetry_cli.core.record import FIELDS
from telemetry_cli.rendering.manual import pages

MAN = Path(__file__).parent.parent.parent / "man"
PAGES = pages()


def shown(name: str) -> str:
    """The page as man(1) shows it, without bold (overstriking)."""
    done = subprocess.run(
        ["mandoc", "-T", "utf8", "-O", "width=200", str(MAN / name)],
        capture_output=True,
        text=True,
        check=True,
    )
    return re.sub(".\b", "", done.stdout)


@pytest.mark.parametrize("name", PAGES)
def test_a_page_is_what_its_table_makes_of_it(name: str) -> None:
    assert (MAN / name).read_text("utf-8") == PAGES[name], (
        "python -m telemetry_cli.rendering.manual man"
    )


@pytest.mark.parametrize("name", PAGES)
def test_mandoc_has_nothing_to_complain_of(name: str) -> None:
    lint = subprocess.run(
        ["mandoc", "-T", "lint", "-W", "warning", str(MAN / name)],
        capture_output=True,
        text=True,
        check=False,
    )
    assert (lint.returncode, lint.stdout) == (0, "")


def test_every_exit_code_is_shown() -> None:
    page = shown("telemetry-cli-exit-codes.7")
    for known in KNOWN:
        assert f"{known.code}: {known.description}" in page


def test_every_field_that_is_sent_is_shown_with_an_example_and_why() -> None:
    page = shown("telemetry-cli-privacy.7")
    for field in FIELDS:
        example = f"for example \u2018{field.example}\u2019" if field.example else "not sent"
        assert f"{field.name} ({example})" in page
        assert field.why in page
