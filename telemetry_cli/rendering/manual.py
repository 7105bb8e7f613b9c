"""The manual pages: of the commands, of the exit codes, of what is sent.

`python -m telemetry_cli.rendering.manual DIRECTORY` writes them.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

from telemetry_cli.core.record import FIELDS
from telemetry_cli.knowledge.explanations import CATEGORIES, ExitCode, search
from telemetry_cli.rendering import command_pages
from telemetry_cli.rendering.roff import text

_DATE = "2026-11-23"
_EXIT_CODES_HEAD = rf""".TH TELEMETRY\-CLI\-EXIT\-CODES 7 {_DATE} telemetry\-cli
.SH NAME
telemetry\-cli\-exit\-codes \- what the exit codes of the installers mean
.SH DESCRIPTION
All that
.B telemetry\-cli explain
knows of the exit codes of the community\-scripts installers and of the programs they run:
what happened, why, and what to do about it."""
_EXIT_CODES_TAIL = r""".SH SEE ALSO
.BR bash (1),
.BR curl (1),
.BR signal (7),
.BR sysexits.h (3head)"""


_PRIVACY_HEAD = rf""".TH TELEMETRY\-CLI\-PRIVACY 7 {_DATE} telemetry\-cli
.SH NAME
telemetry\-cli\-privacy \- what leaves the machine, and why
.SH DESCRIPTION
Nothing is sent unless diagnostics are on
.RB ( "telemetry\-cli diagnostics show" ).
What is sent is one record an install with the fields below and nothing else: no address, no name
of a machine or a person, no path, no secret.
To see the very request before it goes out, give a reporting command the option
.BR \-\-dry\-run .
.SH FIELDS"""
_PRIVACY_TAIL = r""".SH ERROR TEXTS AND LOGS
Without
.B \-\-error
and
.B \-\-error\-log
the error is the meaning of the exit code.
A text or a log that is given is redacted before it is even written down: addresses (IP, MAC,
e\-mail), names of the machine and of users, passwords, tokens, keys, long random words and UUIDs
other than the session\(aqs are replaced.
.SH SEE ALSO
.BR telemetry\-cli\-exit\-codes (7)"""


def pages(directory: Path) -> dict[str, str]:
    """Every page by the name of its file; `directory` has the parts written by hand."""
    return {
        **command_pages.pages(directory / "parts"),
        "telemetry-cli-exit-codes.7": exit_codes_page(),
        "telemetry-cli-privacy.7": privacy_page(),
    }


def privacy_page() -> str:
    """What is sent, in the language of man(7)."""
    lines = [_PRIVACY_HEAD]
    for field in FIELDS:
        source = f"for example \\(oq{text(field.example)}\\(cq" if field.example else "not sent"
        lines += [".TP", f'.BR {field.name} " ({source})"', f"{text(field.why)}."]
    return "\n".join([*lines, _PRIVACY_TAIL]) + "\n"


def exit_codes_page() -> str:
    """What the exit codes mean, in the language of man(7)."""
    lines = [_EXIT_CODES_HEAD]
    for category in CATEGORIES:
        lines.append(f".SH {text(category.replace('_', ' ').upper())}")
        for known in search("", category):
            lines += _entry(known)
    return "\n".join([*lines, _EXIT_CODES_TAIL]) + "\n"


def _entry(known: ExitCode) -> Iterator[str]:
    yield f".SS {known.code}: {text(known.description)}"
    for cause in known.causes:
        yield from (".IP \\(bu 2", text(cause))
    for fix in known.fixes:
        if fix.command:
            yield from (".TP", f"\\fB{text(fix.command)}\\fR", text(fix.why.capitalize()))
        else:
            yield from (".PP", text(fix.advice))
    for other in known.elsewhere:
        yield from (".PP", text(other))


def main(directory: str) -> None:
    """Write the pages into `directory`."""
    for name, page in pages(Path(directory)).items():
        (Path(directory) / name).write_text(page, encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1])
