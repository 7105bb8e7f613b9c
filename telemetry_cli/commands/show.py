"""show: one record in full."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING, Annotated

import typer

from telemetry_cli.core import filters
from telemetry_cli.core.errors import UserError
from telemetry_cli.core.record import record_id
from telemetry_cli.core.text import shortened, shown

if TYPE_CHECKING:
    from telemetry_cli.core.paging import Record
    from telemetry_cli.edges.access import Access


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
        ids = (identity, record_id(identity))
        by_id = filters.any_of(filters.equals("id", either) for either in ids)
        by_random_id = filters.equals("random_id", identity)
    except ValueError as error:
        raise typer.BadParameter(str(error)) from error

    # Imported here so that an invalid argument is reported without loading requests.
    from telemetry_cli.edges.access import access
    from telemetry_cli.rendering import record_details

    server = access()
    record = _first(by_id, server)
    if record is None:
        with suppress(UserError):  # a hardened server refuses searches for random_id
            record = _first(by_random_id, server)
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


def _first(filter: str, access: Access) -> Record | None:
    from telemetry_cli.edges.reader import Search
    from telemetry_cli.edges.search import first

    pages = first(Search(filter), access, limit=1)
    return next((record for page in pages for record in page.records), None)
