"""What becomes of the values that installers pass."""

from __future__ import annotations

import json
import re
import uuid

import pytest
import requests
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from telemetry_cli.core.record import FIELD, InstallType, Status
from telemetry_cli.core.values import Log, Own, RawStart, read_final, read_start, session_id
from telemetry_cli.knowledge.exit_codes import describe
from tests.conftest import Server

ANY_TEXT = st.text(max_size=400) | st.from_regex(r"[0-9]{1,4}[MGTmgt]?i?[Bb]?", fullmatch=True)
OPTIONAL = st.none() | ANY_TEXT
ANY_START = st.builds(RawStart, ANY_TEXT, *[OPTIONAL] * 9)


@pytest.mark.parametrize(
    ("text", "gigabytes"),
    [
        ("8", 8),
        ("8G", 8),
        ("8 gb", 8),
        ("08", 8),
        ("1.5T", 1536),
        ("512M", 0.5),
        ("0", 0),
        ("2.5", 2.5),
        (" 4GiB ", 4),
    ],
)
def test_a_disk_size_is_in_gigabytes(text: str, gigabytes: float) -> None:
    start, warnings = read_start(InstallType.LXC, RawStart("id", disk_size=text))
    assert (start.disk_size, warnings) == (gigabytes, ())


@pytest.mark.parametrize(("text", "megabytes"), [("2048", 2048), ("2G", 2048), ("512MB", 512)])
def test_memory_is_in_megabytes(text: str, megabytes: int) -> None:
    start, warnings = read_start(InstallType.LXC, RawStart("id", ram_size=text))
    assert (start.ram_size, warnings) == (megabytes, ())


@pytest.mark.parametrize("text", ["lots", "-8", "8K", "1e3", "nan", "inf", "8,5", "٨", "9" * 30])
def test_a_disk_size_that_is_none_is_left_out_and_named(text: str) -> None:
    start, (warning,) = read_start(InstallType.LXC, RawStart("id", disk_size=text))
    assert start.disk_size is None
    assert "disk_size" not in start.fields()
    assert warning.startswith(f"DISK_SIZE '{text}' left out: ")


@pytest.mark.parametrize("text", ["1.5", "two", "9000"])
def test_cores_are_whole_and_not_too_many(text: str) -> None:
    start, (warning,) = read_start(InstallType.LXC, RawStart("id", core_count=text))
    assert start.core_count is None
    assert "8192" in warning


@pytest.mark.parametrize("text", [None, "", "   "])
def test_what_is_empty_counts_as_not_given(text: str | None) -> None:
    raw = RawStart("id", *(text,) * 9)
    start, warnings = read_start(InstallType.LXC, raw)
    assert warnings == ()
    assert (start.app, start.method, start.pve_version) == ("unknown", "default", "not found")
    assert start.disk_size is start.core_count is start.ram_size is None


@pytest.mark.parametrize(
    ("install_type", "given", "ct_type"),
    [
        (InstallType.LXC, None, 1),
        (InstallType.VM, None, 2),
        (InstallType.ADDON, None, 1),
        (InstallType.PVE, None, 1),
        (InstallType.LXC, "2", 2),
    ],
)
def test_the_ct_type_follows_the_type_unless_it_is_given(
    install_type: InstallType, given: str | None, ct_type: int
) -> None:
    start, _ = read_start(install_type, RawStart("id", ct_type=given))
    assert start.ct_type == ct_type


def test_a_ct_type_that_the_server_refuses_is_replaced_with_a_warning() -> None:
    start, (warning,) = read_start(InstallType.VM, RawStart("id", ct_type="0"))
    assert start.ct_type == 2
    assert warning.startswith("CT_TYPE '0'")


def test_a_warning_is_one_harmless_line() -> None:
    _, (warning,) = read_start(InstallType.LXC, RawStart("id", disk_size="\x1b[2J\n" + "x" * 999))
    assert "\n" not in warning
    assert "\x1b" not in warning
    assert len(warning) < 150


@pytest.mark.parametrize(
    ("variable", "raw"),
    [
        ("CT_TYPE", RawStart("id", ct_type="3")),
        ("DISK_SIZE", RawStart("id", disk_size="1048577")),
        ("CORE_COUNT", RawStart("id", core_count="2.5")),
        ("RAM_SIZE", RawStart("id", ram_size="much")),
        ("NSAPP", RawStart("id", app="x" * 256)),
        ("METHOD", RawStart("id", method="x" * 256)),
        ("var_os", RawStart("id", os_type="x" * 256)),
        ("var_version", RawStart("id", os_version="x" * 256)),
        ("pve_version", RawStart("id", pve_version="x" * 256)),
    ],
)
def test_a_warning_names_the_variable_and_the_value(variable: str, raw: RawStart) -> None:
    _, (warning,) = read_start(InstallType.LXC, raw)
    (value,) = (value for value in raw[1:] if value)
    assert warning.startswith(f"{variable} '{value[:30]}")


