"""update: report how an install ended."""

from __future__ import annotations

from typing import Annotated

import typer

from telemetry_cli.commands.options import AsJson, Detach, PrintId, RandomId, Strict, Verbose
from telemetry_cli.core.record import record_id as derived_id
from telemetry_cli.core.session import ALREADY_OVER
from telemetry_cli.core.text import one_line
from telemetry_cli.core.values import read_final, session_id
from telemetry_cli.edges.store import Store
from telemetry_cli.rendering.outcome import show
from telemetry_cli.reporting import Accepted, report

_NONE_UNFINISHED = "no unfinished session here: give --random-id or --record-id"
_SEVERAL_UNFINISHED = "several unfinished sessions here: give --random-id or --record-id"


def update(
    status: Annotated[
        str, typer.Argument(help="done, success or sucess; failed; anything else is unknown.")
    ] = "failed",
    exit_code: Annotated[
        str,
        typer.Argument(help="0-255, INTERRUPTED, TERMINATED or HANGUP; other words count as 1."),
    ] = "1",
    random_id: RandomId = None,
    record_id: Annotated[
        str | None,
        typer.Option(envvar="PB_RECORD_ID", metavar="ID", help="The record's ID."),
    ] = None,
    error: Annotated[
        str | None, typer.Option(help="Text to send in place of the code's explanation.")
    ] = None,
    force: Annotated[
        bool, typer.Option("--force", help="Replace a final status that was sent before.")
    ] = False,
    detach: Detach = False,
    print_id: PrintId = False,
    as_json: AsJson = False,
    verbose: Verbose = False,
    strict: Strict = False,
) -> None:
    """Report how an install ended; the first final status of a session wins.

    Without an ID it ends the one unfinished session that began on this machine. Exits with 0
    whatever happens.

    Example: telemetry-cli update failed 137
    """

    def accept(store: Store, claimed_for: float) -> Accepted:
        final, warnings = read_final(status, exit_code, error)
        session_name = session_id(random_id or "") or None
        identity = derived_id(session_name) if session_name else one_line(record_id or "")
        if not identity:
            unfinished = store.unfinished()
            if len(unfinished) != 1:
                reason = _SEVERAL_UNFINISHED if unfinished else _NONE_UNFINISHED
                return Accepted(None, reason, warnings)
            identity = unfinished[0]
        session = store.accept_final(
            identity, session_name, final, force=force, claimed_for=claimed_for
        )
        return Accepted(session, "" if session else ALREADY_OVER, warnings)

    outcome = report(accept, detached=detach)
    raise typer.Exit(
        show(outcome, print_id=print_id, as_json=as_json, verbose=verbose, strict=strict)
    )
