"""The parts of click that Typer keeps to itself, in one place.

Typer 0.26 to 0.28 carry a copy of click under a private name and offer no public one; the version
range in pyproject.toml is bound to that.
"""

from typer._click.core import Command, Context
from typer._click.exceptions import ClickException, UsageError

__all__ = ["ClickException", "Command", "Context", "UsageError"]
