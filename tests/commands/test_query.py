"""query: search records on a real server."""

from __future__ import annotations

import csv
import io
import json
import os
import signal
import subprocess
import sys
import uuid
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, urlsplit

import pytest
import requests

from tests import proxy as faults
from tests.conftest import NOBODY, SUPERUSER, Background, Cli, Server
from tests.proxy import Fault, Proxy
from tests.terminal import in_terminal


@pytest.fixture
def app() -> str:
    """An app name that no other test uses."""
    return f"app-{uuid.uuid4()}"


def ids(output: str) -> list[str]:
    return [record["id"] for record in json.loads(output)]


def test_the_newest_records_come_first(cli: Cli, pocketbase: Server, app: str) -> None:
    added = [pocketbase.add(nsapp=app)["id"] for _ in range(3)]
    done = cli("query", "--app", app, "-o", "json")
    assert done.returncode == 0
    assert ids(done.stdout) == added[::-1]


def test_the_default_limit_is_thirty_records(cli: Cli, pocketbase: Server, app: str) -> None:
    for _ in range(31):
        pocketbase.add(nsapp=app)
    assert len(ids(cli("query", "--app", app, "-o", "json").stdout)) == 30
    assert len(ids(cli("query", "--app", app, "-o", "json", "--limit", "31").stdout)) == 31
    assert len(ids(cli("query", "--app", app, "-o", "json", "-n", "2").stdout)) == 2


def test_a_limit_above_the_page_size_is_fetched_in_pages(cli: Cli, proxy: Proxy) -> None:
    full = json.dumps({"items": [{"id": f"{number:015}"} for number in range(1000)]})
    proxy.faults = [faults.answer(200, full), faults.answer(200, full)]
    done = cli("query", "--limit", "1500", "-o", "ndjson", PB_URL=proxy.url)
    assert done.stdout.count("\n") == 1500
    assert {dict(parse_qsl(urlsplit(seen.path).query))["page"] for seen in proxy.seen} == {"1"}


def test_server_parameters_are_passed_through_unchanged(cli: Cli, proxy: Proxy) -> None:
    proxy.otherwise = faults.answer(200, '{"items": []}')
    cli(
        *("query", "--filter", "exit_code > 0", "--sort", "-created,nsapp", "--page", "3"),
        *("--per-page", "7", "--fields", "id,error:excerpt(20)"),
        PB_URL=proxy.url,
    )
    (seen,) = proxy.seen
    assert dict(parse_qsl(urlsplit(seen.path).query)) == {
        "filter": "(exit_code > 0)",
        "sort": "-created,nsapp",
        "page": "3",
        "perPage": "7",
        "fields": "id,error:excerpt(20)",
        "skipTotal": "1",
    }


@pytest.mark.parametrize(
    ("options", "expected"),
    [
        (("--failed",), {"killed", "dns"}),
        (("--status", "success"), {"fine"}),
        (("--status", "sucess"), {"fine"}),
        (("--status", "installing", "--status", "success"), {"fine", "going"}),
        (("--type", "vm"), {"dns"}),
        (("--exit-code", "137"), {"killed"}),
        (("--exit-code", "137", "--exit-code", "6"), {"killed", "dns"}),
        (("--failed", "--type", "lxc"), {"killed"}),
        (("--filter", "exit_code = 6 || exit_code = 137", "--type", "lxc"), {"killed"}),
        (("--failed", "--exit-code", "99"), set()),
    ],
)
def test_different_options_are_anded_and_repeated_ones_ored(
    cli: Cli, pocketbase: Server, app: str, options: tuple[str, ...], expected: set[str]
) -> None:
    names: dict[str, str] = {}

    def add(name: str, **fields: Any) -> None:
        names[pocketbase.add(nsapp=app, **fields)["id"]] = name

    add("killed", status="failed", exit_code=137)
    add("dns", status="failed", exit_code=6, type="vm", ct_type=2)
    add("fine", status="sucess")
    add("going")
    done = cli("query", "--app", app, "-o", "json", *options)
    assert {names[record_id] for record_id in ids(done.stdout)} == expected


