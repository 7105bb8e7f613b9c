"""What is redacted from an error text, and what stays readable."""

from __future__ import annotations

import base64
import ipaddress
import random
import re
import string
import time
import uuid
from pathlib import Path

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from telemetry_cli.redaction.redact import redact, redacted_tail

CORPUS = Path(__file__).parent / "log_tails"
SESSION = "0d9a1f7e-5b6c-4c3d-8e2f-1a2b3c4d5e6f"
HOSTS = ("alices-nuc", "server7.kunden.example.net", "server7", "pve-livingroom", "pve")


def strings(name: str, kind: str) -> list[str]:
    text = (CORPUS / f"{name}.{kind}").read_text()
    return [line.replace("\\x1b", "\x1b") for line in text.splitlines()]


@pytest.mark.parametrize("name", sorted(path.stem for path in CORPUS.glob("*.log")))
def test_private_parts_of_a_log_are_redacted_and_helpful_ones_kept(name: str) -> None:
    log = (CORPUS / f"{name}.log").read_bytes().decode()
    left = redact(log, session=SESSION, hosts=HOSTS)
    assert [secret for secret in strings(name, "gone") if secret in left] == [], left
    assert [line for line in strings(name, "stays") if line not in left] == [], left
    assert redact(left, session=SESSION, hosts=HOSTS) == left


@pytest.mark.parametrize("line", (CORPUS / "harmless.txt").read_text().splitlines())
def test_a_harmless_line_is_unchanged(line: str) -> None:
    assert redact(line, session=SESSION, hosts=HOSTS) == line


@pytest.mark.parametrize("example", (CORPUS / "examples.txt").read_text().splitlines())
def test_an_example_is_redacted_to_the_text_beside_it(example: str) -> None:
    line, _, left = example.partition(" ⇒ ")
    assert redact(line, session=SESSION, hosts=HOSTS) == left
    assert redact(left, session=SESSION, hosts=HOSTS) == left


before = st.sampled_from(
    ["", "at ", "(", "[", '"', "'", "=", ": ", "to=", "http://", "x\t", "<", "addr:", "\x1b[31m"]
)
after = st.sampled_from(
    [
        "",
        " ",
        ".",
        ",",
        ")",
        "]",
        '"',
        "'",
        ":443",
        "/24",
        "/path",
        "\n",
        ": refused",
        "\x1b[0m",
        ";",
    ]
)


def split_by(noise: str, text: str, at: int) -> str:
    """`text` with invisible `noise` at position `at`."""
    return text[: at % len(text)] + noise + text[at % len(text) :]


noises = st.sampled_from(["", "\x1b[1m", "\x1b[0;31m", "\x00", "\u200b", "\u202e", "x\b"])


@given(address=st.ip_addresses(v=4), before=before, after=after, noise=noises, at=st.integers(0))
def test_no_ipv4_address_survives(
    address: ipaddress.IPv4Address, before: str, after: str, noise: str, at: int
) -> None:
    left = redact(f"connect {before}{split_by(noise, str(address), at)}{after}")
    assert str(address) not in left


@given(
    address=st.ip_addresses(v=6),
    spelling=st.sampled_from(["compressed", "exploded", "upper", "mapped", "zone"]),
    before=before,
    after=after,
    noise=noises,
    at=st.integers(0),
)
def test_no_ipv6_address_survives(
    address: ipaddress.IPv6Address, spelling: str, before: str, after: str, noise: str, at: int
) -> None:
    assume(int(address))  # a bare `::` is punctuation
    text = {
        "compressed": address.compressed,
        "exploded": address.exploded,
        "upper": address.compressed.upper(),
        "mapped": f"::ffff:{ipaddress.IPv4Address(int(address) & 0xFFFFFFFF)}",
        "zone": f"{address.compressed}%eth0",
    }[spelling]
    left = redact(f"connect {before}{split_by(noise, text, at)}{after}")
    assert text not in left
    assert text.partition("%")[0] not in left


@given(
    number=st.integers(0, 2**48 - 1),
    sign=st.sampled_from([":", "-"]),
    upper=st.booleans(),
    before=before,
    after=after,
)
def test_no_mac_address_survives(
    number: int, sign: str, upper: bool, before: str, after: str
) -> None:
    digits = f"{number:012X}" if upper else f"{number:012x}"
    mac = sign.join(digits[at : at + 2] for at in range(0, 12, 2))
    assert mac not in redact(f"link {before}{mac}{after}")


