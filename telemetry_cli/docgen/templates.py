"""Fills the templates beside this module: `@NAME@` stands for a part."""

from __future__ import annotations

import re
from importlib import resources


def fill(template: str, **parts: str) -> str:
    """The template file of that name with every mark replaced; lines left empty are dropped."""
    text = (resources.files(__package__) / template).read_text("utf-8")
    filled = re.sub(r"@([A-Z_]+)@", lambda mark: parts[mark[1].lower()], text)
    return re.sub(r"\n{2,}", "\n", filled) if template.endswith(".mdoc") else filled
