"""doctor: check configuration and server, and suggest remedies."""

from __future__ import annotations

import json
import os
import ssl
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from pathlib import Path
from typing import Any

import pytest
import trustme

from tests import proxy as faults
from tests.conftest import NOBODY, SUPERUSER, Cli, Server
from tests.proxy import Proxy

NAMES = [
    *("versions", "diagnostics", "state directory", "waiting", "server", "name resolution"),
    *("connection", "TLS", "health", "clock", "collection", "sign-in"),
]


def doctor(cli: Cli, **variables: str | None) -> dict[str, dict[str, Any]]:
    """The checks by name; the exit status must match them."""
    done = cli("doctor", "--json", **variables)
    assert done.stderr == ""
    report = json.loads(done.stdout)
    checks = {check["name"]: check for check in report["checks"]}
    assert report["ok"] == all(check["good"] is not False for check in checks.values())
    assert done.returncode == (0 if report["ok"] else 1)
    return checks


def failed_checks(checks: dict[str, dict[str, Any]]) -> list[str]:
    return [name for name, check in checks.items() if check["good"] is False]


def test_a_working_server_passes_every_check(cli: Cli, pocketbase: Server) -> None:
    done = cli("doctor")
    assert (done.returncode, done.stderr) == (0, "")
    lines = [line for line in done.stdout.splitlines() if "->" not in line]
    assert [line[6:21].strip() for line in lines] == NAMES
    assert {line.split()[0] for line in lines} == {"good"}
    assert list(doctor(cli)) == NAMES


def test_a_hardened_server_passes_every_check(cli: Cli, hardened: Server) -> None:
    assert failed_checks(doctor(cli, PB_URL=hardened.url)) == []
    signed_in = doctor(
        cli,
        PB_URL=hardened.url,
        PB_IDENTITY=SUPERUSER.identity,
        PB_PASSWORD=SUPERUSER.password,
    )
    assert signed_in["sign-in"]["found"] == "accepted, searches work"


@pytest.mark.parametrize(
    ("url", "name", "remedy"),
    [
        ("ftp://x", "server", "PB_URL"),
        ("http://telemetry.invalid", "name resolution", "name servers"),
        (NOBODY, "connection", "check that the server is running"),
    ],
)
def test_a_connection_problem_is_reported_with_a_remedy(
    cli: Cli, url: str, name: str, remedy: str
) -> None:
    checks = doctor(cli, PB_URL=url)
    assert failed_checks(checks) == [name]
    assert remedy in checks[name]["remedy"]


def test_checks_that_need_a_connection_are_skipped_without_one(cli: Cli) -> None:
    checks = doctor(cli)
    for name in ("health", "clock", "collection", "sign-in"):
        assert checks[name]["good"] is None
    assert "BAD   connection" in cli("doctor").stdout


def test_a_server_that_is_not_pocketbase_is_reported(cli: Cli, proxy: Proxy) -> None:
    proxy.faults = [faults.answer(200, "<html>welcome</html>")] * 2
    assert failed_checks(doctor(cli, PB_URL=proxy.url)) == ["health", "collection"]


def test_a_silent_server_does_not_hold_up_the_check(cli: Cli, proxy: Proxy) -> None:
    proxy.faults = [faults.stay_silent, faults.trickle_headers]
    checks = doctor(cli, PB_URL=proxy.url, TELEMETRY_TIMEOUT="0.3")
    assert failed_checks(checks) == ["health", "collection"]
    assert "no response in time" in checks["health"]["found"]


def test_a_missing_collection_is_reported(cli: Cli, pocketbase: Server) -> None:
    checks = doctor(cli, PB_COLLECTION="elsewhere")
    assert failed_checks(checks) == ["collection"]
    assert "PB_COLLECTION" in checks["collection"]["remedy"]


@pytest.mark.parametrize(("hours", "message"), [(2, "behind"), (-2, "ahead of")])
def test_a_wrong_clock_is_reported(cli: Cli, proxy: Proxy, hours: int, message: str) -> None:
    date = format_datetime(datetime.now(UTC) + timedelta(hours=hours), usegmt=True)
    proxy.faults = [faults.answer(200, '{"code": 200, "message": "well"}', {"Date": date})]
    checks = doctor(cli, PB_URL=proxy.url)
    assert failed_checks(checks) == ["clock"]
    assert message in checks["clock"]["found"]


def test_a_refused_sign_in_is_reported_without_the_password(cli: Cli, pocketbase: Server) -> None:
    checks = doctor(cli, PB_IDENTITY="nobody@localhost.invalid", PB_PASSWORD="secret-word")
    assert failed_checks(checks) == ["sign-in"]
    assert "secret-word" not in json.dumps(checks)


def test_a_token_without_search_permission_is_reported(cli: Cli, hardened: Server) -> None:
    assert failed_checks(doctor(cli, PB_URL=hardened.url, PB_TOKEN="expired")) == ["sign-in"]


def authority_and_server(tmp_path: Path, name: str, **options: Any) -> tuple[Path, ssl.SSLContext]:
    authority = trustme.CA()
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert(name, **options).configure_cert(context)
    authority.cert_pem.write_to_path(str(tmp_path / "ca.pem"))
    return tmp_path / "ca.pem", context


