"""Generates the tables of the README: the fields of a record, and the environment variables.

Run `python -m telemetry_cli.docgen.readme README.md` to replace them.
"""

from __future__ import annotations

import re
import sys
from pathlib import Path

from telemetry_cli.core.record import FIELDS
from telemetry_cli.docgen.variables import VARIABLES
from telemetry_cli.rendering.markdown_table import markdown_table
from telemetry_cli.rendering.table import Cell, Column, Table


def tables() -> tuple[str, ...]:
    """The generated tables of the README."""
    fields = Table(
        [Column("field"), Column("example"), Column("why")],
        [
            [
                _code(field.name),
                _code(field.example) if field.example else Cell("not sent"),
                Cell(field.why),
            ]
            for field in FIELDS
        ],
    )
    variables = Table(
        [Column("variable"), Column("meaning"), Column("default")],
        [
            [_code(variable.name), Cell(variable.meaning), Cell(variable.default)]
            for variable in VARIABLES
        ],
    )
    return markdown_table(fields), markdown_table(variables)


def _code(text: str) -> Cell:
    return Cell(text, verbatim=True)


def main(readme: Path) -> None:
    """Replace the tables in `readme` that have the same headers."""
    text = readme.read_text("utf-8")
    for table in tables():
        header = re.escape(table.partition("\n")[0])
        old = re.search(rf"{header}\n(?:\|[^\n]*\n)+", text)
        if old:
            text = text.replace(old[0], f"{table}\n")
    readme.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
