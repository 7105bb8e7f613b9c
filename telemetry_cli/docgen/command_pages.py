"""Man pages of the commands, from their definitions and the hand-written parts in man/parts.

A part has text that follows the description; after the line `.\\" EXAMPLES`, it has more examples
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

_STATE = ("~/.local/state/telemetry-cli/state.db", "State file: queued and delivered events.")
_SERVERS = ("~/.local/state/telemetry-cli/servers.json", "Credentials of servers run by serve.")
_DIAGNOSTICS = (
    "/usr/local/community-scripts/diagnostics",
    "Diagnostics file, with the line DIAGNOSTICS=yes or DIAGNOSTICS=no.",
)
_ALL_FILES = (_DIAGNOSTICS, _STATE, _SERVERS)
_FILES = {
    REPORT: (_DIAGNOSTICS, _STATE),
    UNDERSTAND: (_STATE,),
    SEARCH: (_SERVERS,),
    SETTINGS: (_DIAGNOSTICS, _STATE),
    SET_UP: (_STATE, _SERVERS),
}
_EXIT_STATUS = {
    REPORT: "0 even if the network, the server or the disk fails. With --strict, 1 unless the event"
    " was delivered. 2 if the command line is invalid.",
    UNDERSTAND: "0 on success, even if a code has no known meaning or a log has no known cause. 1"
    " if the log, the server or the state file cannot be read. 2 if an argument is invalid.",
    SEARCH: "0 on success, even if nothing matches. 1 if the server cannot be reached or refuses"
    " the search. 2 if the command line is invalid. 130 after Ctrl+C.",
    SETTINGS: "0 on success. 1 if there is a problem. 2 if the command line is invalid.",
    SET_UP: "0 on success. 1 on failure. 2 if the command line is invalid.",
}
_EXIT_STATUS_OF_RUN = (
    "The exit status of CMD. 126 if CMD cannot be executed, 127 if it is not found. 2 if the"
    " command line is invalid."
)
_EXIT_STATUS_OF_ALL = (
    "Reporting commands ({reporting}) exit with 0 even if a report fails, unless --strict is given."
    " run exits with the status of the command that it runs. All other commands exit with 0 on"
    " success and 1 on failure. All commands exit with 2 if the command line is invalid."
)


class _Part(NamedTuple):
    """The hand-written text of one page."""

    description: str
    examples: str


def pages(parts: Path, date: str) -> dict[str, str]:
    """All pages of section 1, by file name."""
    generated = {f"{PROGRAM}.1": _overview(_part(parts / f"{PROGRAM}.mdoc"), date)}
    for command in commands():
        part = _part(parts / f"{_name(command)}.mdoc")
        generated[f"{_name(command)}.1"] = _page(command, part, date)
    return generated


def _part(file: Path) -> _Part:
    lines = file.read_text("utf-8").splitlines() if file.exists() else []
    marker = '.\\" EXAMPLES'
    index = lines.index(marker) if marker in lines else len(lines)
    return _Part("\n".join(lines[:index]), "\n".join(lines[index + 1 :]))


def _name(command: Command) -> str:
    return f"{PROGRAM}-{command.name}"


def _page(command: Command, part: _Part, date: str) -> str:
    subcommands = command.commands or (command,)
    examples = [f".Dl $ {text(each.example)}" for each in subcommands if each.example]
    status = _EXIT_STATUS_OF_RUN if command.name == "run" else _EXIT_STATUS[command.group]
    return fill(
        "command.mdoc",
        date=date,
        title=_name(command).upper(),
        name=_name(command),
        summary=text(command.summary[0].lower() + command.summary[1:]),
        synopsis="\n".join(line for each in subcommands for line in _synopsis(each)),
        description="\n".join([*_description(command), part.description]),
        options=_options(command),
        environment="\n".join(_environment(command)),
        files=_files(_FILES[command.group]),
        exit_status=sentences(status),
        examples="\n".join([*examples, part.examples]),
    )


def _overview(part: _Part, date: str) -> str:
    names = [f"{PROGRAM}-{page} 7" for page in ("causes", "exit-codes", "privacy")]
    names += [f"{_name(command)} 1" for command in commands()]
    ordered = sorted(names, key=lambda name: name.split()[::-1])
    return fill(
        "overview.mdoc",
        date=date,
        description=part.description,
        commands="\n".join(f".Ss {group}\n{_commands_of(group)}" for group in GROUPS),
        environment=tagged(
            (f"Ev {variable.name}", _meaning(variable.meaning, variable.default))
            for variable in VARIABLES
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
    """The metavar of an argument, without brackets and dots."""
    return positional.metavar.strip("[]").replace("]...", "").replace("...", "")


def _options(command: Command) -> str:
    listed = list(command.options)
    for child in command.commands:
        listed += [option for option in child.options if option not in listed]
    arguments = [(f"Ar {argument(_bare(each))}", _help(each)) for each in command.arguments]
    options = [(_option(option), _help(option)) for option in listed]
    return tagged(arguments + options)


def _option(option: Parameter) -> str:
    names = " , ".join(f"Fl {text(name[1:])}" for name in option.names)
    return names + (f" Ar {argument(option.metavar)}" if option.takes_value else "")


def _help(parameter: Parameter) -> str:
    parts = [parameter.help]
    if parameter.default:
        parts.append(f"Default: {parameter.default}.")
    if parameter.variable:
        parts.append(f"Environment variable: {parameter.variable}.")
    is_list = parameter.is_repeatable and parameter.values is not Values.COMMAND
    if is_list and "epeatable" not in parameter.help:
        parts.append("Can be given multiple times.")
    return " ".join(part for part in parts if part)


def _environment(command: Command) -> Iterator[str]:
    yield tagged(
        (f"Ev {variable.name}", _meaning(variable.meaning, variable.default))
        for variable in VARIABLES
        if command.group in variable.groups
    )
    defaults = [option.variable for option in command.options if option.variable]
    if defaults:
        yield ".Pp"
        yield f"These variables set the defaults of options: {text(', '.join(defaults))}."


def _meaning(meaning: str, default: str) -> str:
    sentence = f"{meaning[0].upper()}{meaning[1:]}."
    return f"{sentence} Default: {default}." if default else sentence


def _files(files: tuple[tuple[str, str], ...]) -> str:
    return tagged((f"Pa {text(name)}", meaning) for name, meaning in files)
