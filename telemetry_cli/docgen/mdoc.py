"""Text in mdoc(7), the one macro language of the manual pages."""

from __future__ import annotations

from collections.abc import Iterable


def text(plain: str) -> str:
    """`plain` escaped so that roff prints it unchanged."""
    escaped = plain.replace("\\", "\\e").replace("-", "\\-").replace("'", "\\(aq")
    escaped = escaped.replace("^", "\\(ha").replace("~", "\\(ti").replace("`", "\\(ga")
    return f"\\&{escaped}" if escaped.startswith((".", "\\(aq")) else escaped


def argument(plain: str) -> str:
    """`plain` as one argument of a macro, which takes no word for another macro."""
    escaped = text(plain).replace('"', "\\(dq")
    return f'"{escaped}"' if " " in escaped else f"\\&{escaped}"


def sentences(plain: str) -> str:
    """`plain` with each sentence on a line of its own, as mdoc(7) asks for."""
    return text(plain).replace(". ", ".\n").replace("; ", ";\n")


def tagged(items: Iterable[tuple[str, str]]) -> str:
    """A list of tags, each in mdoc already, with its plain text; '' without items."""
    lines = [line for tag, plain in items for line in (f".It {tag}", sentences(plain))]
    return "\n".join([".Bl -tag -width Ds", *lines, ".El"]) if lines else ""


def bullets(items: Iterable[str]) -> str:
    """A list of plain texts; '' without items."""
    lines = [line for plain in items for line in (".It", sentences(plain))]
    return "\n".join([".Bl -bullet -compact", *lines, ".El"]) if lines else ""
