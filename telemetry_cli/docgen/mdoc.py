"""Formats text in mdoc(7), the macro language of the man pages."""

from __future__ import annotations

import re
from collections.abc import Iterable


def text(plain: str) -> str:
    """`plain` escaped for roff."""
    escaped = plain.replace("\\", "\\e").replace("-", "\\-").replace("'", "\\(aq")
    escaped = escaped.replace("^", "\\(ha").replace("~", "\\(ti").replace("`", "\\(ga")
    return f"\\&{escaped}" if escaped.startswith((".", "\\(aq")) else escaped


def argument(plain: str) -> str:
    """`plain` as one argument of a macro, so that no word of it is taken for another macro."""
    escaped = text(plain).replace('"', "\\(dq")
    return f'"{escaped}"' if " " in escaped else f"\\&{escaped}"


def sentences(plain: str) -> str:
    """`plain` with each sentence on a new line, as mdoc(7) recommends."""
    return re.sub(r"(?<!e\.g\.)(?<=[.;]) ", "\n", text(plain))


def tagged(items: Iterable[tuple[str, str]]) -> str:
    """A list of tags (in mdoc) and their plain texts; '' if there are no items."""
    lines = [line for tag, plain in items for line in (f".It {tag}", sentences(plain))]
    return "\n".join([".Bl -tag -width Ds", *lines, ".El"]) if lines else ""


def bullets(items: Iterable[str]) -> str:
    """A bullet list of plain texts; '' if there are no items."""
    lines = [line for plain in items for line in (".It", sentences(plain))]
    return "\n".join([".Bl -bullet -compact", *lines, ".El"]) if lines else ""
