"""Takes out of an error text what may identify a person, a machine or a network, and secrets.

In doubt it takes out too much: a lost word costs a maintainer a question, a kept one the trust.
What remains is the command, the line, the message, names of packages and files.
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
"""Stands for the session's own UUID while all others go; `readable` leaves none in the text."""

_NO_HOSTS = re.compile(r"localhost(?:\.localdomain)?", re.IGNORECASE)
_COMMON_HOSTS = re.compile(
    r"pve|proxmox|debian|ubuntu|alpine|linux|node|server|host|lxc|vm|docker|nas|test", re.IGNORECASE
)
_LONGEST_TAIL = 20_000
"""Characters of a log's end that are worth redacting for a text of a few thousand."""

_MOST_PASSES = 5
"""One pass may bare what the next one finds: two do for logs, four for the worst of fuzzing."""

_PEM_LINE = re.compile(r" *(?:[A-Za-z0-9+/]{0,80}={0,2}|[A-Z][A-Za-z-]{3,14}: [^\n]*)")
_PEM_END = re.compile(r"-----END [^\n]*?-----")
_PEM = re.compile(
    # To its end, which is never further away than that, or as far as lines look like a key.
    r"-----BEGIN [^\n]*?-----"
    rf"(?:(?s:.{{0,8000}}?){_PEM_END.pattern}|[^\n]*(?:\n{_PEM_LINE.pattern}(?=\n|\Z))*+)"
)
_PEM_MIDDLE = re.compile(r"(?:^ *[A-Za-z0-9+/]{60,76}\n)+ *[A-Za-z0-9+/]+={0,2}$", re.MULTILINE)
_HALF_PLACEHOLDER = re.compile(r"<[a-z]{0,6}\Z")


def redact(text: str, *, session: str = "", hosts: Collection[str] = ()) -> str:
    """`text` as it may leave the machine: readable, without personal data and secrets.

    `session` is the one UUID that stays; `hosts` are the names of this machine. Doing it twice
    changes nothing more. Takes time in proportion to the text (tests/redaction/test_redact.py).
    """
    for _ in range(_MOST_PASSES):
        left = _without_private(readable(text), session, hosts)
        if left == text:
            break
        text = left
    return text


def redacted_tail(
    log: str, limit: int, *, cut: bool, session: str = "", hosts: Collection[str] = ()
) -> str:
    """The end of a log, redacted, in at most `limit` characters; `cut` if more came before.

    A line that lost its beginning cannot be judged (the rest of a secret may look harmless) and
    goes, unless it is all there is.
    """
    rest = log.partition("\n")[2]
    text = readable(rest if cut and rest else log)
    longest = max(4 * limit, _LONGEST_TAIL)
    if len(text) > longest:
        text = text[-longest:].partition("\n")[2]
    text = redact(text, session=session, hosts=hosts)
    if len(text) <= limit:
        return text
    kept = text[-limit:] if text[-limit - 1] == "\n" else text[-limit:].partition("\n")[2]
    return kept or _beginning(text.rpartition("\n")[2], limit)


def _beginning(line: str, limit: int) -> str:
    """A line in at most `limit` characters, an ellipsis at its end; no half of a placeholder."""
    if len(line) <= limit:
        return line
    return _HALF_PLACEHOLDER.sub("", line[: max(0, limit - 1)]) + "…"[:limit]


def _without_private(text: str, session: str, hosts: Collection[str]) -> str:
    if session:
        text = re.sub(re.escape(session), _SESSION, text, flags=re.IGNORECASE)
    text = rewritten(_without_keys(text), SECRETS)
    text = rewritten(_without_hosts(text, hosts), IDENTITIES)
    text = without_random_words(text, "<secret>")
    return text.replace(_SESSION, session)


def _without_keys(text: str) -> str:
    """Without PEM blocks, whichever end of them the log has kept."""
    kept: list[str] = []
    for line in _PEM.sub("<key>", text).split("\n"):
        end = _PEM_END.search(line)
        if end and _PEM_LINE.fullmatch(line[: end.start()]):
            while kept and _PEM_LINE.fullmatch(kept[-1]):
                kept.pop()
        kept.append(_PEM_END.sub("<key>", line))
    return _PEM_MIDDLE.sub("<key>", "\n".join(kept))


def _without_hosts(text: str, hosts: Collection[str]) -> str:
    """Without the names of this machine and, as it may be a family's, the domain in them."""
    domains = {domain for host in hosts if "." in (domain := host.strip(".").partition(".")[2])}
    for name in sorted({*hosts, *domains}, key=len, reverse=True):
        if len(name) < 2 or _NO_HOSTS.fullmatch(name):
            continue
        if _COMMON_HOSTS.fullmatch(name):
            # Such a word stands in paths and messages too; there it says nothing.
            pattern = rf"(?<![\w/.:\"'-])(?<!group ){re.escape(name)}(?![\w/=-]|\.\w|::)"
        else:
            # Two labels more are a domain, one may be the end of a file name.
            labels = r"(?:(?:\.[A-Za-z][A-Za-z0-9-]*){2,9})?"
            pattern = rf"(?<![A-Za-z0-9]){re.escape(name)}(?![A-Za-z0-9]){labels}"
        text = re.sub(pattern, "<host>", text, flags=re.IGNORECASE)
    return text
