"""All that is known of an exit code."""

from __future__ import annotations

import re
from typing import NamedTuple

import pytest
from hypothesis import given
from hypothesis import strategies as st

from telemetry_cli.knowledge.exit_code_table import ROWS
from telemetry_cli.knowledge.explanations import (
    CATEGORIES,
    KNOWN,
    ExitCode,
    Fix,
    explanation,
    find,
    search,
)

BY_COMMAND = [
    explanation(row["code"], re.sub(r"\*$|\[.*", "", entry["programs"][0]) or "x")
    for row in ROWS
    for entry in row.get("by_command", ())
]
"""What codes mean after a program that gives them a meaning of its own."""


@pytest.mark.parametrize(
    "known", [*KNOWN, *BY_COMMAND], ids=lambda known: f"{known.origin}:{known.code}"
)
def test_every_code_tells_why_and_what_to_do(known: ExitCode) -> None:
    assert known.causes
    assert known.fixes
    for text in (*known.causes, *map(str, known.fixes), *known.elsewhere):
        assert text.strip() == text
        assert 0 < len(text) <= 160
        assert text.isascii()


def test_no_name_means_two_codes() -> None:
    names = [name.lower() for known in KNOWN for name in known.names]
    assert len(set(names)) == len(names)


@pytest.mark.parametrize("code", range(256))
def test_every_number_of_a_byte_is_explained(code: int) -> None:
    known = explanation(code)
    assert known.code == code
    assert known.description
    assert known.causes
    assert known.fixes


@pytest.mark.parametrize(
    ("word", "code"),
    [
        ("137", 137),
        (" 0137 ", 137),
        ("SIGKILL", 137),
        ("sigkill", 137),
        ("oom", 137),
        ("EX_TEMPFAIL", 75),
        ("curl:6", 6),
        ("CURL:28", 28),
        ("proxmox:214", 214),
    ],
)
def test_a_code_is_found_by_number_name_and_origin(word: str, code: int) -> None:
    assert find(word).code == code


@pytest.mark.parametrize(
    ("word", "remedy"),
    [
        ("SIGKIL", "did you mean SIGKILL"),
        ("ex_tempfial", "did you mean EX_TEMPFAIL"),
        ("curl:137", "did you mean curl:"),
        ("256", "0 to 255"),
        ("-1", "0 to 255"),
        ("", "0 to 255"),
        ("no such thing", "0 to 255"),
    ],
)
def test_what_is_no_exit_code_is_told_with_a_remedy(word: str, remedy: str) -> None:
    with pytest.raises(ValueError, match=r"is not an exit code") as error:
        find(word)
    assert remedy in str(error.value)


@given(st.text())
def test_any_text_is_a_code_or_a_harmless_line(text: str) -> None:
    try:
        assert 0 <= find(text).code <= 255
    except ValueError as error:
        assert len(str(error).splitlines()) == 1  # noqa: PT017
        assert "\x1b" not in str(error)  # noqa: PT017


def test_all_words_of_a_search_have_to_stand_somewhere() -> None:
    assert [known.code for known in search("cluster QUORUM")] == [210, 215]
    assert search("quorum", "database") == []
    assert len(search("")) == len(KNOWN)


def test_the_categories_divide_the_codes() -> None:
    found = [known for category in CATEGORIES for known in search("", category)]
    assert sorted(found) == sorted(KNOWN)


class Hazard(NamedTuple):
    """Commands that destroy something or that last, by a pattern of the command, and the pattern of
    the warning that their reason has to give. `warning` None: no reason makes them good advice."""

    example: str
    command: str
    warning: str | None


