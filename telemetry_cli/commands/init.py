"""init: what a shell needs to report through telemetry-cli."""

from __future__ import annotations

import sys
from enum import StrEnum
from typing import Annotated

import typer

from telemetry_cli.rendering.bash_library import bash_library


class Shell(StrEnum):
    """The shells that installers are written in."""

    BASH = "bash"


def init(shell: Annotated[Shell, typer.Argument(help="The shell of the installers.")]) -> None:
    """Print the bash library that replaces api.func.

    It is to be sourced or installed in the place of api.func. Existing installers report through it
    unchanged: post_to_api, post_to_api_vm, post_update_to_api and explain_exit_code keep their
    contract.

    Example: telemetry-cli init bash > api.func
    """
    match shell:
        case Shell.BASH:
            sys.stdout.write(bash_library())
