"""The name of the distribution; `telemetry-cli` on PyPI belongs to another project."""

from __future__ import annotations

import re
import subprocess
import tomllib
from pathlib import Path

ROOT = Path(__file__).parent.parent
_ADVICE = re.compile(
    r"(?:pipx?|uv(?: tool| pip)?)(?: -\S+)* (?:install|inject|upgrade)(?: -\S+)*"
    r" ['\"]?telemetry-cli"
)


def test_no_text_advises_installing_the_other_project() -> None:
    listed = subprocess.run(
        ["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=True
    )
    files = [ROOT / name for name in listed.stdout.split("\0") if name]
    advice = [
        f"{file.name}: {found[0]}"
        for file in files
        if file.is_file() and file != Path(__file__)
        for found in _ADVICE.finditer(file.read_text("utf-8", "replace"))
    ]
    assert advice == []


def test_the_search_for_wrong_install_advice_works() -> None:
    for line in ("pip install telemetry-cli", "pipx install 'telemetry-cli[local]'"):
        assert _ADVICE.search(line)
    assert not _ADVICE.search("pip install 'pve-telemetry-cli[local]'")


def test_extras_refer_to_this_distribution() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    own = [
        requirement
        for extra in project["optional-dependencies"].values()
        for requirement in extra
        if "telemetry-cli" in requirement
    ]
    assert project["name"] == "pve-telemetry-cli"
    assert own
    assert all(requirement.startswith("pve-telemetry-cli[") for requirement in own)
