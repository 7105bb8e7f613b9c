"""Everything known about an exit code: what happened, why, and what to do about it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

from telemetry_cli.knowledge.exit_code_table import ROWS
from telemetry_cli.knowledge.exit_codes import FIRST, LAST, UNKNOWN, describe

if TYPE_CHECKING:
    from telemetry_cli.knowledge.exit_code_table import Row

_QUOTED = 40
"""Characters of a wrong word that an error message shows."""


class Fix(NamedTuple):
    """Something to do: a command to paste and why to run it, or plain advice (no `command`)."""

    command: str = ""
    why: str = ""
    advice: str = ""

    def __str__(self) -> str:
        """One line, as JSON has it: the command with its reason as a shell comment, or advice."""
        if not self.command:
            return self.advice
        return f"{self.command}   # {self.why}" if self.why else self.command


class Seen(NamedTuple):
    """Installs that failed with one exit code, out of all `failures`, in the last `days` days.

    `apps` lists those with the most, each with its count.
    """

    days: int
    times: int
    failures: int
    apps: tuple[tuple[str, int], ...]

    def as_dict(self) -> dict[str, object]:
        """The JSON form."""
        return {**self._asdict(), "apps": dict(self.apps)}


class ExitCode(NamedTuple):
    """A row of the table. `causes` and `fixes` come most likely and most useful first;
    `elsewhere` says where else the number is used."""

    code: int
    origin: str
    category: str
    description: str
    names: tuple[str, ...] = ()
    causes: tuple[str, ...] = ()
    fixes: tuple[Fix, ...] = ()
    elsewhere: tuple[str, ...] = ()

    def as_dict(self) -> dict[str, object]:
        """The JSON form: each fix is one line."""
        return {**self._asdict(), "fixes": [str(fix) for fix in self.fixes]}


def _exit_code(row: Row) -> ExitCode:
    return ExitCode(
        code=row["code"],
        origin=row["origin"],
        category=row["category"],
        description=row["description"],
        names=row["names"],
        causes=row["causes"],
        fixes=tuple(Fix(**fix) for fix in row["fixes"]),
        elsewhere=row["elsewhere"],
    )


_READ_THE_LOG = Fix(
    advice="Read the last lines of the log above the error, and the manual of the command."
)
KNOWN = tuple(_exit_code(row) for row in ROWS)
CATEGORIES = tuple(dict.fromkeys(known.category for known in KNOWN))
_BY_CODE = {known.code: known for known in KNOWN}
_SPELLINGS = {name.lower(): name for known in KNOWN for name in known.names}
_BY_NAME = {name.lower(): known for known in KNOWN for name in known.names} | {
    f"{known.origin}:{known.code}": known for known in KNOWN
}


def explanation(code: int, command: str | None = None) -> ExitCode:
    """What is known about `code` (0-255), including signals and codes not in the table.

    `command` is the shell command that exited with it, if that is known: the explanation is then
    that of its program (LVM's 5 is not curl's).
    """
    if command:
        after = _explanation_after(code, command)
        if after:
            return after
    if code in _BY_CODE:
        return _BY_CODE[code]
    description = describe(code)
    if description == UNKNOWN:
        return ExitCode(
            code,
            origin="unknown",
            category="unknown",
            description=UNKNOWN,
            causes=("The program itself chose this number: no convention defines it.",),
            fixes=(_READ_THE_LOG,),
        )
    return ExitCode(
        code,
        origin="signal",
        category="signal",
        description=description,
        causes=("This signal ended the process: another process, the kernel or a user sent it.",),
        fixes=(Fix("journalctl --since -1h", "who or what sent it?"),),
    )


def _explanation_after(code: int, command: str) -> ExitCode | None:
    """What the code means after that command; None if it is what the code means in general."""
    # Imported here: a code alone is explained without reading commands.
    from telemetry_cli.knowledge.meanings import meaning

    found = meaning(code, command)
    if found.description == describe(code):
        return None
    return ExitCode(
        code,
        origin=found.programs[0],
        category=found.category,
        description=found.description,
        causes=found.causes or ("The program's own message, above the error, names the reason.",),
        fixes=tuple(Fix(**fix) for fix in found.fixes) or (_READ_THE_LOG,),
    )


def find(word: str) -> ExitCode:
    """The exit code that `word` means: a number, a name such as SIGKILL or oom, or ORIGIN:CODE.

    Raises ValueError, with the remedy, for anything else.
    """
    wanted = word.strip()
    if wanted.isascii() and wanted.isdigit() and len(wanted) <= 9:
        if FIRST <= int(wanted) <= LAST:
            return explanation(int(wanted))
    elif named := _BY_NAME.get(wanted.lower()):
        return named
    quoted = "".join(letter if letter.isprintable() else ascii(letter)[1:-1] for letter in word)
    quoted = quoted if len(quoted) <= _QUOTED else f"{quoted[: _QUOTED - 1]}…"
    # Imported here: a word that means something need not wait for it.
    from difflib import get_close_matches

    if near := get_close_matches(wanted.lower(), _BY_NAME, 3, 0.7):
        spelled = ", ".join(_SPELLINGS.get(name, name) for name in near)
        raise ValueError(f"'{quoted}' is not an exit code: did you mean {spelled}?")
    remedy = f"give a whole number from {FIRST} to {LAST}, or a name such as SIGKILL, oom or curl:6"
    raise ValueError(f"'{quoted}' is not an exit code: {remedy}")


def search(text: str, category: str | None = None) -> list[ExitCode]:
    """The known codes of `category` (None for all) whose texts contain every word of `text`."""
    words = text.lower().split()
    return [
        known
        for known in KNOWN
        if category in (None, known.category)
        and all(word in "\n".join(_texts(known)).lower() for word in words)
    ]


def _texts(known: ExitCode) -> Iterator[str]:
    yield known.description
    yield from known.names
    yield from known.causes
    yield from map(str, known.fixes)
    yield from known.elsewhere
