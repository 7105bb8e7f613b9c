"""A Proxmox host for installers, with telemetry-cli and without it."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from telemetry_cli.rendering.bash_library import bash_library
from tests.conftest import Server
from tests.proxy import wait_until

HERE = Path(__file__).parent
STUBS = HERE / "stubs"
SYSTEM = "/usr/bin:/bin"
"""Where the system's programs are, curl among them, and telemetry-cli is not."""

Installer = Callable[..., "subprocess.Popen[str]"]
InBash = Callable[..., "subprocess.CompletedProcess[str]"]


@pytest.fixture(scope="session")
def library(tmp_path_factory: pytest.TempPathFactory) -> Path:
    file = tmp_path_factory.mktemp("library") / "api.func"
    file.write_text(bash_library())
    return file


@pytest.fixture(scope="session")
def tool_directory(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A directory with telemetry-cli in it."""
    tool = tmp_path_factory.mktemp("bin") / "telemetry-cli"
    tool.write_text(f'#!/bin/sh\nexec {sys.executable} -m telemetry_cli "$@"\n')
    tool.chmod(0o755)
    return tool.parent


@pytest.fixture
def without_tool(variables: dict[str, str], tmp_path: Path) -> dict[str, str]:
    """The environment of a Proxmox host without telemetry-cli; its diagnostics file says yes."""
    (tmp_path / "diagnostics").write_text("DIAGNOSTICS=yes\n")
    assert shutil.which("telemetry-cli", path=SYSTEM) is None
    return {**variables, "PATH": f"{STUBS}:{SYSTEM}", "DIAGNOSTICS": ""}


@pytest.fixture
def with_tool(without_tool: dict[str, str], tool_directory: Path) -> dict[str, str]:
    """The same host with telemetry-cli installed."""
    return {**without_tool, "PATH": f"{tool_directory}:{without_tool['PATH']}"}


@pytest.fixture(params=["tool", "curl"])
def host(request: pytest.FixtureRequest) -> dict[str, str]:
    """Both hosts, one after the other."""
    name = {"tool": "with_tool", "curl": "without_tool"}[request.param]
    environment: dict[str, str] = request.getfixturevalue(name)
    return environment


@pytest.fixture
def install(host: dict[str, str], library: Path) -> Iterator[Installer]:
    """Starts an installer of scripts/ in a process group of its own."""
    started: list[subprocess.Popen[str]] = []

    def start(script: str, ending: str, *more: str, **changes: str) -> subprocess.Popen[str]:
        process = subprocess.Popen(
            ["bash", str(HERE / "scripts" / f"{script}.sh"), str(library), ending, *more],
            env={**host, **changes},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            process_group=0,
        )
        started.append(process)
        return process

    yield start
    for process in started:
        process.kill()
        process.communicate()


class Done(NamedTuple):
    """How an installer ended: its exit status, what it printed, its sessions and record IDs."""

    status: int
    output: str
    errors: str

    @property
    def sessions(self) -> list[str]:
        return re.findall(r"\[SESSION\] (\S+)", self.output)

    @property
    def record_ids(self) -> list[str]:
        return re.findall(r"\[SESSION\] \S+ (\S+)", self.output)


def finished(process: subprocess.Popen[str], before: str = "") -> Done:
    """Wait for an installer; `before` is what was read of its output already."""
    output, errors = process.communicate(timeout=60)
    return Done(process.returncode, before + output, errors)


def the_end(server: Server, random_id: str) -> dict[str, Any]:
    """The record of a session, once it has ended."""
    wait_until(lambda: bool(server.records(f"random_id='{random_id}' && status!='installing'")))
    return server.only(random_id)


def reports_of(directory: str | Path) -> list[str]:
    """The processes that a test left behind: those whose environment names its directory."""
    running = []
    for entry in Path("/proc").glob("[0-9]*"):
        if int(entry.name) == os.getpid():
            continue
        try:
            variables = (entry / "environ").read_bytes()
            command = (entry / "cmdline").read_bytes()
        except OSError:
            continue
        # A process that has ended and waits for its parent has no command line.
        if str(directory).encode() in variables and command:
            running.append(entry.name)
    return running


def in_bash(
    script: str, library: Path, host: dict[str, str], *options: str, bash: str = "bash"
) -> subprocess.CompletedProcess[str]:
    """Runs a script that has sourced the library, twice as installers do."""
    return subprocess.run(
        [bash, *options, "-c", f"source {library}; source {library}\n{script}"],
        env=host,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
