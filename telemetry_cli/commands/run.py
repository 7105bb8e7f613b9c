"""run: report the start of a command, run it, report its end."""

from __future__ import annotations

import os
import signal
import time
import uuid
from typing import Annotated

import typer

from telemetry_cli import events
from telemetry_cli.commands import options
from telemetry_cli.core.record import InstallType
from telemetry_cli.core.values import RawStart
from telemetry_cli.edges import foreground
from telemetry_cli.edges.environment import process_start
from telemetry_cli.rehearsal import rehearse
from telemetry_cli.rendering.outcome import say, show_rehearsal
from telemetry_cli.reporting import report


def run(
    command: Annotated[list[str], typer.Argument(metavar="CMD...", help="The command, after --.")],
    type: Annotated[InstallType, typer.Option(help="What is installed.")],
    app: options.App = None,
    random_id: options.RandomId = None,
    ct_type: options.CtType = None,
    disk_size: options.DiskSize = None,
    core_count: options.CoreCount = None,
    ram_size: options.RamSize = None,
    os_type: options.OsType = None,
    os_version: options.OsVersion = None,
    method: options.Method = None,
    pve_version: options.PveVersion = None,
    dry_run: options.DryRun = False,
    verbose: options.Verbose = False,
) -> None:
    """Run CMD, and report how the install begins and ends.

    Exits as CMD did. CMD has the terminal, the signals and the standard streams as if it ran alone;
    the reports go out in the background.

    Example: telemetry-cli run --type lxc --app plex -- ./install-plex.sh
    """
    session = random_id or str(uuid.uuid4())
    raw = RawStart(
        session,
        *(app, ct_type, disk_size, core_count, ram_size),
        *(os_type, os_version, method, pve_version),
    )
    if dry_run:
        end = events.end("done", "0", random_id=session)
        show_rehearsal(rehearse(events.start(type, raw), end), as_json=False)
        typer.echo("telemetry-cli: CMD is not run; this is how its success is reported", err=True)
        return
    begun = report(events.start(type, raw), detached=True, since=process_start())
    say(begun, spoken=verbose)
    ended = foreground.run(command)
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP, signal.SIGQUIT):
        signal.signal(number, signal.SIG_IGN)  # the report of the end is a matter of milliseconds
    if ended.problem:
        typer.echo(f"telemetry-cli: {ended.problem}", err=True)
    event = events.end("failed" if ended.status else "done", str(ended.status), random_id=session)
    say(report(event, detached=True, since=time.monotonic()), spoken=verbose)
    if ended.interrupted:
        # A shell stops its script after Ctrl+C only if what it ran has died of it.
        signal.signal(signal.SIGINT, signal.SIG_DFL)
        os.kill(os.getpid(), signal.SIGINT)
    raise typer.Exit(ended.status)
