"""A manual page for each command, from its definition and its hand-written part in man/parts.

A part holds text that follows the description, and behind the line `.\\" EXAMPLES` further examples
and sections.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from telemetry_cli.cli import GROUPS, REPORT, REPORTING, SEARCH, SET_UP, SETTINGS, UNDERSTAND
from telemetry_cli.docgen.command_line import PROGRAM, Command, Parameter, Values, commands
from telemetry_cli.docgen.mdoc import argument, sentences, tagged, text
from telemetry_cli.docgen.templates import fill
from telemetry_cli.docgen.variables import VARIABLES

_STATE = ("~/.local/state/telemetry-cli/state.db", "The state file: queued and delivered events.")
_SERVERS = ("~/.local/state/telemetry-cli/servers.json", "Sign-ins of servers started by serve.")
_DIAGNOSTICS = ("/usr/local/community-scripts/diagnostics", "The line DIAGNOSTICS=yes or no.")
_ALL_FILES = (_DIAGNOSTICS, _STATE, _SERVERS)
_FILES = {
    REPORT: (_DIAGNOSTICS, _STATE),
    UNDERSTAND: (_STATE,),
    SEARCH: (_SERVERS,),
    SETTINGS: (_DIAGNOSTICS, _STATE),
    SET_UP: (_STATE, _SERVERS),
}
_EXIT_STATUS = {
    REPORT: "0 whatever the network, the server or the disk does; 1 with --strict unless the event"
    " was delivered; 2 for a malformed command line.",
    UNDERSTAND: "0 for all codes from 0 to 255, known or not; 1 if the server or the state file"
    " cannot be read; 2 for anything that is not an exit code.",
    SEARCH: "0 even if nothing matches; 1 if the server cannot be asked; 2 for a malformed command"
    " line; 130 after Ctrl+C.",
    SETTINGS: "0; 1 if something is wrong; 2 for a malformed command line.",
    SET_UP: "0; 1 if it cannot be done; 2 for a malformed command line.",
}
_EXIT_STATUS_OF_RUN = (
    "That of CMD; 126 if it cannot be run, 127 if it is not found; 2 for a malformed command line."
)
_EXIT_STATUS_OF_ALL = (
    "Reporting commands ({reporting}) exit with 0 whatever happens, unless --strict is given; run"
    " exits as the command that it runs. All others: 0; 1 for what could not be done; 2 for a"
    " malformed command line."
)


class _Part(NamedTuple):
    """What is written by hand for one page."""

    description: str
    examples: str


def pages(parts: Path, date: str) -> dict[str, str]:
    """Every page of section 1 by file name."""
    written = {f"{PROGRAM}.1": _overview(_part(parts / f"{PROGRAM}.mdoc"), date)}
    for command in commands():
        part = _part(parts / f"{_name(command)}.mdoc")
        written[f"{_name(command)}.1"] = _page(command, part, date)
    return written


def _part(file: Path) -> _Part:
    lines = file.read_text("utf-8").splitlines() if file.exists() else []
    mark = '.\\" EXAMPLES'
    at = lines.index(mark) if mark in lines else len(lines)
    return _Part("\n".join(lines[:at]), "\n".join(lines[at + 1 :]))


def _name(command: Command) -> str:
    return f"{PROGRAM}-{command.name}"


def _page(command: Command, part: _Part, date: str) -> str:
    subcommands = command.commands or (command,)
    examples = [f".Dl $ {text(one.example)}" for one in subcommands if one.example]
    status = _EXIT_STATUS_OF_RUN if command.name == "run" else _EXIT_STATUS[command.group]
    return fill(
        "command.mdoc",
        date=date,
        title=_name(command).upper(),
        name=_name(command),
        summary=text(command.summary[0].lower() + command.summary[1:]),
        synopsis="\n".join(line for one in subcommands for line in _synopsis(one)),
        description="\n".join([*_description(command), part.description]),
        options=_options(command),
        environment="\n".join(_environment(command)),
        files=_files(_FILES[command.group]),
        exit_status=sentences(status),
        examples="\n".join([*examples, part.examples]),
    )


def _overview(part: _Part, date: str) -> str:
    names = [f"{PROGRAM}-exit-codes 7", f"{PROGRAM}-privacy 7"]
    names += [f"{_name(command)} 1" for command in commands()]
    ordered = sorted(names, key=lambda name: name.split()[::-1])
    return fill(
        "overview.mdoc",
        date=date,
        description=part.description,
        commands="\n".join(f".Ss {group}\n{_commands_of(group)}" for group in GROUPS),
        environment=tagged(
            (f"Ev {one.name}", _meaning(one.meaning, one.default)) for one in VARIABLES
        ),
        files=_files(_ALL_FILES),
        exit_status=sentences(_EXIT_STATUS_OF_ALL.format(reporting=", ".join(sorted(REPORTING)))),
        examples="\n".join([f".Dl $ {PROGRAM} demo", part.examples]),
        see_also=" ,\n".join(f".Xr {name}" for name in ordered),
    )


def _commands_of(group: str) -> str:
    return tagged(
        (f"Xr {_name(command)} 1", f"{command.summary}.")
        for command in commands()
        if command.group == group
    )


def _description(command: Command) -> Iterator[str]:
    yield sentences(f"{command.summary}.")
    for paragraph in command.description:
        yield from (".Pp", sentences(paragraph))
    for child in command.commands:
        yield from (".Pp", f".Cm {child.path[-1]} :")
        yield sentences(" ".join((f"{child.summary}.", *child.description)))


def _synopsis(command: Command) -> Iterator[str]:
    yield f".Nm {PROGRAM} {command.name}"
    for option in command.options:
        names = f"Fl {text(option.names[-1][1:])}"
        value = f" Ar {argument(option.metavar)}" if option.takes_value else ""
        more = " ..." if option.is_repeatable else ""
        yield f".{names}{value}" if option.is_required else f".Op {names}{value}{more}"
    for positional in command.arguments:
        dashes = ".Fl \\&-\n" if positional.values is Values.COMMAND else ""
        more = " ..." if positional.is_repeatable else ""
        name = argument(_bare(positional))
        yield f"{dashes}.Ar {name}{more}" if positional.is_required else f".Op Ar {name}{more}"


def _bare(positional: Parameter) -> str:
    """The metavar of an argument without brackets and dots."""
    return positional.metavar.strip("[]").replace("]...", "").replace("...", "")


def _options(command: Command) -> str:
    listed = list(command.options)
    for child in command.commands:
        listed += [option for option in child.options if option not in listed]
    arguments = [(f"Ar {argument(_bare(one))}", _help(one)) for one in command.arguments]
    options = [(_option(option), _help(option)) for option in listed]
    return tagged(arguments + options)


def _option(option: Parameter) -> str:
    names = " , ".join(f"Fl {text(name[1:])}" for name in option.names)
    return names + (f" Ar {argument(option.metavar)}" if option.takes_value else "")


def _help(parameter: Parameter) -> str:
    parts = [parameter.help]
    if parameter.default:
        parts.append(f"The default is {parameter.default}.")
    if parameter.variable:
        parts.append(f"Environment variable: {parameter.variable}.")
    if parameter.is_repeatable and "epeatable" not in parameter.help:
        parts.append("May be repeated.")
    return " ".join(part for part in parts if part)


def _environment(command: Command) -> Iterator[str]:
    yield tagged(
        (f"Ev {one.name}", _meaning(one.meaning, one.default))
        for one in VARIABLES
        if command.group in one.groups
    )
    own = [option.variable for option in command.options if option.variable]
    if own:
        yield ".Pp"
        yield f"Options that are not given are read from {text(', '.join(own))}."


def _meaning(meaning: str, default: str) -> str:
    sentence = f"{meaning[0].upper()}{meaning[1:]}."
    return f"{sentence} Default: {default}." if default else sentence


def _files(files: tuple[tuple[str, str], ...]) -> str:
    return tagged((f"Pa {text(name)}", meaning) for name, meaning in files)
