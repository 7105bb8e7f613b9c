"""The `error` text of a record: what is known about a failure, redacted, within its limit."""

from __future__ import annotations

from telemetry_cli.core.record import MAX_TEXT
from telemetry_cli.core.text import shortened, storable
from telemetry_cli.edges.error_log import Log
from telemetry_cli.redaction.redact import redact, redacted_tail

_LONGEST_COMMAND = 500
"""Characters for the failing command; longer ones are here-documents, not what failed."""


def error_text(
    explanation: str,
    *,
    text: str | None = None,
    command: str = "",
    line: str = "",
    log: Log | None = None,
    session: str = "",
    names: tuple[str, ...] = (),
) -> str:
    """The text to send: `text` or `explanation`, then ` | line N: command`, then the end of `log`.

    All of it is redacted and has at most 5,000 characters. `session` is the one UUID that stays,
    `names` are names of this machine.
    """
    # An explanation may name the program of the command.
    head = redact(storable(explanation if text is None else text), session=session, hosts=names)
    head = head.strip()
    if command or line:
        place = ": ".join(part for part in (f"line {line}" if line else "", command) if part)
        failure = redact(storable(place), session=session, hosts=names).strip()
        head = f"{shortened(head, MAX_TEXT - _LONGEST_COMMAND)} | "
        head += shortened(failure, _LONGEST_COMMAND - 3)
    head = shortened(head, MAX_TEXT)
    room = MAX_TEXT - len(head) - 1
    if log is None or room <= 0:
        return head
    tail = redacted_tail(storable(log.text), room, cut=log.is_cut, session=session, hosts=names)
    return f"{head}\n{tail}".strip("\n")
