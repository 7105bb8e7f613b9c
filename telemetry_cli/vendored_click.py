"""The private parts of Typer that are used here.

Typer 0.26 to 0.28 vendor click under a private name and export no alternative. The version range in
pyproject.toml depends on that.
"""

from typer._click.core import Command, Context
from typer._click.exceptions import ClickException, UsageError

__all__ = ["ClickException", "Command", "Context", "UsageError"]
