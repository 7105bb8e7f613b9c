"""The manual page of the exit codes, made from their table.

`python -m telemetry_cli.rendering.manual DIRECTORY` writes it.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

from telemetry_cli.core.explanations import CATEGORIES, ExitCode, search

PAGE = "telemetry-cli-exit-codes.7"
_DATE = "2026-11-23"
_HEAD = rf""".TH TELEMETRY\-CLI\-EXIT\-CODES 7 {_DATE} telemetry\-cli
.SH NAME
telemetry\-cli\-exit\-codes \- what the exit codes of the installers mean
.SH DESCRIPTION
All that
.B telemetry\-cli explain
knows of the exit codes of the community\-scripts installers and of the programs they run:
what happened, why, and what to do about it."""
_TAIL = r""".SH SEE ALSO
.BR bash (1),
.BR curl (1),
.BR signal (7),
.BR sysexits.h (3head)"""


def exit_codes_page() -> str:
    """The page in the language of man(7)."""
    lines = [_HEAD]
    for category in CATEGORIES:
        lines.append(f".SH {_text(category.replace('_', ' ').upper())}")
        for known in search("", category):
            lines += _entry(known)
    return "\n".join([*lines, _TAIL]) + "\n"


def _entry(known: ExitCode) -> Iterator[str]:
    yield f".SS {known.code}: {_text(known.description)}"
    for cause in known.causes:
        yield from (".IP \\(bu 2", _text(cause))
    for fix in known.instructions():
        if fix.is_command:
            yield from (".TP", f"\\fB{_text(fix.text)}\\fR", _text(fix.why.capitalize()))
        else:
            yield from (".PP", _text(fix.text))
    for other in known.elsewhere:
        yield from (".PP", _text(other))


def _text(text: str) -> str:
    """`text` as roff shows it unchanged."""
    escaped = text.replace("\\", "\\e").replace("-", "\\-").replace("'", "\\(aq")
    escaped = escaped.replace("^", "\\(ha").replace("~", "\\(ti").replace("`", "\\(ga")
    return f"\\&{escaped}" if escaped.startswith((".", "\\(aq")) else escaped


def main(directory: str) -> None:
    """Write the page into `directory`."""
    (Path(directory) / PAGE).write_text(exit_codes_page(), encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1])
