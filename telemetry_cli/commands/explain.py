"""explain: what an exit code means."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from telemetry_cli.core.exit_codes import FIRST, LAST, describe
from telemetry_cli.core.text import shown


def explain(
    codes: Annotated[list[str], typer.Argument(metavar="CODE...", help="Exit codes, 0-255.")],
) -> None:
    """Say what an exit code means, one line a code.

    Example: telemetry-cli explain 137
    """
    numbers = [_number(code) for code in codes]
    is_labelled = len(numbers) > 1 and sys.stdout.isatty()
    for number in numbers:
        typer.echo(f"{number:3}  {describe(number)}" if is_labelled else describe(number))


def _number(text: str) -> int:
    digits = text.strip()
    if digits.isascii() and digits.isdigit() and len(digits) <= 9 and FIRST <= int(digits) <= LAST:
        return int(digits)
    message = f"'{shown(text)}' is no exit code: give a whole number from {FIRST} to {LAST}"
    raise typer.BadParameter(message)
