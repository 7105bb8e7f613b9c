"""Errors that are shown to the user."""

from __future__ import annotations


class UserError(Exception):
    """A command cannot go on. Its text is one line: the mistake, the value, the remedy."""
