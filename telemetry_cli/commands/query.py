"""query: search the records."""

from __future__ import annotations

import re
from difflib import get_close_matches
from typing import Annotated

import typer

from telemetry_cli.core import filters
from telemetry_cli.core.protocol import MAX_PER_PAGE
from telemetry_cli.core.record import FIELD_NAMES, InstallType, Status
from telemetry_cli.core.text import shown
from telemetry_cli.rendering.records import Format, write

NEWEST_FIRST = "-@rowid"
"""The order of insertion; by `created` the server sorts the whole table for each page."""

_DEFAULT_LIMIT = 30
_SORT_WORDS = ("@rowid", "@random")


def query(
    filter: Annotated[
        str, typer.Option(metavar="FILTER", help="A PocketBase filter, added to the others.")
    ] = "",
    app: Annotated[list[str], typer.Option(help="The application; repeat for several.")] = [],
    status: Annotated[
        list[str], typer.Option(help="success, failed, installing, unknown; repeatable.")
    ] = [],
    failed: Annotated[bool, typer.Option("--failed", help="Failed installs alone.")] = False,
    type: Annotated[list[InstallType], typer.Option(help="What was installed; repeatable.")] = [],
    exit_code: Annotated[
        list[int], typer.Option(min=0, max=255, metavar="CODE", help="Repeatable.")
    ] = [],
    random_id: Annotated[
        str | None, typer.Option(metavar="UUID", help="The record of one session.")
    ] = None,
    sort: Annotated[
        str,
        typer.Option(
            help="Fields by comma, - before one for descending; newest first if not given."
        ),
    ] = "",
    limit: Annotated[
        int | None,
        typer.Option(
            "--limit",
            "-n",
            min=1,
            help=f"At most N records, {_DEFAULT_LIMIT} if not given.",
            metavar="N",
        ),
    ] = None,
    page: Annotated[int | None, typer.Option(min=1, help="This page alone.")] = None,
    per_page: Annotated[
        int | None, typer.Option(min=1, max=MAX_PER_PAGE, help="Records on a page.")
    ] = None,
    fields: Annotated[str, typer.Option(help="These fields alone, by comma.")] = "",
    output: Annotated[
        Format, typer.Option("--output", "-o", help="How to write the records.")
    ] = Format.TABLE,
) -> None:
    """Search the records, the newest first.

    Exits with 0 also if nothing matches, with 1 if the server cannot be asked.

    Example: telemetry-cli query --failed --app jellyfin
    """
    if limit is not None and (page is not None or per_page is not None):
        raise typer.BadParameter("--limit counts over all pages: give it, or --page and --per-page")
    names = _names(fields, "--fields", FIELD_NAMES)
    _names(sort, "--sort", (*FIELD_NAMES, *_SORT_WORDS))
    try:
        wanted = filters.all_of(
            [
                filters.any_of(filters.equals("nsapp", name) for name in app),
                filters.any_of(filters.equals("status", _status(word)) for word in status),
                filters.equals("status", Status.FAILED) if failed else "",
                filters.any_of(filters.equals("type", value) for value in type),
                filters.any_of(filters.equals("exit_code", code) for code in exit_code),
                "" if random_id is None else filters.equals("random_id", random_id),
                f"({filter})" if filter else "",
            ]
        )
    except ValueError as error:
        raise typer.BadParameter(str(error)) from error

    # Imported here: a wrong option is told without waiting for requests.
    from telemetry_cli.edges.search import Search, per_page_for, records

    is_one_page = page is not None or per_page is not None
    count = limit or _DEFAULT_LIMIT
    search = Search(
        filter=wanted,
        sort=sort or NEWEST_FIRST,
        fields=fields,
        page=page or 1,
        per_page=per_page or per_page_for(count),
        limit=None if is_one_page else count,
    )
    if not write(records(search), output, names) and output is Format.TABLE:
        typer.echo("no record matches", err=True)


def _status(word: str) -> Status:
    words = {status.word: status for status in Status} | {Status.SUCCESS.value: Status.SUCCESS}
    if word not in words:
        known = ", ".join(status.word for status in Status)
        message = f"'{shown(word)}' is no status: give one of {known}"
        raise typer.BadParameter(message, param_hint="--status")
    return words[word]


_NAME = re.compile(r"[+-]?(@?\w+|\*)(?::\w+(?:\([^()]*\))?)?", re.ASCII)
"""A field in a list: + or - before it to sort by, :modifier(arguments) behind it to show."""


def _names(text: str, option: str, known: tuple[str, ...]) -> tuple[str, ...]:
    """The names in a list by comma."""
    names = tuple(found[1] for found in _NAME.finditer(text))
    rest = _NAME.sub("", text).replace(",", "").strip()
    for name in (*names, *([rest] if rest else [])):
        if name not in known and name != "*":
            near = get_close_matches(name, known, 1)
            remedy = f"did you mean '{near[0]}'?" if near else f"give one of {', '.join(known)}"
            message = f"'{shown(name)}' is no field: {remedy}"
            raise typer.BadParameter(message, param_hint=option)
    return () if "*" in names else names
