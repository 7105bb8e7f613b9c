"""stats: numbers over the records of a real server."""

from __future__ import annotations

import csv
import io
import json
import re
import uuid
from datetime import UTC, datetime
from html.parser import HTMLParser
from pathlib import Path

import pytest

from tests.conftest import NOBODY, Cli, Server
from tests.terminal import in_terminal


@pytest.fixture
def app(pocketbase: Server) -> str:
    """An app with twelve installs: six successful, four failed, one interrupted, one running."""
    app = f"app-{uuid.uuid4()}"
    ends = [("sucess", 0)] * 6 + [("failed", 137)] * 3 + [("failed", 100)] + [("unknown", 130)]
    for status, code in (*ends, ("installing", 0)):
        pocketbase.add(nsapp=app, status=status, exit_code=code, os_type="debian", os_version="12")
    return app


def test_the_report_shows_totals_failure_rates_and_descriptions(cli: Cli, app: str) -> None:
    done = cli("stats", "--app", app)
    assert (done.returncode, done.stderr) == (0, "")
    output = done.stdout
    assert (
        "12 installs, 6 succeeded, 4 failed, 1 unknown, 1 unfinished; success rate 60.0 %" in output
    )
    assert re.search(rf"{app} +12 +4 +40\.0 %", output)
    assert re.search(r"137  Killed \(SIGKILL / Out of memory\?\) +3 +27\.3 %", output)
    assert re.search(r"debian 12 +12 +4 +40\.0 %", output)
    assert f"{datetime.now(UTC):%Y-%m-%d}  █" in output
    assert "\x1b" not in output


def test_json_and_csv_contain_the_same_numbers(cli: Cli, app: str) -> None:
    report = json.loads(cli("stats", "--app", app, "-o", "json").stdout)
    total = {"installs": 12, "succeeded": 6, "failed": 4, "unknown": 1, "installing": 1}
    assert report["total"] == total | {"failure_rate": 0.4}
    assert [(row["key"], row["failed"] + row["unknown"]) for row in report["exit_code"]] == [
        *((137, 3), (100, 1), (130, 1))
    ]
    rows = list(csv.DictReader(io.StringIO(cli("stats", "--app", app, "-o", "csv").stdout)))
    (row,) = [row for row in rows if row["dimension"] == "app"]
    assert (row["key"], row["installs"], row["failure_rate"]) == (app, "12", "0.4")
    assert {row["dimension"] for row in rows} == set(report) & {row["dimension"] for row in rows}


def test_apps_below_the_minimum_are_left_out(cli: Cli, app: str) -> None:
    assert (
        json.loads(cli("stats", "--app", app, "--minimum", "13", "-o", "json").stdout)["app"] == []
    )


def test_stats_accepts_the_criteria_of_query(cli: Cli, app: str) -> None:
    report = json.loads(cli("stats", "--app", app, "--exit-code", "oom", "-o", "json").stdout)
    assert report["total"]["installs"] == 3
    nothing = cli("stats", "--app", app, "--until", "2026-01-01")
    assert (nothing.returncode, "0 installs" in nothing.stdout) == (0, True)


def test_compare_reports_what_got_worse_since_the_previous_period(
    cli: Cli, pocketbase: Server, tmp_path: Path
) -> None:
    app = f"app-{uuid.uuid4()}"
    for _ in range(40):
        pocketbase.add(nsapp=app, status="sucess")
    pocketbase.backdate(f"nsapp = '{app}'", days=1.5)
    pocketbase.add(nsapp=app, status="sucess")
    for _ in range(30):
        pocketbase.add(nsapp=app, status="failed", exit_code=137)
    period = ("--since", "1d", "--compare", "--app", app)
    report = json.loads(cli("stats", *period, "-o", "json").stdout)
    assert report["before"]["failed"] == 0
    (change,) = report["changes"]["app"]
    assert (change["trend"], change["significant"]) == ("worse", True)
    output = cli("stats", *period).stdout
    assert "What got worse" in output
    assert re.search(rf"{app} +app +0\.0 % +9\d\.\d %", output)


class Page(HTMLParser):
    """The resources that an HTML page loads, and its text."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.loads: list[str] = []
        self.tags: list[str] = []
        self.text = ""
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        names = ("src", "href", "action", "data", "xlink:href")
        self.loads += [value or "" for name, value in attrs if name in names or name[:2] == "on"]

    def handle_data(self, data: str) -> None:
        self.text += data


def test_the_html_page_is_self_contained_and_without_scripts(
    cli: Cli, app: str, tmp_path: Path
) -> None:
    file = tmp_path / "report.html"
    done = cli("stats", "--app", app, "--since", "7d", "--compare", "--html", str(file))
    assert (done.returncode, done.stderr) == (0, "")
    html = file.read_text("utf-8")
    page = Page(html)
    assert page.loads == []
    assert {"script", "iframe", "link", "img", "object"} & set(page.tags) == set()
    assert "default-src 'none'" in html
    for expected in (app, "40.0 %", "Killed (SIGKILL / Out of memory?)", "What got worse"):
        assert expected in page.text
    for feature in ("prefers-color-scheme: dark", "@media print", "viewport", 'role="img"'):
        assert feature in html
    assert "$" not in re.sub(r"<style>.*?</style>", "", html, flags=re.DOTALL)


def test_hostile_names_are_escaped_in_every_output(
    cli: Cli, pocketbase: Server, tmp_path: Path, variables: dict[str, str]
) -> None:
    tag = str(uuid.uuid4())
    evil = ["<script>alert(1)</script>", "\x1b]0;owned\x07\x1b[2J", "=cmd()", "[red]x[/red]"]
    evil += ["\u202egnp.exe", "'\"><img src=x onerror=y>", "x" * 4000, "${period}", "\0"]
    for name in evil:
        pocketbase.add(nsapp=name, method=tag, status="failed", os_type=name, exit_code=1)
    file = tmp_path / "report.html"
    search = ("stats", "--method", tag, "--minimum", "1")
    output = in_terminal(*search, "--html", str(file), variables=variables)
    page = Page(file.read_text("utf-8"))
    assert page.loads == []
    assert "img" not in page.tags
    assert "<script>alert(1)</script>" in page.text
    assert "\u202e" not in page.text + output
    assert "\x1b]" not in output
    assert "\x1b[2J" not in output
    assert "[red]x[/red]" in output
    assert all(len(strip(line)) <= 80 for line in output.splitlines())
    rows = cli(*search, "-o", "csv").stdout
    assert "'=cmd()" in rows


def strip(line: str) -> str:
    return re.sub(r"\x1b\[[0-9;?]*[a-zA-Z]", "", line).rstrip("\r")


def test_bars_fall_back_to_ascii_when_the_encoding_has_no_blocks(cli: Cli, app: str) -> None:
    done = cli("stats", "--app", app, PYTHONIOENCODING="ascii")
    assert (done.returncode, done.stderr) == (0, "")
    assert "  ####" in done.stdout


def test_an_unwritable_html_file_is_reported(cli: Cli, app: str) -> None:
    done = cli("stats", "--app", app, "--html", "/no/such/place.html")
    assert done.returncode == 1
    assert done.stderr.startswith("telemetry-cli: cannot write /no/such/place.html (No such file")


def test_an_unreachable_server_exits_1_with_one_line(cli: Cli) -> None:
    done = cli("stats", PB_URL=NOBODY)
    assert (done.returncode, done.stdout, done.stderr.count("\n")) == (1, "", 1)