def test_repeated_app_options_are_ored(cli: Cli, pocketbase: Server, app: str) -> None:
    one, two = pocketbase.add(nsapp=app), pocketbase.add(nsapp=f'{app}\'s \\ "other"')
    done = cli("query", "--app", app, "--app", two["nsapp"], "-o", "json")
    assert set(ids(done.stdout)) == {one["id"], two["id"]}


def test_a_record_is_found_by_its_random_id(cli: Cli, pocketbase: Server) -> None:
    record = pocketbase.add()
    done = cli("query", "--random-id", record["random_id"], "-o", "json")
    assert ids(done.stdout) == [record["id"]]


@pytest.mark.parametrize(
    "value", ["x' || id != '", "x\\' || id != '", "x\\", "') || (id != '", '" || id != "']
)
def test_option_values_cannot_inject_filter_syntax(
    cli: Cli, pocketbase: Server, app: str, value: str
) -> None:
    pocketbase.add()
    done = cli("query", "--app", value, "--method", app, "-o", "json")
    assert (done.returncode, json.loads(done.stdout)) == (0, [])


def test_a_piped_table_is_plain_text(cli: Cli, pocketbase: Server, app: str) -> None:
    pocketbase.add(nsapp=app, status="failed", exit_code=137, os_type="debian", os_version="12")
    pocketbase.add(nsapp=app, status="sucess")
    done = cli("query", "--app", app)
    header, success, failure = done.stdout.splitlines()
    assert header.split() == ["CREATED", "APP", "TYPE", "STATUS", "EXIT", "CODE", "OS", "ID"]
    assert "success" in success
    assert "sucess" not in success
    assert "137  Killed (SIGKILL / Out of memory?)" in failure
    assert "debian 12" in failure
    assert "\x1b" not in done.stdout


def test_terminal_escapes_in_records_are_escaped(cli: Cli, pocketbase: Server, app: str) -> None:
    pocketbase.add(nsapp=app, os_type="\x1b[2J\x07[red]\u202e")
    done = cli("query", "--app", app)
    assert "\x1b" not in done.stdout
    assert "\\x1b[2J\\x07[red]\\u202e" in done.stdout


def test_ndjson_has_one_record_per_line(cli: Cli, pocketbase: Server, app: str) -> None:
    added = [pocketbase.add(nsapp=app, error="é\n\x1b") for _ in range(2)]
    lines = cli("query", "--app", app, "-o", "ndjson").stdout.splitlines()
    assert [json.loads(line) for line in lines] == added[::-1]


def test_csv_has_a_header_and_neutralises_formulas(cli: Cli, pocketbase: Server, app: str) -> None:
    pocketbase.add(nsapp=app, error="=cmd|' /C calc'!A0", os_type='with "quotes", and\nlines')
    done = cli("query", "--app", app, "-o", "csv")
    (row,) = csv.DictReader(io.StringIO(done.stdout))
    assert row["nsapp"] == app
    assert row["error"] == "'=cmd|' /C calc'!A0"
    assert row["os_type"] == 'with "quotes", and\nlines'


def test_only_the_requested_fields_are_shown(cli: Cli, pocketbase: Server, app: str) -> None:
    pocketbase.add(nsapp=app)
    done = cli("query", "--app", app, "-o", "csv", "--fields", "status,nsapp")
    assert done.stdout == f"status,nsapp\ninstalling,{app}\n"


@pytest.mark.parametrize(("format", "empty"), [("json", "[]\n"), ("ndjson", ""), ("table", "")])
def test_no_match_exits_0(cli: Cli, pocketbase: Server, app: str, format: str, empty: str) -> None:
    done = cli("query", "--app", app, "-o", format)
    assert (done.returncode, done.stdout) == (0, empty)
    assert done.stderr == ("no record matches\n" if format == "table" else "")


