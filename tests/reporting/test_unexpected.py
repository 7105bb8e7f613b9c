"""Internal errors: one line for the user, a traceback in a file for the developer."""

from __future__ import annotations

import stat
from pathlib import Path

import pytest

from tests.conftest import Cli
from tests.terminal import in_terminal


@pytest.fixture
def broken(tmp_path: Path) -> str:
    """A PYTHONPATH with a `requests` that fails on import."""
    package = tmp_path / "broken" / "requests"
    package.mkdir(parents=True)
    (package / "__init__.py").write_text('raise RuntimeError("broken by 10.1.2.3 " + "x" * 50_000)')
    return str(package.parent)


def test_an_internal_error_of_a_search_names_the_file_with_the_traceback(
    cli: Cli, broken: str, state: Path
) -> None:
    done = cli("query", PYTHONPATH=broken)
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.count("\n") == 1
    assert f"(traceback in {state / 'last-error.log'})" in done.stderr
    text = (state / "last-error.log").read_text("utf-8")
    assert text.startswith("telemetry-cli ")
    assert "Traceback (most recent call last)" in text
    assert "10.1.2.3" not in text
    assert len(text) < 25_000
    assert stat.S_IMODE((state / "last-error.log").stat().st_mode) == 0o600


def test_an_internal_error_of_a_report_is_silent_but_its_traceback_is_kept(
    cli: Cli, broken: str, state: Path
) -> None:
    done = cli("start-lxc", PYTHONPATH=broken)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    assert "RuntimeError" in (state / "last-error.log").read_text("utf-8")


def test_an_internal_error_with_diagnostics_off_is_not_kept(
    cli: Cli, broken: str, state: Path
) -> None:
    cli("start-lxc", PYTHONPATH=broken)
    done = cli("start-lxc", "--ram-size", "x", DIAGNOSTICS="no", PYTHONPATH=broken)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    assert not (state / "last-error.log").exists()


@pytest.mark.parametrize("switch", ["option", "variable"])
def test_with_debug_the_traceback_goes_to_stderr_and_not_to_a_file(
    cli: Cli, broken: str, state: Path, switch: str
) -> None:
    if switch == "option":
        done = cli("query", "--debug", PYTHONPATH=broken)
    else:
        done = cli("query", PYTHONPATH=broken, TELEMETRY_DEBUG="1")
    assert done.returncode == 1
    assert "Traceback (most recent call last)" in done.stderr
    assert not state.exists()


def test_a_terminal_shows_the_internal_error_of_a_report(
    variables: dict[str, str], broken: str
) -> None:
    shown = in_terminal("start-lxc", variables={**variables, "PYTHONPATH": broken})
    assert "internal error: RuntimeError" in shown.replace("\r\n", "")
