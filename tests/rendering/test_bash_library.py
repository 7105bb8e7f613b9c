"""The text of the bash library: small, clean, and what it says is what the package knows."""

from __future__ import annotations

import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

from telemetry_cli.core.record import START_FIELDS
from telemetry_cli.knowledge.exit_codes import category, describe
from telemetry_cli.rendering.bash_library import bash_library

CODES = range(256)
FUNCTIONS = [
    "post_to_api",
    "post_to_api_vm",
    "post_update_to_api",
    "explain_exit_code",
    "post_progress_to_api",
    "telemetry_new_attempt",
    "init_tool_telemetry",
    "post_tool_to_api",
    "post_addon_to_api",
    "categorize_error",
    "start_install_timer",
    "get_install_duration",
    "detect_gpu",
    "detect_cpu",
    "detect_ram",
    "detect_repo_source",
]


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Path:
    file = tmp_path_factory.mktemp("library") / "api.func"
    file.write_text(bash_library())
    return file


def said(script: str, library: Path) -> list[str]:
    """The lines that a script prints in a shell without any program."""
    done = subprocess.run(
        ["/bin/bash", "-c", f"set -eu; source {library}; PATH=\n{script}"],
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stderr == ""
    return done.stdout.splitlines()


def test_it_is_small_enough_to_be_sourced_by_url() -> None:
    assert len(bash_library().encode()) <= 30_000


def test_it_passes_shellcheck(library: Path) -> None:
    done = subprocess.run(
        [Path(sys.executable).parent / "shellcheck", "--shell=bash", str(library)],
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stdout) == (0, "")


def test_nothing_of_the_template_is_left_to_fill_in() -> None:
    assert not re.findall(r"@[A-Z_]+@", bash_library())


def test_it_has_every_function_that_installers_call(library: Path) -> None:
    assert said(f"declare -F {' '.join(FUNCTIONS)}", library) == FUNCTIONS


def test_it_passes_on_every_variable_of_a_field() -> None:
    exported = re.findall(r"export .*", bash_library())
    for field in START_FIELDS:
        if field.variable:
            assert any(field.variable in line.split() for line in exported)
            assert f"${{{field.variable}-}}" in bash_library()


def test_a_code_alone_means_what_the_command_says(library: Path) -> None:
    codes = " ".join(map(str, CODES))
    script = f"for code in {codes}; do explain_exit_code $code; done"
    assert said(script, library) == [describe(code) for code in CODES]


@pytest.mark.parametrize("code", ["256", "", "x", "010", "-1", "1;2", "$(id)"])
def test_what_is_no_exit_code_is_unknown(library: Path, code: str) -> None:
    script = f"explain_exit_code {code!r}; categorize_error {code!r}"
    assert said(script, library)[0] == "Unknown error"


def test_a_code_has_the_category_of_the_table(library: Path) -> None:
    codes = " ".join(map(str, CODES))
    script = f"for code in {codes}; do categorize_error $code; done"
    assert said(script, library) == [category(code) for code in CODES]


def test_a_category_that_the_installer_sets_is_the_one(library: Path) -> None:
    assert said("ERROR_CATEGORY_OVERRIDE=network; categorize_error 1", library) == ["network"]


COMMANDS = """
pct set 105 --memory 2048
qm importdisk "$VMID" "$FILE" $STORAGE
curl -fsSL https://example.org/archive -o archive
$STD apt-get install -y curl
apt-get update && apt-get install -y curl
pct exec 105 -- bash -c "apt update"
lxc-attach -n 5 -- bash -c "$(curl -fsSL "$URL")"
FILE=$(curl -fsSL "$URL")
wget -q "$URL" >/dev/null 2>&1
sudo systemctl start caddy
$STD npm ci --omit=dev
cd /opt/app && npm run build
fetch_and_deploy_gh_release "app"
exit 25
return 7
[[ -f file ]]
ssh root@host reboot
timeout 10 curl "$URL"
mysql_upgrade -u root
dpkg -i package.deb || true
git clone "$URL"
cat file | grep word
su - postgres -c "psql -c 'select 1'"
DEBIAN_FRONTEND=noninteractive ./install.sh
/usr/bin/curl "$URL" | tar xz
bash -c "$(curl -fsSL "$URL")"
qm create $VMID -name $HN -tags "proxmox-helper-scripts;ubuntu" -net0 virtio,bridge=$BRG
while read -r line; do curl "$line"; done
""".strip().splitlines()


@pytest.mark.parametrize("command", COMMANDS)
def test_after_a_command_a_code_means_what_telemetry_cli_says(library: Path, command: str) -> None:
    script = f"command={shlex.quote(command)}; for exit_code in {{0..255}}; do "
    texts = said(script + "explain_exit_code $exit_code; done", library)
    for code, text in zip(CODES, texts, strict=True):
        # The meanings of rare programs are left out for want of room.
        assert text == describe(code, command) or re.fullmatch(
            rf"[\w.-]+ failed \(exit code {code}\)", text
        )


@pytest.mark.parametrize(
    ("script", "text"),
    [
        ("explain_exit_code 25", "curl: Upload failed"),
        ("command='pct set 1'; explain_exit_code 25", "pct failed (exit code 25)"),
        ("command='curl x'; explain_exit_code 25", "curl: Upload failed"),
        ("exit_code=7 command='pct set 1'; explain_exit_code 25", "curl: Upload failed"),
        ("rc=25 cmd='pct set 1'; explain_exit_code 25", "pct failed (exit code 25)"),
        ("rc=7 cmd='pct set 1'; explain_exit_code 25", "curl: Upload failed"),
        ("deploy() { :; }; command='deploy x'; explain_exit_code 25", "curl: Upload failed"),
        ("command='pct set 1'; explain_exit_code 137", "Killed (SIGKILL / Out of memory?)"),
        ("command='apt-get install curl'; explain_exit_code 6", "apt-get failed (exit code 6)"),
    ],
)
def test_the_command_is_the_one_of_the_handler_that_has_this_code(
    library: Path, script: str, text: str
) -> None:
    assert said(script, library) == [text]


def test_timers_count_from_the_first_start(library: Path) -> None:
    script = (
        "get_install_duration; INSTALL_START_TIME=$(($(printf '%(%s)T' -1) - 7))\n"
        "start_install_timer; get_install_duration"
    )
    first, second = said(script, library)
    assert first == "0"
    assert int(second) in (7, 8)