@pytest.mark.parametrize(
    ("options", "hint"),
    [
        (("--status", "done"), "success"),
        (("--type", "ct"), "lxc"),
        (("--exit-code", "256"), "255"),
        (("--limit", "0"), "--limit"),
        (("--per-page", "1001"), "1000"),
        (("--fields", "nsap"), "did you mean 'nsapp'"),
        (("--sort", "-createt"), "did you mean 'created'"),
        (("--limit", "5", "--page", "2"), "--per-page"),
        (("-o", "xml"), "ndjson"),
    ],
)
def test_an_invalid_option_exits_2_with_a_hint(
    cli: Cli, options: tuple[str, ...], hint: str
) -> None:
    done = cli("query", *options)
    assert (done.returncode, done.stdout) == (2, "")
    assert hint in done.stderr
    assert done.stderr.count("\n") == 1


ANSWERS: dict[str, tuple[Fault, str]] = {
    "400": (faults.answer(400), "--filter"),
    "401": (faults.answer(401), "PB_TOKEN"),
    "403": (faults.answer(403), "PB_IDENTITY"),
    "404": (faults.answer(404), "PB_COLLECTION"),
    "500": (faults.answer(500, "<html>"), "later"),
    "HTML": (faults.answer(200, "<html>"), "PB_URL"),
    "broken JSON": (faults.cut, "connection lost"),
    "list of what are no records": (faults.answer(200, '{"items": [1]}'), "PB_URL"),
}


@pytest.mark.parametrize(("fault", "remedy"), ANSWERS.values(), ids=ANSWERS)
def test_an_unusable_response_exits_1_with_a_one_line_remedy(
    cli: Cli, proxy: Proxy, fault: Fault, remedy: str
) -> None:
    proxy.otherwise = fault
    done = cli("query", PB_URL=proxy.url)
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.count("\n") == 1
    assert remedy in done.stderr


def test_an_unreachable_server_exits_1_with_one_line(cli: Cli) -> None:
    done = cli("query", PB_URL=NOBODY)
    assert done.returncode == 1
    assert "connection refused" in done.stderr
    assert done.stderr.count("\n") == 1


def test_query_works_with_diagnostics_off_and_stores_nothing(
    cli: Cli, pocketbase: Server, state: Path
) -> None:
    assert cli("query", DIAGNOSTICS="no").returncode == 0
    assert not state.exists()


@pytest.fixture
def closed(pocketbase: Server) -> Iterator[Server]:
    """The server, which lets only superusers search during the test."""
    headers = pocketbase.sign_in()
    url = f"{pocketbase.url}/api/collections/_dev_telemetry_data"
    requests.patch(url, json={"listRule": None}, headers=headers, timeout=30).raise_for_status()
    yield pocketbase
    requests.patch(url, json={"listRule": ""}, headers=headers, timeout=30).raise_for_status()


def test_credentials_from_the_environment_open_a_server_that_requires_sign_in(
    cli: Cli, closed: Server
) -> None:
    refused = cli("query")
    assert refused.returncode == 1
    assert "set PB_TOKEN, or PB_IDENTITY and PB_PASSWORD" in refused.stderr
    login = {"PB_IDENTITY": SUPERUSER.identity, "PB_PASSWORD": SUPERUSER.password}
    assert cli("query", **login).returncode == 0
    assert cli("query", PB_TOKEN=closed.sign_in()["Authorization"]).returncode == 0


def test_a_wrong_password_is_reported_but_not_printed(cli: Cli, pocketbase: Server) -> None:
    done = cli("query", PB_IDENTITY="me@example.org", PB_PASSWORD="tea4two-secret")
    assert done.returncode == 1
    assert "me@example.org" in done.stderr
    assert "tea4two-secret" not in done.stderr


