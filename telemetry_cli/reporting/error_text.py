"""Builds the `error` text of a record: redacted, and at most as long as the field."""

from __future__ import annotations

from telemetry_cli.core.record import MAX_TEXT
from telemetry_cli.core.text import shortened, storable
from telemetry_cli.edges.error_log import Log
from telemetry_cli.redaction.redact import redact, redacted_tail

_LONGEST_COMMAND = 500
"""The limit for the failing command, in characters; longer ones are mostly here-documents."""

_RESERVED = _LONGEST_COMMAND + 200
"""Characters reserved for the cause and the command after a long text."""


def error_text(
    explanation: str,
    *,
    text: str | None = None,
    command: str = "",
    line: str = "",
    log: Log | None = None,
    code: int | None = None,
    session: str = "",
    names: tuple[str, ...] = (),
) -> str:
    """The text to send: `<explanation> | <cause> | line N: <command>`, then the end of `log`.

    `text` replaces the explanation. The cause is the one that `log` shows for the exit code `code`.
    The text is redacted and has at most 5,000 characters. The UUID `session` is not redacted;
    `names` are the names of this machine.
    """

    def safe(part: str) -> str:
        return redact(storable(part), session=session, hosts=names).strip()

    # An explanation can contain the name of the command.
    parts = [shortened(safe(explanation if text is None else text), MAX_TEXT - _RESERVED)]
    if log is not None and (cause := _cause(log, code, command)):
        parts.append(cause)
    location = ": ".join(part for part in (f"line {line}" if line else "", command) if part)
    if location:
        parts.append(shortened(safe(location), _LONGEST_COMMAND))
    head = " | ".join(parts) if len(parts) > 1 else safe(explanation if text is None else text)
    head = shortened(head, MAX_TEXT)
    room = MAX_TEXT - len(head) - 1
    if log is None or room <= 0:
        return head
    tail = redacted_tail(storable(log.text), room, cut=log.is_cut, session=session, hosts=names)
    return f"{head}\n{tail}".strip("\n")


def _cause(log: Log, code: int | None, command: str) -> str:
    """The title of the cause that a log shows, or ''."""
    # Imported here: loading the table of causes takes longer than a report without a log.
    from telemetry_cli.knowledge.diagnosis import diagnose

    causes = diagnose(log.text, code=code, command=command or None).causes
    return causes[0].title if causes else ""
