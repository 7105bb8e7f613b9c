"""Packages under test; each is built once per test run, whatever the number of workers."""

from __future__ import annotations

import fcntl
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent.parent


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str, list[str]], Path]:
    """Run a build command once, with a new directory as last argument; return that directory."""
    shared = tmp_path_factory.getbasetemp()
    if "PYTEST_XDIST_WORKER" in os.environ:
        shared = shared.parent

    def build(name: str, command: list[str]) -> Path:
        directory = shared / f"built-{name}"
        with (shared / f"built-{name}.lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            if not (directory / "done").exists():
                directory.mkdir(exist_ok=True)
                done = subprocess.run(
                    [*command, str(directory)],
                    cwd=ROOT,
                    env={**os.environ, "PYTHON": sys.executable},
                    capture_output=True,
                    text=True,
                    check=False,
                )
                assert done.returncode == 0, done.stderr
                (directory / "done").touch()
        return directory

    return build


@pytest.fixture(scope="session")
def wheel(built: Callable[[str, list[str]], Path]) -> Path:
    command = [sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps", ".", "--wheel-dir"]
    (file,) = built("wheel", command).glob("*.whl")
    return file


@pytest.fixture(scope="session")
def archive(built: Callable[[str, list[str]], Path]) -> Path:
    build = 'exec .ci/zipapp "$0/telemetry-cli.pyz"'
    return built("zipapp", ["bash", "-c", build]) / "telemetry-cli.pyz"


@pytest.fixture(scope="session")
def deb(built: Callable[[str, list[str]], Path]) -> Path:
    (file,) = built("deb", [".ci/deb"]).glob("*.deb")
    return file
