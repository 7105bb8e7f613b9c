"""start-lxc, start-vm, start-addon, start-pve: report that an install has started."""

from __future__ import annotations

from collections.abc import Callable

import typer

from telemetry_cli.commands import options
from telemetry_cli.core.record import InstallType
from telemetry_cli.edges.environment import process_start
from telemetry_cli.rendering.outcome import show, show_dry_run
from telemetry_cli.reporting.dry_run import dry_run as dry_run_of
from telemetry_cli.reporting.events import StartEvent
from telemetry_cli.reporting.report import report

_SUBJECTS = {
    InstallType.LXC: "a container",
    InstallType.VM: "a virtual machine",
    InstallType.ADDON: "an addon",
    InstallType.PVE: "a tool on the host",
}


def _command(install_type: InstallType) -> Callable[..., None]:
    def start(
        values: options.StartValues,
        random_id: options.RandomId = None,
        detach: options.Detach = False,
        dry_run: options.DryRun = False,
        print_id: options.PrintId = False,
        as_json: options.AsJson = False,
        verbose: options.Verbose = False,
        strict: options.Strict = False,
    ) -> None:
        event = StartEvent(install_type, {**values, "random_id": random_id})
        options.refuse_contradiction(
            strict=strict, detach=detach, dry_run=dry_run, print_id=print_id
        )
        if dry_run:
            show_dry_run(dry_run_of(event), as_json=as_json)
            return
        outcome = report(event, detached=detach, since=process_start())
        raise typer.Exit(
            show(outcome, print_id=print_id, as_json=as_json, verbose=verbose, strict=strict)
        )

    start.__doc__ = f"""Report that the install of {_SUBJECTS[install_type]} has started.

    Creates a record with the status [bold]installing[/bold]. To report the end, use
    [bold]telemetry-cli update[/bold]. Exits with 0 even if the report fails.

    Example: telemetry-cli start-{install_type} --app jellyfin --disk-size 8G --ram-size 2048
    """
    return options.with_start_options(start)


start_lxc = _command(InstallType.LXC)
start_vm = _command(InstallType.VM)
start_addon = _command(InstallType.ADDON)
start_pve = _command(InstallType.PVE)
