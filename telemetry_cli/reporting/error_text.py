"""Builds the `error` text of a record: redacted, and at most as long as the field."""

from __future__ import annotations

from telemetry_cli.core.record import MAX_TEXT
from telemetry_cli.core.text import shortened, storable
from telemetry_cli.edges.error_log import Log
from telemetry_cli.redaction.redact import redact, redacted_tail

_LONGEST_COMMAND = 500
"""The limit for the failing command, in characters; longer ones are mostly here-documents."""


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

    The text is redacted and has at most 5,000 characters. The UUID `session` is not redacted;
    `names` are the names of this machine.
    """
    # An explanation can contain the name of the command.
    head = redact(storable(explanation if text is None else text), session=session, hosts=names)
    head = head.strip()
    if command or line:
        parts = [f"line {line}" if line else "", command]
        location = ": ".join(part for part in parts if part)
        failure = redact(storable(location), session=session, hosts=names).strip()
        head = f"{shortened(head, MAX_TEXT - _LONGEST_COMMAND)} | "
        head += shortened(failure, _LONGEST_COMMAND - 3)
    head = shortened(head, MAX_TEXT)
    room = MAX_TEXT - len(head) - 1
    if log is None or room <= 0:
        return head
    tail = redacted_tail(storable(log.text), room, cut=log.is_cut, session=session, hosts=names)
    return f"{head}\n{tail}".strip("\n")
