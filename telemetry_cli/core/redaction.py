"""Takes out of an error text what may identify a person, a machine or a network, and secrets.

In doubt it takes out too much: a lost word costs a maintainer a question, a kept one the trust.
What remains is the command, the line, the message, names of packages and files.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection
from ipaddress import AddressValueError, IPv6Address

from telemetry_cli.core.log_noise import readable, without_repeats
from telemetry_cli.core.text import shortened

_SESSION = "\ue000"
"""Stands for the session's own UUID while all others go; `readable` leaves none in the text."""

_SENSITIVE = (
    r"(?:passw(?:or)?d|passwort|passphrase|passcode|passwd|pwd|secret|token|credentials?|"
    r"api[-_ ]?key|(?:access|private|auth|encryption|license|shared|secret|signing|master|session)"
    r"[-_ ]?key|app[-_ ]?key|session[-_]?id|signature|sig|jwt|psk|otp|bearer|nonce|salt|"
    r"(?<![a-z])pass(?![a-z])|(?-i:(?<=[a-z])Pass(?![a-z])))"
)
_NAME = rf"(?<![\w.-])[\w.-]*?{_SENSITIVE}[\w-]*+"
_VALUE = r"""(?:"(?:[^"\\\n]|\\.)*+"?|'(?:[^'\\\n]|\\.)*+'?|`[^`\n]*`?|\S+)"""
_HEADER = r"(?:(?:proxy-)?authorization|(?:set-)?cookie2?|x-[\w-]*(?:token|key|secret|auth)[\w-]*)"
_TOKENS = (
    r"gh[pousr]_\w{10,}|github_pat_\w{10,}|gl(?:pat|dt|rt)-[\w-]{10,}|xox[a-z]-[\w-]{8,}|"
    r"(?:AKIA|ASIA)[0-9A-Z]{12,}|sk[-_][\w-]{16,}|[rp]k_(?:live|test)_\w+|tskey-[\w-]{8,}|"
    r"dckr_pat_[\w-]{8,}|npm_\w{16,}|pypi-[\w-]{16,}|AGE-SECRET-KEY-\w+|hv[sb]\.[\w-]{10,}|"
    r"AIza[\w-]{20,}|ya29\.[\w-]+|SG\.[\w-]{10,}\.[\w-]+|eyJ[\w-]{8,}(?:\.[\w-]*){0,4}|"
    r"(?-i:PVE(?:API)?(?:Token)?[:=])\S+|(?<![\w.+-])[\w.+-]{1,64}@(?:pam|pve)![\w.-]+[=:]\S+"
)
_PRIVATE_NAMES = (
    r"local|lan|home|internal|localdomain|home\.arpa|fritz\.box|intranet|corp|private|ts\.net|"
    r"duckdns\.org|ddns\.net|dyndns\.(?:org|com)|no-ip\.(?:com|org|biz)|synology\.me|"
    r"myfritz\.net|nip\.io|sslip\.io|speedport\.ip|localnet"
)
_UNITS = r"service|socket|timer|slice|mount|automount|scope|device|swap|path"
_LOCAL = r"[^\s@<>\"(),:;\[\]\\]"
_ACCOUNTS = frozenset(
    {"root", "www-data", "postgres", "mysql", "nobody", "daemon", "git", "redis", "agent", "name"}
)
_COMMON_HOSTS = frozenset(
    {
        "localhost",
        "pve",
        "proxmox",
        "debian",
        "ubuntu",
        "alpine",
        "node",
        "server",
        "host",
        "lxc",
        "vm",
    }
)

_PEM = re.compile(r"-----BEGIN [^\n]*?-----.*?(?:-----END [^\n]*?-----|\Z)", re.DOTALL)
_PEM_END = re.compile(r"-----END [^\n]*?-----")
_BASE64_LINE = re.compile(r"[A-Za-z0-9+/=:, -]*")
_RUN = re.compile(r"[A-Za-z0-9+/_=-]{20,}")
_SEPARATORS = re.compile(r"[+/_=-]+")
_PIECES = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])|[0-9]+|[A-Z]")
_GROUP = r"[0-9A-Fa-f]{1,4}"
_IPV4 = r"(?:[0-9]{1,3}\.){3}[0-9]{1,3}"
_IPV6 = re.compile(
    rf"(?<!\w)(?<!::)(?:(?:{_GROUP}:){{6}}(?:{_GROUP}:{_GROUP}|{_IPV4})"
    rf"|(?:{_GROUP}(?::{_GROUP}){{0,6}})?::(?:(?:{_GROUP}:){{0,6}}(?:{_IPV4}|{_GROUP}))?)(?!\w|::)"
)
_VOWELS = re.compile(r"[aeiouyAEIOUY]")
_CLUSTER = re.compile(r"[b-df-hj-np-tv-xz]{5}", re.IGNORECASE)

