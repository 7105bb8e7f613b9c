"""Completions for bash, zsh and fish, made from the command line and the tables: static scripts.

`python -m telemetry_cli.rendering.completions DIRECTORY` writes them.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from importlib import resources
from pathlib import Path

from telemetry_cli.core.record import FIELD_NAMES, Status
from telemetry_cli.knowledge.explanations import CATEGORIES, KNOWN, explanation
from telemetry_cli.rendering.command_line import (
    HELP,
    PROGRAM,
    VERSION,
    Command,
    Parameter,
    Values,
    all_commands,
    commands,
)

_STATUSES = tuple(status.word for status in Status)
_ENDS = ("done", "failed", "unknown")
_SIGNALS = ("INTERRUPTED", "TERMINATED", "HANGUP")
_CODES = tuple(known.code for known in KNOWN)
_SORT_KEYS = (*FIELD_NAMES, *(f"-{name}" for name in FIELD_NAMES))
_WORDS = {
    Values.STATUSES: _STATUSES,
    Values.ENDS: _ENDS,
    Values.CATEGORIES: (*CATEGORIES, "unknown"),
    Values.FIELDS: FIELD_NAMES,
    Values.SORT_KEYS: _SORT_KEYS,
}
_LISTS = (Values.FIELDS, Values.SORT_KEYS)


def scripts() -> dict[str, str]:
    """Every script by the name of its file."""
    return {f"{PROGRAM}.bash": bash(), f"_{PROGRAM}": zsh(), f"{PROGRAM}.fish": fish()}


def _template(name: str, **parts: str) -> str:
    text = (resources.files(__package__) / name).read_text("utf-8")
    for mark, part in parts.items():
        text = text.replace(f"@{mark}@", part)
    return text


def _words(parameter: Parameter, command: Command) -> tuple[str, ...]:
    """The words that may stand for a value, without descriptions."""
    if parameter.values is Values.EXIT_CODES:
        signals = _SIGNALS if command.path == ("update",) else ()
        return (*map(str, _CODES), *signals)
    return parameter.words or _WORDS.get(parameter.values, ())


# bash


def bash() -> str:
    """The script for bash: words without descriptions."""
    options, values = list[str](), list[str]()
    for command in all_commands():
        names = " ".join(
            name + ("*" if option.is_repeatable else "")
            for option in command.options
            for name in option.names
        )
        options.append(f"    {_bash_pattern(command.name)}) echo '{names}' ;;")
        values += _bash_values(command)
    names = " ".join(name for option in (HELP, VERSION) for name in option.names)
    options.append(f"    '') echo '{names}' ;;")
    top = " ".join(command.name for command in commands())
    values.append(f"    ' 1') echo 'words {top}' ;;")
    return _template("completions.bash", OPTIONS="\n".join(options), VALUES="\n".join(values))


def _bash_pattern(text: str) -> str:
    return f"'{text}'" if " " in text else text


def _bash_values(command: Command) -> Iterator[str]:
    for option in command.options:
        kind = _bash_kind(option, command)
        for name in option.names if kind and option is not HELP else ():
            yield f"    '{command.name} {name}') echo '{kind}' ;;"
    for place, argument in enumerate(command.arguments, 1):
        if kind := _bash_kind(argument, command):
            where = "..." if argument.is_repeatable else str(place)
            yield f"    '{command.name} {where}') echo '{kind}' ;;"
    if command.commands:
        below = " ".join(child.path[-1] for child in command.commands)
        yield f"    '{command.name} 1') echo 'words {below}' ;;"
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
            kind = "list" if parameter.values in _LISTS else "words"
            return f"{kind} {' '.join(_words(parameter, command))}"


# zsh


def zsh() -> str:
    """The script for zsh: words with their descriptions."""
    functions = ["\n".join(_zsh_function(command)) for command in all_commands()]
    codes = "\n".join(
        f"    {_quoted(f'{code}:{explanation(code).description}')}" for code in _CODES
    )
    top = "\n".join(f"    {_quoted(f'{command.name}:{command.summary}')}" for command in commands())
    return _template("completions.zsh", CODES=codes, COMMANDS=top, FUNCTIONS="\n\n".join(functions))


def _zsh_function(command: Command) -> Iterator[str]:
    yield f"{_zsh_name(command.path)}() {{"
    if command.commands:
        below = " ".join(_quoted(f"{child.path[-1]}:{child.summary}") for child in command.commands)
        yield f"  _telemetry_cli_below {below}"
        yield "}"
        return
    yield "  _arguments -s -S \\"
    specs = [_zsh_option(option, command) for option in command.options]
    for place, argument in enumerate(command.arguments, 1):
        specs.append(_zsh_argument(argument, command, place))
    yield " \\\n".join(f"    {spec}" for spec in specs)
    yield "}"


def _zsh_name(path: tuple[str, ...]) -> str:
    return "_telemetry_cli_" + "_".join(path).replace("-", "_")


def _zsh_option(option: Parameter, command: Command) -> str:
    told = _zsh_text(option.help.rstrip("."))
    action = f":{_zsh_text(option.metavar.lower())}:{_zsh_action(option, command)}"
    value = action if option.takes_value else ""
    sign = "=" if option.takes_value else ""
    long = [name for name in option.names if name.startswith("--")]
    short = [name for name in option.names if not name.startswith("--")]
    spelled = [*(f"{name}{'+' if sign else ''}" for name in short), *(f"{n}{sign}" for n in long)]
    if option.is_repeatable:
        return _quoted(f"*{spelled[-1]}[{told}]{value}")
    if len(spelled) == 1:
        return _quoted(f"{spelled[0]}[{told}]{value}")
    exclusive = f"({' '.join(option.names)})"
    return f"{_quoted(exclusive)}{{{','.join(spelled)}}}{_quoted(f'[{told}]{value}')}"


def _zsh_argument(argument: Parameter, command: Command, place: int) -> str:
    if argument.values is Values.COMMAND:
        return _quoted("(-)*::command:_normal")
    where = "*" if argument.is_repeatable else str(place)
    name = argument.metavar.strip("[].").lower()
    return _quoted(f"{where}:{_zsh_text(name)}:{_zsh_action(argument, command)}")


def _zsh_action(parameter: Parameter, command: Command) -> str:
    match parameter.values:
        case Values.FILES:
            return "_files"
        case Values.DIRECTORIES:
            return "_files -/"
        case Values.EXIT_CODES:
            signals = "_and_signals" if command.path == ("update",) else ""
            return f"_telemetry_cli_codes{signals}"
        case Values.FIELDS | Values.SORT_KEYS:
            return f"_sequence compadd - {' '.join(_words(parameter, command))}"
        case _:
            words = _words(parameter, command)
            return f"({' '.join(words)})" if words else ""


def _zsh_text(text: str) -> str:
    """`text` within a specification of _arguments."""
    escaped = text.replace("\\", "\\\\")
    return escaped.replace("[", "\\[").replace("]", "\\]").replace(":", "\\:")


def _quoted(text: str) -> str:
    return "'" + text.replace("'", "'\\''") + "'"


# fish


def fish() -> str:
    """The script for fish: words with their descriptions."""
    options, values, valued = list[str](), list[str](), list[str]()
    for command in all_commands():
        options += _fish_options(command.name, command.options)
        for option in command.options:
            for name in option.names if option.takes_value else ():
                valued.append(_quoted_for_fish(f"{command.name} {name}"))
                values += _fish_values(option, command, name)
        for place, argument in enumerate(command.arguments, 1):
            where = "..." if argument.is_repeatable else str(place)
            values += _fish_values(argument, command, where)
        if command.commands:
            values += _fish_below(command.name, command.commands, 1)
    options += _fish_options("", (HELP, VERSION))
    values += _fish_below("", commands(), 1)
    below = [child.name for command in commands() for child in command.commands]
    codes = (_quoted_for_fish(f"{code}\t{explanation(code).description}") for code in _CODES)
    return _template(
        "completions.fish",
        CODES=" ".join(codes),
        OPTIONS="\n".join(options),
        VALUES="\n".join(values),
        VALUED=" ".join(valued),
        BELOW=" ".join(map(_quoted_for_fish, below)),
    )


def _fish_options(name: str, options: tuple[Parameter, ...]) -> Iterator[str]:
    yield f"        case {_quoted_for_fish(name)}"
    lines = (
        _quoted_for_fish(f"{spelling}\t{option.help}\t{'*' if option.is_repeatable else ''}")
        for option in options
        for spelling in option.names
    )
    yield f"            printf '%s\\n' {' '.join(lines)}"


def _fish_below(name: str, below: tuple[Command, ...], place: int) -> Iterator[str]:
    lines = (_quoted_for_fish(f"{child.path[-1]}\t{child.summary}") for child in below)
    yield f"        case '{name} {place} *'"
    yield f"            printf '%s\\n' {' '.join(lines)}"


def _fish_values(parameter: Parameter, command: Command, where: str) -> Iterator[str]:
    match parameter.values:
        case Values.FILES | Values.DIRECTORIES:
            offer = f"echo @{parameter.values.value}"
        case Values.EXIT_CODES:
            signals = (
                f"; printf '%s\\n' {' '.join(_SIGNALS)}" if command.path == ("update",) else ""
            )
            offer = f"__telemetry_cli_codes{signals}"
        case Values.FIELDS | Values.SORT_KEYS:
            offer = f'__telemetry_cli_list "$argv[3]" {" ".join(_words(parameter, command))}'
        case _:
            words = _words(parameter, command)
            offer = f"printf '%s\\n' {' '.join(words)}" if words else "true"
    yield f"        case '{command.name} {where} *'"
    yield f"            {offer}"


def _quoted_for_fish(text: str) -> str:
    return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'"


def main(directory: str) -> None:
    """Write the scripts into `directory`."""
    for name, script in scripts().items():
        (Path(directory) / name).write_text(script, encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1])
