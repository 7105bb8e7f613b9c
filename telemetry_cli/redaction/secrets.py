"""What secrets look like in logs: keys, tokens, and whatever stands after a word like password."""

from __future__ import annotations

from telemetry_cli.redaction.rules import Rule, rule

_SENSITIVE = (
    r"(?:passw(?:or)?d|passwort|passphrase|passcode|passwd|pwd|secret|token|credentials?|"
    r"api[-_ ]?key|(?:access|private|auth|encryption|license|shared|secret|signing|master|session)"
    r"[-_ ]?key|app[-_ ]?key|session[-_]?id|signature|jwt|bearer|nonce|recovery[-_ ]?codes?|"
    r"(?<![a-z])(?:pass|pw\d?|psk|otp|sig|salt)(?![a-z])|(?-i:(?<=[a-z])(?:Pass|Psk)(?![a-z])))"
)
# PWD and OLDPWD hold a directory.
_NAME = rf"(?<![\w.-])(?!(?-i:(?:OLD)?PWD=/))(?>(?P<option>-)?[\w.-]*?{_SENSITIVE}[\w.-]*)"
_QUOTED = r"""(?:"(?:[^"\\\n]|\\.)*+"?|'(?:[^'\\\n]|\\.)*+'?)"""
_VALUE = (
    r"(?:\\+[\"'](?:[^\"'\\\n]|\\++[^\"'\n])*+(?:\\+[\"'])?"  # JSON within JSON
    # A shell joins what stands side by side: 'it'\''s'.
    rf"|\$?{_QUOTED}(?:\\[^\n]|[\w$%@!#^*+~.=-]|{_QUOTED})*+"
    r"|`[^`\n]*+`?|\$\([^)\n]*+\)?"
    r"|(?:[^\s\"']*[:=] +|--?passw(?:or)?d +)*+\S+)"
)
_QUOTES = r"(?:[\\\"'\]]|&quot;|%22){0,4}"
_BETWEEN = rf"(?>{_QUOTES} *(?:=>|:=|->|<<<|={{1,3}}|:|%3[AD]) *(?:&quot;|%22)?)"
_MESSAGE = (
    r"(?!(?:not|no|now|too|being|already|required|missing|invalid|incorrect|wrong|empty|expired|"
    r"needed|set|unset|used|stored|valid|deprecated|undefined|unknown|unexpected|correct|in|on|"
    r"about|a|an|the|be|read|use|null|only|disabled|enabled|unused|never|changed|updated|"
    r"allowed|denied|rejected|accepted|supported|longer|shorter|blank|present|absent)\b)"
)
# How a value follows its name.
_CONNECTIONS = (
    # On a line of its own, as in YAML and after a prompt.
    r"[\"']?:\s*\n\s*(?=\S+[ \t]*$)",
    rf"{_BETWEEN}(?!(?:null|none|nil|true|false|yes|no)(?=[\s,;)}}\]'\"]|$))"
    r"(?!password expiry)",  # what passwd(1) says of itself
    rf" +(?:is|was|(?:(?:re)?set |changed )?to) +{_MESSAGE}",
    r"\(\s*(?=[\"'])",
    r"[\"']? +value *= *",
    r"(?(option) +(?!-)|(?!))",
)
_HEADER = r"(?:(?:proxy-)?authorization|(?:set-)?cookie2?|x-[\w-]*(?:token|key|secret|auth)[\w-]*)"
_TOKENS = (
    r"(?<![A-Za-z0-9])(?:gh[pousr]_[A-Za-z0-9]{10,}|github_pat_\w{10,}|gl(?:pat|dt|rt)-[\w-]{10,}|"
    r"xox[a-z]-[\w-]{8,}|(?:AKIA|ASIA)[0-9A-Z]{12,}|sk[-_][\w-]{16,}|[rp]k_(?:live|test)_\w+|"
    r"tskey-[\w-]{8,}|dckr_pat_[\w-]{8,}|npm_[A-Za-z0-9]{16,}|pypi-[A-Za-z0-9_-]{40,}|"
    r"claim-[\w-]{10,}|AGE-SECRET-KEY-\w+|age1[a-z0-9]{20,}|hv[sb]\.[\w-]{10,}|AIza[\w-]{20,}|"
    r"ya29\.[\w-]+|SG\.[\w-]{10,}\.[\w-]+|SWMTKN-[\w-]+|eyJ[\w-]{8,}(?:\.[\w-]*){0,4}|"
    r"PVE(?:(?:API)?Token[:=]|[:=](?!:))\S+)"
)
# Options that carry a password, and the commands where they do: -p is a port elsewhere.
_PASSWORD_OPTIONS = (
    (r"mysql\w*|mariadb[\w-]*|sshpass|mongo\w*|7z\w*|(?:docker|podman) login|user(?:mod|add)", "p"),
    (r"ldap\w+", "w"),
    (r"redis-cli|valkey-cli", "a"),
    (r"unzip|zip|mosquitto_\w+", "P"),
    (r"openssl", "[kK]"),
)