DELETES = r"\bdelet|\bremov|\boverwrit|\bempt"
REPLACES = r"\breplac|\boverwrit"
PERMANENT = r"\bpermanent|\bstays\b|\breplac"
ONLY_IF = r"\bonly (if|on|when)\b"
HAZARDS = (
    Hazard("rm -rf /opt/app", r"(^|[;&|(]|sudo|xargs)\s*(rm|rmdir|shred|truncate)\s", DELETES),
    Hazard("find /tmp -name x -delete", r"\s-delete\b|-exec\s+rm\b", DELETES),
    Hazard("mkfs.ext4 /dev/sdb", r"\b(mkfs|mkswap|wipefs|sgdisk|parted|fdisk)\b", DELETES),
    Hazard("dd if=/dev/zero of=/dev/sdb", r"\bdd\b.*\bof=", DELETES),
    Hazard("lvremove pve/vm-105-disk-0", r"\b(lv|vg|pv)remove\b|\blvreduce\b", DELETES),
    Hazard("zfs destroy rpool/data/x", r"\b(zfs|zpool)\s+(destroy|rollback)\b", DELETES),
    Hazard("pct destroy 105", r"\b(pct|qm)\s+(destroy|rollback|delsnapshot)\b", DELETES),
    Hazard("pvesm free local:x", r"\b(pvesm\s+(free|remove)|pveam\s+remove)\b", DELETES),
    Hazard("docker system prune -a", r"\b(docker|podman)\b.*\b(prune|rm|rmi|down\s+-v)\b", DELETES),
    Hazard("journalctl --vacuum-size=9M", r"--vacuum", DELETES),
    Hazard("git clean -fdx", r"\bgit\s+(clean|reset\s+--hard|checkout\s+(-f|--))", DELETES),
    Hazard("dropdb app", r"\b(dropdb|DROP\s+(DATABASE|TABLE|USER|ROLE))\b", DELETES),
    Hazard("ssh-keygen -R host", r"\bssh-keygen\s+-R\b", ONLY_IF),
    Hazard("apt-get install -f", r"--fix-broken|\binstall\s+-f\b|-f\s+install\b", r"may remove"),
    Hazard("apt-get autoremove", r"\bautoremove\b|\bpurge\b|\bapt(-get)?\s+remove\b", DELETES),
    Hazard("apt-get dist-upgrade", r"\b(dist|full)-upgrade\b", r"answer no if it would remove"),
    Hazard("apt-get upgrade", r"\bapt(-get)?\s+upgrade\b|\bpveupgrade\b", None),
    Hazard("apt-get install --only-upgrade pve-manager", r"--only-upgrade", None),
    Hazard(
        "apt-get install pve-container",
        r"\bapt(-get)?\s+install\b.*\b(pve-|lxc-pve|proxmox-|qemu-server|libpve)",
        None,
    ),
    Hazard("dpkg --force-all -i x.deb", r"--force-|--allow-downgrades|--allow-untrusted", None),
    Hazard("pip install --break-system-packages x", r"--break-system-packages", None),
    Hazard(
        "curl -k https://x", r"\bcurl\s.*(-k\b|--insecure)|--no-check-certificate", r"^Do not\b"
    ),
    Hazard(
        "chmod -R 777 /opt", r"\bch(mod|own|grp)\s+(-\w+\s+)*(-\w*R|--recursive)", r"\bevery file\b"
    ),
    Hazard("sysctl -w vm.x=1", r"\bsysctl\s+-w\b|/proc/sys/\S+\s*$.*>|>\s*/proc/", r"\buntil\b"),
    Hazard("echo x=1 >> /etc/sysctl.d/x.conf", r">\s*/etc/|\btee\b.*/etc/", PERMANENT),
    Hazard("git config --global x y", r"\bgit\s+config\s+--(global|system)\b", PERMANENT),
    Hazard(
        "npm config set x y", r"\b(npm|pnpm|yarn|composer)\s+config\s+(-g\s+)?\w+\b.*\S", PERMANENT
    ),
    Hazard("chsh -s /bin/bash", r"\bchsh\b|\busermod\b", PERMANENT),
    Hazard("tailscale set --x=y", r"\btailscale\s+set\b", PERMANENT),
    Hazard(
        "ALTER USER x IDENTIFIED BY 'y'", r"\bALTER\s+(USER|ROLE)\b|\\\\?password", r"locks? .* out"
    ),
    Hazard("mariadb-upgrade", r"\b(mariadb-upgrade|mysql_upgrade|pg_upgrade\w*)\b", r"\bbackup\b"),
    Hazard("pct set 105 --memory 4096", r"\b(pct|qm)\s+set\b.*-(memory|swap|cores)\s+\d", None),
    Hazard("export var_ram=4096", r"\bvar_(ram|cpu|disk)=\d", None),
    Hazard(
        "pct set 105 --memory <MB>",
        r"\b(pct|qm)\s+set\b.*-(memory|swap|cores)\b",
        r"\babsolute\b.*\blower (one|value)s?\b",
    ),
    Hazard("pct set 105 --features nesting=1", r"--features\s+(?!<old>)", None),
    Hazard("pct set 105 --features <old>,nesting=1", r"--features\b", r"\breplac.*\bexposes\b"),
    Hazard(
        "pct set 105 --nameserver 1.1.1.1", r"\b(pct|qm)\s+set\b.*-(nameserver|cpu)\b", REPLACES
    ),
    Hazard("pvesm set local --content iso", r"\bpvesm\s+set\b", REPLACES),
    Hazard("pct resize 105 rootfs +4G", r"\b(pct|qm)\s+resize\b", r"cannot be shrunk"),
    Hazard(
        "pct reboot 105", r"\b(pct|qm)\s+(reboot|stop|shutdown|reset)\b", r"\b(restarts|stops?)\b"
    ),
    Hazard("reboot", r"(^|[;&]\s*)(reboot|poweroff|shutdown|init\s+\d)\b", r"\b(restarts|stops)\b"),
    Hazard("pct unlock 105", r"\b(pct|qm)\s+unlock\b", ONLY_IF),
    Hazard("pvecm expected 1", r"\bpvecm\s+(expected|delnode)\b", r"\bdangerous\b"),
    Hazard(
        "kill -9 1234", r"\bkill(all)?\s+-(9|KILL|s\s*KILL)\b|\bpkill\b", r"\blos(es?|t)\b|\bdamage"
    ),
    Hazard("systemctl mask x", r"\bsystemctl\s+(-\S+\s+)*(mask|disable|enable)\b", PERMANENT),
    Hazard("sed -i s/x/y/ file", r"\bsed\s+(-\w+\s+)*-\w*i", r"\bchanges\b"),
    Hazard("rustup update stable", r"\brustup\s+(update|default)\b", REPLACES),
)


