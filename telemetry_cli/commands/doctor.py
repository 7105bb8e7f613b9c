"""doctor: the troubleshooting checklist."""

from __future__ import annotations

from typing import Annotated

import typer


def doctor(
    as_json: Annotated[bool, typer.Option("--json", help="Print the checks as JSON.")] = False,
) -> None:
    """Check everything a report needs, and say what to fix.

    Sends no event and changes nothing; works with diagnostics off, too. Exits with 1 if
    something is wrong.

    Example: telemetry-cli doctor
    """
    # Imported here: --help does not wait for requests and rich.
    from telemetry_cli.rendering.checklist import show, show_json
    from telemetry_cli.reporting.doctor import checks

    if not (show_json if as_json else show)(checks()):
        raise typer.Exit(1)