SECRETS: tuple[Rule, ...] = (
    # What a header holds ends with the quote around it, or with the line.
    rule(rf"(?P<name>(?<=\"){_HEADER}\s*[:=]\s*)(?P<value>[^\"\n]+)"),
    rule(rf"(?P<name>(?<='){_HEADER}\s*[:=]\s*)(?P<value>[^'\n]+)"),
    rule(rf"(?P<name>\b{_HEADER}\\*[\"']\s*[:=]\s*)(?P<value>{_VALUE})"),
    rule(rf"(?P<name>(?<![\"'])\b{_HEADER}\s*[:=]\s*)(?P<value>[^\n]+)"),
    rule(r"(\b(?:bearer|basic|digest|negotiate)\s+)[\w.~+/=-]{6,}", r"\1<secret>"),
    rule(r"(\b[a-z][a-z0-9+.-]{0,30}://)[^\s/@]*:(?!\d{1,5}/)[^\s\"']*@", r"\1<secret>@"),
    rule(r"(\b[a-z][a-z0-9+.-]{0,30}://)[^\s/@:]+@", r"\1<secret>@"),
    rule(_TOKENS, "<secret>", ignore_case=False),
    rule(r"(?<![\w.+-])[\w.+-]{1,64}@(?:pam|pve)![\w.-]+[=:]\S+", "<secret>"),
    # Passphrases have blanks: they take all of a line that begins with their name.
    rule(
        r"(?P<name>^[ \t]*(?:[\w.-]+ ){0,3}[\w.-]*(?:passw(?:or)?d|passphrase|mnemonic|credentials)"
        r"[\"']?: +)(?!<secret>)(?P<value>(?!password )[^\s\"'`{\[][^\n]*)"
    ),
    rule(rf"(?P<name>{_NAME}(?:{'|'.join(_CONNECTIONS)}))(?!<secret>)(?P<value>{_VALUE})"),
    rule(rf"(?P<name><[\w:.-]*{_SENSITIVE}[\w-]*+(?<!<secret)>)(?P<value>[^<\n]+)(?=</)"),
    rule(
        rf"(?P<name>\bIDENTIFIED\s+(?:(?:WITH|VIA)\s+\S+\s+)?(?:BY|AS|USING)\s+)(?P<value>{_VALUE})"
    ),
    rule(rf"(?P<name>\bPASSWORD\s*\(\s*|\bPASSWORD\s+(?=['\"$]))(?P<value>{_VALUE})"),
    rule(rf"(?P<name>\bSET PASSWORD\b[^\n=]{{0,200}}=\s*)(?!<secret>)(?P<value>{_VALUE})"),
    *(
        rule(
            rf"(?P<name>(?-i:(?<![\w.-])(?:{commands})\b[^\n|;]{{0,300}}?\s-{option} ?))"
            rf"(?!<secret>)(?P<value>{_VALUE})"
        )
        for commands, option in _PASSWORD_OPTIONS
    ),
    rule(
        r"(?P<name>(?-i:\s(?:-u|-U|--user|--proxy-user)[ =]?))(?!\d+:\d+(?!\S))"
        r"(?P<value>\"[^\"\s:%]+[:%][^\"\n]+\"|'[^'\s:%]+[:%][^'\n]+'|[^\s:%'\"]+[:%][^\s'\"]+)"
    ),
    rule(
        r"(\b(?:echo|printf)\s+)(?!<secret>)[^\n|]++"
        r"(?=\|[^\n]*(?:passwd|password-stdin|sudo -S))",
        r"\1<secret> ",
    ),
    # Configuration whose names and values are parted by a blank: redis, ldap, interfaces(5), netrc.
    rule(
        r"(^\s*(?:requirepass|masterauth|rootpw|bindpw|wpa-(?:psk|ssid|passphrase))\s+)[^\n<]+",
        r"\1<secret>",
    ),
    rule(r"(\bmachine \S{1,200} login )\S{1,200}( password )[^\s<]+", r"\1<user>\2<secret>"),
    # A word after "password" that is none of English: with a digit.
    rule(
        r"(\b(?:passwo?r?d|passphrase|pwd|secret|token|credentials)\b(?:[^\n:=<\"]{0,40}:)? +)"
        r"(?=\S*\d)(?=\S*[a-z])(?!\()[^\s<]{5,}",
        r"\1<secret>",
    ),
    rule(r"(\b(?:htpasswd|openssl passwd)\b)[^\n|;&]+", r"\1 <secret>"),
    rule(r"\$[0-9a-z]{1,8}\$[\w./$=,+-]{8,}", "<secret>"),
    rule(
        r"(hooks\.slack\.com/services/|/api/webhooks/|\bbot\d{6,}:|login\.tailscale\.com/a/)"
        r"[^\s'\"<]+",
        r"\1<secret>",
    ),
    rule(r"([?&](?:code|auth|sid|key|hash|ticket|state)=)[^&\s'\"]+", r"\1<secret>"),
    rule(r"(\bcode:? +)(?-i:[A-Z0-9]{4}-[A-Z0-9]{4}\b)", r"\1<secret>"),
    rule(
        r"\b(?:ssh-(?:rsa|dss|ed25519)|ecdsa-sha2-\S+|sk-ssh-\S+) AAAA\S+"
        r"(?: [^\n\"'|>]*[^\s\"'|>])?",
        "<key>",
    ),
)
"""In this order: what has an end mark of its own before what ends with a blank."""
