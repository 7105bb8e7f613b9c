"""Reports without telemetry-cli: with curl, the same record, whatever the network does."""

from __future__ import annotations

import subprocess
import time
from pathlib import Path

import pytest
import trustme

from telemetry_cli.core.record import START_FIELDS, InstallType, record_id
from telemetry_cli.core.start_values import read_start
from tests import proxy as faults
from tests.conftest import Cli, Server
from tests.installers.conftest import in_bash, reports_of, the_end
from tests.proxy import Proxy, wait_until

FAIL = (
    'fail() { local exit_code=5 line_number=6 command=$1; post_update_to_api failed "$command"; }\n'
)


@pytest.fixture
def host(without_tool: dict[str, str], random_id: str) -> dict[str, str]:
    return {**without_tool, "RANDOM_UUID": random_id, "NSAPP": "plex"}


def run(script: str, library: Path, host: dict[str, str], tmp_path: Path) -> None:
    """Runs a script and waits until its reports have ended."""
    done = in_bash(script, library, host)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    wait_until(lambda: not reports_of(tmp_path))


VALUES = [
    {"NSAPP": 'quo"te back\\slash $(id) `id` {curl} [1-9] %41'},
    {"NSAPP": "line\nbreak\ttab\rand\x07bell \x1b[31m"},
    {"NSAPP": "emoji 😀 ümläut 漢字", "var_os": "débian", "METHOD": "é" * 300},
    {"NSAPP": "x" * 10_000, "METHOD": "ö" * 10_000},
    {"NSAPP": "  ", "METHOD": "", "var_version": " 12 "},
    {"DISK_SIZE": "8G", "RAM_SIZE": "2 GiB", "CORE_COUNT": "02"},
    {"DISK_SIZE": "512M", "RAM_SIZE": "1t", "CORE_COUNT": "8192"},
    {"DISK_SIZE": "0.0625T", "RAM_SIZE": "0.5G", "CORE_COUNT": "2.0"},
    {"DISK_SIZE": "1.2346", "RAM_SIZE": "1.5", "CORE_COUNT": "1.5"},
    {"DISK_SIZE": "-1", "RAM_SIZE": "two", "CORE_COUNT": "8193", "CT_TYPE": "3"},
    {"DISK_SIZE": "1048577", "RAM_SIZE": "1025T", "CORE_COUNT": "99999999999", "CT_TYPE": "0"},
    {"DISK_SIZE": "1e3", "RAM_SIZE": "0x10", "CORE_COUNT": "1;id", "CT_TYPE": "2"},
    {"DISK_SIZE": "9999999999T", "RAM_SIZE": "08", "CORE_COUNT": "a[$(id)]", "CT_TYPE": "1"},
]


@pytest.mark.parametrize("values", VALUES, ids=lambda values: " ".join(values)[:20])
@pytest.mark.parametrize("locale", ["C.UTF-8", "C"])
def test_every_value_is_sent_as_telemetry_cli_sends_it(
    library: Path,
    host: dict[str, str],
    proxy: Proxy,
    tmp_path: Path,
    random_id: str,
    values: dict[str, str],
    locale: str,
) -> None:
    environment = {**host, "PB_URL": proxy.url, "LANG": locale, "NSAPP": "", **values}
    run("post_to_api", library, environment, tmp_path)
    (request,) = proxy.seen
    given = {field.name: environment.get(field.variable) for field in START_FIELDS}
    given |= {"random_id": random_id, "pve_version": "8.2.2"}
    start, _ = read_start(InstallType.LXC, given)
    assert request.json == {"id": record_id(random_id), **start.fields}


@pytest.mark.parametrize("hardened_server", [False, True])
def test_a_pair_ends_on_both_kinds_of_server(
    library: Path,
    host: dict[str, str],
    request: pytest.FixtureRequest,
    random_id: str,
    hardened_server: bool,
) -> None:
    server: Server = request.getfixturevalue("hardened" if hardened_server else "pocketbase")
    in_bash(f"{FAIL}post_to_api; fail 'qm create'", library, {**host, "PB_URL": server.url + "//"})
    record = the_end(server, random_id)
    assert (record["status"], record["exit_code"]) == ("failed", 5)
    assert record["error"] == "qm failed (exit code 5) | line 6: qm create"
    assert (record["nsapp"], record["pve_version"]) == ("plex", "8.2.2")


def test_an_end_that_comes_first_creates_the_record(
    library: Path, host: dict[str, str], proxy: Proxy, pocketbase: Server, tmp_path: Path
) -> None:
    proxy.faults.append(faults.delay(1.0))  # the start
    environment = {**host, "PB_URL": proxy.url}
    run("post_to_api; sleep 0.2; post_update_to_api failed 137", library, environment, tmp_path)
    assert proxy.methods() == ["POST", "PATCH", "POST"]
    record = pocketbase.only(host["RANDOM_UUID"])
    assert (record["status"], record["exit_code"], record["nsapp"]) == ("failed", 137, "plex")


