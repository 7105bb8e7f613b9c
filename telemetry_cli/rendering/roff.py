"""Text in the language of manual pages."""

from __future__ import annotations


def text(plain: str) -> str:
    """`plain` as roff shows it unchanged."""
    escaped = plain.replace("\\", "\\e").replace("-", "\\-").replace("'", "\\(aq")
    escaped = escaped.replace("^", "\\(ha").replace("~", "\\(ti").replace("`", "\\(ga")
    return f"\\&{escaped}" if escaped.startswith((".", "\\(aq")) else escaped


def argument(plain: str) -> str:
    """`plain` as one argument of an mdoc macro, which takes no word for a macro of its own."""
    escaped = text(plain).replace('"', "\\(dq")
    return f'"{escaped}"' if " " in escaped else f"\\&{escaped}"


def sentences(plain: str) -> str:
    """`plain` with each sentence on a line of its own, as mdoc(7) asks for."""
    return text(plain).replace(". ", ".\n").replace("; ", ";\n")
