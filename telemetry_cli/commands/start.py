"""start-lxc, start-vm, start-addon, start-pve: report that an install begins."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from typing import Annotated

import typer

from telemetry_cli.commands.options import AsJson, Detach, PrintId, RandomId, Strict, Verbose
from telemetry_cli.core.record import FIELD, InstallType
from telemetry_cli.core.values import RawStart, read_start
from telemetry_cli.edges import host
from telemetry_cli.edges.store import Store
from telemetry_cli.rendering.outcome import show
from telemetry_cli.reporting import Accepted, report

_SUBJECTS = {
    InstallType.LXC: "a container",
    InstallType.VM: "a virtual machine",
    InstallType.ADDON: "an addon",
    InstallType.PVE: "a tool on the Proxmox VE host",
}


def _text(name: str, help: str, metavar: str = "TEXT") -> typer.models.OptionInfo:
    option: typer.models.OptionInfo = typer.Option(
        envvar=FIELD[name].variable or None, help=help, metavar=metavar
    )
    return option


# Numbers are read as text: one that is none must not stop an install.
_App = Annotated[str | None, _text("nsapp", "The application; sent as 'unknown' if missing.")]
_CtType = Annotated[str | None, _text("ct_type", "1 = LXC, 2 = VM.", "1|2")]
_DiskSize = Annotated[str | None, _text("disk_size", "Disk in GB, as 8 or 8G.", "GB")]
_CoreCount = Annotated[str | None, _text("core_count", "CPU cores.", "N")]
_RamSize = Annotated[str | None, _text("ram_size", "Memory in MB.", "MB")]
_OsType = Annotated[str | None, _text("os_type", "Operating system, as debian.")]
_OsVersion = Annotated[str | None, _text("os_version", "Its version, as 12.")]
_Method = Annotated[str | None, _text("method", "How it is installed; 'default' if missing.")]
_PveVersion = Annotated[
    str | None, _text("pve_version", "Version of Proxmox VE; asked from pveversion if missing.")
]


def _command(install_type: InstallType) -> Callable[..., None]:
    def start(
        app: _App = None,
        random_id: RandomId = None,
        ct_type: _CtType = None,
        disk_size: _DiskSize = None,
        core_count: _CoreCount = None,
        ram_size: _RamSize = None,
        os_type: _OsType = None,
        os_version: _OsVersion = None,
        method: _Method = None,
        pve_version: _PveVersion = None,
        detach: Detach = False,
        print_id: PrintId = False,
        as_json: AsJson = False,
        verbose: Verbose = False,
        strict: Strict = False,
    ) -> None:
        def accept(store: Store, claimed_for: float) -> Accepted:
            raw = RawStart(
                random_id=random_id or str(uuid.uuid4()),
                app=app,
                ct_type=ct_type,
                disk_size=disk_size,
                core_count=core_count,
                ram_size=ram_size,
                os_type=os_type,
                os_version=os_version,
                method=method,
                pve_version=pve_version or host.pve_version(),
            )
            begun, warnings = read_start(install_type, raw)
            return Accepted(store.accept_start(begun, claimed_for=claimed_for), warnings=warnings)

        outcome = report(accept, detached=detach)
        raise typer.Exit(
            show(outcome, print_id=print_id, as_json=as_json, verbose=verbose, strict=strict)
        )

    start.__doc__ = f"""Report that the install of {_SUBJECTS[install_type]} begins.

    Creates the record with the status [bold]installing[/bold]; end it with
    [bold]telemetry-cli update[/bold]. Exits with 0 whatever happens.

    Example: telemetry-cli start-{install_type} --app jellyfin --disk-size 8G --ram-size 2048
    """
    return start


start_lxc = _command(InstallType.LXC)
start_vm = _command(InstallType.VM)
start_addon = _command(InstallType.ADDON)
start_pve = _command(InstallType.PVE)