_Rule = tuple[re.Pattern[str], str | Callable[[re.Match[str]], str]]


def _rule(pattern: str, replacement: str | Callable[[re.Match[str]], str]) -> _Rule:
    return re.compile(pattern, re.IGNORECASE | re.MULTILINE), replacement


def redact(text: str, *, session: str = "", hosts: Collection[str] = ()) -> str:
    """`text` as it may leave the machine: readable, without personal data and secrets.

    `session` is the one UUID that stays; `hosts` are the names of this machine. Doing it twice
    changes nothing more. Takes time in proportion to the text (tests/core/test_redaction.py).
    """
    text = readable(text)
    if session:
        text = re.sub(re.escape(session), _SESSION, text, flags=re.IGNORECASE)
    text = _PEM.sub("<key>", _without_tails_of_keys(text))
    for pattern, replacement in _SECRETS:
        text = pattern.sub(replacement, text)
    for host in sorted((host for host in hosts if len(host) > 1), key=len, reverse=True):
        text = _without_host(text, host)
    text = _IPV6.sub(_without_ipv6, text)
    for pattern, replacement in _IDENTITIES:
        text = pattern.sub(replacement, text)
    text = _RUN.sub(_without_random, text)
    return without_repeats(text.replace(_SESSION, session))


def redacted_tail(
    log: str, limit: int, *, cut: bool, session: str = "", hosts: Collection[str] = ()
) -> str:
    """The end of a log, redacted, in at most `limit` characters; `cut` if more came before.

    A line that lost its beginning cannot be judged (the rest of a secret may look harmless) and
    goes, unless it is all there is.
    """
    _, newline, rest = log.partition("\n")
    text = readable(rest if cut and newline else log)
    if len(text) > 4 * limit:
        text = text[-4 * limit :].partition("\n")[2]
    text = redact(text, session=session, hosts=hosts)
    if len(text) <= limit:
        return text
    kept = text[-limit:]
    whole = kept.partition("\n")[2]
    return whole if whole else shortened(text.rpartition("\n")[2], limit)


def _without_tails_of_keys(text: str) -> str:
    """A key whose beginning was cut off: lines of base64 before an end mark without a beginning."""
    end = _PEM_END.search(text)
    if end is None or "-----BEGIN" in text[: end.start()]:
        return text
    lines = text[: end.start()].split("\n")
    while lines and _BASE64_LINE.fullmatch(lines[-1]):
        lines.pop()
    return "\n".join([*lines, "<key>" + text[end.end() :]])


def _without_host(text: str, host: str) -> str:
    if host.lower() in _COMMON_HOSTS:
        # Such a word stands in paths and messages too; there it says nothing.
        before, after = r"(?<![\w/.:\"'-])", r"(?![\w/=-]|\.\w)"
        if host.lower() == "localhost":
            return text
    else:
        before, after = r"(?<![A-Za-z0-9])", r"(?![A-Za-z0-9])"
    return re.sub(f"{before}{re.escape(host)}{after}", "<host>", text, flags=re.IGNORECASE)


def _value(found: re.Match[str]) -> str:
    """The name stays, and the quotes of the value."""
    value = found["value"]
    quote = value[0] if value[0] in "\"'`" else ""
    closing = quote if quote and value.endswith(quote) and len(value) > 1 else ""
    return f"{found['name']}{quote}<secret>{closing}"


def _account(found: re.Match[str]) -> str:
    name = found["account"]
    return found[0] if name.lower() in _ACCOUNTS else found[0].replace(name, "<user>")


def _octets(found: re.Match[str]) -> str:
    numbers = re.split(r"[.-]", found["address"])
    return "<ip>" if all(int(number) <= 255 for number in numbers) else found[0]


def _without_ipv6(found: re.Match[str]) -> str:
    """The candidate, unless it is an address; `::` alone is punctuation."""
    try:
        address = IPv6Address(found[0])
    except AddressValueError:
        return found[0]
    return "<ip>" if int(address) else found[0]


def _without_random(found: re.Match[str]) -> str:
    run = found[0]
    segments = [segment for segment in _SEPARATORS.split(run) if segment]
    if run.startswith("/") and any(_is_wordy(segment) for segment in segments):
        return _RANDOM_PART.sub(lambda part: "<secret>" if _is_random(part[0]) else part[0], run)
    letters = "".join(segments)
    changes = sum(len(_PIECES.findall(segment)) - 1 for segment in segments)
    scattered = len(letters) >= 18 and changes >= 0.2 * len(letters)
    return "<secret>" if scattered or any(map(_is_random, segments)) else run


_RANDOM_PART = re.compile(r"[A-Za-z0-9]{20,}")


