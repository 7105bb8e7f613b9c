"""What names a machine, a network or a person in logs: addresses, hosts, accounts, serials."""

from __future__ import annotations

import re
from ipaddress import AddressValueError, IPv6Address

from telemetry_cli.redaction.rules import Rule, rule

_PRIVATE_NAMES = (
    r"local|lan|home|internal|localdomain|home\.arpa|fritz\.box|intranet|corp|private|ts\.net|"
    r"duckdns\.org|ddns\.net|dyndns\.(?:org|com)|no-ip\.(?:com|org|biz)|synology\.me|dynv6\.net|"
    r"myfritz\.net|nip\.io|sslip\.io|speedport\.ip|localnet|t-ipconnect\.de"
)
_UNITS = r"service|socket|timer|slice|mount|automount|scope|device|swap|path"
_LOCAL = r"[^\s@<>\"(),:;\[\]\\]"
# Accounts of Debian's base-passwd and of its packages: they say nothing about a person.
_KNOWN_ACCOUNTS = re.compile(
    r"root|daemon|bin|sys|sync|games|man|lp|mail|news|uucp|proxy|www-data|backup|list|irc|nobody|"
    r"nogroup|_apt|systemd-(?:network|resolve|timesync)|messagebus|sshd|adm|tty|disk|sudo|wheel|"
    r"staff|users|shadow|video|render|kvm|docker|postgres|mysql|mongodb|redis|nginx|apache|caddy|"
    r"git|ceph|postfix|agent|name|pam|pve",
    re.IGNORECASE,
)
_ACCOUNT = r"(?P<account>[a-z_][\w.-]*)"
# Where a command begins: in a script, a trace of bash or after a prompt, not in a list of packages.
_COMMAND = r"(?:^|(?:[+;&|$#(`]|\b(?:sudo|STD)) ?)"
_OPTIONS = r"(?:-\S*\s+)*"
_DISKS = r"(?<![\w.-])(?:ata|nvme|scsi|usb)-"

_GROUP = r"[0-9A-Fa-f]{1,4}"
_IPV4 = r"(?:[0-9]{1,3}\.){3}[0-9]{1,3}"
_IPV6 = (
    rf"(?<!\w)(?<!::)(?:(?:{_GROUP}:){{6}}(?:{_GROUP}:{_GROUP}|{_IPV4})"
    rf"|(?:{_GROUP}(?::{_GROUP}){{0,6}})?::(?:(?:{_GROUP}:){{0,6}}(?:{_IPV4}|{_GROUP}))?)(?!\w|::)"
)


def _account(found: re.Match[str]) -> str:
    if _KNOWN_ACCOUNTS.fullmatch(found["account"]):
        return found[0]
    begin, end = (position - found.start() for position in found.span("account"))
    return f"{found[0][:begin]}<user>{found[0][end:]}"


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


