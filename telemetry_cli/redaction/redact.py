"""Removes from error texts secrets, and what could identify a person, a machine or a network.

If in doubt, it removes too much: a missing word is an inconvenience, a leak costs trust. Commands,
lines, messages, and the names of packages and files remain.
"""

from __future__ import annotations

import re
from collections.abc import Collection

from telemetry_cli.redaction.identities import IDENTITIES
from telemetry_cli.redaction.random_words import without_random_words
from telemetry_cli.redaction.rules import rewritten
from telemetry_cli.redaction.secrets import SECRETS
from telemetry_cli.redaction.terminal_text import readable

_SESSION = "\ue000"
"""Placeholder for the UUID of the session while others are removed; never in `readable` text."""

_NO_HOSTS = re.compile(r"localhost(?:\.localdomain)?", re.IGNORECASE)
_COMMON_HOSTS = re.compile(
    r"pve|proxmox|debian|ubuntu|alpine|linux|node|server|host|lxc|vm|docker|nas|test", re.IGNORECASE
)
_LONGEST_TAIL = 20_000
"""The most characters of a log to redact, for a text of a few thousand characters."""

_MOST_PASSES = 5
"""A pass may uncover what the next one removes: logs need two, the worst fuzzing case four."""

_PEM_LINE = re.compile(r" *(?:[A-Za-z0-9+/]{0,80}={0,2}|[A-Z][A-Za-z-]{3,14}: [^\n]*)")
_PEM_END = re.compile(r"-----END [^\n]*?-----")
_PEM = re.compile(
    # To the end marker, if it is near, or else as far as lines look like a key.
    r"-----BEGIN [^\n]*?-----"
    rf"(?:(?s:.{{0,8000}}?){_PEM_END.pattern}|[^\n]*(?:\n{_PEM_LINE.pattern}(?=\n|\Z))*+)"
)
_PEM_MIDDLE = re.compile(r"(?:^ *[A-Za-z0-9+/]{60,76}\n)+ *[A-Za-z0-9+/]+={0,2}$", re.MULTILINE)
_HALF_PLACEHOLDER = re.compile(r"<[a-z]{0,6}\Z")


def redact(text: str, *, session: str = "", hosts: Collection[str] = ()) -> str:
    """`text` without personal data and secrets, fit to leave the machine.

    The UUID `session` is kept; `hosts` are the names of this machine. Idempotent. Takes time linear
    in the length of the text (tests/redaction/test_redact.py).
    """
    for _ in range(_MOST_PASSES):
        redacted = _redact_once(readable(text), session, hosts)
        if redacted == text:
            break
        text = redacted
    return text


def redacted_tail(
    log: str, limit: int, *, cut: bool, session: str = "", hosts: Collection[str] = ()
) -> str:
    """The end of a log, redacted, at most `limit` characters; `cut` if `log` is not the whole log.

    Drops a line whose beginning is missing, because the rest of a secret may look harmless, unless
    it is the only line.
    """
    _, _, complete_lines = log.partition("\n")
    text = readable(complete_lines if cut and complete_lines else log)
    longest = max(4 * limit, _LONGEST_TAIL)
    if len(text) > longest:
        text = text[-longest:].partition("\n")[2]
    text = redact(text, session=session, hosts=hosts)
    if len(text) <= limit:
        return text
    kept = text[-limit:] if text[-limit - 1] == "\n" else text[-limit:].partition("\n")[2]
    return kept or _beginning(text.rpartition("\n")[2], limit)


def _beginning(line: str, limit: int) -> str:
    """A line cut to `limit` characters, with an ellipsis, and not within a placeholder."""
    if len(line) <= limit:
        return line
    return _HALF_PLACEHOLDER.sub("", line[: max(0, limit - 1)]) + "…"[:limit]


def _redact_once(text: str, session: str, hosts: Collection[str]) -> str:
    if session:
        text = re.sub(re.escape(session), _SESSION, text, flags=re.IGNORECASE)
    text = rewritten(_without_keys(text), SECRETS)
    text = rewritten(_without_hosts(text, hosts), IDENTITIES)
    text = without_random_words(text, "<secret>")
    return text.replace(_SESSION, session)


def _without_keys(text: str) -> str:
    """Remove PEM blocks, even if their beginning or end is missing."""
    kept: list[str] = []
    for line in _PEM.sub("<key>", text).split("\n"):
        end = _PEM_END.search(line)
        if end and _PEM_LINE.fullmatch(line[: end.start()]):
            while kept and _PEM_LINE.fullmatch(kept[-1]):
                kept.pop()
        kept.append(_PEM_END.sub("<key>", line))
    return _PEM_MIDDLE.sub("<key>", "\n".join(kept))


def _without_hosts(text: str, hosts: Collection[str]) -> str:
    """Remove the names of this machine and their domains, which may contain a family name."""
    domains = {domain for host in hosts if "." in (domain := host.strip(".").partition(".")[2])}
    for name in sorted({*hosts, *domains}, key=len, reverse=True):
        if len(name) < 2 or _NO_HOSTS.fullmatch(name):
            continue
        if _COMMON_HOSTS.fullmatch(name):
            # Such a word also occurs in paths and messages, where it reveals nothing.
            pattern = rf"(?<![\w/.:\"'-])(?<!group ){re.escape(name)}(?![\w/=-]|\.\w|::)"
        else:
            # Two more labels are a domain; a single one could be a file extension.
            labels = r"(?:(?:\.[A-Za-z][A-Za-z0-9-]*){2,9})?"
            pattern = rf"(?<![A-Za-z0-9]){re.escape(name)}(?![A-Za-z0-9]){labels}"
        text = re.sub(pattern, "<host>", text, flags=re.IGNORECASE)
    return text
