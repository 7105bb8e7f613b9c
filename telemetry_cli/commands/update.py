"""update: report how an install ended."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Annotated

import typer

from telemetry_cli.commands import options
from telemetry_cli.edges.environment import process_start
from telemetry_cli.rendering.outcome import show, show_dry_run
from telemetry_cli.reporting.dry_run import dry_run as dry_run_of
from telemetry_cli.reporting.events import EndEvent
from telemetry_cli.reporting.report import report


def update(
    status: Annotated[
        str, typer.Argument(help="done, success or sucess; failed; other words mean unknown.")
    ] = "failed",
    exit_code: Annotated[
        str,
        typer.Argument(help="0-255, INTERRUPTED, TERMINATED or HANGUP; other words mean 1."),
    ] = "1",
    random_id: options.RandomId = None,
    record_id: Annotated[
        str | None,
        typer.Option(envvar="PB_RECORD_ID", metavar="ID", help="The record's ID."),
    ] = None,
    error: Annotated[
        str | None,
        typer.Option(help="Error text to send, redacted, instead of the explanation."),
    ] = None,
    error_log: Annotated[
        Path | None,
        typer.Option(
            metavar="FILE", help="Log file; its end is sent, redacted, after the explanation."
        ),
    ] = None,
    command: Annotated[
        str,
        typer.Option(
            envvar="TELEMETRY_COMMAND", metavar="TEXT", help="The failing command; sent redacted."
        ),
    ] = "",
    line: Annotated[
        str,
        typer.Option(
            envvar="TELEMETRY_LINE", metavar="N", help="The line number of the failing command."
        ),
    ] = "",
    existing: Annotated[
        bool, typer.Option("--existing", help="Only end a session that has already started.")
    ] = False,
    force: Annotated[
        bool, typer.Option("--force", help="Replace a final status that was already sent.")
    ] = False,
    detach: options.Detach = False,
    dry_run: options.DryRun = False,
    print_id: options.PrintId = False,
    as_json: options.AsJson = False,
    verbose: options.Verbose = False,
    strict: options.Strict = False,
) -> None:
    """Report how an install ended.

    The first final status of a session wins. Without an ID, ends the only unfinished session on
    this machine. Exits with 0 even if the report fails.

    Example: telemetry-cli update failed 137
    """
    event = EndEvent(
        status,
        exit_code,
        error=error,
        log_file=error_log,
        random_id=random_id,
        record_id=record_id,
        force=force,
        command=command,
        line=line,
        existing_only=existing,
        names=os.environ.get("TELEMETRY_REDACT", ""),
    )
    options.refuse_contradiction(strict=strict, detach=detach, dry_run=dry_run, print_id=print_id)
    if dry_run:
        show_dry_run(dry_run_of(event), as_json=as_json)
        return
    outcome = report(event, detached=detach, since=process_start())
    raise typer.Exit(
        show(outcome, print_id=print_id, as_json=as_json, verbose=verbose, strict=strict)
    )
