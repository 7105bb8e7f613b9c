"""What the Proxmox VE host says."""

from __future__ import annotations

from pathlib import Path

import pytest

from telemetry_cli.edges import host


@pytest.fixture
def pveversion(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """A stub of the command; the test writes its body."""
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
        ("exec sleep 60", None),
    ],
)
def test_the_version_is_what_pveversion_prints(
    pveversion: Path, body: str, version: str | None
) -> None:
    pveversion.write_text(f"#!/bin/sh\n{body}\n")
    assert host.pve_version(10) == version


def test_where_there_is_no_pveversion_there_is_no_version(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    assert host.pve_version(10) is None
