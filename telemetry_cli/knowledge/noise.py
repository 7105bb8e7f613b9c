"""Lines that tools print when nothing is wrong, or in which a script only guesses."""

from __future__ import annotations

import re

_DECORATION = (
    r"[^\w+#$]*(?:\[?\d[\d:. T/,-]{4,30}[\])Z]? *)?"
    r"(?:\[?(?:info|debug|ok|warn(?:ing)?)\]?:? *|[WN]: )?"
)
"""Time stamps, levels and symbols in front of a message."""
_QUIET = re.compile(
    # A command that the shell echoes (set -x), a comment, a completion script
    rf"(?:{_DECORATION}[-: ]*\+{{1,5}} |#{{1,3}} (?-i:[a-z])"
    r"|['(]+\*?-|_describe |.{0,300}\\$)"
    # LXC's own debugging, all but its errors
    r"|\W*lxc[\w-]* (?:\S+ )?\d{14}\.\d+ (?:TRACE|DEBUG|INFO|NOTICE|WARN)"
    # What a tool does not mind, or has a way around
    r"|.{0,300}(?:[, ]ignoring(?:\W|$)|\(ignored\)$|retrying\.\.\.|retrying with|falling back"
    r"|re-downloading|- skipping|continuing anyway|proceeding without|reassigning|injecting public"
    r"|trying (?:alternate|cached|\w+ fallback)|searching for alternatives|keeping local"
    r"|treating as valid|will continue)"
    rf"|{_DECORATION}(?:"
    # dpkg and apt at work
    r"setting up [\w.+:-]+ \(|unpacking [\w.+:-]+ \(|selecting previously|preparing to unpack"
    r"|processing triggers|\(reading database|get:\d|hit:\d|fetched \d|need to get|after this op"
    r"|the following (?:new|additional) packages|suggested packages|recommended packages"
    r"|created symlink|update-alternatives: using"
    # what community-scripts and others suggest, ask or guess
    r"|hint:|tip:|troubleshooting|possible node\.js heap|retry with|what would you like"
    r"|apt dependency conflict detected|apt repository signature error detected"
    r"|network or dns failure detected|apt or dpkg lock conflict detected"
    r"|disk space exhausted during|this error usually means|see 'systemctl status"
    r"|notice: |mesg: |ah00558|debconf: (?!dbdriver)|download is performed unsandboxed"
    r"|invoke-rc\.d: policy-rc\.d|ipv6 internet not connected|granting superuser"
    r"|perl: warning:|locale: cannot set|sudo: unable to resolve host"
    r")",
    re.IGNORECASE,
)
_AT_WORK = re.compile(
    rf"{_DECORATION}(?:collecting |downloading |using cached|requirement already|successfully "
    r"|installing |npm (?:warn|notice)|warn deprecated|compiling |downloaded |go: downloading"
    r"|checking (?:for|whether) |-- (?:looking|found|performing|check)|cloning into"
    r"|\[ *\d+%\] (?:building|linking|built))",
    re.IGNORECASE,
)
_TROUBLE = re.compile(
    r"error|fail|fatal|curl: \(|cannot|could not|unable|denied|not found|no such|no space|killed"
    r"|exceeded|exhausted|limit|timed? ?out|refused|reset|invalid|unsupported|ENO|missing|mismatch",
    re.IGNORECASE,
)


def is_noise(line: str) -> bool:
    """Whether the line says nothing about a failure, whatever words stand on it."""
    if _QUIET.match(line):
        return True
    return _AT_WORK.match(line) is not None and _TROUBLE.search(line) is None
