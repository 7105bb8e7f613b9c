"""Errors that are reported to the user."""

from __future__ import annotations


class UserError(Exception):
    """A command cannot continue. The message is one line: the mistake, the value, the remedy."""
