"""A manual page for each command, from its definition and what was written by hand.

What is written by hand is in man/parts: text that follows the description, and sections of its own.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from telemetry_cli.cli import REPORT, REPORTING, SEARCH, SET_UP, SETTINGS, UNDERSTAND
from telemetry_cli.rendering.command_line import (
    PROGRAM,
    VERSION,
    Command,
    Parameter,
    Values,
    commands,
)
from telemetry_cli.rendering.roff import argument, sentences, text

DATE = "November 23, 2026"

VARIABLES = {
    "PB_URL": "Base URL of the server; http://db.community-scripts.org if not set.",
    "PB_COLLECTION": "The collection; _dev_telemetry_data if not set.",
    "PB_TOKEN": "Token for searches on a server that asks for a sign-in.",
    "PB_IDENTITY": "Name of a user or superuser to sign in with, together with PB_PASSWORD.",
    "PB_PASSWORD": "The password of PB_IDENTITY; sent over https or to this machine only.",
    "DIAGNOSTICS": "yes allows reports, no forbids them; any no wins.",
    "TELEMETRY_DIAGNOSTICS_FILE": "The diagnostics file, if it is another one.",
    "TELEMETRY_STATE_DIR": "The directory of the state file, if it is another one.",
    "TELEMETRY_TIMEOUT": "Seconds that a whole report may take; 5 if not set.",
    "NO_COLOR": "If set, nothing is coloured.",
}
_REPORTS = ("PB_URL", "PB_COLLECTION", "DIAGNOSTICS", "TELEMETRY_DIAGNOSTICS_FILE")
_VARIABLES = {
    REPORT: (*_REPORTS, "TELEMETRY_STATE_DIR", "TELEMETRY_TIMEOUT"),
    UNDERSTAND: ("TELEMETRY_STATE_DIR", "NO_COLOR"),
    SEARCH: ("PB_URL", "PB_COLLECTION", "PB_TOKEN", "PB_IDENTITY", "PB_PASSWORD", "NO_COLOR"),
    SETTINGS: (*_REPORTS, "TELEMETRY_STATE_DIR", "TELEMETRY_TIMEOUT"),
    SET_UP: ("PB_COLLECTION", "TELEMETRY_STATE_DIR"),
}
FILES = {
    "/usr/local/community-scripts/diagnostics": "The line DIAGNOSTICS=yes or no.",
    "~/.local/state/telemetry-cli/state.db": "The state file: what waits, and what was delivered.",
    "~/.local/state/telemetry-cli/servers.json": "Sign-ins of servers that serve has set up here.",
}
_FILES = {
    REPORT: 2,
    UNDERSTAND: 2,
    SEARCH: 3,
    SETTINGS: 2,
    SET_UP: 3,
}
_EXIT_STATUS = {
    REPORT: "0 whatever the network, the server or the disk does; 1 with --strict unless the event"
    " was delivered; 2 for a malformed command line.",
    UNDERSTAND: "0 for all codes from 0 to 255, known or not; 1 if the server or the state file"
    " cannot be asked; 2 for what is no exit code.",
    SEARCH: "0 also if nothing matches; 1 if the server cannot be asked; 2 for a malformed command"
    " line; 130 after Ctrl+C.",
    SETTINGS: "0; 1 if something is wrong; 2 for a malformed command line.",
    SET_UP: "0; 1 if it cannot be done; 2 for a malformed command line.",
}
_EXIT_STATUS_OF_RUN = (
    "That of CMD; 126 if it cannot be run, 127 if it is not found; 2 for a malformed command line."
)


def pages(parts: Path) -> dict[str, str]:
    """Every page of section 1 by the name of its file."""
    found = {f"{PROGRAM}.1": _overview(parts)}
    for command in commands():
        found[f"{_name(command)}.1"] = "\n".join(_page(command, parts)) + "\n"
    return found


def _name(command: Command) -> str:
    return f"{PROGRAM}-{command.name}"


def _head(name: str, summary: str) -> Iterator[str]:
    yield f".Dd {DATE}"
    yield f".Dt {name.upper()} 1"
    yield f".Os {PROGRAM}"
    yield ".Sh NAME"
    yield f".Nm {name}"
    yield f".Nd {text(summary[0].lower() + summary[1:])}"


def _page(command: Command, parts: Path) -> Iterator[str]:
    yield from _head(_name(command), command.summary)
    yield ".Sh SYNOPSIS"
    for one in command.commands or (command,):
        yield from _synopsis(one)
    yield ".Sh DESCRIPTION"
    by_hand, sections = _written(parts / f"{_name(command)}.mdoc")
    yield sentences(f"{command.summary}.")
    for paragraph in command.description:
        yield ".Pp"
        yield sentences(paragraph)
    for child in command.commands:
        yield ".Pp"
        yield f".Cm {child.path[-1]} :"
        yield sentences(" ".join((f"{child.summary}.", *child.description)))
    yield from by_hand
    yield from _options(command)
    yield ".Sh ENVIRONMENT"
    yield from _variables(command)
    yield ".Sh FILES"
    yield from _files(_FILES[command.group])
    yield ".Sh EXIT STATUS"
    status = _EXIT_STATUS_OF_RUN if command.name == "run" else _EXIT_STATUS[command.group]
    yield sentences(status)
    yield ".Sh EXAMPLES"
    examples = [child.example for child in command.commands] or [command.example]
    for example in examples:
        yield f".Dl $ {text(example)}"
    yield from sections
    yield ".Sh SEE ALSO"
    yield f".Xr {PROGRAM} 1 ,"
    yield f".Xr {PROGRAM}-exit-codes 7 ,"
    yield f".Xr {PROGRAM}-privacy 7"


def _written(file: Path) -> tuple[list[str], list[str]]:
    """Of a part written by hand what follows the description, and what follows the examples."""
    lines = file.read_text("utf-8").splitlines() if file.exists() else []
    mark = '.\\" EXAMPLES'
    at = lines.index(mark) if mark in lines else len(lines)
    return lines[:at], lines[at + 1 :]


def _synopsis(command: Command) -> Iterator[str]:
    yield f".Nm {PROGRAM} {command.name}"
    for option in command.options:
        names = f"Fl {text(option.names[-1][1:])}"
        value = f" Ar {argument(option.metavar)}" if option.takes_value else ""
        more = " ..." if option.is_repeatable else ""
        yield f".{names}{value}" if option.is_required else f".Op {names}{value}{more}"
    for one in command.arguments:
        name = one.metavar.strip("[]").replace("]...", "").replace("...", "")
        dashes = ".Fl \\&-\n" if one.values is Values.COMMAND else ""
        more = " ..." if one.is_repeatable else ""
        required = f"{dashes}.Ar {argument(name)}{more}"
        yield required if one.is_required else f".Op Ar {argument(name)}{more}"


def _options(command: Command) -> Iterator[str]:
    yield ".Sh OPTIONS"
    listed = list(command.options)
    for child in command.commands:
        listed += [option for option in child.options if option not in listed]
    yield ".Bl -tag -width Ds"
    for one in command.arguments:
        name = one.metavar.strip("[]").replace("]...", "").replace("...", "")
        yield f".It Ar {argument(name)}"
        yield sentences(_told(one) or "What to explain or to run.")
    for option in listed:
        names = " , ".join(f"Fl {text(name[1:])}" for name in option.names)
        value = f" Ar {argument(option.metavar)}" if option.takes_value else ""
        yield f".It {names}{value}"
        yield sentences(_told(option))
    yield ".El"


def _told(parameter: Parameter) -> str:
    parts = [parameter.help]
    if parameter.default:
        parts.append(f"The default is {parameter.default}.")
    if parameter.variable:
        parts.append(f"If not given, the variable {parameter.variable} counts.")
    if parameter.is_repeatable and "epeatable" not in parameter.help:
        parts.append("May be repeated.")
    return " ".join(part for part in parts if part)


def _variables(command: Command) -> Iterator[str]:
    own = [option.variable for option in command.options if option.variable]
    yield ".Bl -tag -width Ds"
    for name in _VARIABLES[command.group]:
        yield f".It Ev {name}"
        yield sentences(VARIABLES[name])
    yield ".El"
    if own:
        yield ".Pp"
        yield f"Values that are not given as options are taken from {text(', '.join(own))}."


def _files(number: int) -> Iterator[str]:
    yield ".Bl -tag -width Ds"
    for name, told in list(FILES.items())[:number]:
        yield f".It Pa {text(name)}"
        yield sentences(told)
    yield ".El"


def _overview(parts: Path) -> str:
    by_hand, sections = _written(parts / f"{PROGRAM}.mdoc")
    lines = [*_head(PROGRAM, "Report installs, explain exit codes, search failed installs")]
    lines += [
        ".Sh SYNOPSIS",
        f".Nm {PROGRAM}",
        ".Op Fl h | V",
        ".Ar command",
        ".Op Ar argument ...",
    ]
    lines += [".Sh DESCRIPTION", *by_hand]
    for group in (REPORT, UNDERSTAND, SEARCH, SETTINGS, SET_UP):
        lines += [f".Ss {group}", ".Bl -tag -width Ds"]
        for command in commands():
            if command.group == group:
                lines += [f".It Xr {_name(command)} 1", sentences(f"{command.summary}.")]
        lines.append(".El")
    lines += [".Sh OPTIONS", ".Bl -tag -width Ds"]
    lines += [".It Fl h , Fl \\-help", "Show the help; also of a command."]
    lines += [f".It Fl V , Fl \\-version\n{VERSION.help}", ".El"]
    lines += [".Sh ENVIRONMENT", ".Bl -tag -width Ds"]
    for name, told in VARIABLES.items():
        lines += [f".It Ev {name}", sentences(told)]
    lines += [".El", ".Sh FILES", *_files(len(FILES)), ".Sh EXIT STATUS"]
    reporting = ", ".join(sorted(REPORTING))
    lines.append(
        sentences(
            f"Reporting commands ({reporting}) exit with 0 whatever happens, unless --strict is"
            " given; run exits as the command that it runs. All others: 0, 1 for what could not be"
            " done, 2 for a malformed command line."
        )
    )
    lines += [".Sh EXAMPLES", f".Dl $ {PROGRAM} demo", *sections]
    lines += [".Sh SEE ALSO"]
    names = [f"{PROGRAM}-exit-codes 7", f"{PROGRAM}-privacy 7"]
    names = [f"{_name(command)} 1" for command in commands()] + names
    lines += [f".Xr {name} ," for name in sorted(names, key=lambda one: one.split()[::-1])]
    lines[-1] = lines[-1].removesuffix(" ,")
    return "\n".join(lines) + "\n"