@given(number=st.integers(0, 2**48 - 1), before=before, after=after)
def test_no_mac_address_without_colons_survives(number: int, before: str, after: str) -> None:
    digits = f"{number:012x}"
    dotted = ".".join(digits[at : at + 4] for at in range(0, 12, 4))
    for name in (f"enx{digits}", f"wlx{digits}", f"mac={digits}", dotted):
        assert name not in redact(f"link {before}{name}{after}")


@given(email=st.emails(), before=before, after=after)
def test_no_email_address_survives(email: str, before: str, after: str) -> None:
    assert email not in redact(f"mail {before}{email}{after}")


@given(other=st.uuids(), before=before, after=after, upper=st.booleans())
def test_no_uuid_survives_except_that_of_the_session(
    other: uuid.UUID, before: str, after: str, upper: bool
) -> None:
    text = str(other).upper() if upper else str(other)
    left = redact(f"id {before}{text}{after} of {SESSION}", session=SESSION)
    assert text not in left
    assert SESSION in left
    assert other.hex not in redact(f"id {before}{other.hex}{after}")


names = st.text(string.ascii_lowercase + string.digits + "_-", min_size=2, max_size=20).filter(
    lambda name: name[0] in string.ascii_lowercase and name not in ("root", "user")
)


@given(
    name=names,
    path=st.sampled_from(["/home/{}/x", "/Users/{}/x", r"C:\Users\{}\x", "/home/{}", "~{}/x"]),
    before=before,
)
def test_no_user_name_in_a_home_path_survives(name: str, path: str, before: str) -> None:
    assert path.format(name) not in redact(f"open {before}{path.format(name)}")


@given(
    random_source=st.randoms(use_true_random=False),
    length=st.integers(24, 80),
    alphabet=st.sampled_from(
        [
            string.ascii_letters + string.digits,
            string.hexdigits[:16],
            string.ascii_letters + string.digits + "+/",
            string.ascii_letters + string.digits + "-_",
            string.ascii_lowercase + string.digits,
        ]
    ),
    before=before,
    after=after,
    noise=noises,
)
def test_no_long_random_secret_survives(
    random_source: random.Random,
    length: int,
    alphabet: str,
    before: str,
    after: str,
    noise: str,
) -> None:
    # Hypothesis prefers simple values over random ones; no key generator produces those.
    generator = random.Random(random_source.getrandbits(64) ^ 0x5DEECE66D)
    secret = "".join(generator.choice(alphabet) for _ in range(length))
    left = redact(f"key {before}{split_by(noise, secret, length // 2)}{after}")
    assert secret not in left


passwords = st.text(
    st.characters(min_codepoint=33, max_codepoint=126, exclude_characters="\"'`\\"), min_size=6
)


@given(
    key=st.sampled_from(
        [
            *("password", "passwd", "PASSWORD", "DB_PASS", "MYSQL_ROOT_PASSWORD", "dbPass", "pwd"),
            *("token", "API_TOKEN", "access_token", "secret", "CLIENT_SECRET", "api_key", "apikey"),
            *("API-Key", "aws_secret_access_key", "private_key", "passphrase", "credentials"),
        ]
    ),
    form=st.sampled_from(
        ["{}={}", "{}: {}", "{} = {}", "{}:{}", '{}="{}"', "{}='{}'", '"{}": "{}"', "{} => '{}'"]
    )
    | st.sampled_from(["--{} {}", "--{}={}", "export {}={}", "?{}={}", '{{"a":1,"{}":"{}"}}']),
    secret=passwords,
    before=st.sampled_from(["", "+ ", "  ", "Environment=", "-e ", "# "]),
)
def test_no_value_of_a_sensitive_key_survives(
    key: str, form: str, secret: str, before: str
) -> None:
    assume(not secret.startswith("-") and not secret.startswith("<") and secret not in key)
    assert secret not in redact(before + form.format(key, secret))


@given(
    scheme=st.sampled_from(["https", "postgresql", "ftp", "redis"]), user=names, secret=passwords
)
def test_no_password_in_a_url_survives(scheme: str, user: str, secret: str) -> None:
    assume(not re.match(r"\d{1,5}/", secret))
    left = redact(f"clone {scheme}://{user}:{secret}@git.example.org/app.git")
    assert f"/{user}:" not in left
    assert f"{secret}@" not in left


