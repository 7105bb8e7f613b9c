"""init: print the library with which shell scripts report through telemetry-cli."""

from __future__ import annotations

import sys
from enum import StrEnum
from typing import Annotated

import typer

from telemetry_cli.rendering.bash_library import bash_library


class Shell(StrEnum):
    """A shell that installers are written in."""

    BASH = "bash"


def init(shell: Annotated[Shell, typer.Argument(help="The shell of the installers.")]) -> None:
    """Print the bash library that replaces api.func.

    Source it, or install it in place of api.func. Existing installers then report through it
    without changes: post_to_api, post_to_api_vm, post_update_to_api and explain_exit_code work as
    before.

    Example: telemetry-cli init bash > api.func
    """
    match shell:
        case Shell.BASH:
            sys.stdout.write(bash_library())
