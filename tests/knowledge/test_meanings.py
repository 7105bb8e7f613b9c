"""What an exit code means after a command."""

from __future__ import annotations

import subprocess
from fnmatch import fnmatchcase

import pytest

from telemetry_cli.knowledge.exit_code_table import FAMILIES, ROWS
from telemetry_cli.knowledge.exit_codes import UNKNOWN, category, describe
from telemetry_cli.knowledge.explanations import CATEGORIES, KNOWN, explanation
from telemetry_cli.knowledge.meanings import meanings

PROGRAMS = (
    *("pct", "qm", "pvesm", "lvcreate", "ssh", "whiptail", "php8.3", "composer", "curl", "wget"),
    *("apt-get", "apk", "dpkg", "make", "tar", "grep", "getent", "psql", "git", "cargo", "npm"),
    *("node", "python3", "systemctl", "docker", "bash", "setup_uv", "pg_dump", "server", "exit"),
)


@pytest.mark.parametrize(
    ("code", "command", "words", "kind"),
    [
        (255, 'pct start "$CTID"', "Proxmox", "proxmox"),
        (255, "NEXTID=$(pvesh get /cluster/nextid)", "Proxmox", "proxmox"),
        (255, "pct exec 105 -- true", "Proxmox", "proxmox"),
        (255, "ssh root@10.0.0.2 uptime", "ssh", "network"),
        (255, 'CHOICE=$(whiptail --menu "x" 10 60 3>&1 1>&2 2>&3)', "Esc", "user_aborted"),
        (255, "pct exec 105 -- php occ upgrade", "PHP", "runtime"),
        (5, "pvesm alloc local-lvm 105 vm-105-disk-0 4G", "LVM", "storage"),
        (5, "lvcreate -n x pve", "LVM", "storage"),
        (5, "wget https://example.org", "Certificate", "network"),
        (5, "curl https://example.org", "Proxy", "network"),
        (4, "wget -q https://example.org", "wget: Network failure", "network"),
        (8, "wget -qO- https://example.org | bash", "HTTP error", "network"),
        (22, "X=$(curl -fsSL https://example.org | jq .x)", "HTTP error", "network"),
        (22, "curl -fsSL https://example.org | bash", "HTTP error", "network"),
        (100, "$STD apt-get install -y x", "APT", "dependency"),
        (2, "make -j4", "make", "service"),
        (2, "tar -xzf x.tar.gz", "tar", "storage"),
        (2, "getent hosts example.org", "getent", "network"),
        (2, "su - postgres -c 'psql -l'", "PostgreSQL", "database"),
        (2, "grep x y", "grep", "shell"),
        (2, "curl -s https://example.org | bash", "syntax error", "shell"),
        (1, "X=$(curl -s https://example.org | grep tag_name)", "grep: No line", "shell"),
        (1, "[[ -f /etc/x ]]", "Condition", "shell"),
        (101, "cargo build --release", "Rust", "dependency"),
        (128, "git clone https://example.org/x", "git", "config"),
        (129, "git clone --bogus", "git", "config"),
        (243, "npm ci", "EACCES", "permission"),
        (228, "npm ci", "ENOSPC", "storage"),
        (247, "python3 manage.py migrate", "SIGKILL", "resource"),
        (124, "timeout 60 curl https://example.org", "time limit", "timeout"),
        (125, 'timeout 60 "$UV_BIN" sync', "did not start", "service"),
        (125, "timeout 60 curl https://example.org", "did not start", "service"),
        (126, "./server", "not executable", "permission"),
        (127, "foo --bar", "not found", "dependency"),
        (137, "npm run build", "Killed (SIGKILL / Out of memory?)", "resource"),
        (138, "server", "SIGUSR1", "signal"),
        (0, "pct start 105", "Success", "none"),
    ],
)
def test_the_program_decides_what_a_code_means(
    code: int, command: str, words: str, kind: str
) -> None:
    assert words in describe(code, command)
    assert category(code, command) == kind