def test_an_end_meets_the_start_that_came_between(
    library: Path, host: dict[str, str], proxy: Proxy, pocketbase: Server, tmp_path: Path
) -> None:
    def as_if_absent(handler: faults._Handler, seen: faults.Seen) -> None:
        handler.answer(404, {"Content-Type": "application/json"}, b"{}")

    proxy.faults += [faults.pass_on, as_if_absent]
    environment = {**host, "PB_URL": proxy.url}
    run("post_to_api; sleep 0.5; post_update_to_api failed 137", library, environment, tmp_path)
    assert proxy.methods() == ["POST", "PATCH", "POST", "PATCH"]
    assert pocketbase.only(host["RANDOM_UUID"])["exit_code"] == 137


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
@pytest.mark.parametrize("secure", [False, True])
def test_a_redirect_keeps_method_body_and_header(
    library: Path,
    host: dict[str, str],
    proxy: Proxy,
    pocketbase: Server,
    tmp_path: Path,
    status: int,
    secure: bool,
) -> None:
    authority = trustme.CA()
    bundle = tmp_path / "ca.pem"
    authority.cert_pem.write_to_path(bundle)
    context = None
    if secure:
        import ssl

        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        authority.issue_cert("127.0.0.1").configure_cert(context)
    with faults.running(pocketbase.url, context) as target:
        proxy.otherwise = faults.redirect(status, target.url)
        environment = {**host, "PB_URL": proxy.url, "CURL_CA_BUNDLE": str(bundle)}
        run("post_to_api; sleep 0.4; post_update_to_api failed 3", library, environment, tmp_path)
        assert target.methods() == ["POST", "PATCH"]
        assert {seen.headers["random-id"] for seen in target.seen} == {host["RANDOM_UUID"]}
    assert pocketbase.only(host["RANDOM_UUID"])["exit_code"] == 3


@pytest.mark.parametrize(
    "fault",
    [
        faults.drop_request,
        faults.drop_answer,
        faults.answer(503),
        faults.answer(429),
        faults.answer(500, "<html>"),
    ],
)
def test_what_fails_once_is_tried_again(
    library: Path,
    host: dict[str, str],
    proxy: Proxy,
    pocketbase: Server,
    tmp_path: Path,
    fault: faults.Fault,
) -> None:
    proxy.faults.append(fault)
    run("post_to_api", library, {**host, "PB_URL": proxy.url}, tmp_path)
    assert proxy.methods() == ["POST", "POST"]
    assert pocketbase.only(host["RANDOM_UUID"])["status"] == "installing"


@pytest.mark.parametrize("fault", [faults.endless, faults.trickle, faults.stay_silent])
def test_no_server_holds_a_report_for_longer_than_two_tries_of_five_seconds(
    library: Path, host: dict[str, str], proxy: Proxy, tmp_path: Path, fault: faults.Fault
) -> None:
    proxy.otherwise = fault
    begin = time.monotonic()
    run("post_to_api", library, {**host, "PB_URL": proxy.url}, tmp_path)
    assert len(proxy.seen) <= 2
    assert time.monotonic() - begin < 15


def test_a_server_that_refuses_is_not_asked_again(
    library: Path, host: dict[str, str], proxy: Proxy, tmp_path: Path
) -> None:
    proxy.otherwise = faults.answer(400)
    run("post_to_api", library, {**host, "PB_URL": proxy.url}, tmp_path)
    assert proxy.methods() == ["POST"]


@pytest.mark.parametrize(
    "changes",
    [
        {"DIAGNOSTICS": "no"},
        {"DIAGNOSTICS": "OFF"},
        {"DO_NOT_TRACK": "1"},
        {"DO_NOT_TRACK": "yes"},
        {"PB_URL": "ftp://127.0.0.1"},
        {"PB_COLLECTION": "a/b"},
        {"RANDOM_UUID": "no id"},
    ],
)
def test_nothing_is_sent_after_a_no_or_to_what_is_no_address(
    library: Path, host: dict[str, str], proxy: Proxy, tmp_path: Path, changes: dict[str, str]
) -> None:
    environment = {**host, "PB_URL": proxy.url, **changes}
    run("post_to_api; post_update_to_api failed 1", library, environment, tmp_path)
    assert not proxy.seen


@pytest.mark.parametrize("value", ["", "0", "false", "False"])
def test_do_not_track_of_these_values_is_no_answer(
    library: Path, host: dict[str, str], proxy: Proxy, tmp_path: Path, value: str
) -> None:
    environment = {**host, "PB_URL": proxy.url, "DO_NOT_TRACK": value}
    run("post_to_api", library, environment, tmp_path)
    assert proxy.methods() == ["POST"]


