"""The bash library that stands in for api.func, with what the package knows filled in."""

from __future__ import annotations

import re
from collections import Counter
from importlib import resources
from string import ascii_letters

from telemetry_cli import __version__
from telemetry_cli.core.protocol import DEFAULT_COLLECTION, DEFAULT_URL
from telemetry_cli.core.record import FIELD, MAX_NAME, START_FIELDS, Field, Kind
from telemetry_cli.knowledge.exit_code_table import ANY, NOT_FUNCTIONS, SCRIPTS
from telemetry_cli.knowledge.exit_codes import (
    FIRST,
    LAST,
    UNKNOWN,
    UNKNOWN_CATEGORY,
    category,
    describe,
)
from telemetry_cli.knowledge.meanings import meanings

_OFTEN = frozenset(
    ("dpkg", "git", "grep", "make", "pct", "psql", "ssh", "systemctl", "tar", "test", "wget")
)
"""The programs (and what shares a row with them) whose own meanings of a code are in the library:
those of all programs would take it over 30 kB, and telemetry-cli knows them."""


_NAME = re.compile(r"(?<![A-Za-z0-9_])_t[a-z]+(?![A-Za-z0-9_])")
"""A private name; `_tcurl_end` and the like are put together in the shell and stay."""

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


def bash_library() -> str:
    """The text of the library."""
    template = (resources.files(__package__) / "api.func.sh").read_text("utf-8")
    categories, codes, unknown = _categories()
    values = {
        "@VERSION@": __version__,
        "@PHRASES@": _arrays(),
        "@REAL_TIME@": "|".join(map(str, _REAL_TIME)),
        "@LAST_SIGNAL@": str(_LAST_SIGNAL),
        "@CATEGORIES@": categories,
        "@CODES@": codes,
        "@UNKNOWN_LETTER@": unknown,
        "@UNKNOWN@": UNKNOWN,
        "@SCRIPTS@": "|".join(SCRIPTS),
        "@NOT_FUNCTIONS@": "|".join(NOT_FUNCTIONS),
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
    """`text` as installers load it by URL: its private part has no comments and indentation, and
    private names are abbreviated."""
    public, mark, private = text.partition(_PRIVATE)
    private = re.sub(r"^ *# (?!shellcheck).*\n|^ +|^\n", "", private, flags=re.MULTILINE)
    text = public + mark + private
    names = Counter(_NAME.findall(text))
    short = dict[str, str]()
    for name, _ in names.most_common():
        prefixes = (name[:length] for length in range(len("_tab"), len(name)))
        free = (prefix for prefix in prefixes if prefix not in {*names, *short.values()})
        short[name] = next(free, name)
    return _NAME.sub(lambda found: short[found[0]], text)


def _append(field: Field) -> str:
    """The line of bash that adds this field to the record of a start."""
    value = f'"${{{field.variable}-}}"'
    if field.kind is not Kind.NUMBER:
        return f"  _ttext {field.name} {value} {field.default}".rstrip()
    bounds = f"{field.minimum} {field.maximum} '{field.unit}' {int(not field.whole)}"
    return f"  _tnumber {field.name} {value} {bounds}"


def _arrays() -> str:
    """Two arrays: groups of programs, and what each code means, with the numbers of groups.

    No text holds a quote, a semicolon or an equals sign.
    """
    groups = dict[tuple[str, ...], int]()
    elements = dict[int, str]()
    for code in range(FIRST, LAST + 1):
        general = describe(code)
        if code in _REAL_TIME or general == UNKNOWN:
            continue
        parts = [general]
        for programs, text, *_ in meanings(code):
            if programs in (SCRIPTS, NOT_FUNCTIONS) or "{program}" in text:
                continue
            if programs == ANY:
                parts.append("*")
            elif text == general or not _OFTEN.isdisjoint(programs):
                number = groups.setdefault(programs, len(groups))
                parts.append(f"{number}" if text == general else f"{number}={text}")
        elements[code] = ";".join(parts)
    quoted = " ".join(f"'{'|'.join(programs)}'" for programs in groups)
    # bash counts on from the last index that is written.
    written = "\n".join(
        f"{'' if code - 1 in elements else f'[{code}]='}'{element}'"
        for code, element in elements.items()
    )
    return f"_TPROGRAMS=({quoted})\n_TPHRASES=(\n{written}\n)"


def _categories() -> tuple[str, str, str]:
    """Categories with a letter each, the letter of each code, and that of an unknown code."""
    of_code = [category(code) for code in range(FIRST, LAST + 1)]
    letters = dict(zip(dict.fromkeys([*of_code, UNKNOWN_CATEGORY]), ascii_letters, strict=False))
    named = " ".join(f"{letter}={name}" for name, letter in letters.items())
    return named, "".join(letters[name] for name in of_code), letters[UNKNOWN_CATEGORY]
