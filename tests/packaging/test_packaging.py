"""The wheel, the archive and the Debian package, built and used."""

from __future__ import annotations

import io
import os
import re
import shlex
import ssl
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
import trustme

from telemetry_cli import __version__
from telemetry_cli.docgen.command_line import commands
from tests import proxy as faults
from tests.conftest import Server
from tests.packaging.conftest import ROOT

MAN_PAGES = sorted(file.name for file in (ROOT / "man").glob("*.[17]"))
SHARED = {
    "share/bash-completion/completions/telemetry-cli",
    "share/zsh/site-functions/_telemetry-cli",
    "share/fish/vendor_completions.d/telemetry-cli.fish",
    *(f"share/man/man{name[-1]}/{name}" for name in MAN_PAGES),
}
DEBIAN_PYTHON = "/usr/bin/python3"


def run(
    *command: str | Path, variables: dict[str, str], status: int = 0, timeout: float = 60
) -> str:
    done = subprocess.run(
        [str(word) for word in command],
        env=variables,
        capture_output=True,
        text=True,
        timeout=timeout,
        check=False,
    )
    assert done.returncode == status, (command, done.stdout, done.stderr)
    return done.stdout


def members(archive: Path | io.BytesIO) -> list[str]:
    with zipfile.ZipFile(archive) as opened:
        return opened.namelist()


def test_the_wheel_contains_man_pages_and_completions(wheel: Path) -> None:
    names = members(wheel)
    data = {name.partition(".data/data/")[2] for name in names if ".data/data/" in name}
    assert data == SHARED


def test_an_installed_wheel_works_and_installs_man_pages_and_completions(
    wheel: Path, tmp_path: Path, variables: dict[str, str]
) -> None:
    run(sys.executable, "-m", "venv", tmp_path / "venv", variables=variables)
    pip = tmp_path / "venv" / "bin" / "pip"
    run(pip, "install", "--quiet", wheel, variables=dict(os.environ), timeout=300)
    program = tmp_path / "venv" / "bin" / "telemetry-cli"
    assert run(program, "--version", variables=variables) == f"telemetry-cli {__version__}\n"
    for name in SHARED:
        assert (tmp_path / "venv" / name).exists(), name


@pytest.mark.parametrize("python", [DEBIAN_PYTHON, sys.executable])
def test_the_archive_needs_nothing_but_python(
    archive: Path, python: str, variables: dict[str, str]
) -> None:
    def cli(*arguments: str, status: int = 0) -> str:
        return run(python, "-S", archive, *arguments, variables=variables, status=status)

    assert cli("--version") == f"telemetry-cli {__version__}\n"
    assert cli("explain", "137", "oom") == "Killed (SIGKILL / Out of memory?)\n" * 2
    assert "post_to_api()" in cli("init", "bash")
    assert cli("start-lxc", "--app", "plex", "--dry-run").startswith("POST ")
    assert "telemetry-cli query" in cli("query", "--help")
    cli("nonsense", status=2)


def test_every_command_of_the_archive_has_help(archive: Path, variables: dict[str, str]) -> None:
    for command in commands():
        shown = run(DEBIAN_PYTHON, archive, *command.path, "--help", variables=variables)
        assert command.summary.split()[0] in shown


def test_reporting_and_searching_work_from_the_archive(
    archive: Path, variables: dict[str, str], pocketbase: Server, random_id: str, tmp_path: Path
) -> None:
    for arguments in (
        ("start-lxc", "--random-id", random_id, "--strict"),
        ("update", "failed", "137", "--random-id", random_id, "--strict"),
        ("doctor",),
        ("stats", "--html", str(tmp_path / "report.html")),
    ):
        run(DEBIAN_PYTHON, archive, *arguments, variables=variables)
    assert pocketbase.only(random_id)["exit_code"] == 137
    shown_record = run(DEBIAN_PYTHON, archive, "show", random_id, variables=variables)
    assert "Killed (SIGKILL / Out of memory?)" in shown_record
    assert "By day" in (tmp_path / "report.html").read_text("utf-8")


def test_the_archive_unpacks_no_files(
    archive: Path, variables: dict[str, str], tmp_path: Path
) -> None:
    scratch = tmp_path / "scratch"
    scratch.mkdir()
    quiet = variables | {"DIAGNOSTICS": "no", "TMPDIR": str(scratch), "HOME": str(scratch)}
    run(DEBIAN_PYTHON, archive, "start-lxc", variables=quiet)
    run(DEBIAN_PYTHON, archive, "query", variables=quiet, status=1)
    assert list(scratch.rglob("*")) == []


def test_the_archive_uses_requests_ca_bundle(
    archive: Path, variables: dict[str, str], pocketbase: Server, tmp_path: Path
) -> None:
    authority = trustme.CA()
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert("127.0.0.1").configure_cert(context)
    authority.cert_pem.write_to_path(str(tmp_path / "ca.pem"))
    with faults.running(pocketbase.url, context) as secure:
        place = variables | {"PB_URL": secure.url}
        run(DEBIAN_PYTHON, archive, "query", variables=place, status=1)
        trusting = place | {"REQUESTS_CA_BUNDLE": str(tmp_path / "ca.pem")}
        run(DEBIAN_PYTHON, archive, "query", variables=trusting)


