"""What becomes of the values that installers pass."""

from __future__ import annotations

import json
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from telemetry_cli.core.record import FIELD, InstallType, Status
from telemetry_cli.core.values import RawStart, read_final, read_start, session_id

ANY_TEXT = st.text(max_size=400) | st.from_regex(r"[0-9]{1,4}[MGTmgt]?i?[Bb]?", fullmatch=True)
OPTIONAL = st.none() | ANY_TEXT


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


@given(
    st.sampled_from(InstallType),
    st.builds(RawStart, ANY_TEXT, OPTIONAL, OPTIONAL, OPTIONAL, OPTIONAL, OPTIONAL, OPTIONAL)
    | st.builds(RawStart, ANY_TEXT, os_version=OPTIONAL, method=OPTIONAL, pve_version=OPTIONAL),
)
def test_whatever_is_given_makes_a_record_that_the_server_takes(
    install_type: InstallType, raw: RawStart
) -> None:
    start, _ = read_start(install_type, raw)
    fields = start.fields()
    assert {"type", "ct_type", "nsapp", "status"} <= set(fields)
    json.dumps(fields, ensure_ascii=False).encode()
    for name, value in fields.items():
        limits = FIELD[name]
        if isinstance(value, str) and not limits.choices:
            assert len(value) <= limits.maximum
            assert not re.search(r"[\x00-\x1f\x7f-\x9f]", value)
        elif isinstance(value, int | float):
            assert limits.minimum <= value <= limits.maximum


@given(ANY_TEXT)
def test_a_session_keeps_its_name(text: str) -> None:
    assert session_id(session_id(text)) == session_id(text)


@given(ANY_TEXT, ANY_TEXT, OPTIONAL)
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