@given(
    command=st.sampled_from(
        [
            *("mysql -u root -p{} db", "mysqldump --single-transaction -p'{}' db"),
            *(
                "mariadb -P 3306 -p {}",
                "redis-cli -h db -p 6379 -a {} ping",
                "sshpass -p '{}' ssh x",
            ),
            *("ldapsearch -p 389 -D cn=admin -w {}", "unzip -P {} a.zip", "curl -u 'bob:{}' x.org"),
            *("echo 'root:{}' | chpasswd", "chpasswd <<< 'root:{}'", "smbclient //a/b -U bob%{}"),
            *("CREATE USER a IDENTIFIED BY '{}';", "ALTER ROLE a PASSWORD '{}'"),
            *("SET PASSWORD FOR a@localhost = '{}'", "+ PW='-password {}'", "+ var_pw={}"),
            *("<ApiKey>{}</ApiKey>", 'set_password("{}")', r'{{"a":"{{\"password\":\"{}\"}}"}}'),
            *("password:\n  {}", "password: correct {} staple", "machine x login y password {}"),
        ]
    ),
    secret=st.text(string.ascii_letters + string.digits + "!%+_^", min_size=6),
)
def test_no_password_in_a_command_or_configuration_survives(command: str, secret: str) -> None:
    assume(secret not in command)
    assert secret not in redact(command.format(secret))


@given(
    header=st.sampled_from(["Authorization: Bearer {}", "authorization: Basic {}", "Cookie: a={}"])
    | st.sampled_from(["X-Api-Key: {}", "Set-Cookie: s={}; Path=/", "Proxy-Authorization: {}"]),
    secret=st.text(string.ascii_letters + string.digits + "._~+/-", min_size=6),
    around=st.sampled_from(["{}", "> {}", 'curl -H "{}" https://x.org', "-H '{}'"]),
)
def test_no_secret_in_a_header_survives(header: str, secret: str, around: str) -> None:
    assert header.format(secret) not in redact(around.format(header.format(secret)))


@given(
    key=st.binary(min_size=60, max_size=600),
    kind=st.sampled_from(["RSA PRIVATE KEY", "OPENSSH PRIVATE KEY", "PRIVATE KEY", "CERTIFICATE"]),
    first=st.integers(0, 4),
    last=st.integers(0, 4),
)
def test_no_line_of_a_truncated_private_key_survives(
    key: bytes, kind: str, first: int, last: int
) -> None:
    lines = base64.encodebytes(key).decode().splitlines()
    block = [f"-----BEGIN {kind}-----", *lines, f"-----END {kind}-----"]
    assume(first + last < len(block) and (first == 0 or last == 0))
    cut = block[first : len(block) - last]
    left = redact("\n".join(["cat id", *cut, "exit 1"]) if not last else "\n".join(["a b", *cut]))
    assert [line for line in lines if line in left] == []


def test_a_message_that_mentions_a_key_redacts_only_its_line() -> None:
    log = (
        "must begin with -----BEGIN OPENSSH PRIVATE KEY-----, not that\nexit code 1: npm ci failed."
    )
    assert redact(log) == "must begin with <key>\nexit code 1: npm ci failed."


@given(key=st.binary(min_size=300, max_size=600))
def test_no_line_of_a_key_truncated_at_both_ends_survives(key: bytes) -> None:
    lines = base64.encodebytes(key).decode().splitlines()[1:]
    assert [line for line in lines if line in redact("\n".join(lines))] == []


@given(text=st.text(max_size=300))
def test_redacted_text_has_no_control_characters_and_is_stable(text: str) -> None:
    left = redact(text, session=SESSION, hosts=HOSTS)
    assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", left)
    assert redact(left, session=SESSION, hosts=HOSTS) == left


FRAGMENTS = (
    *("password", "token", " is ", " to ", "=", ": ", "=>", " ", "\n", "'", '"', "`", "\\", '\\"'),
    *("geheim", "<", ">", "<secret>", "<ip>", "/", "/home/", "alice", "root", "@", "nas.local"),
    *(
        "10.0.0.1",
        "fe80::1",
        "::",
        "%eth0",
        "AA:BB:CC:DD:EE:FF",
        "-p ",
        "mysql ",
        "curl -u ",
        "ssh ",
    ),
    *("chown ", "useradd ", "su ", "sudo -u ", "echo ", "| chpasswd", "Authorization: ", "Bearer "),
    *("-----BEGIN X KEY-----", "-----END X KEY-----", "abcdefghij0123456789klmn", "&quot;", "$("),
    *("$6$abcdefgh$", ")", ",", "?code=", "~", "C:\\Users\\", "user ", "uid=1000(", "hostname="),
    *("serial=", "/dev/disk/by-id/", "ata-X_ABCDEFGH1", "UUID=", "server7", "pve", ".example.org"),
    *(
        "a@b.co",
        "ssh-rsa AAAA ",
        "root@pam!x=",
        "Linux ",
        "6.8.12",
        "2026-01-01T00:00:00Z ",
        "x[1]:",
    ),
    *("43%", "\r", "\b", "\x1b[31m", "\x1b[2K", "[====>  ] 3", "null", "</Password>", "<Password>"),
)