def test_building_the_archive_is_reproducible(archive: Path, tmp_path: Path) -> None:
    again = tmp_path / "again.pyz"
    environment = {**os.environ, "PYTHON": sys.executable}
    run(ROOT / ".ci" / "zipapp", again, variables=environment, timeout=300)
    assert again.read_bytes() == archive.read_bytes()


def test_the_debian_package_has_this_version_and_depends_only_on_python(deb: Path) -> None:
    fields = run("dpkg-deb", "--field", deb, variables=dict(os.environ))
    assert f"Version: {__version__}\n" in fields
    assert "\nDepends: python3 (>= 3.11)\n" in fields
    assert "Architecture: all" in fields


def test_the_debian_package_passes_lintian(deb: Path) -> None:
    output = run(
        *("lintian", "--allow-root", "--fail-on", "error,warning", deb),
        variables=dict(os.environ),
    )
    assert not re.search("^[EW]:", output, re.MULTILINE)


def test_the_debian_package_installs_files_in_their_places(deb: Path) -> None:
    listed = run("dpkg-deb", "--contents", deb, variables=dict(os.environ))
    for path in (
        *("/usr/bin/telemetry-cli", "/usr/share/telemetry-cli/api.func"),
        "/usr/share/bash-completion/completions/telemetry-cli",
        "/usr/share/zsh/vendor-completions/_telemetry-cli",
        "/usr/share/fish/vendor_completions.d/telemetry-cli.fish",
        *(f"/usr/share/man/man{name[-1]}/{name}.gz" for name in MAN_PAGES),
    ):
        assert f".{path}\n" in listed, path


LIFE = """
set -e
dpkg --install "$1" >/dev/null
cd /
telemetry-cli --version
test "$(telemetry-cli explain 137)" = 'Killed (SIGKILL / Out of memory?)'
bash -c '. /usr/share/telemetry-cli/api.func; explain_exit_code 6'
ls /usr/share/telemetry-cli/lib/telemetry_cli/__pycache__ | grep -c main >/dev/null
HOME=/root DIAGNOSTICS=yes PB_URL=http://127.0.0.1:9 telemetry-cli start-lxc --app plex
test -e /root/.local/state/telemetry-cli/state.db
PYTHONPATH=/tmp/hostile telemetry-cli query --help >/dev/null
dpkg --install "$2" >/dev/null
HOME=/root DIAGNOSTICS=yes PB_URL=http://127.0.0.1:9 telemetry-cli flush --list | grep -q plex
dpkg --remove telemetry-cli >/dev/null
test ! -e /usr/share/telemetry-cli
test -e /root/.local/state/telemetry-cli/state.db
mkdir -p /root/.local/share/telemetry-cli/serve/pb_data /root/.local/state/telemetry-cli/serve
dpkg --purge telemetry-cli | grep 'is kept in'
test -d /root/.local/share/telemetry-cli/serve/pb_data
test "$(ls -A /root/.local/state/telemetry-cli)" = serve
! dpkg --status telemetry-cli 2>/dev/null
echo purged
"""


def test_the_debian_package_can_be_installed_upgraded_removed_and_purged(
    deb: Path, tmp_path: Path
) -> None:
    newer = tmp_path / "newer.deb"
    tree = tmp_path / "tree"
    raise_version = (
        f"dpkg-deb -R {deb} {tree} && sed -i 's/^Version: .*/&.1/' {tree}/DEBIAN/control"
        f" && dpkg-deb -b {tree} {newer}"
    )
    run("sh", "-c", raise_version, variables=dict(os.environ))
    # An overlay over this machine's file system takes all changes; the machine is not touched.
    for name in ("upper", "work", "root"):
        (tmp_path / name).mkdir()
    mount = f"lowerdir=/,upperdir={tmp_path}/upper,workdir={tmp_path}/work"
    script = (
        f"mount -t overlay overlay -o {mount} {tmp_path}/root"
        f" && cp {deb} {newer} {tmp_path}/root/tmp/ && rm -rf {tmp_path}/root/root/.local"
        f" && mount --bind /dev {tmp_path}/root/dev"
        f" && exec chroot {tmp_path}/root /bin/sh -c {shlex.quote(LIFE)} sh"
        f" /tmp/{deb.name} /tmp/{newer.name}"
    )
    environment = {"PATH": "/usr/sbin:/usr/bin:/sbin:/bin", "LC_ALL": "C.UTF-8", "HOME": "/root"}
    output = run("unshare", "--mount", "sh", "-c", script, variables=environment, timeout=120)
    assert output.splitlines() == [
        f"telemetry-cli {__version__}",
        "curl: Host name does not resolve (DNS)",
        *(
            f"telemetry-cli: the database of 'telemetry-cli serve' is kept in /root/.local/{place}"
            for place in ("state/telemetry-cli/serve", "share/telemetry-cli/serve")
        ),
        "purged",
    ]


def test_the_debian_changelog_has_the_version_of_the_package() -> None:
    changelog = (ROOT / ".ci" / "debian" / "changelog").read_text()
    assert changelog.startswith(f"telemetry-cli ({__version__}) ")


def test_no_package_contains_docgen(wheel: Path, archive: Path, deb: Path) -> None:
    with zipfile.ZipFile(archive) as outer:
        source = outer.read("source.zip")
    names = [
        *members(wheel),
        *members(archive),
        *members(io.BytesIO(source)),
        *run("dpkg-deb", "--contents", deb, variables=dict(os.environ)).split(),
    ]
    assert any("telemetry_cli/knowledge" in name for name in names)
    assert not [name for name in names if "docgen" in name]
