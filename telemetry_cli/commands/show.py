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
    """Show one record in full, with its exit code explained.

    Also prints the URL of its admin page. Exits with 1 if there is no such record, and if the
    server cannot be reached or refuses the search.

    Example: telemetry-cli show 0d9a1f7e-5b6c-4c3d-8e2f-1a2b3c4d5e6f
    """
    try:
        either = filters.any_of(filters.equals(field, identity) for field in ("id", "random_id"))
    except ValueError as error:
        raise typer.BadParameter(str(error)) from error

    # Imported here so that an invalid argument is reported without loading requests.
    from telemetry_cli.edges.access import access
    from telemetry_cli.edges.reader import Search
    from telemetry_cli.edges.search import first
    from telemetry_cli.rendering import record_details

    server = access()
    pages = first(Search(either), server, limit=1)
    record = next((record for page in pages for record in page.records), None)
    if record is None:
        name = shown(shortened(identity, 80))
        typer.echo(f"telemetry-cli: no record has the ID or random_id '{name}'", err=True)
        raise typer.Exit(1)
    address = record_details.admin_page(
        server.server.shown, server.server.collection, str(record.get("id"))
    )
    if as_json:
        record_details.show_json(record, address)
    else:
        record_details.show(record, address)