@given(fragments=st.lists(st.sampled_from(FRAGMENTS), max_size=10))
def test_redacting_twice_changes_nothing(fragments: list[str]) -> None:
    left = redact("".join(fragments), session=SESSION, hosts=HOSTS)
    assert redact(left, session=SESSION, hosts=HOSTS) == left


def test_host_names_are_redacted_as_words_but_common_words_kept_in_paths() -> None:
    text = "Alices-NUC: cannot read /etc/pve/lxc/101.conf on node pve (alices-nuc.example.org)"
    left = redact(text, hosts=("alices-nuc", "pve", "localhost"))
    assert left == "<host>: cannot read /etc/pve/lxc/101.conf on node <host> (<host>)"


@pytest.mark.parametrize(
    ("line", "left"),
    [
        ("cloud.kunden.example.net refused", "cloud.<host> refused"),
        ("http://server7.other.example:80/", "http://<host>:80/"),
        ("server7.service: failed", "<host>.service: failed"),
        ('volume group pve is full, "pve" too', 'volume group pve is full, "pve" too'),
        ("PVE::Storage on pve", "PVE::Storage on <host>"),
    ],
)
def test_the_domain_of_the_host_is_redacted_with_its_name(line: str, left: str) -> None:
    assert redact(line, hosts=HOSTS) == left


@pytest.mark.parametrize(
    ("line", "left"),
    [
        ("password hunter2", "password <secret>"),
        ("The generated admin password is: Xy7!kk", "The generated admin password is: <secret>"),
        ("Password for alice: hunter2", "Password for <user>: <secret>"),
        ("htpasswd -b /etc/x alice geheim", "htpasswd <secret>"),
        ("usermod -p '$6$abc$defghijklmnop' x", "usermod -p '<secret>' <user>"),
        (
            "https://x.org/cb?code=abcd1234&state=xyz",
            "https://x.org/cb?code=<secret>&state=<secret>",
        ),
        ("https://hooks.slack.com/services/T0/B0/Xab", "https://hooks.slack.com/services/<secret>"),
        ("bot1234567:ABC-DEF", "bot1234567:<secret>"),
        ('to "bob smith"@example.com', "to <email>"),
        ("smb://WORKGROUP;alice:pw@nas/share", "smb://<secret>@nas/share"),
        ("password authentication failed", "password authentication failed"),
        ("+ ADMIN_PASS='it'\\''s geheim' next", "+ ADMIN_PASS='<secret>' next"),
        ('Authorization: Digest username="a", response="b"', "Authorization: <secret>"),
        ("(using password: YES)", "(using password: YES)"),
        ("token is invalid, token: null", "token is invalid, token: null"),
        ("docker run -u 1000:1000 -p 80:80 x", "docker run -u 1000:1000 -p 80:80 x"),
        ("mysql://root:p@ss@localhost/x", "mysql://<secret>@localhost/x"),
        ("GET /a?x=1&api_key=abc", "GET /a?x=1&api_key=<secret>"),
        (r"C:\Users\Alice Smith\x", r"C:\Users\<user>\x"),
        ("ssh alice@nas uptime", "ssh <user>@<host> uptime"),
        ("ping: nas: Name or service not known", "ping: <host>: Name or service not known"),
        (
            "Can't connect to http://db:80 or http://localhost",
            "Can't connect to http://<host>:80 or http://localhost",
        ),
        ("sshpass -p geheim ssh root@10.0.0.3", "sshpass -p <secret> ssh root@<ip>"),
    ],
)
def test_secrets_in_odd_places_are_redacted_and_messages_kept(line: str, left: str) -> None:
    assert redact(line) == left


def test_the_uuid_of_the_session_is_kept_in_upper_and_lower_case() -> None:
    assert redact(f"a {SESSION.upper()} b", session=SESSION) == f"a {SESSION} b"