def _is_random(segment: str) -> bool:
    """Whether nobody would have written such a word of letters and digits."""
    if len(segment) < 20 or len(set(segment)) < 3:
        return False
    pieces = _PIECES.findall(segment)
    if segment.isdigit():
        return len(segment) >= 32
    if any(piece.isdigit() for piece in pieces[1:-1]):
        return True
    return not _is_wordy(segment)


def _is_wordy(segment: str) -> bool:
    """Whether a word consists of pronounceable pieces, as CamelCase does."""
    pieces = [piece for piece in _PIECES.findall(segment) if not piece.isdigit()]
    letters = sum(map(len, pieces))
    if not pieces or letters < 3 * len(pieces):
        return False
    vowels = len(_VOWELS.findall(segment))
    return 0.15 * letters <= vowels <= 0.7 * letters and not _CLUSTER.search(segment)


_SECRETS: tuple[_Rule, ...] = (
    # What a header holds ends with the line or the quote around it.
    _rule(rf"(?P<name>\b{_HEADER}[\"']?\s*[:=]\s*)(?P<value>\"[^\"\n]*\"?|[^\"'\n]+)", _value),
    _rule(r"(\b(?:bearer|basic|digest|negotiate)\s+)[\w.~+/=-]{6,}", r"\1<secret>"),
    _rule(r"(\b[a-z][a-z0-9+.-]{0,30}://)[^\s/@]*:(?!\d{1,5}/)[^\s@]*@", r"\1<secret>@"),
    _rule(r"(\b[a-z][a-z0-9+.-]{0,30}://)[^\s/@:]+@", r"\1<secret>@"),
    _rule(_TOKENS, "<secret>"),
    _rule(rf"(?P<name>(?=-){_NAME} +)(?P<value>(?!-){_VALUE})", _value),
    _rule(rf"(?P<name>{_NAME}[\"'\]]{{0,2}} *(?:=>|:=|[=:]) *)(?P<value>{_VALUE})", _value),
    _rule(rf"(?P<name>{_NAME}\s+(?:is|was|to)\s+)(?P<value>{_VALUE})", _value),
    _rule(rf"(?P<name>\bIDENTIFIED\s+(?:WITH\s+\S+\s+)?(?:BY|AS)\s+)(?P<value>{_VALUE})", _value),
    _rule(rf"(?P<name>\bPASSWORD\s*\(\s*|\bPASSWORD\s+(?=['\"]))(?P<value>{_VALUE})", _value),
    _rule(
        r"(?P<name>\b(?:mysql|mariadb|sshpass|mongo|ldap|smbclient|redis-cli)[\w-]*\b[^\n|;]*?"
        rf"\s-[pwa] ?)(?P<value>{_VALUE})",
        _value,
    ),
    _rule(r"(\s(?:-u|-U|--user|--proxy-user)[ =]?['\"]?)[^\s:'\"]+:[^\s'\"]+", r"\1<secret>"),
    _rule(
        r"(\becho\s+(?:-\w+\s+)?)(?:\"[^\"\n]*\"|'[^'\n]*'|[^\s|]+)"
        r"(?=\s*\|[^\n]*(?:passwd|password-stdin|sudo -S))",
        r"\1<secret>",
    ),
    # A word after "password" that is none of English: with a digit.
    _rule(
        r"(\b(?:passwo?r?d|passphrase|pwd|secret|token|credentials)\b(?:[^\n:]{0,40}:)? +)"
        r"(?=\S*\d)(?=\S*[a-z])[^\s<]{5,}",
        r"\1<secret>",
    ),
    _rule(r"(\b(?:htpasswd|openssl passwd)\b)[^\n|;&]+", r"\1 <secret>"),
    _rule(r"\$[0-9a-z]{1,8}\$[\w./$=,+-]{8,}", "<secret>"),
    _rule(r"(hooks\.slack\.com/services/|/api/webhooks/|\bbot\d{6,}:)[^\s'\"]+", r"\1<secret>"),
    _rule(r"([?&](?:code|auth|sid|key|hash|ticket|state)=)[^&\s'\"]+", r"\1<secret>"),
    _rule(r"\b(?:ssh-(?:rsa|dss|ed25519)|ecdsa-sha2-\S+|sk-ssh-\S+) AAAA\S+(?: \S+)?", "<key>"),
)
"""Secrets first: an address inside a password must not break it in two."""

