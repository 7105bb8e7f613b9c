"""start-lxc, start-vm, start-addon, start-pve: report that an install begins."""

from __future__ import annotations

from collections.abc import Callable

import typer

from telemetry_cli import events
from telemetry_cli.commands import options
from telemetry_cli.core.record import InstallType
from telemetry_cli.core.values import RawStart
from telemetry_cli.edges.environment import process_start
from telemetry_cli.rehearsal import rehearse
from telemetry_cli.rendering.outcome import show, show_rehearsal
from telemetry_cli.reporting import report

_SUBJECTS = {
    InstallType.LXC: "a container",
    InstallType.VM: "a virtual machine",
    InstallType.ADDON: "an addon",
    InstallType.PVE: "a tool on the host",
}


def _command(install_type: InstallType) -> Callable[..., None]:
    def start(
        app: options.App = None,
        random_id: options.RandomId = None,
        ct_type: options.CtType = None,
        disk_size: options.DiskSize = None,
        core_count: options.CoreCount = None,
        ram_size: options.RamSize = None,
        os_type: options.OsType = None,
        os_version: options.OsVersion = None,
        method: options.Method = None,
        pve_version: options.PveVersion = None,
        detach: options.Detach = False,
        dry_run: options.DryRun = False,
        print_id: options.PrintId = False,
        as_json: options.AsJson = False,
        verbose: options.Verbose = False,
        strict: options.Strict = False,
    ) -> None:
        raw = RawStart(
            random_id or "",
            *(app, ct_type, disk_size, core_count, ram_size),
            *(os_type, os_version, method, pve_version),
        )
        event = events.start(install_type, raw)
        options.refuse_contradiction(
            strict=strict, detach=detach, dry_run=dry_run, print_id=print_id
        )
        if dry_run:
            show_rehearsal(rehearse(event), as_json=as_json)
            return
        outcome = report(event, detached=detach, since=process_start())
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
