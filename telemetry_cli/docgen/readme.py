"""The tables of the README: what is sent, and the environment variables.

`python -m telemetry_cli.docgen.readme README.md` writes them over the ones that are there.
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
    """Every table that the README has to contain."""
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
        [[_code(one.name), Cell(one.meaning), Cell(one.default)] for one in VARIABLES],
    )
    return markdown_table(fields), markdown_table(variables)


def _code(text: str) -> Cell:
    return Cell(text, verbatim=True)


def main(readme: Path) -> None:
    """Replace each table in `readme` that has the same header."""
    text = readme.read_text("utf-8")
    for table in tables():
        header = re.escape(table.partition("\n")[0])
        written = re.search(rf"{header}\n(?:\|[^\n]*\n)+", text)
        if written:
            text = text.replace(written[0], f"{table}\n")
    readme.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
