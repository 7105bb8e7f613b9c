"""init: print the bash library."""

from __future__ import annotations

import subprocess
from pathlib import Path

from tests.conftest import Cli


def test_the_printed_library_can_be_sourced(cli: Cli, tmp_path: Path) -> None:
    (tmp_path / "api.func").write_text(cli("init", "bash").stdout)
    done = subprocess.run(
        ["bash", "-euo", "pipefail", "-c", ". ./api.func; explain_exit_code 137"],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=True,
    )
    assert (done.stdout, done.stderr) == ("Killed (SIGKILL / Out of memory?)\n", "")


def test_an_unsupported_shell_is_refused_with_the_supported_ones(cli: Cli) -> None:
    done = cli("init", "tcsh")
    assert done.returncode == 2
    assert "bash" in done.stderr
