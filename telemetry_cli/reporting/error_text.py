"""The `error` text of a record: what is known about a failure, redacted, within its limit."""

from __future__ import annotations

from telemetry_cli.core.record import MAX_TEXT
from telemetry_cli.core.text import shortened, storable
from telemetry_cli.edges.error_log import Log
from telemetry_cli.redaction.redact import redact, redacted_tail


def error_text(
    explanation: str,
    *,
    text: str | None = None,
    log: Log | None = None,
    session: str = "",
    names: tuple[str, ...] = (),
) -> str:
    """The text to send: `text` or `explanation`, then the end of `log`; at most 5,000 characters.

    Both are redacted. `session` is the one UUID that stays, `names` are names of this machine.
    """
    head = explanation
    if text is not None:
        head = shortened(redact(storable(text), session=session, hosts=names).strip(), MAX_TEXT)
    room = MAX_TEXT - len(head) - 1
    if log is None or room <= 0:
        return head
    tail = redacted_tail(storable(log.text), room, cut=log.is_cut, session=session, hosts=names)
    return f"{head}\n{tail}".strip("\n")
