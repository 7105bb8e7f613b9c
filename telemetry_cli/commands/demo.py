"""demo: the whole loop on a temporary server."""

from __future__ import annotations

import os
import shlex
import signal
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import typer

from telemetry_cli.core.errors import UserError
from telemetry_cli.core.record import FIELDS
from telemetry_cli.edges.environment import own_command


@dataclass(frozen=True, slots=True)
class _Step:
    """A command to show and run, with an optional comment that is shown before it.

    `session` is its RANDOM_UUID, '' for none.
    """

    command: str
    comment: str = ""
    session: str = ""

    @property
    def line(self) -> str:
        """The command as a user types it."""
        variable = f"RANDOM_UUID={self.session} " if self.session else ""
        return f"{variable}telemetry-cli {self.command}"

    @property
    def variables(self) -> dict[str, str]:
        """Its environment variables."""
        return {"RANDOM_UUID": self.session} if self.session else {}


_SESSION = "0d9a1f7e-5b6c-4c3d-8e2f-1a2b3c4d5e6f"


_STEPS = (
    _Step(
        "start-lxc --app jellyfin --disk-size 16G --core-count 2 --ram-size 2048"
        " --os-type ubuntu --os-version 24.04",
        "An installer reports its start, and later its end. It need not pass an ID: update ends\n"
        "the only unfinished session on this machine. Reports never block and never fail.",
    ),
    _Step("update done"),
    _Step(
        "start-lxc --app plex --disk-size 8G --core-count 2 --ram-size 512 --os-type debian"
        " --os-version 12",
        "This install gets killed by a signal: its exit code is 137.",
    ),
    _Step("update failed 137"),
    _Step(
        "start-vm --app haos --disk-size 32G --core-count 2 --ram-size 4096 --verbose",
        "A virtual machine, with --verbose to print the outcome; the user presses Ctrl+C.",
    ),
    _Step("update failed INTERRUPTED --verbose"),
    _Step(
        "start-addon --app netdata",
        "With RANDOM_UUID, several installs can run at the same time.",
        session=_SESSION,
    ),
    _Step("start-lxc --app paperless-ngx --disk-size 10G --os-type debian --os-version 13"),
    _Step("update done", session=_SESSION),
    _Step("update failed 100"),
    _Step("start-pve --app post-pve-install"),
    _Step("update success"),
    _Step("query", "A maintainer searches all records, newest first ..."),
    _Step("query --failed", "... only failed installs ..."),
    _Step(
        "query --failed --app plex -o json --fields nsapp,status,exit_code,error,ram_size",
        "... and one of them as JSON, for a script.",
    ),
    _Step("explain 137", "What does the exit code mean, and what can be done about it?"),
)


def demo() -> None:
    """Demonstrate the whole loop: report, search, explain.

    Starts PocketBase in a temporary directory, then shows commands and runs them. At the end, or
    after Ctrl+C, stops the server and removes its data.

    Example: telemetry-cli demo
    """
    for number in (signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, signal.default_int_handler)
    with tempfile.TemporaryDirectory(prefix="telemetry-demo-") as name, _undisturbed_end():
        _run(Path(name))
    typer.echo()
    typer.echo("The server was stopped and its data removed. To run your own: telemetry-cli serve")


def _run(directory: Path) -> None:
    # Imported here so that --help does not load requests.
    from telemetry_cli.core.protocol import DEFAULT_COLLECTION
    from telemetry_cli.edges.credentials import keep, superuser_of
    from telemetry_cli.edges.local_server import Address, LocalServer, free_port

    address = Address("127.0.0.1", free_port("127.0.0.1"))
    state = directory / "state"
    superuser = superuser_of(address.url, state)
    log = directory / "pocketbase.log"
    typer.echo(f"Starting PocketBase in {directory} ...")
    with (
        LocalServer(directory, address, superuser, DEFAULT_COLLECTION, log, hardened=True),
        _undisturbed_end(),
    ):
        keep(address.url, superuser, state)  # query signs in with it
        variables = {
            "PB_URL": address.url,
            "TELEMETRY_STATE_DIR": str(state),
            "TELEMETRY_DIAGNOSTICS_FILE": str(directory / "diagnostics"),
            "DIAGNOSTICS": "yes",
        }
        typer.echo("The commands below use these variables:")
        for variable, value in variables.items():
            typer.echo(f"  export {variable}={shlex.quote(value)}")
        for step in _STEPS:
            _show(step, {**_neutral_environment(), **variables, **step.variables})


def _show(step: _Step, environment: dict[str, str]) -> None:
    if step.comment:
        typer.echo()
        typer.secho("\n".join(f"# {line}" for line in step.comment.splitlines()), dim=True)
    typer.secho(f"$ {step.line}", bold=True)
    command = [*own_command(), *shlex.split(step.command)]
    status = subprocess.run(command, env=environment, check=False).returncode
    if status in (-signal.SIGINT, 128 + signal.SIGINT):
        raise KeyboardInterrupt
    if status:
        raise UserError(f"'{step.line}' exited with status {status}")


def _neutral_environment() -> dict[str, str]:
    """The environment without variables that would affect the demo: fields, sign-ins, proxies."""
    removed = {field.variable for field in FIELDS} | {"TELEMETRY_TIMEOUT", "DO_NOT_TRACK"}
    return {
        name: value
        for name, value in os.environ.items()
        if name not in removed
        and not name.startswith("PB_")
        and not name.lower().endswith("_proxy")
    }


@contextmanager
def _undisturbed_end() -> Iterator[None]:
    """Ignore signals from the end of the block on: a second Ctrl+C must not stop the cleanup."""
    try:
        yield
    finally:
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(number, signal.SIG_IGN)
