"""show: one record in full."""

from __future__ import annotations

from typing import Annotated

import typer

from telemetry_cli.core import filters
from telemetry_cli.core.text import shortened, shown


def show(
    identity: Annotated[
        str, typer.Argument(metavar="ID", help="The record's ID, or its session's random_id.")
    ],
    as_json: Annotated[bool, typer.Option("--json", help="Print the record as JSON.")] = False,
) -> None:
    """Show one record in full, its exit code explained.

    Tells where the admin page has it. Exits with 0 also if there is no such record, with 1 if the
    server cannot be asked.

    Example: telemetry-cli show 0d9a1f7e-5b6c-4c3d-8e2f-1a2b3c4d5e6f
    """
    try:
        same = [filters.equals(field, identity) for field in ("id", "random_id")]
    except ValueError as error:
        raise typer.BadParameter(str(error)) from error

    # Imported here: a wrong argument is told without waiting for requests.
    from telemetry_cli.edges.access import access
    from telemetry_cli.edges.reader import Search
    from telemetry_cli.edges.search import first
    from telemetry_cli.rendering import record_details

    server = access()
    pages = first(Search(filters.any_of(same)), server, limit=1)
    found = [record for page in pages for record in page.records]
    if not found:
        name = shown(shortened(identity, 80))
        typer.echo(f"telemetry-cli: no record has the ID or random_id '{name}'", err=True)
        return
    address = record_details.admin_page(
        server.server.shown, server.server.collection, str(found[0].get("id"))
    )
    if as_json:
        record_details.show_json(found[0], address)
    else:
        record_details.show(found[0], address)
