"""Options that reporting commands share; those of a start derive from the record's fields."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Mapping
from typing import Annotated, TypeAlias

import typer

from telemetry_cli.commands.shared_options import with_options
from telemetry_cli.core.record import FIELD, START_FIELDS, Field

StartValues: TypeAlias = Mapping[str, str | None]
"""The texts given for the fields of a start, by field name; None where none was given."""


def _option(field: Field) -> typer.models.OptionInfo:
    """The option of a field; the environment variable of `api.func` stands in for it."""
    default = f" Default: {field.default}." if field.default else ""
    option: typer.models.OptionInfo = typer.Option(
        field.option,
        envvar=field.variable or None,
        metavar=field.metavar,
        help=f"{field.help}{default}",
    )
    return option


def _parameter(field: Field) -> inspect.Parameter:
    # Numbers are read as text: one that is malformed must not stop an install.
    return inspect.Parameter(
        field.option.removeprefix("--").replace("-", "_"),
        inspect.Parameter.KEYWORD_ONLY,
        default=None,
        annotation=Annotated[str | None, _option(field)],
    )


_START_PARAMETERS = {field.name: _parameter(field) for field in START_FIELDS}


def with_start_options(command: Callable[..., None]) -> Callable[..., None]:
    """`command` with the options of a start; its first argument are their `StartValues`."""

    def read(**given: str | None) -> StartValues:
        return {name: given[option.name] for name, option in _START_PARAMETERS.items()}

    return with_options(list(_START_PARAMETERS.values()), read, command)


RandomId = Annotated[str | None, _option(FIELD["random_id"])]
Detach = Annotated[
    bool,
    typer.Option("--detach", help="Return once the event is on disk; deliver in the background."),
]
PrintId = Annotated[bool, typer.Option("--print-id", help="Print the record ID on stdout.")]
AsJson = Annotated[bool, typer.Option("--json", help="Print the outcome as JSON on stdout.")]
Verbose = Annotated[
    bool,
    typer.Option("--verbose", "-v", help="Print on stderr what happened, even without a terminal."),
]
Strict = Annotated[
    bool, typer.Option("--strict", help="Exit with 1 unless the event was delivered.")
]
DryRun = Annotated[
    bool,
    typer.Option("--dry-run", help="Print the requests that would be sent; send nothing."),
]


def refuse_contradiction(
    *, strict: bool, detach: bool = False, dry_run: bool = False, print_id: bool = False
) -> None:
    """Raise BadParameter for options that exclude each other."""
    if strict and detach:
        message = "--strict waits for the delivery, --detach does not: give only one of them"
    elif strict and dry_run:
        message = "--strict waits for a delivery, --dry-run has none: give only one of them"
    elif print_id and dry_run:
        message = "--dry-run prints requests, --print-id prints an ID: give only one of them"
    else:
        return
    raise typer.BadParameter(message)
