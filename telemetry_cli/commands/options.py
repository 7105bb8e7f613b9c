"""The options that reporting commands share; start options are derived from the fields."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Mapping
from typing import Annotated, TypeAlias

import typer

from telemetry_cli.commands.shared_options import with_options
from telemetry_cli.core.record import FIELD, START_FIELDS, Field

StartValues: TypeAlias = Mapping[str, str | None]
"""The values of the start options as texts, by field name; None if not given."""


def _option(field: Field) -> typer.models.OptionInfo:
    """The option of a field; it defaults to the environment variable that `api.func` uses."""
    default = f" Default: {field.default}." if field.default else ""
    option: typer.models.OptionInfo = typer.Option(
        field.option,
        envvar=field.variable or None,
        metavar=field.metavar,
        help=f"{field.help}{default}",
    )
    return option


def _parameter(field: Field) -> inspect.Parameter:
    # Numbers are texts here: an invalid one must not stop an install.
    return inspect.Parameter(
        field.option.removeprefix("--").replace("-", "_"),
        inspect.Parameter.KEYWORD_ONLY,
        default=None,
        annotation=Annotated[str | None, _option(field)],
    )


_START_PARAMETERS = {field.name: _parameter(field) for field in START_FIELDS}


def with_start_options(command: Callable[..., None]) -> Callable[..., None]:
    """Add the start options to `command`, which takes their `StartValues` as its first argument."""

    def read(**given: str | None) -> StartValues:
        return {name: given[option.name] for name, option in _START_PARAMETERS.items()}

    return with_options(list(_START_PARAMETERS.values()), read, command)


RandomId = Annotated[str | None, _option(FIELD["random_id"])]
Detach = Annotated[
    bool,
    typer.Option("--detach", help="Return when the event is on disk; deliver in the background."),
]
PrintId = Annotated[bool, typer.Option("--print-id", help="Print the record ID to stdout.")]
AsJson = Annotated[bool, typer.Option("--json", help="Print the outcome as JSON to stdout.")]
Verbose = Annotated[
    bool,
    typer.Option("--verbose", "-v", help="Print the outcome to stderr, even without a terminal."),
]
Strict = Annotated[
    bool, typer.Option("--strict", help="Exit with 1 unless everything was delivered.")
]
DryRun = Annotated[
    bool,
    typer.Option("--dry-run", help="Print the requests that would be sent; send nothing."),
]


def refuse_contradiction(
    *, strict: bool, detach: bool = False, dry_run: bool = False, print_id: bool = False
) -> None:
    """Raise BadParameter for options that cannot be combined."""
    if strict and detach:
        message = "--strict cannot be combined with --detach, which does not wait for the delivery"
    elif strict and dry_run:
        message = "--strict cannot be combined with --dry-run, which delivers nothing"
    elif print_id and dry_run:
        message = "--print-id cannot be combined with --dry-run, which prints requests"
    else:
        return
    raise typer.BadParameter(message)
