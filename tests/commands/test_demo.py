"""demo: report, search and explain on a temporary server."""

from __future__ import annotations

import signal
from pathlib import Path

import pytest

from tests.conftest import Background, Cli
from tests.proxy import wait_until


def leftovers(directory: Path) -> list[str]:
    """PocketBase processes and files of a demo that uses `directory` for temporary files."""
    processes = []
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            try:
                command = (entry / "cmdline").read_bytes()
            except OSError:
                continue
            if str(directory).encode() in command:
                processes.append(command.decode())
    return processes + [path.name for path in directory.glob("telemetry-demo-*")]


def test_demo_shows_report_search_and_explanation_and_cleans_up(cli: Cli, tmp_path: Path) -> None:
    done = cli("demo", TMPDIR=str(tmp_path))
    assert done.returncode == 0, done.stderr
    for expected in (
        "$ telemetry-cli start-lxc --app jellyfin",
        "$ telemetry-cli update failed 137",
        "$ telemetry-cli query --failed",
        "$ telemetry-cli explain 137\nKilled (SIGKILL / Out of memory?)\n",
    ):
        assert expected in done.stdout
    failed = done.stdout.partition("$ telemetry-cli query --failed\n")[2].partition("\n\n")[0]
    assert [line.split()[2] for line in failed.splitlines()[1:]] == [
        *("paperless-ngx", "haos", "plex")
    ]
    assert not leftovers(tmp_path)


def test_demo_ignores_settings_of_the_environment(cli: Cli, tmp_path: Path) -> None:
    (tmp_path / "diagnostics").write_text("DIAGNOSTICS=no\n")
    done = cli(
        "demo",
        TMPDIR=str(tmp_path),
        DIAGNOSTICS="no",
        DO_NOT_TRACK="1",
        RANDOM_UUID="mine",
        PB_COLLECTION="other",
        PB_TOKEN="token",
        HTTP_PROXY="http://127.0.0.1:9",
        http_proxy="http://127.0.0.1:9",
        TELEMETRY_TIMEOUT="0.1",
    )
    assert done.returncode == 0, done.stderr
    assert "plex" in done.stdout


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_demo_cleans_up_when_it_is_interrupted(
    background: Background, tmp_path: Path, number: int
) -> None:
    demo = background("demo", TMPDIR=str(tmp_path))
    assert demo.stdout is not None
    while "start-lxc" not in demo.stdout.readline():
        pass
    demo.send_signal(number)
    wait_until(lambda: demo.poll() is not None)
    assert demo.returncode == 130
    assert not leftovers(tmp_path)
