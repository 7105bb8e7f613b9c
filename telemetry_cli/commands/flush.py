"""flush: deliver queued events."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from telemetry_cli.commands.options import AsJson, DryRun, Strict, Verbose, refuse_contradiction
from telemetry_cli.edges import environment


def flush(
    list_: Annotated[
        bool, typer.Option("--list", help="List the outbox with reasons; send nothing.")
    ] = False,
    force: Annotated[
        bool, typer.Option("--force", help="Also send events that are not due yet.")
    ] = False,
    dry_run: DryRun = False,
    as_json: AsJson = False,
    verbose: Verbose = False,
    strict: Strict = False,
) -> None:
    """Deliver queued events, oldest first.

    Stops when the outbox is empty, or when the server does not respond within TELEMETRY_TIMEOUT.
    Every report also delivers queued events while it has time, so running this is optional.

    Example: telemetry-cli flush --list
    """
    # Imported here so that --help does not load requests.
    from telemetry_cli.rendering import outbox
    from telemetry_cli.rendering.outcome import show_dry_run
    from telemetry_cli.reporting import flush as flushing
    from telemetry_cli.reporting.dry_run import dry_run_flush

    refuse_contradiction(strict=strict, dry_run=dry_run)
    if dry_run:
        show_dry_run(dry_run_flush(force=force), as_json=as_json)
        return
    if list_:
        outbox.show_entries(flushing.outbox(environment.state_dir()), as_json=as_json)
        return
    is_watched = sys.stderr.isatty()
    with outbox.progress_bar(visible=is_watched) as show_progress:
        summary = flushing.flush(show_progress, force=force)
    outbox.show_summary(summary, as_json=as_json, visible=verbose or is_watched)
    if strict and not summary.all_delivered:
        raise typer.Exit(1)