def test_a_valid_certificate_passes(cli: Cli, pocketbase: Server, tmp_path: Path) -> None:
    bundle, context = authority_and_server(tmp_path, "127.0.0.1")
    with faults.running(pocketbase.url, context) as secure:
        checks = doctor(cli, PB_URL=secure.url, REQUESTS_CA_BUNDLE=str(bundle))
    assert failed_checks(checks) == []
    assert checks["TLS"]["found"].startswith("TLSv1.3, certificate valid for")


def test_an_untrusted_certificate_is_reported(cli: Cli, pocketbase: Server, tmp_path: Path) -> None:
    _, context = authority_and_server(tmp_path, "127.0.0.1")
    with faults.running(pocketbase.url, context) as secure:
        checks = doctor(cli, PB_URL=secure.url)
    assert failed_checks(checks) == ["TLS"]
    assert "unable to get local issuer certificate" in checks["TLS"]["found"]


def test_a_certificate_that_has_expired_or_expires_soon_is_reported(
    cli: Cli, pocketbase: Server, tmp_path: Path
) -> None:
    for days, message in ((3, "renew"), (-3, "certificate has expired")):
        end = datetime.now(UTC) + timedelta(days=days)
        bundle, context = authority_and_server(tmp_path, "127.0.0.1", not_after=end)
        with faults.running(pocketbase.url, context) as secure:
            checks = doctor(cli, PB_URL=secure.url, REQUESTS_CA_BUNDLE=str(bundle))
        assert failed_checks(checks) == ["TLS"]
        assert message in checks["TLS"]["found"] + checks["TLS"]["remedy"]


def test_a_proxy_from_the_environment_is_named_without_its_password(cli: Cli, proxy: Proxy) -> None:
    through = proxy.url.replace("http://", "http://user:secret@")
    done = cli("doctor", PB_URL="http://telemetry.invalid", http_proxy=through)
    assert f"good  proxy            {proxy.url}" in done.stdout
    assert "secret" not in done.stdout


def test_diagnostics_being_off_is_reported_but_not_as_a_problem(
    cli: Cli, pocketbase: Server
) -> None:
    checks = doctor(cli, DIAGNOSTICS="no")
    assert failed_checks(checks) == []
    assert checks["diagnostics"]["found"] == "off, nothing is sent: the variable DIAGNOSTICS"
    assert "diagnostics enable" in checks["diagnostics"]["remedy"]


def test_queued_events_are_counted_with_the_reason(
    cli: Cli, pocketbase: Server, random_id: str
) -> None:
    cli("start-lxc", "--random-id", random_id, PB_URL=NOBODY)
    finding = doctor(cli)["waiting"]
    assert finding["good"] is False
    assert finding["found"] == f"1 queued: {NOBODY}: connection refused"
    assert "telemetry-cli flush" in finding["remedy"]
    cli("flush", "--force")
    assert doctor(cli)["waiting"]["found"] == "nothing"


def test_refused_events_are_reported_with_the_reason(
    cli: Cli, proxy: Proxy, random_id: str
) -> None:
    complaint = json.dumps({"data": {"type": {"code": "validation_invalid_value"}}})
    proxy.faults = [faults.answer(400, complaint)]
    cli("start-lxc", "--random-id", random_id, PB_URL=proxy.url)
    finding = doctor(cli, PB_URL=proxy.url)["waiting"]
    assert finding["found"] == ("1 refused: HTTP 400 (type: validation_invalid_value)")


def test_a_damaged_state_file_is_reported(cli: Cli, pocketbase: Server, state: Path) -> None:
    state.mkdir(mode=0o700)
    (state / "state.db").write_bytes(b"no database" * 100)
    (state / "state.db").chmod(0o600)
    assert failed_checks(doctor(cli)) == ["waiting"]


def test_state_that_others_can_read_or_write_is_reported(
    cli: Cli, pocketbase: Server, state: Path, random_id: str
) -> None:
    cli("start-lxc", "--random-id", random_id)
    (state / "state.db").chmod(0o644)
    check = doctor(cli)["state directory"]
    assert (check["good"], check["remedy"]) == (False, f"chmod -R go= {state}")
    state.chmod(0o777)
    assert "other users can write" in doctor(cli)["state directory"]["found"]


@pytest.mark.parametrize("state_path", ["/proc/nowhere", "/dev/null/state"])
def test_an_unusable_state_directory_is_reported(
    cli: Cli, pocketbase: Server, state_path: str
) -> None:
    assert failed_checks(doctor(cli, TELEMETRY_STATE_DIR=state_path)) == ["state directory"]


def contents(directory: Path) -> dict[str, tuple[int, int, bytes]]:
    return {
        path.name: (path.stat().st_mtime_ns, path.stat().st_mode, path.read_bytes())
        for path in directory.iterdir()
    }


def test_doctor_changes_nothing(cli: Cli, pocketbase: Server, state: Path, random_id: str) -> None:
    doctor(cli)
    assert not state.exists()
    cli("start-lxc", "--random-id", random_id, PB_URL=NOBODY)
    before = contents(state)
    for setting in ("yes", "no"):
        doctor(cli, DIAGNOSTICS=setting)
    assert contents(state) == before
    assert pocketbase.of(random_id) == []


def test_an_invalid_timeout_is_reported(cli: Cli, pocketbase: Server) -> None:
    assert failed_checks(doctor(cli, TELEMETRY_TIMEOUT="soon")) == ["timeout"]


def test_passwords_in_urls_are_never_printed(cli: Cli) -> None:
    done = cli("doctor", PB_URL="http://user:secret@127.0.0.1:9", HOME=os.devnull)
    assert "secret" not in done.stdout + done.stderr