def test_a_token_is_never_sent_over_plain_http_to_another_host(cli: Cli) -> None:
    done = cli("query", PB_URL="http://server.invalid", PB_TOKEN="secret-token")
    assert done.returncode == 1
    assert "https" in done.stderr
    assert "secret-token" not in done.stderr


def test_a_closed_pipe_ends_query_silently(cli: Cli, pocketbase: Server, app: str) -> None:
    for _ in range(3):
        pocketbase.add(nsapp=app)
    script = f"{sys.executable} -m telemetry_cli query -o ndjson --app {app} | true"
    environment = {"PB_URL": pocketbase.url, "PATH": os.environ["PATH"]}
    done = subprocess.run(
        ["bash", "-c", script], env=environment, capture_output=True, text=True, check=False
    )
    assert done.stderr == ""


def test_a_password_does_not_follow_a_redirect(cli: Cli, proxy: Proxy) -> None:
    with faults.running(proxy.upstream) as other:
        proxy.otherwise = faults.redirect(307, other.url)
        done = cli("query", PB_URL=proxy.url, PB_IDENTITY="me", PB_PASSWORD="hunter2")
    assert done.returncode == 1
    assert not other.seen


@pytest.mark.parametrize("secret", [{"PB_TOKEN": "t"}, {"PB_IDENTITY": "me", "PB_PASSWORD": "p"}])
def test_credentials_for_a_local_server_bypass_the_proxy(
    cli: Cli, pocketbase: Server, proxy: Proxy, secret: dict[str, str]
) -> None:
    cli("query", http_proxy=proxy.url, **secret)
    assert not proxy.seen


@pytest.mark.parametrize("url", ["me:hunter2@127.0.0.1:8090", "http//me:hunter2@127.0.0.1"])
def test_a_password_in_a_malformed_url_is_not_printed(cli: Cli, url: str) -> None:
    done = cli("query", PB_URL=url)
    assert "hunter2" not in done.stderr
    assert "PB_URL" in done.stderr


def test_characters_outside_the_output_encoding_are_escaped(
    cli: Cli, pocketbase: Server, app: str
) -> None:
    pocketbase.add(nsapp=app, os_type="📦")
    table = cli("query", "--app", app, PYTHONIOENCODING="ascii")
    assert (table.returncode, "\\U0001f4e6" in table.stdout) == (0, True)
    done = cli("query", "--app", app, "-o", "json", PYTHONIOENCODING="ascii")
    assert json.loads(done.stdout)[0]["os_type"] == "📦"


def test_field_modifiers_may_have_arguments(cli: Cli, pocketbase: Server, app: str) -> None:
    pocketbase.add(nsapp=app, error="a long error text")
    done = cli("query", "--app", app, "-o", "json", "--fields", "error:excerpt(6,true),nsapp")
    assert json.loads(done.stdout) == [{"error": "a long...", "nsapp": app}]


def test_an_empty_random_id_matches_nothing(cli: Cli, pocketbase: Server) -> None:
    assert json.loads(cli("query", "--random-id", "", "-o", "json").stdout) == []


def test_all_prints_every_record_exactly_as_the_server_wrote_it(
    cli: Cli, pocketbase: Server, app: str
) -> None:
    added = [pocketbase.add(nsapp=app, error='a "quoted" },{"collectionId":"x') for _ in range(40)]
    lines = cli("query", "--all", "--app", app, "-o", "ndjson").stdout.splitlines()
    assert sorted(json.loads(line)["id"] for line in lines) == sorted(one["id"] for one in added)
    assert json.loads(lines[0])["error"] == added[0]["error"]
    assert '":"' in lines[0], "the server's own spelling, without blanks"


@pytest.mark.parametrize("output", ["table", "json", "ndjson", "csv"])
def test_all_respects_output_format_and_fields(
    cli: Cli, pocketbase: Server, app: str, output: str
) -> None:
    for code in (1, 2):
        pocketbase.add(nsapp=app, exit_code=code, status="failed")
    fields = ("--fields", "exit_code,nsapp")
    done = cli("query", "--all", "--app", app, "-o", output, *fields)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.count(app) == 2
    assert "random_id" not in done.stdout


