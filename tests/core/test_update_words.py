"""The words that say how an install ended."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from telemetry_cli.core.record import Status
from telemetry_cli.core.update_words import read_final
from telemetry_cli.knowledge.exit_codes import describe

ANY_TEXT = st.text(max_size=400) | st.from_regex(r"[0-9]{1,4}[MGTmgt]?i?[Bb]?", fullmatch=True)


@given(st.just("failed") | ANY_TEXT, ANY_TEXT | st.integers().map(str))
@example("failed", "9" * 10_000)
def test_any_input_yields_a_valid_final_status(status: str, exit_code: str) -> None:
    final, _ = read_final(status, exit_code)
    assert final.status.is_final
    assert 0 <= final.exit_code <= 255


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
def test_status_and_code_words_mean_the_same_as_in_api_func(
    arguments: tuple[str, str], status: Status, exit_code: int
) -> None:
    final, warnings = read_final(*arguments)
    assert (final.status, final.exit_code, warnings) == (status, exit_code, ())


@pytest.mark.parametrize("exit_code", ["256", "-1", "1000", "9" * 30, "-" + "9" * 10_000])
def test_an_out_of_range_exit_code_counts_as_1_with_a_warning(exit_code: str) -> None:
    final, (warning,) = read_final("failed", exit_code)
    assert final.exit_code == 1
    assert warning.startswith(f"exit code '{exit_code[:30]}")
    assert len(warning) < 150


@pytest.mark.parametrize("exit_code", [0, 1, 9, 130, 137, 138, 255])
def test_the_error_is_the_description_of_the_exit_code(exit_code: int) -> None:
    assert read_final("failed", str(exit_code))[0].error == describe(exit_code)
    assert read_final("unknown", str(exit_code))[0].error == describe(exit_code)


def test_a_success_has_no_error() -> None:
    assert read_final("done", "1")[0].error == ""