def test_one_wrong_value_takes_no_other_with_it() -> None:
    raw = RawStart("id", "plex", "1", "eight", "2", "2048", "debian", "12", "default", "8.2.2")
    start, warnings = read_start(InstallType.LXC, raw)
    assert len(warnings) == 1
    assert (start.app, start.core_count, start.ram_size) == ("plex", 2, 2048)
    assert (start.os_type, start.os_version, start.pve_version) == ("debian", "12", "8.2.2")


def test_several_wrong_values_are_all_named() -> None:
    raw = RawStart("id", ct_type="x", disk_size="x", core_count="x", ram_size="x")
    _, warnings = read_start(InstallType.LXC, raw)
    named = [warning.partition(" ")[0] for warning in warnings]
    assert sorted(named) == ["CORE_COUNT", "CT_TYPE", "DISK_SIZE", "RAM_SIZE"]


@pytest.mark.parametrize(
    ("given", "app"),
    [
        ("x" * 10_000, "x" * 254 + "…"),
        ("x" * 255, "x" * 255),
        ("🎉" * 10_000, "🎉" * 254 + "…"),
        ("Pi-hole 🕳️", "Pi-hole 🕳️"),
        ("two\nlines", "two lines"),
        ("\x1b[31mred\x07", "[31mred"),
        ("half a \ud83d pair", "half a   pair"),
        ("\0\r\n", "unknown"),
    ],
)
def test_a_name_is_one_line_of_what_can_be_stored(given: str, app: str) -> None:
    start, warnings = read_start(InstallType.LXC, RawStart("id", given))
    assert start.app == app
    assert bool(warnings) is (len(given) > 255)


@pytest.mark.parametrize("variable", ["disk_size", "core_count", "ram_size"])
def test_a_number_that_is_whole_is_sent_as_one(variable: str) -> None:
    start, _ = read_start(InstallType.LXC, RawStart("id")._replace(**{variable: "4.0"}))
    assert repr(start.fields()[variable]) == "4"


@given(st.sampled_from(InstallType), ANY_START)
@example(InstallType.VM, RawStart(*["\ud800\0"] * 10))
@example(InstallType.VM, RawStart(*["\x1b\n🎉" * 10_000] * 10))
@example(InstallType.VM, RawStart(*["9" * 10_000] * 10))
def test_whatever_is_given_makes_fields_within_their_limits(
    install_type: InstallType, raw: RawStart
) -> None:
    start, _ = read_start(install_type, raw)
    fields = start.fields()
    assert fields["type"]
    assert fields["ct_type"]
    assert fields["nsapp"]
    assert fields["status"]
    json.dumps(fields, ensure_ascii=False).encode()
    for name, value in fields.items():
        limits = FIELD[name]
        if isinstance(value, str) and not limits.choices:
            assert len(value) <= limits.maximum
            assert not re.search(r"[\x00-\x1f\x7f-\x9f]", value)
        elif isinstance(value, int | float):
            assert limits.minimum <= value <= limits.maximum


@given(st.sampled_from(InstallType), ANY_START, ANY_TEXT, OPTIONAL)
@example(InstallType.LXC, RawStart("", "🎉" * 300), "failed", "🎉" * 10_000)
@example(InstallType.LXC, RawStart("", "\u200b", os_type="\u200b"), "failed", " \n ")
@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_the_server_takes_it_and_keeps_it_as_it_was_sent(
    pocketbase: Server, install_type: InstallType, raw: RawStart, status: str, error: str | None
) -> None:
    start, _ = read_start(install_type, raw._replace(random_id=str(uuid.uuid4())))
    final, _ = read_final(status, "1", error)
    created = requests.post(pocketbase.records_url, json=start.fields(), timeout=30)
    assert created.status_code == 200, created.text
    assert start.fields().items() <= created.json().items()
    url = f"{pocketbase.records_url}/{created.json()['id']}"
    updated = requests.patch(url, json=final.fields(), timeout=30)
    assert updated.status_code == 200, updated.text
    assert final.fields().items() <= updated.json().items()


@given(ANY_TEXT)
def test_a_session_keeps_its_name(text: str) -> None:
    assert session_id(session_id(text)) == session_id(text)
    assert len(session_id(text)) <= 255
    assert read_start(InstallType.LXC, RawStart(text))[0].random_id == session_id(text)


def test_a_session_has_the_same_name_at_its_start_and_its_end() -> None:
    assert session_id(" 123e4567-e89b\n") == "123e4567-e89b"
    assert session_id("x" * 10_000) == "x" * 255


