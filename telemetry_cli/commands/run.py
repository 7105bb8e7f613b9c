"""run: report the start of a command, run it, and report its end."""

from __future__ import annotations

import os
import shlex
import signal
import time
import uuid
from pathlib import Path
from typing import Annotated

import typer

from telemetry_cli.commands import options
from telemetry_cli.core.record import InstallType
from telemetry_cli.edges import foreground
from telemetry_cli.edges.environment import process_start
from telemetry_cli.rendering.outcome import show_dry_run, show_messages
from telemetry_cli.reporting.dry_run import dry_run as dry_run_of
from telemetry_cli.reporting.events import EndEvent, StartEvent
from telemetry_cli.reporting.report import report


@options.with_start_options
def run(
    values: options.StartValues,
    command: Annotated[list[str], typer.Argument(metavar="CMD...", help="The command, after --.")],
    type: Annotated[InstallType, typer.Option(help="Type of install.")],
    random_id: options.RandomId = None,
    dry_run: options.DryRun = False,
    verbose: options.Verbose = False,
) -> None:
    """Run CMD, and report its start and its end.

    Exits with the status of CMD. CMD keeps the terminal, the signals and the standard streams.
    Reports are sent in the background.

    Example: telemetry-cli run --type lxc --app plex -- ./install-plex.sh
    """
    session = random_id or str(uuid.uuid4())
    start = StartEvent(type, {**values, "random_id": session})
    if dry_run:
        show_dry_run(dry_run_of(start, EndEvent("done", "0", random_id=session)), as_json=False)
        typer.echo("telemetry-cli: CMD not run; these requests would report a success", err=True)
        return
    show_messages(report(start, detached=True, since=process_start()), with_outcome=verbose)
    ended = foreground.run(command)
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP, signal.SIGQUIT):
        signal.signal(number, signal.SIG_IGN)  # reporting the end takes only milliseconds
    if ended.problem:
        typer.echo(f"telemetry-cli: {ended.problem}", err=True)
    status = "failed" if ended.status else "done"
    end = EndEvent(status, str(ended.status), random_id=session, command=_first_words(command))
    show_messages(report(end, detached=True, since=time.monotonic()), with_outcome=verbose)
    if ended.interrupted:
        # After Ctrl+C, a shell stops its script only if the command was killed by it.
        signal.signal(signal.SIGINT, signal.SIG_DFL)
        os.kill(os.getpid(), signal.SIGINT)
    raise typer.Exit(ended.status)


def _first_words(command: list[str]) -> str:
    """The program, and its first argument unless that is an option: enough to know what failed."""
    program, *arguments = command
    words = [Path(program).name, *arguments[:1]]
    return shlex.join(word for word in words if not word.startswith("-"))