_ADDRESSES: tuple[Rule, ...] = (
    rule(_IPV6, _without_ipv6),
    rule(r"\b[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}(?![0-9a-f])", "<uuid>"),
    rule(r"(?<![A-Z])((?:PART)?UUID=[\"']?)[\w-]{4,}", r"\1<uuid>", ignore_case=False),
    rule(r"[0-9a-f]{2}(?P<sign>[:-])(?:[0-9a-f]{2}(?P=sign)){4,}[0-9a-f]{2}", "<mac>"),
    rule(r"\b(?:[0-9a-f]{4}\.){2}[0-9a-f]{4}\b|(?<=enx|wlx)[0-9a-f]{12}", "<mac>"),
    rule(r"bc2411[0-9a-f]{6}|(?<=mac=|mac:|mac )[0-9a-f]{12}(?![0-9a-f])", "<mac>"),
    rule(r"(?<![0-9a-f.])(?:[0-9a-f]\.){8,64}ip6\.arpa", "<ip>"),
    rule(r"(?<!\d)(?P<address>(?:\d{1,3}\.){3}\d{1,3})(?!\d)", _octets),
    rule(
        r"(?<!\d)(?<!(?<![a-z])\d-)(?<!\d\d-)(?P<address>(?:\d{1,3}-){3}\d{1,3})(?!\d|-\d)", _octets
    ),
    rule(r"(?<=<ip>)%[\w.-]+", ""),
    rule(r"(?<!\d)(?:\d{1,3}\.){1,3}[%*](?![\w.])", "<ip>"),
)
_EMAILS: tuple[Rule, ...] = (
    rule(
        rf"(?<!{_LOCAL})(?!git@(?:github|gitlab|bitbucket|codeberg)\.){_LOCAL}+@"
        rf"(?!(?:\d+\.){{2}})(?!\S*\.(?:{_UNITS})(?!\w))(?:[\w-]+\.)+[a-z][a-z0-9-]*[a-z0-9]",
        "<email>",
    ),
    rule(r"(?<![\w.%+-])[\w.%+-]{1,64}%40(?:[\w-]+\.)+[a-z][a-z0-9-]*[a-z0-9]", "<email>"),
    rule(r"(?<=<)[\w.+-]{1,64}@[\w-]+(?=>)|\"[^\"\n]{1,64}\"@[\w.-]+", "<email>"),
)
_HOSTS: tuple[Rule, ...] = (
    rule(r"(?<![\w.-])(?P<account>[\w.-]{1,64})@(?:pam|pve)\b", _account),
    rule(
        r"(\b(?:ssh|scp|sftp|rsync|sshfs|mosh|ssh-copy-id)\b[^\n]{0,200}?[\s'\"][\w.-]+)"
        r"@(?!localhost\b)[a-z][\w-]*(?![\w.-])",
        r"\1@<host>",
    ),
    rule(
        r"(?<=[\w'\"])@['\"]?(?!localhost|sha\d|%|<)[a-z][\w-]*"
        r"(?=['\"]|:[~/\w]| ~| [~/]\S*\]?[#$])",
        "@<host>",
    ),
    rule(r"(?<![\w.-])(?P<account>[a-z_][\w.-]{0,63})(?=@<(?:host|ip)>)", _account),
    rule(r"(?P<account>(?<=['\"`])[\w.-]+)(?=['\"`]@)", _account),
    rule(
        rf"(?<![\w.-])(?!(?:-D)?(?:java|user|os)\.)(?:[\w-]+\.)+(?:{_PRIVATE_NAMES})(?![\w-]|\.\w)",
        "<host>",
    ),
    rule(
        r"(\b(?:host ?name|fqdn|nodename|node name|domain(?: ?name)?)['\"]?\s*[:=]\s*['\"]?|"
        r"(?<!\S)--?hostname[ =])(?!localhost\b)[\w.-]+",
        r"\1<host>",
    ),
    rule(r"(\bhost['\"]?\s*[:=]\s*['\"]?)(?!localhost\b)[a-z][\w-]*(?![\w.-])", r"\1<host>"),
    # A name of one label is one of the own network.
    rule(
        r"(\b(?:https?|s?ftp|ssh|smb|nfs|mqtts?|wss?)://)(?!localhost\b)[a-z][\w-]*(?![\w.-])",
        r"\1<host>",
    ),
    rule(
        r"(\bresolve (?>host(?:name| address)?:? ['\"]?)|\bhost '|\badded '|"
        r"\bconnect to (?:host )?(?=\S+ port \d))(?!localhost\b)[a-z][\w-]*(?![\w.-])",
        r"\1<host>",
    ),
    rule(
        r"(?<![\w.-])(?<!address )[a-z][\w-]*"
        r"(?=: (?:Name or service not known|Temporary failure in name res))",
        "<host>",
    ),
    # resolv.conf(5), certificates, shares.
    rule(r"(^(?:search|domain)\s+)(?:[\w-]+\.)+[\w. -]+$", r"\1<host>"),
    rule(r"(\bserver: (?=\S+, request)|, host: \")[\w.-]+", r"\1<host>"),  # nginx
    rule(r"(\bdc=)[\w-]+", r"\1<host>"),
    rule(r"(/letsencrypt/(?:live|archive|renewal)/)[\w.-]+", r"\1<host>"),
    rule(r"(\bcertbot\b[^\n]{0,200}?\s(?:-d|--domains?)[ =])[\w.,*-]+", r"\1<host>"),
    rule(r"(?<![\w.:/-])[a-z][\w.-]*(?=:/\S* on /)|(?<=mounting )[a-z][\w.-]*(?=:/)", "<host>"),
    rule(r"(\bmount\b[^\n]{0,100}?\snfs4? (?:-o \S+ )?)[a-z][\w.-]*(?=:/)", r"\1<host>"),
    rule(
        r"((?<![\w:/\\])(?://|\\\\))(?!(?:usr|var|etc|opt|home|root|tmp|lib|bin|mnt|run|srv)\b)"
        r"[a-z][\w-]*(?=[/\\]\w)|(\bVFS: \\\\)[a-z][\w.-]*",
        r"\1\2<host>",
    ),
    # syslog, uname(1)
    rule(
        r"^((?:[A-Z][a-z]{2} [ \d]\d \d\d:\d\d:\d\d|\d{4}-\d\d-\d\dT\S+) )"
        r"(?!(?:trace|debug|info|notice|warn(?:ing)?|err(?:or)?|fatal|crit(?:ical)?)\b)[\w.-]+"
        r"(?= [\w./@-]+(?:\[\d+\])?:)",
        r"\1<host>",
    ),
    rule(r"(\bLinux )[\w.-]+(?= \d+\.\d+\.\d)", r"\1<host>"),
)
_PEOPLE: tuple[Rule, ...] = (
    rule(r"((?:(?<![\w.-])|/)(?:home|Users)/)[^\s/:'\"<>|;,)\]]+", r"\1<user>"),
    rule(
        r"(\b[a-z]:[\\/]+(?:users|documents and settings)[\\/]+)"
        r"(?:[^\\/:*?'\"<>|\n]{1,40}(?=[\\/])|[^\\/\s:'\"<]+)",
        r"\1<user>",
    ),
    rule(r"((?<![\w~])~)(?!root\b)[a-z_][\w-]*(?=[/\s:'\"]|$)", r"\1<user>"),
    rule(
        r"((?:/var(?:/spool)?/mail|/var/spool/cron/crontabs|(?<![\w.-])/media)/)(?!root\b)[\w.-]+",
        r"\1<user>",
    ),
    rule(r"(?<=[=,])\d+\((?P<account>[\w.-]+)\)", _account),
    rule(
        r"(?<![a-z])(?:user[ _-]?(?:name|id)?|login|logname|account|owner)"
        r"(?:['\"]?\s*[:=]\s*['\"]?| ['\"`])(?P<account>[\w.-]+)",
        _account,
    ),
    rule(r"\s--?(?:ciuser|user(?:name)?|login)[ =](?P<account>[a-z_][\w.-]*)", _account),
    rule(r"\b(?:for|by|of) (?:invalid )?user (?P<account>[\w.-]*\w)", _account),
    rule(r"\buser (?P<account>[\w.-]+)(?= (?:does not|already|not) )", _account),
    rule(
        r"(^(?:Author|Commit(?:ter)?|Co-authored-by|Signed-off-by): |"
        r"\bGIT_(?:AUTHOR|COMMITTER)_NAME=)"
        r"[^\n<]+",
        r"\1<user> ",
    ),
    rule(r"\b(?:with|new|the) group ['\"`](?P<account>[\w.-]+)", _account),
    rule(
        r"\b(?:password|publickey) for (?:invalid user )?(?P<account>[\w.-]+)(?= from|:|$)",
        _account,
    ),
    rule(r"<ip> - (?P<account>[\w.-]+)(?= \[\d)", _account),  # Common Log Format
    rule(r"\bsudo: +(?P<account>[\w.-]+) :", _account),
    # Commands that take an account, and what ls(1) says about the owner of a file.
    rule(rf"{_COMMAND}su\s+{_OPTIONS}{_ACCOUNT}(?!:)", _account),
    rule(rf"{_COMMAND}(?:sudo|runuser)\b[^\n|;&]{{0,60}}?\s(?:-u|--user)[ =]?{_ACCOUNT}", _account),
    rule(rf"{_COMMAND}(?:docker|podman) login\b[^\n|;&]{{0,100}}?\s-u ?{_ACCOUNT}", _account),
    rule(rf"{_COMMAND}chown\s+{_OPTIONS}{_ACCOUNT}(?=[: ])", _account),
    rule(r"(?<=<user>:)(?P<account>[a-z_][\w-]*)(?=[ '])", _account),
    rule(rf"{_COMMAND}(?:adduser|deluser|passwd|chage)\s+{_OPTIONS}{_ACCOUNT}", _account),
    rule(
        rf"{_COMMAND}(?:adduser|useradd|usermod|userdel|gpasswd)\s[^\n|;&]{{0,300}}? ?{_ACCOUNT}"
        r"(?=\s*(?:$|[|;&]))",
        _account,
    ),
    rule(rf"^[-dlbcps][-rwxst]{{9}}[.+@]?\s+\d+\s+{_ACCOUNT}(?=\s)", _account),
    rule(rf"^[-dlbcps][-rwxst]{{9}}[.+@]?\s+\d+\s+[\w.<>-]+\s+{_ACCOUNT}(?=\s)", _account),
)
_SERIALS: tuple[Rule, ...] = (
    rule(
        r"((?<![a-z])serial(?:[ _-]?(?:number|num|no|short))?\.?[\"']?\s*[:=]\s*|\bS/N\s*[:=]\s*)"
        r"[^\s<]+",
        r"\1<serial>",
    ),
    rule(r"(/dev/disk/by-id/)[^\s<]+|\b(wwn-)0x\w+", r"\1\2<serial>"),
    rule(rf"({_DISKS})(?:eui\.\w+|[\w.:+-]{{0,80}}_(?-i:[A-Z0-9-]{{8,}}))", r"\1<serial>"),
    rule(r"(\bSSID\s*[:=]\s*)[^\n]+", r"\1<ssid>"),
)
IDENTITIES: tuple[Rule, ...] = (*_ADDRESSES, *_EMAILS, *_HOSTS, *_PEOPLE, *_SERIALS)
"""In this order: an account or a host is recognised beside an address that has gone already."""
