"""explain: what an exit code means, why it happens, what to do."""

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
        bool, typer.Option("--last", help="Explain the latest failed session of this machine.")
    ] = False,
    seen: Annotated[
        bool, typer.Option("--seen", help="Ask the server how often it was seen in 30 days.")
    ] = False,
    category: Annotated[
        str | None, typer.Option(metavar="CATEGORY", help="List the codes of a category.")
    ] = None,
    text: Annotated[
        str | None,
        typer.Option("--search", metavar="TEXT", help="List the codes with these words."),
    ] = None,
    as_json: Annotated[
        bool, typer.Option("--json", help="Print all that is known as JSON.")
    ] = False,
) -> None:
    """Say what an exit code means, why it happens and what to do.

    Into a pipe it prints the bare description, one line a code. Without a code it lists all.

    Example: telemetry-cli explain 137
    """
    # Imported here: --help and a wrong code do not wait for what the server needs.
    from telemetry_cli.rendering import code_list

    if category is not None and category not in CATEGORIES:
        message = f"'{shown(category)}' is no category: give one of {', '.join(CATEGORIES)}"
        raise typer.BadParameter(message, param_hint="--category")
    lists = category is not None or text is not None
    if lists and (codes or last):
        raise typer.BadParameter("--category and --search list codes: give no code with them")
    try:
        wanted = [find(code) for code in codes or ()]
    except ValueError as error:
        raise typer.BadParameter(str(error)) from error
    if last:
        failure = _last_failure()
        if failure is None:
            typer.echo("telemetry-cli: no failed session is known on this machine", err=True)
            return
        wanted.append(explanation(failure))
    if not wanted:
        matching = search(text or "", category)
        if matching or as_json:
            code_list.write_list(matching, as_json=as_json)
        else:
            typer.echo("no exit code matches", err=True)
        return
    code_list.write(wanted, _sightings(wanted) if seen else None, as_json=as_json)


def _sightings(wanted: Sequence[ExitCode]) -> list[Seen | None]:
    """How often the server has seen each code of late."""
    # Imported here: requests takes a tenth of a second to load.
    from telemetry_cli.edges.access import access
    from telemetry_cli.edges.search import seen

    server = access()
    return [seen(known.code, server) for known in wanted]


def _last_failure() -> int | None:
    """The exit code of the latest failed session; on a terminal it is said which one that was."""
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
