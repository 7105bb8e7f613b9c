"""Normalisation of the values that installers pass."""

from __future__ import annotations

import json
import re

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from telemetry_cli.core.record import FIELD, START_FIELDS, InstallType
from telemetry_cli.core.start_values import read_start, session_id

ANY_TEXT = st.text(max_size=400) | st.from_regex(r"[0-9]{1,4}[MGTmgt]?i?[Bb]?", fullmatch=True)
OPTIONAL = st.none() | ANY_TEXT
NAMES = ("random_id", *(field.name for field in START_FIELDS))
ANY_START = st.fixed_dictionaries(dict.fromkeys(NAMES, OPTIONAL))


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
def test_disk_sizes_are_read_as_gigabytes(text: str, gigabytes: float) -> None:
    start, warnings = read_start(InstallType.LXC, {"disk_size": text})
    assert (start.fields["disk_size"], warnings) == (gigabytes, ())


@pytest.mark.parametrize(("text", "megabytes"), [("2048", 2048), ("2G", 2048), ("512MB", 512)])
def test_memory_sizes_are_read_as_megabytes(text: str, megabytes: int) -> None:
    start, warnings = read_start(InstallType.LXC, {"ram_size": text})
    assert (start.fields["ram_size"], warnings) == (megabytes, ())


@pytest.mark.parametrize("text", ["lots", "-8", "8K", "1e3", "nan", "inf", "8,5", "٨", "9" * 30])
def test_an_invalid_disk_size_is_left_out_with_a_warning(text: str) -> None:
    start, (warning,) = read_start(InstallType.LXC, {"disk_size": text})
    assert start.fields.get("disk_size") is None
    assert "disk_size" not in start.fields
    assert warning.startswith(f"DISK_SIZE '{text}' left out: ")


@pytest.mark.parametrize("text", ["1.5", "two", "9000"])
def test_a_core_count_is_a_whole_number_up_to_8192(text: str) -> None:
    start, (warning,) = read_start(InstallType.LXC, {"core_count": text})
    assert start.fields.get("core_count") is None
    assert "8192" in warning


@pytest.mark.parametrize("text", [None, "", "   "])
def test_an_empty_value_counts_as_not_given(text: str | None) -> None:
    raw = dict.fromkeys(NAMES, text)
    start, warnings = read_start(InstallType.LXC, raw)
    assert warnings == ()
    assert [start.fields[name] for name in ("nsapp", "method", "pve_version")] == [
        *("unknown", "default", "not found")
    ]
    assert not {"disk_size", "core_count", "ram_size"} & set(start.fields)


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
def test_ct_type_follows_the_install_type_unless_given(
    install_type: InstallType, given: str | None, ct_type: int
) -> None:
    start, _ = read_start(install_type, {"ct_type": given})
    assert start.fields["ct_type"] == ct_type


def test_an_invalid_ct_type_is_replaced_with_a_warning() -> None:
    start, (warning,) = read_start(InstallType.VM, {"ct_type": "0"})
    assert start.fields["ct_type"] == 2
    assert warning.startswith("CT_TYPE '0'")


def test_a_warning_is_one_short_line_without_controls() -> None:
    _, (warning,) = read_start(InstallType.LXC, {"disk_size": "\x1b[2J\n" + "x" * 999})
    assert "\n" not in warning
    assert "\x1b" not in warning
    assert len(warning) < 150


@pytest.mark.parametrize(
    ("variable", "raw"),
    [
        ("CT_TYPE", {"ct_type": "3"}),
        ("DISK_SIZE", {"disk_size": "1048577"}),
        ("CORE_COUNT", {"core_count": "2.5"}),
        ("RAM_SIZE", {"ram_size": "much"}),
        ("NSAPP", {"nsapp": "x" * 256}),
        ("METHOD", {"method": "x" * 256}),
        ("var_os", {"os_type": "x" * 256}),
        ("var_version", {"os_version": "x" * 256}),
        ("pve_version", {"pve_version": "x" * 256}),
    ],
)
def test_a_warning_names_the_variable_and_the_value(variable: str, raw: dict[str, str]) -> None:
    _, (warning,) = read_start(InstallType.LXC, raw)
    (value,) = (value for value in raw.values() if value)
    assert warning.startswith(f"{variable} '{value[:30]}")


def test_one_invalid_value_does_not_affect_the_others() -> None:
    raw = {
        "nsapp": "plex",
        "disk_size": "eight",
        "core_count": "2",
        "ram_size": "2048",
        "os_type": "debian",
        "os_version": "12",
        "pve_version": "8.2.2",
    }
    start, warnings = read_start(InstallType.LXC, raw)
    assert len(warnings) == 1
    assert set(raw.items()) - set(start.fields.items()) == {
        ("disk_size", "eight"),
        ("core_count", "2"),
        ("ram_size", "2048"),
    }
    assert (start.fields["core_count"], start.fields["ram_size"]) == (2, 2048)


def test_every_invalid_value_gets_a_warning() -> None:
    raw = {"ct_type": "x", "disk_size": "x", "core_count": "x", "ram_size": "x"}
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
def test_a_name_becomes_one_line_that_fits_the_field(given: str, app: str) -> None:
    start, warnings = read_start(InstallType.LXC, {"nsapp": given})
    assert start.fields["nsapp"] == app
    assert bool(warnings) is (len(given) > 255)


@pytest.mark.parametrize("variable", ["disk_size", "core_count", "ram_size"])
def test_a_whole_number_is_sent_as_an_integer(variable: str) -> None:
    start, _ = read_start(InstallType.LXC, {variable: "4.0"})
    assert repr(start.fields[variable]) == "4"


@given(st.sampled_from(InstallType), ANY_START)
@example(InstallType.VM, dict.fromkeys(NAMES, "\ud800\0"))
@example(InstallType.VM, dict.fromkeys(NAMES, "\x1b\n🎉" * 10_000))
@example(InstallType.VM, dict.fromkeys(NAMES, "9" * 10_000))
def test_any_input_yields_fields_within_their_limits(
    install_type: InstallType, raw: dict[str, str | None]
) -> None:
    start, _ = read_start(install_type, raw)
    fields = start.fields
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


@given(ANY_TEXT)
def test_session_id_is_idempotent_and_bounded(text: str) -> None:
    assert session_id(session_id(text)) == session_id(text)
    assert len(session_id(text)) <= 255
    assert read_start(InstallType.LXC, {"random_id": text})[0].random_id == session_id(text)


def test_session_id_normalises_whitespace_and_length() -> None:
    assert session_id(" 123e4567-e89b\n") == "123e4567-e89b"
    assert session_id("x" * 10_000) == "x" * 255