@pytest.mark.parametrize("how", ["--all", "--limit 2000", "--all --sort nsapp"])
def test_field_modifiers_work_across_pages(
    cli: Cli, pocketbase: Server, app: str, how: str
) -> None:
    pocketbase.add(nsapp=app, error="a long story")
    fields = ("--fields", "error:excerpt(6)", "-o", "ndjson")
    done = cli("query", "--app", app, *how.split(), *fields)
    assert json.loads(done.stdout) == {"error": "a long"}


def test_count_prints_only_the_number_of_matches(cli: Cli, pocketbase: Server, app: str) -> None:
    for _ in range(3):
        pocketbase.add(nsapp=app)
    assert cli("query", "--app", app, "--count").stdout == "3\n"


def test_print_filter_needs_no_server(cli: Cli) -> None:
    done = cli(
        *("query", "--app", "it's*", "--failed", "--exit-code", "1,3-5", "--filter", "a || b"),
        *("--since", "2026-02-01", "--until", "2026-02-02T10:00Z", "--print-filter"),
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout == (
        r"nsapp ~ 'it\'s%' && status = 'failed' && (exit_code = 1 || (exit_code >= 3 && exit_code"
        " <= 5)) && created >= '2026-02-01 00:00:00.000Z' && created < '2026-02-02 10:00:00.000Z'"
        " && (a || b)\n"
    )


def test_follow_prints_new_matches_as_they_appear(
    background: Background, pocketbase: Server, app: str
) -> None:
    first = pocketbase.add(nsapp=app)["id"]
    following = background("query", "--app", app, "--follow", "-o", "ndjson")
    assert following.stdout is not None
    assert json.loads(following.stdout.readline())["id"] == first
    second = pocketbase.add(nsapp=app)["id"]
    assert json.loads(following.stdout.readline())["id"] == second
    following.send_signal(signal.SIGINT)
    _, errors = following.communicate(timeout=30)
    assert (following.returncode, errors) == (130, "")


@pytest.mark.parametrize(
    "arguments",
    [
        *("--all --limit 5", "--all --page 2", "--count --follow", "--count --all"),
        *("--follow -o json", "--follow --sort id", "--limit 2000 --sort @random"),
        *("--all --sort @random", "--since 2026-02-02 --until 2026-02-01", "--stuck yesterday"),
        *("--since never", "--exit-code 300", "--exit-code 9-1", "--category kitchen"),
        "--category apt --exit-code 1",
    ],
)
def test_contradictory_options_exit_2_with_a_one_line_remedy(cli: Cli, arguments: str) -> None:
    done = cli("query", *arguments.split())
    assert (done.returncode, done.stdout, done.stderr.count("\n")) == (2, "", 1)


def test_json_on_a_terminal_is_equivalent_and_free_of_escapes(
    pocketbase: Server, app: str, variables: dict[str, str]
) -> None:
    evil = "\x9b31m\u202e\x7f\U000e0041"
    pocketbase.add(nsapp=app, error=evil)
    for output in ("ndjson", "json"):
        shown = in_terminal("query", "--app", app, "-o", output, variables=variables)
        for character in evil:
            assert character not in shown or character in "31m"
        (record,) = json.loads(shown) if output == "json" else [json.loads(shown)]
        assert record["error"] == evil


def test_a_terminal_gets_a_progress_bar(
    pocketbase: Server, app: str, variables: dict[str, str], tmp_path: Path
) -> None:
    pocketbase.add(nsapp=app)
    file = tmp_path / "out"
    command = f"{sys.executable} -m telemetry_cli query --all --app {app} -o ndjson > {file}"
    shown = in_terminal("run", "--type", "lxc", "--", "sh", "-c", command, variables=variables)
    assert "1/1" in shown
    assert json.loads(file.read_text())["nsapp"] == app