_IDENTITIES: tuple[_Rule, ...] = (
    _rule(r"\b[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}(?![0-9a-f])", "<uuid>"),
    _rule(r"[0-9a-f]{2}(?P<sign>[:-])(?:[0-9a-f]{2}(?P=sign)){4,}[0-9a-f]{2}", "<mac>"),
    _rule(r"\b(?:[0-9a-f]{4}\.){2}[0-9a-f]{4}\b|(?<=enx)[0-9a-f]{12}|bc2411[0-9a-f]{6}", "<mac>"),
    _rule(r"(?<![0-9a-f.])(?:[0-9a-f]\.){8,64}ip6\.arpa", "<ip>"),
    _rule(r"(?<!\d)(?P<address>(?:\d{1,3}\.){3}\d{1,3})(?!\d)", _octets),
    _rule(r"(?<![\d-])(?P<address>(?:\d{1,3}-){3}\d{1,3})(?![\d-])", _octets),
    _rule(r"(?<=<ip>)%[\w.-]+", ""),
    _rule(r"(?<!\d)(?:\d{1,3}\.){1,3}[%*](?![\w.])", "<ip>"),
    _rule(
        rf"(?<!{_LOCAL})(?!git@(?:github|gitlab|bitbucket|codeberg)\.){_LOCAL}+@"
        rf"(?!(?:\d+\.){{2}})(?!\S*\.(?:{_UNITS})(?!\w))(?:[\w-]+\.)+[a-z][a-z0-9-]*[a-z0-9]",
        "<email>",
    ),
    _rule(r"\"[^\"\n]{1,64}\"@[\w.-]+", "<email>"),
    _rule(r"(?<![\w.-])(?P<account>[\w.-]{1,64})@(?:pam|pve)\b", _account),
    _rule(
        r"(?<=[\w'\"])@['\"]?(?!localhost|%|<)[a-z][\w-]*(?=['\"]|:[~/\w]| ~| [~/]\S*\]?[#$])",
        "@<host>",
    ),
    _rule(r"(?<![\w-])(?P<account>[a-z_][\w-]{0,63})(?=@<(?:host|ip)>)", _account),
    _rule(r"(?P<account>(?<=['\"`])[\w.-]+)(?=['\"`]@)", _account),
    _rule(
        rf"(?<![\w.-])(?!(?:-D)?(?:java|user|os)\.)(?:[\w-]+\.)+(?:{_PRIVATE_NAMES})(?![\w-]|\.\w)",
        "<host>",
    ),
    _rule(
        r"(\b(?:host ?name|fqdn|nodename|node name|domain ?name)['\"]?\s*[:=]\s*['\"]?)[\w.-]+",
        r"\1<host>",
    ),
    _rule(r"(\bhost['\"]?\s*[:=]\s*['\"]?)(?!localhost\b)[a-z][\w-]*(?![\w.-])", r"\1<host>"),
    _rule(
        r"^((?:[A-Z][a-z]{2} [ \d]\d \d\d:\d\d:\d\d|\d{4}-\d\d-\d\dT\S+) )[\w.-]+"
        r"(?= [\w./@-]+(?:\[\d+\])?:)",
        r"\1<host>",
    ),
    _rule(r"(\bLinux )[\w.-]+(?= \d+\.\d+\.\d)", r"\1<host>"),
    _rule(r"((?:^|[^\w])/?(?:home|Users)/)[^\s/:'\"<>|;,)\]]+", r"\1<user>"),
    _rule(r"(\b[a-z]:\\+(?:users|documents and settings)\\+)[^\\\s:'\"]+", r"\1<user>"),
    _rule(r"((?<![\w~])~)(?!root\b)[a-z_][\w-]*(?=[/\s:'\"]|$)", r"\1<user>"),
    _rule(
        r"((?:/var(?:/spool)?/mail|/var/spool/cron/crontabs|/media)/)(?!root\b)[\w.-]+", r"\1<user>"
    ),
    _rule(r"\b[ug]id=\d+\((?P<account>[\w.-]+)\)", _account),
    _rule(r"(?<=[=,])\d+\((?P<account>[\w.-]+)\)", _account),
    _rule(
        r"\b(?:user ?name|user|login|logname|account|owner)"
        r"(?:['\"]?\s*[:=]\s*['\"]?| ['\"`])(?P<account>[\w.-]+)",
        _account,
    ),
    _rule(r"\b(?:for|by) (?:invalid )?user (?P<account>[\w.-]+)", _account),
    _rule(
        r"\b(?:password|publickey) for (?:invalid user )?(?P<account>[\w.-]+)(?= from|:|$)",
        _account,
    ),
    _rule(r"\bsudo: +(?P<account>[\w.-]+) :", _account),
    _rule(
        r"(\bserial(?: number| no\.?)?\s*[:=]\s*)\S+|(/dev/disk/by-id/)\S+|\b(wwn-)0x\w+",
        r"\1\2\3<serial>",
    ),
    _rule(r"(\bSSID\s*[:=]\s*)[^\n]+", r"\1<ssid>"),
)