@pytest.mark.parametrize(
    ("code", "command", "description"),
    [
        (25, "pct set 105 --memory 4096", "pct failed (exit code 25)"),
        (1, "pct exec 105 -- npm ci", "npm failed (exit code 1)"),
        (1, "docker compose up -d", "docker failed (exit code 1)"),
        (12, "tar -xzf x", "tar failed (exit code 12)"),
        (60, "apt-get update", "apt-get failed (exit code 60)"),
        (101, "apt-get update", "apt-get failed (exit code 101)"),
        (100, "npm ci", "npm failed (exit code 100)"),
        (206, "pct create 105 x", "pct failed (exit code 206)"),
        (170, "psql app", "psql failed (exit code 170)"),
        (25, "pg_dump app", "pg_dump failed (exit code 25)"),
        (255, "dpkg -i x.deb", "dpkg failed (exit code 255)"),
        (78, "/usr/local/bin/server", "server failed (exit code 78)"),
    ],
)
def test_a_family_that_cannot_apply_is_not_named(code: int, command: str, description: str) -> None:
    assert describe(code, command) == description
    assert category(code, command) == ("shell" if code == 1 else "unknown")


@pytest.mark.parametrize(
    "command",
    [
        None,
        "",
        "X=5",
        '"$UV_BIN" sync',
        'sudo -E "$UV_BIN" sync',
        "exit 6",
        "return 6",
        "setup_uv",
        "bash install.sh",
        'lxc-attach -n "$CTID" -- bash -c "$(curl -fsSL https://example.org/x.sh)"',
    ],
)
@pytest.mark.parametrize("code", [6, 25, 100, 137, 206, 255])
def test_a_script_or_function_or_no_program_has_the_general_meaning(
    code: int, command: str | None
) -> None:
    assert describe(code, command) == describe(code)
    assert category(code, command) == category(code)
    assert explanation(code, command) == explanation(code)


@pytest.mark.parametrize("code", range(256))
def test_after_any_program_a_code_has_a_description_that_fits_a_line(code: int) -> None:
    for program in PROGRAMS:
        description = describe(code, program)
        assert 0 < len(description) <= 80
        assert "{" not in description
        assert category(code, program) in {*CATEGORIES, "unknown"}


def test_an_explanation_after_a_command_is_that_of_its_program() -> None:
    known = explanation(5, "pvesm alloc local-lvm 105 vm-105-disk-0 4G")
    assert (known.code, known.origin, known.category) == (5, "pvesm", "storage")
    assert any("lvs" in fix.command for fix in known.fixes)
    assert "proxy" not in " ".join((*known.causes, *map(str, known.fixes), *known.elsewhere))
    neutral = explanation(25, "pct set 105 --memory 4096")
    assert neutral.description == "pct failed (exit code 25)"
    assert neutral.causes
    assert neutral.fixes


ENTRIES = [(row["code"], entry) for row in ROWS for entry in row.get("by_command", ())]


@pytest.mark.parametrize(("code", "entry"), ENTRIES, ids=str)
def test_every_meaning_by_command_is_complete(code: int, entry: dict[str, object]) -> None:
    description = str(entry["description"])
    assert entry["programs"]
    assert entry["category"] in CATEGORIES
    assert 0 < len(description) <= 80
    assert description.isascii()
    assert not set(description) & set("'\"`$\\\n{}")
    assert description != describe(code)


def test_every_family_belongs_to_an_origin() -> None:
    assert set(FAMILIES) <= {known.origin for known in KNOWN}


@pytest.mark.parametrize("code", range(256))
def test_the_last_meaning_matches_every_program(code: int) -> None:
    assert meanings(code)[-1].programs == ("*",)


def test_bash_finds_the_same_meanings_with_case() -> None:
    def arm(meaning_code: int) -> str:
        lines = (
            f"    {'|'.join(meaning.programs)}) printf '%s\\n' '{meaning.description}' ;;"
            for meaning in meanings(meaning_code)
        )
        return f"  {meaning_code}) case $2 in\n" + "\n".join(lines) + "\n  esac ;;"

    arms = "\n".join(arm(code) for code in range(256))
    asked = [(code, program) for code in range(256) for program in PROGRAMS]
    calls = "\n".join(f"told {code} {program}" for code, program in asked)
    script = f"told() {{ case $1 in\n{arms}\nesac; }}\n{calls}\n"
    done = subprocess.run(["bash"], input=script, capture_output=True, text=True, check=True)
    phrases = done.stdout.splitlines()
    assert len(phrases) == len(asked)
    for (code, program), phrase in zip(asked, phrases, strict=True):
        assert phrase.replace("{program}", program) == describe(code, program)


def test_a_code_that_nobody_defines_stays_unknown_after_a_script() -> None:
    assert describe(199, "update_script") == UNKNOWN
    assert describe(199, "curl https://example.org") == "curl failed (exit code 199)"
    assert not any(fnmatchcase("curl", pattern) for pattern in meanings(199)[0].programs)
