"""Statistics as one page: no script, nothing from elsewhere, light and dark, phone and paper."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape
from importlib import resources
from string import Template

from telemetry_cli.analysis.comparison import Change, Trend, compare, compare_total
from telemetry_cli.analysis.statistics import Dimension, Group
from telemetry_cli.analysis.summary import Report
from telemetry_cli.core.text import shown
from telemetry_cli.rendering.statistics import (
    TITLES,
    changes_of,
    days_in,
    name_of,
    percent,
    told,
)

_TOP = 50
_WORST = 25
_MOST_BARS = 120
_WIDTH, _HEIGHT, _LEFT, _BELOW = 900, 220, 64, 24
"""Of the chart, in units of its view box."""


def page(report: Report) -> str:
    """The whole page."""
    template = Template((resources.files(__package__) / "report.html").read_text("utf-8"))
    return template.substitute(
        period=_text(report.period),
        source=_text(report.source),
        filter=f", filter: {_text(report.filter)}" if report.filter else "",
        totals="\n".join(_totals(report)),
        sections="\n".join(_sections(report)),
        made_at=f"{report.made_at:%Y-%m-%d %H:%M}",
    )


def _totals(report: Report) -> Iterator[str]:
    total = report.now.total
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


def _sections(report: Report) -> Iterator[str]:
    days = report.now.ranked(Dimension.DAY)
    if not days:
        yield "<p>No install matches.</p>"
        return
    if report.before is not None:
        yield from _worse(report)
    yield "<section><h2>By day</h2>"
    yield (
        '<p class="soft key"><span class="g"></span><i>succeeded</i>'
        '<span class="b"></span><i>failed</i><span class="o"></span><i>other</i></p>'
    )
    yield from _chart(days)
    yield "</section>"
    for dimension in Dimension:
        if dimension is not Dimension.DAY:
            yield from _table(report, dimension)


def _chart(days: list[Group]) -> Iterator[str]:
    bars = days_in(days, _MOST_BARS)
    most = max(bar.installs for bar in bars)
    step = (_WIDTH - _LEFT) / len(bars)
    high = _HEIGHT - _BELOW
    title = f"Installs from {_text(days[0].key)} to {_text(days[-1].key)}, at most {most:,} a bar"
    yield f'<svg viewBox="0 0 {_WIDTH} {_HEIGHT}" role="img" aria-label="{title}">'
    yield f"<title>{title}</title>"
    yield f'<line class="axis" x1="{_LEFT}" x2="{_WIDTH}" y1="{high}" y2="{high}"/>'
    yield f'<text x="{_LEFT - 6}" y="12" text-anchor="end">{most:,}</text>'
    yield f'<text x="{_LEFT - 6}" y="{high}" text-anchor="end">0</text>'
    for place, bar in enumerate(bars):
        left, low = _LEFT + place * step, float(high)
        rate = percent(bar.failure_rate) or "none"
        yield f"<g><title>{_text(bar.key)}: {bar.installs:,} installs, {rate} failed</title>"
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
    for place in sorted({0, len(bars) // 2, len(bars) - 1}):
        middle = min(max(_LEFT + (place + 0.5) * step, _LEFT + 50), _WIDTH - 50)
        label = _text(bars[place].key)
        yield f'<text x="{middle:.1f}" y="{_HEIGHT - 6}" text-anchor="middle">{label}</text>'
    yield "</svg>"


def _worse(report: Report) -> Iterator[str]:
    assert report.before is not None
    total = compare_total(report.before, report.now)
    yield "<section><h2>What got worse</h2>"
    yield (
        f"<p>Failure rate {percent(total.rate_before) or '-'} before, {percent(total.rate) or '-'}"
        f" now: {told(total)}.</p>"
    )
    worse = changes_of(report)[:_WORST]
    if worse:
        titles = ("Which", "What", "Before", "Now", "More failures", "p")
        rows = [
            [
                name_of(dimension, change.key),
                TITLES[dimension].lower(),
                percent(change.rate_before) or "new",
                percent(change.rate),
                f"{change.excess:+,.0f}",
                f"{change.p_value:.1g}",
            ]
            for dimension, change in worse
        ]
        yield from _rows("Significant, by the failures it has cost", titles, rows)
    else:
        yield "<p>Nothing got significantly worse than in the period before.</p>"
    yield "</section>"


def _table(report: Report, dimension: Dimension) -> Iterator[str]:
    minimum = report.minimum if dimension is Dimension.APP else 1
    groups = report.now.ranked(dimension, minimum)
    if not groups:
        return
    shares = dimension in (Dimension.EXIT_CODE, Dimension.CATEGORY)
    changes: dict[str, Change] = {}
    if report.before is not None:
        changes = {one.key: one for one in compare(report.before, report.now, dimension)}
    titles = [TITLES[dimension]]
    titles += ["Failed"] if shares else ["Installs", "Failed", "Failure rate"]
    titles += ["Before", "Change"] if changes else []
    rows = []
    for group in groups[:_TOP]:
        row = [_text(name_of(dimension, group.key))]
        if shares:
            row.append(f"{group.failed + group.unknown:,}")
        else:
            row += [f"{group.installs:,}", f"{group.failed:,}", _rate(group)]
        if changes:
            row += _before(changes.get(group.key))
        rows.append(row)
    caption = "the most failures first"
    if len(groups) > _TOP:
        caption += f"; the first {_TOP} of {len(groups):,}"
    if minimum > 1:
        caption += f"; those with {minimum} installs and more"
    yield f"<section><h2>By {TITLES[dimension][0].lower() + TITLES[dimension][1:]}</h2>"
    yield from _rows(caption, titles, rows, escaped=True)
    yield "</section>"


def _rate(group: Group) -> str:
    if group.failure_rate is None or group.interval is None:
        return "-"
    low, high = group.interval
    told_interval = f"95 % confidence: {percent(low)} to {percent(high)}"
    bar = f'<span class="bar"><b style="width:{100 * group.failure_rate:.0f}%"></b></span>'
    return f'<span title="{told_interval}">{percent(group.failure_rate)}{bar}</span>'


def _before(change: Change | None) -> list[str]:
    if change is None:
        return ["", ""]
    style = {Trend.WORSE: "worse", Trend.BETTER: "better"}.get(change.trend, "")
    word = f'<span class="{style}">{change.trend.value}</span>' if style else ""
    return [percent(change.rate_before) or "new", word]


def _rows(
    caption: str,
    titles: list[str] | tuple[str, ...],
    rows: list[list[str]],
    *,
    escaped: bool = False,
) -> Iterator[str]:
    yield f'<div class="wide"><table><caption>{caption}</caption><thead><tr>'
    yield "".join(f'<th scope="col">{_text(title)}</th>' for title in titles)
    yield "</tr></thead><tbody>"
    for row in rows:
        first, *others = row if escaped else [_text(cell) for cell in row]
        cells = "".join(f"<td>{cell}</td>" for cell in others)
        yield f'<tr><th scope="row">{first}</th>{cells}</tr>'
    yield "</tbody></table></div>"


def _text(text: str) -> str:
    """`text` as HTML shows it: neither markup nor what reorders or hides text."""
    return escape(shown(text), quote=True)
