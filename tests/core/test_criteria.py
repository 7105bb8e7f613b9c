"""Search criteria; tests/edges/test_criteria_on_the_server.py runs them on a server."""

from __future__ import annotations

import pytest

from telemetry_cli.core.criteria import Criteria, exit_codes


def test_exit_codes_accepts_numbers_names_lists_and_ranges() -> None:
    assert exit_codes(["137", "oom", "1,2", "100-102"], []) == {137, 1, 2, 100, 101, 102}
    assert exit_codes(["135-140"], ["resource"]) == {137}
    assert exit_codes([], []) == frozenset()


@pytest.mark.parametrize("word", ["256", "-1", "9-1", "1-300", "1,", "no-such-name", "1-2-3"])
def test_exit_codes_rejects_invalid_words(word: str) -> None:
    with pytest.raises(ValueError, match="is not a"):
        exit_codes([word], [])


def test_a_value_with_nul_is_rejected() -> None:
    with pytest.raises(ValueError, match="NUL"):
        Criteria(apps=["a\0b"]).filter()
    assert Criteria().filter() == ""
