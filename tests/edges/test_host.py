"""Proxmox VE version and names of the host."""

from __future__ import annotations

import socket
import subprocess
import sys
from pathlib import Path

import pytest

from telemetry_cli.edges import host


@pytest.fixture
def pveversion(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """The path of a pveversion stub; the test writes its body."""
    monkeypatch.setenv("PATH", f"{tmp_path}:/usr/bin:/bin")
    stub = tmp_path / "pveversion"
    stub.touch(0o755)
    return stub


@pytest.mark.parametrize(
    ("body", "version"),
    [
        ("echo 'pve-manager/8.2.2/9355359cd7afbae4 (running kernel: 6.8.4-2-pve)'", "8.2.2"),
        ("echo 'pve-manager/9.0.3/025864202ebb6109 (running kernel: 6.14.8-2-pve)'", "9.0.3"),
        ("echo nonsense", None),
        ("printf '\\377\\376'", None),
        ("exit 1", None),
        ("echo pve-manager/8.2.2/x; exit 1", None),
        ("echo proxmox-ve: 8.2.0", None),
        ("echo nothing >&2", None),
        ("cat; echo pve-manager/8.2.2/x", "8.2.2"),
        ("echo pve-manager/8.2.2/x; kill -9 $$", None),
    ],
)
def test_the_version_is_read_from_pveversion(
    pveversion: Path, body: str, version: str | None
) -> None:
    pveversion.write_text(f"#!/bin/sh\n{body}\n")
    assert host.pve_version(10) == version


def test_without_pveversion_there_is_no_version(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    assert host.pve_version(10) is None


@pytest.mark.parametrize("seconds", [0.3, 3600])
def test_a_hanging_pveversion_is_killed_at_the_timeout(pveversion: Path, seconds: float) -> None:
    pveversion.write_text(
        f"#!{sys.executable}\nimport time; time.sleep(15); print('pve-manager/8.2.2/x')\n"
    )
    assert host.pve_version(seconds) is None


def test_a_pveversion_that_cannot_be_executed_yields_no_version(pveversion: Path) -> None:
    pveversion.write_text("#!/no/such/interpreter\n")
    assert host.pve_version(10) is None
    pveversion.chmod(0o644)
    assert host.pve_version(10) is None


def test_stderr_of_pveversion_is_not_shown(
    pveversion: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    pveversion.write_text("#!/bin/sh\necho warning >&2\necho pve-manager/8.2.2/x\n")
    assert host.pve_version(10) == "8.2.2"
    assert capfd.readouterr() == ("", "")


def test_pveversion_does_not_consume_the_stdin_of_the_installer(pveversion: Path) -> None:
    pveversion.write_text("#!/bin/sh\nread line\necho pve-manager/8.2.2/x\n")
    program = "from telemetry_cli.edges.host import pve_version; print(pve_version(1))"
    command, pipe = [sys.executable, "-c", program], subprocess.PIPE
    root = Path(__file__).parent.parent.parent
    with subprocess.Popen(command, cwd=root, stdin=pipe, stdout=pipe, text=True) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "8.2.2\n"


def test_host_names_are_found_without_a_network_lookup(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    hosts = tmp_path / "hosts"
    name = socket.gethostname()
    hosts.write_text(
        f"127.0.0.1 localhost\n10.0.0.2 {name}.example.net {name} nuc # mine\n10.0.0.3 other\n"
    )
    monkeypatch.setattr(host, "_HOSTS", hosts)
    assert set(host.names()) == {name, name.partition(".")[0], f"{name}.example.net", "nuc"}
    monkeypatch.setattr(host, "_HOSTS", tmp_path / "missing")
    assert name in host.names()
