"""Options that several commands share."""

from __future__ import annotations

from typing import Annotated

import typer

from telemetry_cli.core.record import FIELD


def _value(name: str, metavar: str, help: str) -> typer.models.OptionInfo:
    """The option of a field; the variable of `api.func` stands in for it."""
    variable = FIELD[name].variable or None
    option: typer.models.OptionInfo = typer.Option(envvar=variable, metavar=metavar, help=help)
    return option


RandomId = Annotated[str | None, _value("random_id", "UUID", "The session's UUID.")]
# Numbers are read as text: one that is none must not stop an install.
App = Annotated[str | None, _value("nsapp", "TEXT", "The application; 'unknown' if missing.")]
CtType = Annotated[str | None, _value("ct_type", "1|2", "1 = LXC, 2 = VM.")]
DiskSize = Annotated[str | None, _value("disk_size", "GB", "Disk in GB, as 8 or 8G.")]
CoreCount = Annotated[str | None, _value("core_count", "N", "CPU cores.")]
RamSize = Annotated[str | None, _value("ram_size", "MB", "Memory in MB.")]
OsType = Annotated[str | None, _value("os_type", "TEXT", "Operating system, as debian.")]
OsVersion = Annotated[str | None, _value("os_version", "TEXT", "Its version, as 12.")]
Method = Annotated[
    str | None, _value("method", "TEXT", "How it is installed; 'default' if missing.")
]
PveVersion = Annotated[
    str | None,
    _value("pve_version", "TEXT", "Version of Proxmox VE; asked from pveversion if missing."),
]

Detach = Annotated[
    bool,
    typer.Option("--detach", help="Return once the event is on disk; deliver in the background."),
]
PrintId = Annotated[bool, typer.Option("--print-id", help="Print the record ID on stdout.")]
AsJson = Annotated[bool, typer.Option("--json", help="Print the outcome as JSON on stdout.")]
Verbose = Annotated[
    bool,
    typer.Option("--verbose", "-v", help="Say on stderr what happened, terminal or not."),
]
Strict = Annotated[
    bool, typer.Option("--strict", help="Exit with 1 unless the event was delivered.")
]
DryRun = Annotated[
    bool,
    typer.Option(
        "--dry-run", help="Show on stdout the requests that would go out; send and store nothing."
    ),
]


def refuse_contradiction(
    *, strict: bool, detach: bool = False, dry_run: bool = False, print_id: bool = False
) -> None:
    """Nobody can return before the delivery, or without one, and tell how it went."""
    if strict and detach:
        raise typer.BadParameter("--strict waits for the delivery, --detach does not: give one")
    if strict and dry_run:
        raise typer.BadParameter("--strict waits for the delivery, --dry-run has none: give one")
    if print_id and dry_run:
        raise typer.BadParameter("--dry-run prints requests, --print-id the ID alone: give one")
