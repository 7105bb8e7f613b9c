"""explain: what an exit code means, why it occurs, and what to do."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Annotated

import typer

from telemetry_cli.core.errors import UserError
from telemetry_cli.core.text import shown
from telemetry_cli.edges import environment
from telemetry_cli.knowledge.explanations import (
    CATEGORIES,
    ExitCode,
    Seen,
    explanation,
    find,
    search,
)


def explain(
    codes: Annotated[
        list[str] | None,
        typer.Argument(metavar="[CODE]...", help="Exit codes 0-255, or names: oom, curl:6."),
    ] = None,
    last: Annotated[
        bool, typer.Option("--last", help="Explain the last failure on this machine.")
    ] = False,
    seen: Annotated[
        bool, typer.Option("--seen", help="Show how often it was reported in the last 30 days.")
    ] = False,
    category: Annotated[
        str | None, typer.Option(metavar="CATEGORY", help="List the exit codes of a category.")
    ] = None,
    text: Annotated[
        str | None,
        typer.Option(
            "--search", metavar="TEXT", help="List the exit codes whose text contains TEXT."
        ),
    ] = None,
    as_json: Annotated[
        bool, typer.Option("--json", help="Print the full explanation as JSON.")
    ] = False,
) -> None:
    """Explain an exit code: what it means, why, and what to do.

    In a pipe, prints only the description, one line per code. Without a code, lists all codes.

    Example: telemetry-cli explain 137
    """
    # Imported here so that --help and an invalid code are fast.
    from telemetry_cli.rendering import code_list

    if category is not None and category not in CATEGORIES:
        message = f"unknown category '{shown(category)}': use one of {', '.join(CATEGORIES)}"
        raise typer.BadParameter(message, param_hint="--category")
    lists = category is not None or text is not None
    if lists and (codes or last):
        raise typer.BadParameter("--category and --search cannot be combined with a code")
    try:
        explained = [find(code) for code in codes or ()]
    except ValueError as error:
        raise typer.BadParameter(str(error)) from error
    if last:
        failure = _last_failure()
        if failure is None:
            typer.echo("telemetry-cli: no failed session on this machine", err=True)
            return
        explained.append(explanation(failure))
    if not explained:
        matching = search(text or "", category)
        if matching or as_json:
            code_list.write_list(matching, as_json=as_json)
        else:
            typer.echo("no exit code matches", err=True)
        return
    code_list.write(explained, _sightings(explained) if seen else None, as_json=as_json)


def _sightings(codes: Sequence[ExitCode]) -> list[Seen | None]:
    """How often each code was reported to the server recently."""
    # Imported here: requests takes 0.1 s to load.
    from telemetry_cli.edges.access import access
    from telemetry_cli.edges.search import seen

    server = access()
    return [seen(code.code, server) for code in codes]


def _last_failure() -> int | None:
    """The exit code of the last failed session; on a terminal, prints which session that was."""
    from telemetry_cli.edges.state_file import last_failure
    from telemetry_cli.edges.store import StateUnusableError

    try:
        failure = last_failure(environment.state_dir())
    except StateUnusableError as error:
        raise UserError(str(error)) from error
    if failure is None:
        return None
    if sys.stdout.isatty():
        moment = datetime.fromtimestamp(failure.ended_at, UTC).strftime("%Y-%m-%d %H:%M UTC")
        sys.stdout.write(f"{shown(failure.app)} failed on {moment}\n\n")
    return failure.exit_code
