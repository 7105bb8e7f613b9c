"""Statistics as one HTML page without scripts or external files, also for phones and printing."""

from __future__ import annotations

from collections.abc import Iterator
from importlib import resources
from string import Template

from telemetry_cli.analysis.statistics import Dimension, Group
from telemetry_cli.analysis.summary import Summary
from telemetry_cli.rendering.html_table import html_table, html_text
from telemetry_cli.rendering.statistics_tables import (
    TITLES,
    dimension_table,
    merged_days,
    percent,
    trend,
    worse_table,
)

_TOP = 50
_WORST = 25
_MOST_BARS = 120
_WIDTH, _HEIGHT, _LEFT, _BELOW = 900, 220, 64, 24
"""Dimensions of the chart, in units of its view box."""


def page(summary: Summary) -> str:
    """The HTML page."""
    template = Template((resources.files(__package__) / "statistics.html").read_text("utf-8"))
    return template.substitute(
        period=html_text(summary.period),
        source=html_text(summary.source),
        filter=f", filter: {html_text(summary.filter)}" if summary.filter else "",
        totals="\n".join(_totals(summary.now.total)),
        sections="\n".join(_sections(summary)),
        made_at=f"{summary.made_at:%Y-%m-%d %H:%M}",
    )


def _totals(total: Group) -> Iterator[str]:
    rate = None if total.failure_rate is None else 1 - total.failure_rate
    for name, value in (
        ("installs", f"{total.installs:,}"),
        ("succeeded", f"{total.succeeded:,}"),
        ("failed", f"{total.failed:,}"),
        ("interrupted or unknown", f"{total.unknown:,}"),
        ("unfinished", f"{total.installing:,}"),
        ("success rate", percent(rate) or "-"),
    ):
        yield f"<div><dt>{name}</dt><dd>{value}</dd></div>"


def _sections(summary: Summary) -> Iterator[str]:
    days = summary.groups(Dimension.DAY)
    if not days:
        yield "<p>No install matches.</p>"
        return
    if summary.before is not None:
        yield from _worse(summary)
    yield "<section><h2>By day</h2>"
    yield (
        '<p class="soft key"><span class="g"></span><i>succeeded</i>'
        '<span class="b"></span><i>failed</i><span class="o"></span><i>other</i></p>'
    )
    yield from _chart(days)
    yield "</section>"
    for dimension in Dimension:
        if dimension is not Dimension.DAY and summary.groups(dimension):
            yield from _dimension(summary, dimension)


def _chart(days: list[Group]) -> Iterator[str]:
    bars = merged_days(days, _MOST_BARS)
    most = max(bar.installs for bar in bars)
    step = (_WIDTH - _LEFT) / len(bars)
    high = _HEIGHT - _BELOW
    title = html_text(f"Installs from {days[0].key} to {days[-1].key}, at most {most:,} per bar")
    yield f'<svg viewBox="0 0 {_WIDTH} {_HEIGHT}" role="img" aria-label="{title}">'
    yield f"<title>{title}</title>"
    yield f'<line class="axis" x1="{_LEFT}" x2="{_WIDTH}" y1="{high}" y2="{high}"/>'
    yield f'<text x="{_LEFT - 6}" y="12" text-anchor="end">{most:,}</text>'
    yield f'<text x="{_LEFT - 6}" y="{high}" text-anchor="end">0</text>'
    for index, bar in enumerate(bars):
        left, low = _LEFT + index * step, float(high)
        rate = percent(bar.failure_rate) or "none"
        yield f"<g><title>{html_text(bar.key)}: {bar.installs:,} installs, {rate} failed</title>"
        for name, number in (
            ("good", bar.succeeded),
            ("bad", bar.failed),
            ("other", bar.unknown + bar.installing),
        ):
            tall = (high - 4) * number / most
            low -= tall
            if tall:
                yield (
                    f'<rect class="{name}" x="{left + step * 0.1:.1f}" y="{low:.1f}"'
                    f' width="{step * 0.8:.1f}" height="{tall:.1f}"/>'
                )
        yield "</g>"
    for index in sorted({0, len(bars) // 2, len(bars) - 1}):
        middle = min(max(_LEFT + (index + 0.5) * step, _LEFT + 50), _WIDTH - 50)
        label = html_text(bars[index].key)
        yield f'<text x="{middle:.1f}" y="{_HEIGHT - 6}" text-anchor="middle">{label}</text>'
    yield "</svg>"


def _worse(summary: Summary) -> Iterator[str]:
    total = summary.total_change
    assert total is not None
    yield "<section><h2>What got worse</h2>"
    yield (
        f"<p>Failure rate {percent(total.rate_before) or '-'} before, {percent(total.rate) or '-'}"
        f" now: {trend(total)}.</p>"
    )
    if summary.worse:
        caption = "Significant changes, most excess failures first"
        yield from html_table(worse_table(summary, _WORST), caption)
    else:
        yield "<p>Nothing got significantly worse compared with the period before.</p>"
    yield "</section>"


def _dimension(summary: Summary, dimension: Dimension) -> Iterator[str]:
    table = dimension_table(summary, dimension, _TOP)
    caption = "most failures first"
    if table.omitted:
        caption += f"; top {_TOP} of {len(table.rows) + table.omitted:,}"
    if dimension is Dimension.APP and summary.minimum > 1:
        caption += f"; only apps with at least {summary.minimum} installs"
    title = TITLES[dimension]
    yield f"<section><h2>By {title if title == 'Proxmox VE' else title.lower()}</h2>"
    yield from html_table(table, caption)
    yield "</section>"
