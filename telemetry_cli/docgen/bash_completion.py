"""Generates the completion script for bash."""

from __future__ import annotations

from collections.abc import Iterator

from telemetry_cli.docgen.command_line import (
    DEBUG,
    HELP,
    VERSION,
    Command,
    Parameter,
    Values,
    all_commands,
    commands,
)
from telemetry_cli.docgen.completion_words import LISTS, words
from telemetry_cli.docgen.templates import fill


def bash_script() -> str:
    """The script."""
    options, values = list[str](), list[str]()
    for command in all_commands():
        names = " ".join(
            name + ("*" if option.is_repeatable else "")
            for option in command.options
            for name in option.names
        )
        options.append(f"    {_bash_pattern(command.name)}) echo '{names}' ;;")
        values += _bash_values(command)
    names = " ".join(name for option in (HELP, DEBUG, VERSION) for name in option.names)
    options.append(f"    '') echo '{names}' ;;")
    top = " ".join(command.name for command in commands())
    values.append(f"    ' 1') echo 'words {top}' ;;")
    return fill("completions.bash", options="\n".join(options), values="\n".join(values))


def _bash_pattern(text: str) -> str:
    return f"'{text}'" if " " in text else text


def _bash_values(command: Command) -> Iterator[str]:
    for option in command.options:
        kind = _bash_kind(option, command)
        for name in option.names if kind and option not in (HELP, DEBUG) else ():
            yield f"    '{command.name} {name}') echo '{kind}' ;;"
    for index, argument in enumerate(command.arguments, 1):
        if kind := _bash_kind(argument, command):
            position = "..." if argument.is_repeatable else str(index)
            yield f"    '{command.name} {position}') echo '{kind}' ;;"
    if command.commands:
        subcommands = " ".join(child.path[-1] for child in command.commands)
        yield f"    '{command.name} 1') echo 'words {subcommands}' ;;"
        for child in command.commands:
            yield f"    '{child.name}') echo subcommand ;;"


def _bash_kind(parameter: Parameter, command: Command) -> str:
    match parameter.values:
        case Values.NONE:
            return "flag"
        case Values.ANY:
            return "any"
        case Values.FILES | Values.DIRECTORIES | Values.COMMAND:
            return str(parameter.values.value)
        case _:
            kind = "list" if parameter.values in LISTS else "words"
            return f"{kind} {' '.join(words(parameter, command))}"