@pytest.mark.parametrize("hazard", HAZARDS, ids=lambda hazard: hazard.command)
def test_each_hazard_is_found_in_its_example_and_needs_its_warning(hazard: Hazard) -> None:
    assert hazard in _unwarned(Fix(command=hazard.example, why="shows the reason"))


def test_a_command_in_prose_needs_its_warning_too() -> None:
    assert _unwarned(Fix(advice="Remember pct destroy 105 for later."))
    assert _unwarned(Fix(command="pct list", why="then pct destroy 105"))


@pytest.mark.parametrize(
    "known", [*KNOWN, *BY_COMMAND], ids=lambda known: f"{known.origin}:{known.code}"
)
def test_no_destructive_or_lasting_command_stands_without_a_warning(known: ExitCode) -> None:
    for fix in known.fixes:
        assert not _unwarned(fix), f"{fix} needs a warning"
    for text in known.elsewhere:
        assert not _unwarned(Fix(advice=text)), f"{text} needs a warning"


@pytest.mark.parametrize(
    "known", [*KNOWN, *BY_COMMAND], ids=lambda known: f"{known.origin}:{known.code}"
)
def test_every_command_has_its_reason(known: ExitCode) -> None:
    assert not [fix.command for fix in known.fixes if fix.command and not fix.why]


def _unwarned(fix: Fix) -> list[Hazard]:
    """The hazards of `fix` that its reason (or, of advice, the advice itself) does not name."""
    warning = fix.why or fix.advice
    return [
        hazard
        for hazard in HAZARDS
        if any(re.search(hazard.command, text) for text in (fix.command, fix.why, fix.advice))
        and not (hazard.warning and re.search(hazard.warning, warning))
    ]
