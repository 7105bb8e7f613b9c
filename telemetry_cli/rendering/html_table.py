"""Draws tables as HTML; texts are escaped here."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape

from telemetry_cli.core.text import shown
from telemetry_cli.rendering.table import Cell, Table, Tone


def html_table(table: Table, caption: str) -> Iterator[str]:
    """The table as lines of HTML; the first cell of each row is its header."""
    yield f'<div class="wide"><table><caption>{html_text(caption)}</caption><thead><tr>'
    yield "".join(f'<th scope="col">{html_text(column.title)}</th>' for column in table.columns)
    yield "</tr></thead><tbody>"
    for row in table.rows:
        first, *others = row
        data = "".join(f"<td>{_cell(cell)}</td>" for cell in others)
        yield f'<tr><th scope="row">{_cell(first)}</th>{data}</tr>'
    yield "</tbody></table></div>"


def html_text(text: str) -> str:
    """`text` escaped for HTML, and without characters that reorder or hide text."""
    return escape(shown(text), quote=True)


def _cell(cell: Cell) -> str:
    content = html_text(cell.text)
    if cell.share is not None:
        content += f'<span class="bar"><b style="width:{100 * cell.share:.0f}%"></b></span>'
    tone = f' class="{cell.tone.value}"' if cell.tone is not Tone.NEUTRAL else ""
    note = f' title="{html_text(cell.note)}"' if cell.note else ""
    return f"<span{tone}{note}>{content}</span>" if tone or note else content
