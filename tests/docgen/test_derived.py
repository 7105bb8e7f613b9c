"""Adding something is one entry in one place: everything else derives from it."""

from __future__ import annotations

import ast
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from telemetry_cli import commands as command_modules
from telemetry_cli.cli import COMMANDS
from telemetry_cli.core.record import FIELDS

ROOT = Path(__file__).parent.parent.parent
PACKAGE = ROOT / "telemetry_cli"
NEW_FIELD = """
    Field(
        name="kernel",
        kind=Kind.TEXT,
        option="--kernel",
        variable="KERNEL",
        metavar="TEXT",
        help="The kernel that runs.",
        maximum=MAX_NAME,
        example="6.8.12-4-pve",
        why="failures of a single kernel",
    ),
)

FIELD = {"""
NEW_CODE = """
    {
        "code": 229,
        "origin": "proxmox",
        "category": "proxmox",
        "description": "Proxmox: A code of tomorrow",
        "names": ("tomorrow",),
        "causes": ("Something that does not exist yet.",),
        "fixes": ({"command": "true", "why": "it does nothing"},),
        "elsewhere": (),
    },
)
"""


class Copy:
    """A copy of the package that can be changed and run."""

    def __init__(self, directory: Path, variables: dict[str, str]) -> None:
        self._directory = directory
        self._variables = {**variables, "PYTHONPATH": str(directory)}
        ignored = shutil.ignore_patterns("__pycache__")
        shutil.copytree(PACKAGE, directory / "telemetry_cli", ignore=ignored)
        shutil.copytree(ROOT / "man" / "parts", directory / "man" / "parts")
        shutil.copy(ROOT / "README.md", directory)
        (directory / "completions").mkdir()

    def replace(self, file: str, old: str, new: str) -> None:
        path = self._directory / "telemetry_cli" / file
        text = path.read_text("utf-8")
        assert text.count(old) == 1, (file, old)
        path.write_text(text.replace(old, new), encoding="utf-8")

    def run(self, module: str, *arguments: str, **changes: str) -> str:
        done = subprocess.run(
            [sys.executable, "-m", module, *arguments],
            cwd=self._directory,
            env={**self._variables, **changes},
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stderr
        return done.stdout

    def generated(self, generator: str, target: str, file: str) -> str:
        self.run(f"telemetry_cli.docgen.{generator}", target)
        return (self._directory / file).read_text("utf-8")


@pytest.fixture
def copy(tmp_path: Path, variables: dict[str, str]) -> Copy:
    return Copy(tmp_path / "copy", variables)


def test_a_new_field_is_an_option_a_request_and_documented(copy: Copy) -> None:
    copy.replace("core/record.py", ")\n\nFIELD = {", NEW_FIELD)
    assert "--kernel" in copy.run("telemetry_cli", "start-vm", "--help", COLUMNS="200")
    assert "--kernel" in copy.run("telemetry_cli", "run", "--help", COLUMNS="200")
    assert '"kernel": "6.8"' in copy.run("telemetry_cli", "start-lxc", "--dry-run", KERNEL="6.8")
    assert '"kernel": "6.9"' in copy.run("telemetry_cli", "start-lxc", "--kernel=6.9", "--dry-run")
    assert "kernel" in copy.generated("manpages", "man", "man/telemetry-cli-privacy.7")
    assert "kernel" in copy.generated("manpages", "man", "man/telemetry-cli-run.1")
    assert "kernel" in copy.generated("completions", "completions", "completions/_telemetry-cli")
    assert "| `kernel` | `6.8.12-4-pve` |" in copy.generated("readme", "README.md", "README.md")
    assert '"kernel"' in copy.run(
        *("json.tool", "--compact"), schema(copy)
    )  # the server's collection


def schema(copy: Copy) -> str:
    """A file with the definition of the collection that `serve` sets up."""
    file = copy._directory / "schema.json"
    program = (
        "import json; from telemetry_cli.core.schema import schema;"
        "print(json.dumps(schema('records', hardened=True)))"
    )
    done = subprocess.run(
        [sys.executable, "-c", program],
        env={**os.environ, "PYTHONPATH": str(copy._directory)},
        cwd=copy._directory,
        capture_output=True,
        text=True,
        check=True,
    )
    file.write_text(done.stdout)
    return str(file)


def test_a_new_exit_code_is_explained_documented_and_in_the_bash_library(copy: Copy) -> None:
    file = "knowledge/exit_code_table.py"
    text = (PACKAGE / file).read_text("utf-8")
    assert text.endswith("\n)\n")
    last = text.splitlines()[-20:]
    copy.replace(file, "\n".join(last) + "\n", "\n".join(last[:-1]) + NEW_CODE)
    description = "Proxmox: A code of tomorrow"
    assert copy.run("telemetry_cli", "explain", "tomorrow") == f"{description}\n"
    assert description in copy.run("telemetry_cli", "init", "bash")
    assert description in copy.generated("manpages", "man", "man/telemetry-cli-exit-codes.7")


def test_every_module_with_a_command_is_in_the_table_of_commands() -> None:
    shared = {"__init__", "criteria", "options", "shared_options"}
    modules = {path.stem for path in Path(command_modules.__path__[0]).glob("*.py")} - shared
    assert modules == {entry.module for entry in COMMANDS}


@pytest.mark.parametrize("module", sorted({entry.module for entry in COMMANDS}))
def test_every_command_has_a_test_file(module: str) -> None:
    assert (ROOT / "tests" / "commands" / f"test_{module}.py").exists()


def test_every_field_that_is_sent_has_a_purpose() -> None:
    for field in FIELDS:
        assert field.why, f"{field.name}: add `why` to its entry in core/record.py"


def test_module_names_are_unique_outside_commands() -> None:
    names = [
        path.stem
        for path in PACKAGE.rglob("*.py")
        if path.stem != "__init__" and path.parent.name != "commands"
    ]
    assert sorted(names) == sorted(set(names))


BELOW = {
    "knowledge": set[str](),
    "redaction": set[str](),
    "core": {"knowledge"},
    "edges": {"core", "knowledge"},
    "analysis": {"core", "knowledge"},
    "reporting": {"edges", "core", "knowledge", "redaction"},
    "rendering": {"analysis", "core", "knowledge"},
    "docgen": {"commands", "rendering", "edges", "core", "knowledge"},
}
"""The folders that each folder may import."""


@pytest.mark.parametrize("folder", BELOW)
def test_a_folder_imports_only_the_folders_below_it(folder: str) -> None:
    for file in (PACKAGE / folder).rglob("*.py"):
        for node in ast.walk(ast.parse(file.read_text("utf-8"))):
            modules = [node.module or ""] if isinstance(node, ast.ImportFrom) else []
            modules += [name.name for name in node.names] if isinstance(node, ast.Import) else []
            for module in modules:
                parts = module.split(".")
                if parts[0] == "telemetry_cli" and len(parts) > 1 and (PACKAGE / parts[1]).is_dir():
                    assert parts[1] in BELOW[folder] | {folder}, f"{file.name} imports {module}"


@pytest.mark.parametrize("folder", [*BELOW, "commands"])
def test_every_folder_has_a_docstring(folder: str) -> None:
    tree = ast.parse((PACKAGE / folder / "__init__.py").read_text("utf-8"))
    assert ast.get_docstring(tree)
