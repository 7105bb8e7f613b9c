"""The generated man pages."""

from __future__ import annotations

import re
import signal
import subprocess
import sys
import uuid
from pathlib import Path

import pytest

from telemetry_cli.core.record import FIELDS
from telemetry_cli.docgen.command_line import commands
from telemetry_cli.docgen.manpages import date_of, pages
from telemetry_cli.knowledge.explanations import KNOWN
from tests.conftest import Server

MAN = Path(__file__).parent.parent.parent / "man"
PAGES = pages(MAN, "January 1, 2026")


def printed_page(name: str) -> str:
    """The page as man(1) prints it, without overstriking."""
    done = subprocess.run(
        ["mandoc", "-T", "utf8", "-O", "width=200", str(MAN / name)],
        capture_output=True,
        text=True,
        check=True,
    )
    return re.sub(".\b", "", done.stdout)


@pytest.mark.parametrize("name", PAGES)
def test_a_man_page_matches_its_sources(name: str) -> None:
    page = (MAN / name).read_text("utf-8")
    assert page == pages(MAN, date_of(page))[name], "python -m telemetry_cli.docgen.manpages man"


@pytest.mark.parametrize("name", PAGES)
def test_a_man_page_passes_mandoc_lint(name: str) -> None:
    lint = subprocess.run(
        ["mandoc", "-T", "lint", "-W", "warning", str(MAN / name)],
        capture_output=True,
        text=True,
        check=False,
    )
    assert (lint.returncode, lint.stdout) == (0, "")


def test_every_exit_code_is_documented() -> None:
    page = printed_page("telemetry-cli-exit-codes.7")
    for exit_code in KNOWN:
        assert f"{exit_code.code}: {exit_code.description}" in page


def test_every_field_is_documented_with_an_example_and_a_purpose() -> None:
    page = printed_page("telemetry-cli-privacy.7")
    for field in FIELDS:
        example = f"e.g. \u2018{field.example}\u2019" if field.example else "not sent"
        assert f"{field.name} ({example})" in page
        assert field.why[1:] in page


def examples(name: str) -> list[str]:
    """The example command lines of a page, unescaped."""
    lines = re.findall(r"^\.Dl \$ (.*)$", (MAN / name).read_text("utf-8"), re.MULTILINE)
    for mark, sign in {"\\-": "-", "\\(aq": "'", "\\(ti": "~", "\\&": "", "\\e": "\\"}.items():
        lines = [line.replace(mark, sign) for line in lines]
    return lines


EXAMPLES = [(name, line) for name in PAGES for line in examples(name)]


def test_every_summary_fits_on_one_help_line() -> None:
    for command in commands():
        assert len(command.summary) <= 62, command.summary


def test_every_man_page_has_all_options_and_an_example() -> None:
    for command in commands():
        name = f"telemetry-cli-{command.name}.1"
        page = printed_page(name)
        assert examples(name), name
        for one in (command, *command.commands):
            for option in one.options:
                assert option.names[-1] in page, (name, option.names)


@pytest.mark.parametrize(("name", "line"), EXAMPLES)
def test_every_example_of_a_man_page_works(
    name: str, line: str, pocketbase: Server, variables: dict[str, str], tmp_path: Path
) -> None:
    program = tmp_path / "bin" / "telemetry-cli"
    program.parent.mkdir()
    program.write_text(f'#!/bin/sh\nexec {sys.executable} -m telemetry_cli "$@"\n')
    program.chmod(0o755)
    (tmp_path / "install.log").write_text("E: no space left\n")
    (tmp_path / "install-plex.sh").write_text("#!/bin/sh\nexit 0\n")
    (tmp_path / "install-plex.sh").chmod(0o755)
    exit_code = {"TELEMETRY_STATE_DIR": str(tmp_path / "state")}
    environment = variables | exit_code | {"PATH": f"{program.parent}:{variables['PATH']}"}
    session = str(uuid.uuid4())
    line = line.replace("0d9a1f7e-5b6c-4c3d-8e2f-1a2b3c4d5e6f", session).replace("8090", "0")
    process = subprocess.Popen(
        ["bash", "-c", line if ">" in line else f"exec env {line}"],
        env=environment,
        cwd=tmp_path,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    if " serve" in line:
        assert process.stdout is not None
        assert process.stdout.readline().startswith("export PB_URL=")
        process.send_signal(signal.SIGINT)
    out, complaints = process.communicate(timeout=120)
    expected = {"sh -c 'exit 3'": 3, "doctor": 0}
    status = next((code for words, code in expected.items() if words in line), 0)
    assert process.returncode == status, complaints
    assert "Traceback" not in out + complaints
