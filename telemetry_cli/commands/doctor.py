"""doctor: the troubleshooting checklist."""

from __future__ import annotations

from typing import Annotated

import typer


def doctor(
    as_json: Annotated[bool, typer.Option("--json", help="Print the checks as JSON.")] = False,
) -> None:
    """Check everything that reports need, and suggest fixes.

    Sends no events and changes nothing. Also works if diagnostics are off. Exits with 1 if there is
    a problem.

    Example: telemetry-cli doctor
    """
    # Imported here so that --help does not load requests and rich.
    from telemetry_cli.rendering.checklist import show, show_json
    from telemetry_cli.reporting.doctor import checks

    if not (show_json if as_json else show)(checks()):
        raise typer.Exit(1)
