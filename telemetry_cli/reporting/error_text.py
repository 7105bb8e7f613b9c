"""The `error` text of a record: what is known about a failure, redacted, within its limit."""

from __future__ import annotations

from telemetry_cli.core.record import MAX_TEXT
from telemetry_cli.core.text import shortened, storable
from telemetry_cli.edges.error_log import Log
from telemetry_cli.redaction.redact import redact, redacted_tail

_LONGEST_COMMAND = 500
"""Characters for the failing command; longer ones are here-documents, not what failed."""

_ROOM_BEHIND = _LONGEST_COMMAND + 200
"""Characters reserved for cause and command behind a long text."""


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

    `text` replaces the explanation; the cause is what `log` names, with exit code `code`. All of it
    is redacted and has at most 5,000 characters. `session` is the one UUID that stays, `names` are
    names of this machine.
    """

    def safe(part: str) -> str:
        return redact(storable(part), session=session, hosts=names).strip()

    # An explanation may name the program of the command.
    parts = [shortened(safe(explanation if text is None else text), MAX_TEXT - _ROOM_BEHIND)]
    if log is not None and (cause := _cause(log, code, command)):
        parts.append(cause)
    place = ": ".join(part for part in (f"line {line}" if line else "", command) if part)
    if place:
        parts.append(shortened(safe(place), _LONGEST_COMMAND))
    head = " | ".join(parts) if len(parts) > 1 else safe(explanation if text is None else text)
    head = shortened(head, MAX_TEXT)
    room = MAX_TEXT - len(head) - 1
    if log is None or room <= 0:
        return head
    tail = redacted_tail(storable(log.text), room, cut=log.is_cut, session=session, hosts=names)
    return f"{head}\n{tail}".strip("\n")


def _cause(log: Log, code: int | None, command: str) -> str:
    """The title of the cause that a log names, or ''."""
    # Imported here: the table of causes takes longer to load than a report without a log.
    from telemetry_cli.knowledge.diagnosis import diagnose

    causes = diagnose(log.text, code=code, command=command or None).causes
    return causes[0].title if causes else ""
