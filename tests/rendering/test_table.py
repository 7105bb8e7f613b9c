"""One table, drawn by every renderer."""

from __future__ import annotations

import pytest

from telemetry_cli.rendering.html_table import html_table
from telemetry_cli.rendering.markdown_table import markdown_table, markdown_text
from telemetry_cli.rendering.table import Cell, Column, Table, Tone, cells
from telemetry_cli.rendering.terminal_table import print_table

TABLE = Table(
    [Column("App"), Column("Failed", numeric=True)],
    [cells("plex", "7"), [Cell("jelly|fin"), Cell("12", Tone.BAD, share=0.5, note="of 24")]],
)
HOSTILE = "<b>|`@here` [x](http://x)\x1b[2J\u202e\n# title"


def test_plain_text_columns_are_aligned_under_their_titles(
    capsys: pytest.CaptureFixture[str],
) -> None:
    print_table(TABLE)
    assert capsys.readouterr().out == "APP        FAILED\nplex            7\njelly|fin      12\n"


def test_markdown_aligns_numbers_and_escapes_cell_separators() -> None:
    assert markdown_table(TABLE).splitlines() == [
        "| App | Failed |",
        "| --- | ---: |",
        "| plex | 7 |",
        "| jelly\\|fin | 12 |",
    ]


def test_markdown_code_may_contain_backticks_and_pipes() -> None:
    table = Table([Column("x")], [[Cell("a`b|c", verbatim=True)], [Cell("", verbatim=True)]])
    assert markdown_table(table).splitlines()[2:] == ["| `` a`b\\|c `` |", "|  |"]


def test_html_has_column_and_row_headers_and_bars_for_shares() -> None:
    html = "".join(html_table(TABLE, "most failures first"))
    assert "<caption>most failures first</caption>" in html
    assert '<th scope="col">Failed</th>' in html
    assert '<th scope="row">plex</th><td>7</td>' in html
    assert '<span class="bad" title="of 24">12<span class="bar"><b style="width:50%">' in html


def test_hostile_text_has_no_effect_in_any_renderer(capsys: pytest.CaptureFixture[str]) -> None:
    table = Table([Column("x")], [cells(HOSTILE)])
    html = "".join(html_table(table, "x"))
    assert "&lt;b&gt;" in html
    print_table(table)
    markdown = markdown_table(table)
    assert len(markdown.splitlines()) == 3
    assert "\\<b\\>\\|\\`\\@here\\` \\[x\\](http://x)" in markdown
    for drawn in (html, markdown, capsys.readouterr().out):
        assert "\x1b" not in drawn
        assert "\u202e" not in drawn


def test_a_name_with_underscores_stays_readable_in_markdown() -> None:
    assert markdown_text("PB_PASSWORD of _x_") == "PB_PASSWORD of \\_x\\_"
