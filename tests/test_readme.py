"""The README matches the program."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from telemetry_cli.cli import COMMANDS
from telemetry_cli.core.record import FIELDS, START_FIELDS
from telemetry_cli.docgen.readme import tables
from tests.conftest import Cli, Server

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text("utf-8")
SOURCES = "".join(path.read_text("utf-8") for path in (ROOT / "telemetry_cli").rglob("*.py"))


def blocks(language: str) -> list[str]:
    """The code blocks of the README in `language`."""
    return re.findall(rf"```{language}\n(.*?)```", README, re.DOTALL)


def test_the_documented_test_command_is_the_one_ci_runs() -> None:
    (command,) = [block.strip() for block in blocks("sh") if "pip install -e '.[test]'" in block]
    assert command in (ROOT / ".ci" / "run").read_text("utf-8").splitlines()


def test_every_command_is_documented() -> None:
    for entry in COMMANDS:
        assert f"`{entry.name}" in README or f"telemetry-cli {entry.name}" in README


def test_the_tables_of_fields_and_variables_match_the_code() -> None:
    for table in tables():
        assert table in README, "python -m telemetry_cli.docgen.readme README.md"


def test_every_field_that_is_sent_is_documented(cli: Cli, random_id: str) -> None:
    values = [f"{field.option}=1" for field in START_FIELDS]
    sent = set[str]()
    for report in (["start-vm", *values], ["update", "failed", "1", "--error", "x"]):
        done = cli(*report, "--random-id", random_id, "--dry-run", "--json")
        for request in json.loads(done.stdout)["requests"]:
            sent |= set(request["body"] or {})
    assert sent == {"id"} | {field.name for field in FIELDS if field.example}


def test_every_variable_that_is_read_is_documented() -> None:
    read = set(re.findall(r"\b(?:PB|TELEMETRY)_[A-Z_]+\b", SOURCES))
    internal = {"TELEMETRY_SUPERUSER", "TELEMETRY_SUPERUSER_PASSWORD"}
    assert {name for name in read - internal if f"`{name}`" not in README} == set()


@pytest.mark.parametrize("session", blocks("console"))
def test_example_sessions_match_the_real_output(cli: Cli, session: str) -> None:
    for command, output in re.findall(r"^\$ telemetry-cli (.*)\n([^$]*)", session, re.MULTILINE):
        assert cli(*command.split()).stdout == output


def test_the_example_script_reports_its_failure(
    variables: dict[str, str], pocketbase: Server, tmp_path: Path, random_id: str
) -> None:
    (script,) = blocks("bash")
    script = re.sub(r"RANDOM_UUID=\$\(.*?\);", f"RANDOM_UUID={random_id};", script)
    script = script.replace("http://127.0.0.1:8090", pocketbase.url)
    for name, body in {
        "telemetry-cli": f'exec {sys.executable} -m telemetry_cli "$@"',
        "apt-get": "exit 100",
    }.items():
        (tmp_path / name).write_text(f"#!/bin/sh\n{body}\n")
        (tmp_path / name).chmod(0o755)
    done = subprocess.run(
        ["bash", "-c", script],
        env={**variables, "PATH": f"{tmp_path}:{os.environ['PATH']}"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stdout, done.stderr) == (100, "", "")
    record = pocketbase.only(random_id)
    assert (record["status"], record["exit_code"]) == ("failed", 100)