@given(st.just("failed") | ANY_TEXT, ANY_TEXT | st.integers().map(str), OPTIONAL)
@example("failed", "9" * 10_000, "x" * 10_000)
@example("failed", "1", "🎉" * 10_000)
@example("failed", "1", "\ud800\0")
def test_whatever_is_given_makes_an_end_that_the_server_takes(
    status: str, exit_code: str, error: str | None
) -> None:
    final, _ = read_final(status, exit_code, error)
    assert final.status.is_final
    assert 0 <= final.exit_code <= 255
    assert len(final.error) <= 5000
    assert "\0" not in json.loads(json.dumps(final.fields(), ensure_ascii=False).encode())["error"]


@pytest.mark.parametrize(
    ("arguments", "status", "exit_code"),
    [
        (("done", "none"), Status.SUCCESS, 0),
        (("success", "137"), Status.SUCCESS, 0),
        (("sucess", ""), Status.SUCCESS, 0),
        ((" done\n", "0"), Status.SUCCESS, 0),
        (("", ""), Status.FAILED, 1),
        (("failed", "   "), Status.FAILED, 1),
        (("failed", "INTERRUPTED"), Status.FAILED, 130),
        (("failed", "TERMINATED"), Status.FAILED, 143),
        (("unknown", "HANGUP"), Status.UNKNOWN, 129),
        (("failed", "apt-get install -y 3"), Status.FAILED, 1),
        (("failed", "1.0"), Status.FAILED, 1),
        (("failed", "٣"), Status.FAILED, 1),
        (("failed", "255"), Status.FAILED, 255),
        (("unknown", "100"), Status.UNKNOWN, 100),
        (("aborted", "130"), Status.UNKNOWN, 130),
        (("failed", " 0137 "), Status.FAILED, 137),
        (("failed", "0"), Status.FAILED, 0),
        (("Failed", "2"), Status.UNKNOWN, 2),
        (("installing", "1"), Status.UNKNOWN, 1),
        (("failed", "interrupted"), Status.FAILED, 1),
    ],
)
def test_words_and_numbers_mean_what_api_func_means(
    arguments: tuple[str, str], status: Status, exit_code: int
) -> None:
    final, warnings = read_final(*arguments)
    assert (final.status, final.exit_code, warnings) == (status, exit_code, ())


@pytest.mark.parametrize("exit_code", ["256", "-1", "1000", "9" * 30, "-" + "9" * 10_000])
def test_a_number_that_is_no_exit_code_counts_as_1_with_a_warning(exit_code: str) -> None:
    final, (warning,) = read_final("failed", exit_code)
    assert final.exit_code == 1
    assert warning.startswith(f"exit code '{exit_code[:30]}")
    assert len(warning) < 150


@pytest.mark.parametrize("exit_code", [0, 1, 9, 130, 137, 138, 255])
def test_the_error_is_what_the_code_means_unless_it_is_given(exit_code: int) -> None:
    assert read_final("failed", str(exit_code))[0].error == describe(exit_code)
    assert read_final("unknown", str(exit_code))[0].error == describe(exit_code)
    assert read_final("failed", str(exit_code), "disk full")[0].error == "disk full"
    assert read_final("failed", str(exit_code), "")[0].error == ""


def test_a_success_has_no_error() -> None:
    assert read_final("done", "1", "disk full")[0].error == ""


@pytest.mark.parametrize(
    ("given", "error"),
    [
        ("x" * 10_000, "x" * 4999 + "…"),
        ("x" * 5000, "x" * 5000),
        ("  line 1\nline 2\n", "line 1\nline 2"),
        ("nul\0 and half a \ud83d pair", "nul and half a ? pair"),
    ],
)
def test_an_error_may_have_lines_and_is_cut_to_what_the_server_holds(
    given: str, error: str
) -> None:
    assert read_final("failed", "1", given)[0].error == error


def test_the_end_of_a_log_follows_what_the_code_means_or_the_text_given() -> None:
    log = Log("apt: no space left\n")
    assert read_final("failed", "100", None, log)[0].error == f"{describe(100)}\napt: no space left"
    assert read_final("failed", "1", "disk full", log)[0].error == "disk full\napt: no space left"
    assert read_final("done", "0", None, log)[0].error == ""


def test_text_and_log_are_redacted_but_for_the_sessions_uuid() -> None:
    session, other = str(uuid.uuid4()), str(uuid.uuid4())
    log = Log(f"host nuc7 at 10.0.0.1: {session} {other}")
    final, _ = read_final("failed", "1", "password=x", log, Own(session, ("nuc7",)))
    assert final.error == f"password=<secret>\nhost <host> at <ip>: {session} <uuid>"


@pytest.mark.parametrize("length", [0, 10, 4_990, 5_000, 60_000])
def test_text_and_log_together_fit_the_field(length: int) -> None:
    log = Log("\n".join(f"line {number}" for number in range(2_000)))
    final, _ = read_final("failed", "137", "x " * (length // 2), log)
    assert len(final.error) <= 5_000
    if length < 4_000:
        assert final.error.endswith("line 1999")
