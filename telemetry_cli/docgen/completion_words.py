"""The words that completions offer as values."""

from __future__ import annotations

from telemetry_cli.core.record import FIELD_NAMES, Status
from telemetry_cli.docgen.command_line import Command, Parameter, Values
from telemetry_cli.knowledge.explanations import CATEGORIES, KNOWN

CODES = tuple(code.code for code in KNOWN)
SIGNALS = ("INTERRUPTED", "TERMINATED", "HANGUP")
LISTS = (Values.FIELDS, Values.SORT_KEYS)
"""Values that are comma-separated lists."""

_WORDS = {
    Values.STATUSES: tuple(status.word for status in Status),
    Values.ENDS: ("done", "failed", "unknown"),
    Values.CATEGORIES: (*CATEGORIES, "unknown"),
    Values.FIELDS: FIELD_NAMES,
    Values.SORT_KEYS: (*FIELD_NAMES, *(f"-{name}" for name in FIELD_NAMES)),
}


def words(parameter: Parameter, command: Command) -> tuple[str, ...]:
    """The possible values of a parameter of `command`."""
    if parameter.values is Values.EXIT_CODES:
        signals = SIGNALS if command.path == ("update",) else ()
        return (*map(str, CODES), *signals)
    return parameter.words or _WORDS.get(parameter.values, ())
