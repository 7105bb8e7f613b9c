"""The command line: the table of commands. Only the module of the command that runs is imported."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from typing import Annotated, Any, NamedTuple

import typer
from typer.core import TyperGroup

from telemetry_cli import __version__
from telemetry_cli.vendored_click import Command, Context

REPORT, UNDERSTAND, SEARCH = "Report", "Understand", "Search"
SETTINGS, SET_UP = "Settings", "Set up"
GROUPS = (REPORT, UNDERSTAND, SEARCH, SETTINGS, SET_UP)


class Entry(NamedTuple):
    """A command: `telemetry_cli.commands.<module>.<function>`, and its group in the help text."""

    name: str
    module: str
    function: str
    group: str


COMMANDS = (
    Entry("start-lxc", "start", "start_lxc", REPORT),
    Entry("start-vm", "start", "start_vm", REPORT),
    Entry("start-addon", "start", "start_addon", REPORT),
    Entry("start-pve", "start", "start_pve", REPORT),
    Entry("update", "update", "update", REPORT),
    Entry("run", "run", "run", REPORT),
    Entry("flush", "flush", "flush", REPORT),
    Entry("explain", "explain", "explain", UNDERSTAND),
    Entry("query", "query", "query", SEARCH),
    Entry("show", "show", "show", SEARCH),
    Entry("stats", "stats", "stats", SEARCH),
    Entry("diagnostics", "diagnostics", "app", SETTINGS),
    Entry("doctor", "doctor", "doctor", SETTINGS),
    Entry("init", "init", "init", SET_UP),
    Entry("serve", "serve", "serve", SET_UP),
    Entry("demo", "demo", "demo", SET_UP),
)
_ENTRIES = {entry.name: entry for entry in COMMANDS}
REPORTING = frozenset(
    entry.name for entry in COMMANDS if entry.group == REPORT and entry.name != "run"
)
"""Commands that exit with 0 even if a report fails. `run` exits with the status of its command."""


class _LazyGroup(TyperGroup):
    """Knows the names of all commands, and builds a command when it is needed."""

    def __init__(self, **attributes: Any) -> None:
        super().__init__(**attributes)
        # Typer lists and suggests these names; get_command below builds the command.
        self.commands = dict.fromkeys(_ENTRIES)  # type: ignore[assignment]

    def get_command(self, ctx: Context, cmd_name: str) -> Command | None:  # noqa: ARG002
        entry = _ENTRIES.get(cmd_name)
        if entry is None:
            return None
        module = import_module(f"telemetry_cli.commands.{entry.module}")
        function: Callable[..., None] | typer.Typer = getattr(module, entry.function)
        if isinstance(function, typer.Typer):
            group = typer.main.get_command(function)
            group.name, group.rich_help_panel = entry.name, entry.group  # type: ignore[attr-defined]
            return group
        builder = typer.Typer(add_completion=False, rich_markup_mode="rich")
        # An unknown option may be a negative number: explain reports an invalid exit code.
        settings = {"ignore_unknown_options": True} if entry.name == "explain" else {}
        builder.command(entry.name, rich_help_panel=entry.group, context_settings=settings)(
            function
        )
        return typer.main.get_command(builder)


def build() -> Command:
    """Build the command line."""
    app = typer.Typer(
        cls=_LazyGroup,
        add_completion=False,
        no_args_is_help=True,
        rich_markup_mode="rich",
        context_settings={"help_option_names": ["-h", "--help"]},
    )
    app.callback()(_root)
    return typer.main.get_command(app)


def _show_version(is_requested: bool) -> None:
    if is_requested:
        typer.echo(f"telemetry-cli {__version__}")
        raise typer.Exit


def _root(
    version: Annotated[
        bool,
        typer.Option(
            "--version",
            "-V",
            callback=_show_version,
            is_eager=True,
            help="Show the version and exit.",
        ),
    ] = False,
    debug: Annotated[bool, typer.Option("--debug", help="Write a debug log to stderr.")] = False,
) -> None:
    """Report installs to PocketBase, explain exit codes, search failed installs.

    To try everything on a temporary server, run [bold]telemetry-cli demo[/bold].
    """