def test_the_answer_for_an_end_is_asked_anew(
    library: Path, host: dict[str, str], proxy: Proxy, tmp_path: Path
) -> None:
    script = (
        "post_to_api; echo DIAGNOSTICS=no >$TELEMETRY_DIAGNOSTICS_FILE; post_update_to_api done"
    )
    run(script, library, {**host, "PB_URL": proxy.url}, tmp_path)
    assert proxy.methods() == ["POST"]


def test_the_users_own_settings_of_curl_do_not_count(
    library: Path, host: dict[str, str], proxy: Proxy, tmp_path: Path
) -> None:
    (tmp_path / ".curlrc").write_text(f"output = {tmp_path}/out\nuser = me:secret\nurl = x\n")
    run("post_to_api", library, {**host, "PB_URL": proxy.url}, tmp_path)
    assert len(proxy.seen) == 1
    assert "authorization" not in proxy.seen[0].headers
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize(
    ("command", "told"),
    [
        ('qm importdisk "$VMID" ${FILE} $STORAGE >/dev/null', None),
        ("apt-get install -y postgresql-16 nginx", None),
        ("pct set 105 --memory 2048 --cores 2", None),
        ("mkdir -p /opt/app", None),
        ("$STD npm run build", None),
        ("curl -fsSL https://github.com/a/b/releases/download/v1.2.3/b.tar.gz -o b.tar.gz", None),
        ("systemctl enable -q --now caddy", None),
        ("qm create --password=hunter2 105", "qm create --password=<secret> 105"),
        ("qm create --password hunter2 105", "qm create --password <secret> 105"),
        ('qm create --cipassword "$PASSWORD"', None),
        ("DB_PASS=hunter2 ./install", "DB_PASS=<secret> ./install"),
        ("mysql -uroot -phunter2 -e x", "mysql -uroot -p<secret> -e x"),
        ("mysql -p hunter2", "mysql -p <secret>"),
        ("curl http://me:hunter2@host/x?token=hunter2", "curl http://<secret>@host/x"),
        ("ping 192.168.1.7", "ping <ip>"),
        ("ip -6 addr add fd00:1:2::17/64", "ip -6 addr add <ip>/64"),
        (
            "qm set 1 --net0 virtio=BC:24:11:AA:BB:CC,bridge=vmbr0",
            "qm set 1 --net0 virtio=<ip>,bridge=vmbr0",
        ),
        ("ssh bob@nas.lan reboot", "ssh <secret> …"),
        ("echo hunter2", "echo …"),
        ("useradd bob", "useradd …"),
        ("echo x | chpasswd", "echo …"),
        ("login with my password hunter2", "login with …"),
        ("pct set 105 --hostname mediabox", "pct set 105 --hostname <secret>"),
        ("ping mediabox.lan", "ping <host>.lan"),
        ("deploy a8Fk29ZpQ0x7LmN4v6Tb1Yc3", "deploy <secret> …"),
        ("psql -c Übung", "psql -c …"),
        ("x" * 500, "<secret> …"),
    ],
)
def test_the_command_is_masked_where_it_may_be_private(
    library: Path,
    host: dict[str, str],
    proxy: Proxy,
    tmp_path: Path,
    command: str,
    told: str | None,
) -> None:
    environment = {**host, "PB_URL": proxy.url, "COMMAND": command}
    run(f'{FAIL}HN=mediabox; post_to_api; fail "$COMMAND"', library, environment, tmp_path)
    error = next(seen.json["error"] for seen in proxy.seen if "error" in seen.json)
    assert "hunter2" not in error
    assert "bob" not in error
    assert error.partition(" | line 6: ")[2] == (command if told is None else told)


def test_telemetry_cli_that_is_installed_later_takes_over(
    library: Path, host: dict[str, str], pocketbase: Server, tool_directory: Path, cli: Cli
) -> None:
    script = f"post_to_api; PATH={tool_directory}:$PATH; post_update_to_api failed 137"
    in_bash(script, library, host)
    record = the_end(pocketbase, host["RANDOM_UUID"])
    assert record["exit_code"] == 137


def test_busybox_is_enough(
    library: Path, host: dict[str, str], pocketbase: Server, tmp_path: Path
) -> None:
    found = subprocess.run(
        ["sh", "-c", "command -v busybox"], capture_output=True, text=True, check=False
    )
    if found.returncode:
        pytest.skip("busybox is not installed")
    programs = tmp_path / "programs"
    programs.mkdir()
    for name in ("sha256sum", "sleep", "od", "timeout", "cat"):
        (programs / name).symlink_to(found.stdout.strip())
    for name in ("bash", "curl"):
        (programs / name).symlink_to(f"/usr/bin/{name}")
    in_bash(
        "post_to_api; post_update_to_api failed 137",
        library,
        {**host, "PATH": str(programs)},
        bash="/usr/bin/bash",
    )
    record = the_end(pocketbase, host["RANDOM_UUID"])
    assert (record["exit_code"], record["pve_version"]) == (137, "not found")
