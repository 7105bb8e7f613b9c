"""The bash library that stands in for api.func, with what the package knows filled in."""

from __future__ import annotations

import re
from collections import defaultdict
from importlib import resources
from typing import NamedTuple

from telemetry_cli import __version__
from telemetry_cli.core.protocol import DEFAULT_COLLECTION, DEFAULT_URL
from telemetry_cli.core.record import FIELD, MAX_NAME, START_FIELDS, Field, Kind
from telemetry_cli.knowledge.exit_code_table import ROWS
from telemetry_cli.knowledge.exit_codes import FIRST, LAST, UNKNOWN, describe


class Phrase(NamedTuple):
    """What an exit code means where one of `programs` (bash globs, `|` between them) can have run.

    No programs: it holds for every command.
    """

    code: int
    programs: str
    text: str


_PROGRAMS = {
    "curl": "curl|wget|apk",
    "docker": "docker*|podman*",
    "apt": "apt*|dpkg*|dnf|unattended-upgrade*",
    "dpkg": "dpkg*|apt*",
    "node": "node|npm|npx|pnpm|yarn|corepack|bun",
    "npm": "node|npm|npx|pnpm|yarn|corepack",
    "python": "python*|pip*|uv|uvx|pipx",
    "systemd": "systemctl|service",
    "postgresql": "psql|pg_*|createdb|createuser",
    "mysql": "mysql*|mariadb*",
    "mongodb": "mongo*",
}
"""The programs behind each origin in the table; what scripts give a meaning of their own is left
out: their `exit` can stand behind any command."""


def bash_library() -> str:
    """The text of the library."""
    template = (resources.files(__package__) / "api.func.sh").read_text("utf-8")
    values = {
        "@VERSION@": __version__,
        "@PHRASES@": _arrays(phrases()),
        "@REAL_TIME@": "|".join(map(str, _REAL_TIME)),
        "@LAST_SIGNAL@": str(_LAST_SIGNAL),
        "@CATEGORIES@": _categories(),
        "@UNKNOWN@": UNKNOWN,
        "@MAX_ID@": str(FIELD["random_id"].maximum),
        "@MAX_NAME@": str(MAX_NAME),
        "@URL@": DEFAULT_URL,
        "@COLLECTION@": DEFAULT_COLLECTION,
        "@VARIABLES@": " ".join(field.variable for field in _VALUES),
        "@RECORD@": "\n".join(_append(field) for field in _VALUES),
    }
    for name, value in values.items():
        template = template.replace(name, value)
    return _small(template)


def _small(text: str) -> str:
    """`text` without comments and indentation in its private part: installers load it by URL."""
    public, mark, private = text.partition(_PRIVATE)
    private = re.sub(r"^ *# (?!shellcheck).*\n|^ +|^\n", "", private, flags=re.MULTILINE)
    return f"{public}{mark}{private}"


def phrases() -> list[Phrase]:
    """What the library says of each code, the most likely phrase of a code first."""
    origins = {row["code"]: row["origin"] for row in ROWS}
    return [
        Phrase(code, _PROGRAMS.get(origins.get(code, ""), ""), text)
        for code in range(FIRST, LAST + 1)
        if code not in _REAL_TIME and (text := describe(code)) != UNKNOWN
    ]


_PRIVATE = (
    "# --- Not to be called by installers. Written without comments; the source is api.func.sh.\n"
)
"""Where the part of the template begins that installers do not call."""

_LAST_SIGNAL = 162
"""What a shell reports for the real-time signal 0, which bash(1) and signal(7) count from."""

_REAL_TIME = tuple(
    code for code in range(LAST + 1) if describe(code) == f"Real-time signal {code - _LAST_SIGNAL}"
)

_VALUES = tuple(field for field in START_FIELDS if field.variable)
"""The fields whose values the installers have in variables."""


def _append(field: Field) -> str:
    """The line of bash that adds this field to the record of a start."""
    value = f'"${{{field.variable}-}}"'
    if field.kind is not Kind.NUMBER:
        return f"  _t_text {field.name} {value} {field.default}".rstrip()
    bounds = f"{field.minimum} {field.maximum} '{field.unit}' {int(not field.whole)}"
    return f"  _t_number {field.name} {value} {bounds}"


def _arrays(entries: list[Phrase]) -> str:
    """Two arrays: groups of programs, and the phrases of each code with the numbers of groups.

    No text holds a quote, a semicolon or an equals sign.
    """
    groups = list(dict.fromkeys(entry.programs for entry in entries))
    texts = defaultdict[int, list[str]](list)
    for code, programs, text in entries:
        texts[code].append(f"{groups.index(programs)}={text}" if programs else text)
    quoted = " ".join(f"'{group}'" for group in groups)
    # bash counts on from the last index that is written.
    elements = "\n".join(
        f"{'' if code - 1 in texts else f'[{code}]='}'{';'.join(phrases)}'"
        for code, phrases in texts.items()
    )
    return f"_T_PROGRAMS=({quoted})\n_T_PHRASES=(\n{elements}\n)"


def _categories() -> str:
    codes = defaultdict[str, list[int]](list)
    for row in ROWS:
        codes[row["category"]].append(row["code"])
    return "\n".join(
        f"      {'|'.join(map(str, numbers))}) _t_text={category} ;;"
        for category, numbers in codes.items()
    )
