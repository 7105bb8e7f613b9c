"""What installers print about a failure: exit code, command and line, in all historical forms.

They are read for these, and not believed for the cause: the text beside the code is the
installer's guess from the code, the code is 0 where a handler lost it, and the command is an echo
of the script. `without` takes all of it out of a text, so that no sign of a cause is seen there.

Sources: misc/error_handler.func, core.func, build.func, api.func and the vm scripts of
community-scripts in their history since 2021; GitHub Actions, Azure, Docker, Proxmox VE, iocage.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple


class Wrapper(NamedTuple):
    """What the lines of an installer say of the failure that came first, not of what followed.

    `line` counts from 1 in the script that failed. A code of 0 counts as not known.
    """

    code: int | None = None
    command: str | None = None
    line: int | None = None


class Form(NamedTuple):
    """A form of such a line: text that is in each of them, and the groups of a `Wrapper`."""

    text: str
    pattern: str


_GUESS = r"(?: \((?:[^()\n\r]|\([^()\n\r]{0,200}\)){0,200}\))?"
_FORMS = (
    # [ERROR] in line 12: exit code 1 (General error): while executing command curl ...
    Form(
        "in line ",
        rf"in line (?P<line>\d+|unknown): exit code (?P<code>\d+){_GUESS}"
        r"(?:: while executing(?: command)? ?(?P<command>[^\n\r]*)"
        # Without the command: it is the next line of a log with time stamps.
        r"|\r?\n\[\d{4}-\d\d-\d\d [\d:]{8}\] (?P<next>(?!\[)[^\n\r]+))?",
    ),
    Form(
        " while executing command ",
        r"on line (?P<line>\d+) with exit code (?P<code>\d+) while executing command"
        r" (?P<command>[^\n\r]*)",
    ),
    # exit_code=1 | General error | at line 12: curl ...
    Form(
        "exit_code=",
        r"exit_code=(?P<code>\d+) \|[^\n\r|]*"
        r"(?:\| (?:at line (?P<line>\d+|\?)|command): (?P<command>[^\n\r]*))?",
    ),
    # ERROR 255@106 reason, or [ERROR] 255@141 Unknown failure occured.
    Form(
        "@",
        r"ERROR(?::LXC)?[\] ]{1,3}(?P<code>\d{1,3})@(?P<line>\d+|unknown)"
        r"(?: Unknown failure occured\.)?",
    ),
    # The same handlers under set -x: ++ error_handler 422 'pct start "$CTID"'
    Form(
        "+ error_handler",
        r"\+ error_handler (?P<line>\d+)(?: (?P<quote>['\"]?)(?P<command>[^\n\r]*)(?P=quote))?",
    ),
    Form("+ local exit_code", r"\+ local exit_code=(?P<code>\d+)"),
    Form(
        "Installation failed in container",
        r"Installation failed in container \d+ \(exit code: (?P<code>\d+)\)",
    ),
    Form("Exit Code : ", rf"Exit Code : (?P<code>\d+){_GUESS}"),
    Form("Command   : ", r"Command   : (?P<command>[^\n\r]*)"),
    Form("with exit code ", r"(?:at line (?P<line>\d+) |completed )with exit code (?P<code>\d+)"),
    Form("with exit status", r"(?:on line (?P<line>\d+) )?with (?:exit )?status (?P<code>\d+)"),
    Form("exited with code '", r"exited with code '(?P<code>\d+)'"),
    Form("non-zero", r"returned (?:a )?non-zero (?:exit status|code:?) (?P<code>\d+)"),
    # February's explanations: Command not found (exit code 127)
    Form(
        "(exit code ",
        r"(?:Generic error occurred|Shell misuse|Misuse of shell builtins|Command not found"
        r"|Command invoked cannot execute|Invalid exit argument|Unexpected error occurred)"
        r" \(exit code (?P<code>\d+)\)",
    ),
    Form(": exit code", r": exit code:? (?P<code>\d+)"),
    Form(
        "TASK ERROR: command '",
        r"TASK ERROR: command '(?P<command>[^'\n\r]*)' failed: exit code (?P<code>\d+)",
    ),
    Form(" failed!", r"(?m:^)Command: (?P<command>[^\n\r]*) failed!"),
)

_OURS = re.compile(
    r"(?m)^(?P<head>[^\n\r|]*(?: \| [^\n\r|]*)?) \| line (?P<line>\d+): (?P<command>[^\n\r]*)"
)
"""`<explanation> | [title of a cause |] line N: <command>`, the error text that we report."""
_HEAD = 2000
"""Characters in which such a text begins."""

_GUESSES = re.compile(
    r"(?m)^[^\w\n\r]{0,20}(?:Error: )?(?:General error / Operation not permitted"
    r"|Misuse of shell builtins|General (?:syntax|failure) or|APT: |DPKG: "
    r"|curl: [A-Z]\w+[^(\n\r]{0,80}\([^\n\r]*\)|Killed \(SIGKILL|Process aborted \(SIGABRT"
    r"|Command invoked cannot execute|Node\.js: |npm/|PostgreSQL: |MySQL/MariaDB: |MongoDB: "
    r"|Python: |Systemd: |Proxmox: |Validation: |LXC: |Download: |App: |Tools: )[^\n\r]*"
)
"""Explanations that build.func prints on a line of their own, made from the code."""

_STARTERS = re.compile(
    r"""(?:\$STD )?(?:lxc-attach|bash -c |"\$@"|return \d|exit \d|eval |false$)"""
)
"""Commands that only started what failed, or passed its code on."""


def read(text: str) -> Wrapper:
    """What the installer's lines in `text` say about the failure."""
    codes: list[int] = []
    places: list[tuple[str, int | None]] = []
    lines: list[int] = []
    for match in _matches(text):
        groups = match.groupdict()
        line = int(groups["line"]) if (groups.get("line") or "").isdigit() else None
        if groups.get("code"):
            codes.append(int(groups["code"][:9]))
        if line is not None:
            lines.append(line)
        if command := groups.get("command") or groups.get("next"):
            places.append((command.strip(), line))
    commands = [place for place in places if not _STARTERS.match(place[0])]
    command, line = next(iter(commands or places), (None, None))
    return Wrapper(
        code=next((code for code in codes if 0 < code < 256), None),
        command=command,
        line=line if line is not None else next(iter(lines), None),
    )


def named_causes(text: str) -> tuple[str, ...]:
    """What an error text of ours may name as its cause: the further parts of its first line."""
    first, _, _ = text[:_HEAD].lstrip("\n").partition("\n")
    return tuple(part.strip() for part in first.split(" | ")[1:])


def without(text: str) -> str:
    """`text` without what these lines say. Its line breaks stay where they are."""
    for form in _FORMS:
        if form.text in text:
            text = re.sub(form.pattern, _break, text)
    text = _OURS.sub("", text[:_HEAD]) + text[_HEAD:]
    return _GUESSES.sub("", text) if "rror" in text else text


def _break(match: re.Match[str]) -> str:
    """What stays of a line that is taken out: its end, if it has one in it."""
    return "\n" if "\n" in match[0] else ""


def _matches(text: str) -> Iterator[re.Match[str]]:
    if ours := _OURS.search(text[:_HEAD]):
        yield ours
    for form in _FORMS:
        if form.text in text:
            yield from re.finditer(form.pattern, text)
