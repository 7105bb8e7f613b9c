"""Generates the completion script for zsh."""

from __future__ import annotations

from collections.abc import Iterator

from telemetry_cli.docgen.command_line import Command, Parameter, Values, all_commands, commands
from telemetry_cli.docgen.completion_words import CODES, words
from telemetry_cli.docgen.templates import fill
from telemetry_cli.knowledge.explanations import explanation


def zsh_script() -> str:
    """The script."""
    functions = ["\n".join(_zsh_function(command)) for command in all_commands()]
    codes = "\n".join(f"    {_quoted(f'{code}:{explanation(code).description}')}" for code in CODES)
    top = "\n".join(f"    {_quoted(f'{command.name}:{command.summary}')}" for command in commands())
    return fill("completions.zsh", codes=codes, commands=top, functions="\n\n".join(functions))


def _zsh_function(command: Command) -> Iterator[str]:
    yield f"{_zsh_name(command.path)}() {{"
    if command.commands:
        children = [_quoted(f"{child.path[-1]}:{child.summary}") for child in command.commands]
        yield f"  _telemetry_cli_subcommands {' '.join(children)}"
        yield "}"
        return
    yield "  _arguments -s -S \\"
    specs = [_zsh_option(option, command) for option in command.options]
    for position, argument in enumerate(command.arguments, 1):
        specs.append(_zsh_argument(argument, command, position))
    yield " \\\n".join(f"    {spec}" for spec in specs)
    yield "}"


def _zsh_name(path: tuple[str, ...]) -> str:
    return "_telemetry_cli_" + "_".join(path).replace("-", "_")


def _zsh_option(option: Parameter, command: Command) -> str:
    description = _zsh_text(option.help.rstrip("."))
    action = f":{_zsh_text(option.metavar.lower())}:{_zsh_action(option, command)}"
    value = action if option.takes_value else ""
    sign = "=" if option.takes_value else ""
    long = [name for name in option.names if name.startswith("--")]
    short = [name for name in option.names if not name.startswith("--")]
    spelled = [*(f"{name}{'+' if sign else ''}" for name in short), *(f"{n}{sign}" for n in long)]
    if option.is_repeatable:
        return _quoted(f"*{spelled[-1]}[{description}]{value}")
    if len(spelled) == 1:
        return _quoted(f"{spelled[0]}[{description}]{value}")
    exclusive = f"({' '.join(option.names)})"
    return f"{_quoted(exclusive)}{{{','.join(spelled)}}}{_quoted(f'[{description}]{value}')}"


def _zsh_argument(argument: Parameter, command: Command, position: int) -> str:
    if argument.values is Values.COMMAND:
        return _quoted("(-)*::command:_normal")
    prefix = "*" if argument.is_repeatable else str(position)
    name = argument.metavar.strip("[].").lower()
    return _quoted(f"{prefix}:{_zsh_text(name)}:{_zsh_action(argument, command)}")


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
            return f"_sequence compadd - {' '.join(words(parameter, command))}"
        case _:
            offered = words(parameter, command)
            return f"({' '.join(offered)})" if offered else ""


def _zsh_text(text: str) -> str:
    """`text` escaped for a specification of _arguments."""
    escaped = text.replace("\\", "\\\\")
    return escaped.replace("[", "\\[").replace("]", "\\]").replace(":", "\\:")


def _quoted(text: str) -> str:
    return "'" + text.replace("'", "'\\''") + "'"
