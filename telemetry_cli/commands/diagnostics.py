"""diagnostics: shows and changes whether reports are sent."""

from __future__ import annotations

import json
from contextlib import closing
from typing import Annotated

import typer

from telemetry_cli.core.errors import UserError
from telemetry_cli.core.text import shown
from telemetry_cli.edges import environment
from telemetry_cli.edges.diagnostics_file import (
    diagnostics,
    diagnostics_file,
    settings,
    write_setting,
)
from telemetry_cli.edges.state_file import forget, has_state, open_store
from telemetry_cli.edges.store import StateUnusableError

app = typer.Typer(
    add_completion=False,
    no_args_is_help=True,
    rich_markup_mode="rich",
    help="""Show or change whether reports are sent.

    Example: telemetry-cli diagnostics show""",
)


@app.command("show")
def show(
    as_json: Annotated[bool, typer.Option("--json", help="Print the settings as JSON.")] = False,
) -> None:
    """Show whether reports are sent, and which setting decides.

    Also shows the number of queued events.

    Example: telemetry-cli diagnostics show
    """
    given = settings()
    file, decision, queued = diagnostics_file(), diagnostics(), _count_queued()
    if as_json:
        settings_as_json = {
            "allowed": decision.allowed,
            "decided_by": decision.source,
            "waiting": queued,
            "variable": given.variable,
            "do_not_track": given.do_not_track,
            "file": str(file),
            "line": given.line,
        }
        typer.echo(json.dumps(settings_as_json))
        return
    typer.echo(f"diagnostics are {'on' if decision.allowed else 'off'}: {decision.source}")
    typer.echo(f"variable DIAGNOSTICS: {_quoted(given.variable)}")
    typer.echo(f"variable DO_NOT_TRACK: {_quoted(given.do_not_track)}")
    typer.echo(f"file {shown(str(file))}: {_quoted(given.line)}")
    typer.echo(f"queued events: {queued}")


@app.command("enable")
def enable() -> None:
    """Turn diagnostics on in the diagnostics file.

    Example: telemetry-cli diagnostics enable
    """
    _write(allowed=True)
    decision = diagnostics()
    if decision.allowed:
        typer.echo(f"diagnostics are on: {decision.source}")
    else:
        typer.echo(f"diagnostics file changed, but diagnostics stay off: {decision.source}")


@app.command("disable")
def disable() -> None:
    """Turn diagnostics off, and drop queued events.

    Example: telemetry-cli diagnostics disable
    """
    _write(allowed=False)
    try:
        forget(environment.state_dir())
    except OSError as error:
        message = f"queued events could not be removed ({error}): remove the state directory"
        raise UserError(message) from error
    typer.echo(f"diagnostics are off: {diagnostics().source}; the outbox is empty")


def _write(*, allowed: bool) -> None:
    file = diagnostics_file()
    try:
        write_setting(allowed=allowed)
    except OSError as error:
        remedy = "run as root, or set TELEMETRY_DIAGNOSTICS_FILE to another file"
        raise UserError(f"cannot write {file} ({error.strerror or error}): {remedy}") from error


def _count_queued() -> int:
    directory = environment.state_dir()
    if not has_state(directory):
        return 0
    try:
        with closing(open_store(directory, 5.0, durable=False)) as store:
            return store.count_queued()
    except StateUnusableError as error:
        raise UserError(str(error)) from error


def _quoted(value: str | None) -> str:
    return "not set" if value is None else f"'{shown(value.strip())}'"