def test_progress_output_is_reduced_to_its_end_and_repeated_lines_to_one() -> None:
    log = "Fetching:   1%\rFetching:  50%\rFetching: 100%\nagain\nagain\nagain\n⠋\n[####    ] 40%\n"
    assert redact(log) == "Fetching: 100%\nagain"


@pytest.mark.parametrize(
    ("log", "left"),
    [
        ("⠙ idealTree\x1b[1G\x1b[0K✔ done", "✔ done"),
        ("a1b2 Downloading [==>    ]  1.2MB/30MB\na1b2 Pull complete", "a1b2 Pull complete"),
        ("  1,234,567  43%    1.20MB/s    0:00:01\nrsync error", "rsync error"),
        (
            "Progress: resolved 1, added 0\nProgress: resolved 9, added 0, done",
            "Progress: resolved 9, added 0, done",
        ),
        (
            "/dev/sda1  94G  90G 100% /\n/dev/sda2  94G  90G 100% /x",
            "/dev/sda1  94G  90G 100% /\n/dev/sda2  94G  90G 100% /x",
        ),
    ],
)
def test_progress_meters_are_removed_and_tables_kept(log: str, left: str) -> None:
    assert redact(log) == left


def test_an_overlong_line_without_spaces_leaves_no_partial_address() -> None:
    line = ",".join(["10.0.0.1"] * 1000)
    assert "10.0" not in redact(line)


def test_a_secret_overwritten_by_a_carriage_return_is_removed() -> None:
    assert redact("password=hunter2secret\rDone") == "Done"


def test_the_tail_of_a_log_fits_and_starts_with_a_whole_line() -> None:
    log = "\n".join(f"line {number}" for number in range(1000))
    left = redacted_tail(log, 100, cut=False)
    assert len(left) <= 100
    assert left.splitlines()[0] in log.splitlines()
    assert left.endswith("line 999")


def test_a_line_whose_beginning_is_missing_is_left_out() -> None:
    assert redacted_tail("cretvalue\nnext", 100, cut=True) == "next"
    assert redacted_tail("whole\nnext", 100, cut=False) == "whole\nnext"
    assert redacted_tail("all there is\n", 100, cut=True) == "all there is"


def test_truncation_never_splits_a_placeholder() -> None:
    for limit in range(12, 60):
        for log in (
            "a\npassword=hunter2 and more\nb",
            "b\na password=hunter2 and more of 10.0.0.1",
        ):
            left = redacted_tail(log, limit, cut=False)
            assert len(left) <= limit
            assert "hunter" not in left
            assert left.count("<") == left.count(">")


@pytest.mark.parametrize(
    "unit",
    [
        *("a", ":", "1.", "a:", "-", "/", "=", "password", "password=", "-----BEGIN ", "\n", "@"),
        *("-----BEGIN X-----", "-----BEGIN X-----\n", "-----BEGIN X-----\nMIIE\n"),
        *("A" * 30 + "\n", "a@", "'", '"', "\\", "http://", "\x1b[", "\r", "\b", "<", "1", " "),
        *("-p ", "mysql ", "::", "0:", "https://a:", "-----END X-----\n", "eyJ", "e.", "curl -u "),
    ],
)
def test_redacting_hostile_text_takes_linear_time(unit: str) -> None:
    def seconds(characters: int) -> float:
        # Lines of the maximum length, so that patterns that are quadratic in a line also show.
        line = (unit * 4_990)[:4_990]
        text = "\n".join(f"{line}{number}" for number in range(characters // 4_990))
        begin = time.process_time()
        redact(text)
        return time.process_time() - begin

    seconds(5_000)
    small = min(seconds(5_000) for _ in range(2))
    # Eight times the text; a quadratic pattern would take 64 times as long.
    assert seconds(40_000) < 24 * small + 0.05


@pytest.mark.parametrize(
    "unit", ["1", "1.", " ", "--pass", "token_", "a@", "pass_", "echo ", "ssh "]
)
def test_redacting_a_hostile_line_takes_little_longer_than_an_ordinary_one(unit: str) -> None:
    def seconds(line: str) -> float:
        begin = time.process_time()
        redact(line)
        return time.process_time() - begin

    ordinary = "Setting up libpython3.11-minimal:amd64 (3.11.2-6+deb12u2) ... "
    usual = min(seconds((ordinary * 80)[:4_990]) for _ in range(3))
    assert min(seconds((unit * 4_990)[:4_990]) for _ in range(2)) < 20 * usual
