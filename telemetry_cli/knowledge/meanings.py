"""What an exit code means after a given command: 255 is Proxmox's after pct, ssh's after ssh."""

from __future__ import annotations

from fnmatch import fnmatchcase
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from telemetry_cli.knowledge.commands import program_of, programs_of
from telemetry_cli.knowledge.exit_code_table import ANY, FAMILIES, NOT_FUNCTIONS, ROWS, SCRIPTS
from telemetry_cli.knowledge.exit_codes import UNKNOWN, UNKNOWN_CATEGORY, category, describe

if TYPE_CHECKING:
    from telemetry_cli.knowledge.exit_code_table import Advice, Command

_ROWS = {row["code"]: row for row in ROWS}

_ANY_FAILURE = "shell"
"""The category of the codes that any program may use for any failure (1, 2, 3)."""


class Meaning(NamedTuple):
    """What a code means after `programs` (shell patterns of names without a path).

    `description` may hold `{program}`, which stands for the name of the program.
    """

    programs: tuple[str, ...]
    description: str
    category: str
    causes: tuple[str, ...] = ()
    fixes: tuple[Command | Advice, ...] = ()


@cache
def meanings(code: int) -> tuple[Meaning, ...]:
    """The meanings of `code` (0-255): the first whose patterns match a program is the one.

    The last matches every program. A program that is not known has the general meaning,
    `describe(code)`.
    """
    own, general, neutral = _own(code), _general(code), _neutral(code)
    if any(meaning.programs == ANY for meaning in own):
        return own
    return (
        *own,
        Meaning(NOT_FUNCTIONS, neutral.description, neutral.category),
        Meaning(SCRIPTS, general.description, general.category),
        neutral,
    )


def meaning(code: int, command: str) -> Meaning:
    """What `code` (0-255) means after the shell command `command`.

    Of several programs (a pipeline, a list) it is the last that gives the code a meaning of its
    own. If none does, but a script or shell function is among them, it is the general meaning; if
    none can have meant that, the description says only that the program failed. `programs` is the
    one program that was found, or empty.
    """
    programs = programs_of(command)
    for program in reversed(programs):
        for own in _own(code):
            if _matches(program, own.programs):
                return own._replace(programs=(program,))
    program = program_of(command)
    if not program or any(map(_is_script, programs)):
        return _general(code)
    return _after(program, _neutral(code))


def _own(code: int) -> tuple[Meaning, ...]:
    """The meanings that programs themselves give the code."""
    row = _ROWS.get(code)
    if row is None:
        return () if describe(code) == UNKNOWN else (_general(code)._replace(programs=ANY),)
    by_command = (
        Meaning(
            entry["programs"],
            entry["description"],
            entry["category"],
            entry.get("causes", ()),
            entry.get("fixes", ()),
        )
        for entry in row.get("by_command", ())
    )
    family = row.get("programs", FAMILIES.get(row["origin"], ()))
    general = (_general(code)._replace(programs=family),) if family else ()
    return (*by_command, *general)


def _general(code: int) -> Meaning:
    return Meaning((), describe(code), category(code))


def _neutral(code: int) -> Meaning:
    is_any_failure = category(code) == _ANY_FAILURE
    return Meaning(
        ANY,
        f"{{program}} failed (exit code {code})",
        _ANY_FAILURE if is_any_failure else UNKNOWN_CATEGORY,
    )


def _after(program: str, neutral: Meaning) -> Meaning:
    description = neutral.description.replace("{program}", program)
    return neutral._replace(programs=(program,), description=description)


def _matches(program: str, patterns: tuple[str, ...]) -> bool:
    return any(fnmatchcase(program, pattern) for pattern in patterns)


def _is_script(program: str) -> bool:
    return _matches(program, SCRIPTS) and not _matches(program, NOT_FUNCTIONS)
