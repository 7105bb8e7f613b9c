"""The command line as data: the source of completions and man pages."""

from __future__ import annotations

from collections.abc import Iterator
from enum import Enum
from typing import Any, NamedTuple

from telemetry_cli.cli import COMMANDS, build

PROGRAM = "telemetry-cli"


class Values(Enum):
    """The kind of values that a parameter takes; completions offer them."""

    NONE = "none"
    ANY = "any"
    WORDS = "words"
    FILES = "files"
    DIRECTORIES = "directories"
    EXIT_CODES = "exit codes"
    STATUSES = "statuses"
    ENDS = "ends"
    CATEGORIES = "categories"
    FIELDS = "fields"
    SORT_KEYS = "sort keys"
    COMMAND = "command"


_VALUES_BY_COMMAND = {
    ("update", "status"): Values.ENDS,
    ("query", "status"): Values.STATUSES,
    ("stats", "status"): Values.STATUSES,
    ("run", "command"): Values.COMMAND,
}
_VALUES_BY_NAME = {
    "codes": Values.EXIT_CODES,
    "exit_code": Values.EXIT_CODES,
    "category": Values.CATEGORIES,
    "fields": Values.FIELDS,
    "sort": Values.SORT_KEYS,
}


class Parameter(NamedTuple):
    """An option, or an argument if it has no `names`. `default` is '' if there is none."""

    names: tuple[str, ...]
    metavar: str = ""
    help: str = ""
    default: str = ""
    variable: str = ""
    is_repeatable: bool = False
    is_required: bool = False
    values: Values = Values.NONE
    words: tuple[str, ...] = ()

    @property
    def takes_value(self) -> bool:
        """Whether it takes a value."""
        return self.values is not Values.NONE


class Command(NamedTuple):
    """A command. `path` is e.g. ('diagnostics', 'show')."""

    path: tuple[str, ...]
    group: str
    summary: str
    description: tuple[str, ...]
    example: str
    options: tuple[Parameter, ...]
    arguments: tuple[Parameter, ...]
    commands: tuple[Command, ...] = ()

    @property
    def name(self) -> str:
        """The path as text, e.g. 'diagnostics show'."""
        return " ".join(self.path)


HELP = Parameter(("-h", "--help"), help="Show help and exit.")
DEBUG = Parameter(("--debug",), help="Write a debug log to stderr.")
VERSION = Parameter(("-V", "--version"), help="Show the version and exit.")


def commands() -> tuple[Command, ...]:
    """All commands, in the order of the help text."""
    root: Any = build()
    return tuple(
        _command(root.get_command(None, entry.name), (entry.name,), entry.group)
        for entry in COMMANDS
    )


def all_commands() -> Iterator[Command]:
    """All commands and subcommands."""
    for command in commands():
        yield command
        yield from command.commands


def _command(click: Any, path: tuple[str, ...], group: str) -> Command:
    summary, description, example = _texts(click.help or "")
    parameters = [_parameter(item, path) for item in click.params if not _is_help(item)]
    return Command(
        path,
        group,
        summary,
        description,
        example,
        (*(parameter for parameter in parameters if parameter.names), HELP, DEBUG),
        tuple(parameter for parameter in parameters if not parameter.names),
        tuple(
            _command(child, (*path, name), group)
            for name, child in getattr(click, "commands", {}).items()
        ),
    )


def _is_help(click: Any) -> bool:
    return "--help" in click.opts


def _texts(help: str) -> tuple[str, tuple[str, ...], str]:
    """The summary, the following paragraphs, and the example."""
    plain = help.replace("[bold]", "").replace("[/bold]", "")
    paragraphs = [" ".join(part.split()) for part in plain.split("\n\n") if part.strip()]
    examples = [part.removeprefix("Example: ") for part in paragraphs if part.startswith("Example")]
    others = [part for part in paragraphs if not part.startswith("Example")]
    return others[0].rstrip("."), tuple(others[1:]), examples[0] if examples else ""


def _parameter(click: Any, path: tuple[str, ...]) -> Parameter:
    is_argument = not any(name.startswith("-") for name in click.opts)
    values, words = _values(click, path)
    default = "" if click.default in (None, [], False, "") else str(click.default)
    name = click.metavar or (click.name.upper() if is_argument else "TEXT")
    return Parameter(
        names=() if is_argument else tuple(sorted(click.opts, key=len)),
        metavar="" if values is Values.NONE else ("|".join(words) if words else name),
        help=(getattr(click, "help", "") or "").replace("[bold]", "").replace("[/bold]", ""),
        default=default,
        variable=click.envvar or "",
        is_repeatable=click.nargs == -1 or getattr(click, "multiple", False),
        is_required=click.required,
        values=values,
        words=words,
    )


def _values(click: Any, path: tuple[str, ...]) -> tuple[Values, tuple[str, ...]]:
    if getattr(click, "is_flag", False):
        return Values.NONE, ()
    if choices := getattr(click.type, "choices", None):
        return Values.WORDS, tuple(str(choice) for choice in choices)
    if hasattr(click.type, "file_okay"):
        return (Values.FILES if click.type.file_okay else Values.DIRECTORIES), ()
    by_name = _VALUES_BY_NAME.get(click.name, Values.ANY)
    return _VALUES_BY_COMMAND.get((path[0], click.name), by_name), ()
