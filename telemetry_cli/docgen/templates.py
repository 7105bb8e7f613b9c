"""Fills in the templates in this directory; `@NAME@` is a placeholder."""

from __future__ import annotations

import re
from importlib import resources


def fill(template: str, **parts: str) -> str:
    """The template file with all placeholders replaced; drops empty lines from mdoc templates."""
    text = (resources.files(__package__) / template).read_text("utf-8")
    filled = re.sub(r"@(?P<name>[A-Z_]+)@", lambda match: parts[match["name"].lower()], text)
    return re.sub(r"\n{2,}", "\n", filled) if template.endswith(".mdoc") else filled
