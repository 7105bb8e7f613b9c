"""Generates the completion script for fish: declarative `complete` lines."""

from __future__ import annotations

from collections.abc import Iterator

from telemetry_cli.docgen.command_line import (
    DEBUG,
    HELP,
    PROGRAM,
    VERSION,
    Command,
    Parameter,
    Values,
    all_commands,
    commands,
)
from telemetry_cli.docgen.completion_words import CODES, SIGNALS, words
from telemetry_cli.docgen.templates import fill
from telemetry_cli.knowledge.explanations import explanation

_TOP = "__fish_use_subcommand"


def fish_script() -> str:
    """The script."""
    codes = " ".join(_quoted(f"{code}\t{explanation(code).description}") for code in CODES)
    lines = [_line(_TOP, option=option) for option in (HELP, DEBUG, VERSION)]
    lines += [
        _line(_TOP, words=command.name, description=command.summary) for command in commands()
    ]
    for command in all_commands():
        lines += _command(command)
    return fill("completions.fish", codes=codes, lines="\n".join(lines))


def _command(command: Command) -> Iterator[str]:
    using = f"__telemetry_cli_using {command.name}"
    for child in command.commands:
        others = " ".join(other.path[-1] for other in command.commands)
        condition = f"{using}; and not __fish_seen_subcommand_from {others}"
        yield _line(condition, words=child.path[-1], description=child.summary)
    for option in command.options:
        yield _line(using, option=option, words=_offer(option, command))
    first = ""
    for argument in command.arguments:
        condition = f"{using}{first}"
        if argument.values is Values.COMMAND:
            condition = f"{using}; and contains -- -- (commandline -opc)"
        elif argument.values is Values.ENDS:
            ends = " ".join(words(argument, command))
            condition = f"{using}; and not __fish_seen_subcommand_from {ends}"
            first = f"; and __fish_seen_subcommand_from {ends}"
        if offer := _offer(argument, command):
            yield _line(condition, words=offer)


def _line(
    condition: str, *, option: Parameter | None = None, words: str = "", description: str = ""
) -> str:
    parts = [f"complete -c {PROGRAM}"]
    if option is not None:
        used = " ".join(f"-s {name[1:]}" if len(name) == 2 else name[2:] for name in option.names)
        if not option.takes_value:  # one that does must stay while its value is being completed
            condition += f"; and not __fish_contains_opt {used}"
        parts += [f"-s {name[1:]}" if len(name) == 2 else f"-l {name[2:]}" for name in option.names]
        description = option.help
        if option.values is Values.FILES:
            parts.append("-rF")
        elif option.takes_value:
            parts.append("-x")
    parts.insert(1, f"-n {_quoted(condition)}")
    parts += [f"-a {_quoted(words)}"] if words else []
    parts += [f"-d {_quoted(description)}"] if description else []
    return " ".join(parts)


def _offer(parameter: Parameter, command: Command) -> str:
    """The fish expression for the values of a parameter, '' for none."""
    match parameter.values:
        case Values.DIRECTORIES:
            return "(__fish_complete_directories)"
        case Values.EXIT_CODES:
            signals = f" {' '.join(SIGNALS)}" if command.path == ("update",) else ""
            return f"(__telemetry_cli_codes){signals}"
        case Values.FIELDS | Values.SORT_KEYS:
            return f"(__telemetry_cli_list {' '.join(words(parameter, command))})"
        case Values.COMMAND:
            return "(__telemetry_cli_command_of_run)"
        case _:
            return " ".join(words(parameter, command))


def _quoted(text: str) -> str:
    return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'"
