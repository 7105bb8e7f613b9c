"""Generates static completion scripts for bash, zsh and fish: TAB does not start Python.

Run `python -m telemetry_cli.docgen.completions completions`.
"""

from __future__ import annotations

import sys
from pathlib import Path

from telemetry_cli.docgen.bash_completion import bash_script
from telemetry_cli.docgen.command_line import PROGRAM
from telemetry_cli.docgen.fish_completion import fish_script
from telemetry_cli.docgen.zsh_completion import zsh_script


def scripts() -> dict[str, str]:
    """All scripts, by file name."""
    return {
        f"{PROGRAM}.bash": bash_script(),
        f"_{PROGRAM}": zsh_script(),
        f"{PROGRAM}.fish": fish_script(),
    }


def main(directory: Path) -> None:
    """Write the scripts to `directory`."""
    for name, script in scripts().items():
        (directory / name).write_text(script, encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
