"""What to search for, as the real server understands it."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st

from telemetry_cli.core.criteria import Criteria, exit_codes

TEXT = st.text(
    st.characters(exclude_categories=["Cs"], exclude_characters="\0*"), min_size=1, max_size=40
)

SYNTAX = st.text(alphabet="\\'\"%_&|() x", min_size=1, max_size=12)

unhurried = settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


def test_codes_are_numbers_names_lists_and_ranges() -> None:
    assert exit_codes(["137", "oom", "1,2", "100-102"], []) == {137, 1, 2, 100, 101, 102}
    assert exit_codes(["135-140"], ["resource"]) == {137}
    assert exit_codes([], []) == frozenset()


@pytest.mark.parametrize("word", ["256", "-1", "9-1", "1-300", "1,", "no-such-name", "1-2-3"])
def test_what_is_no_exit_code_is_told(word: str) -> None:
    with pytest.raises(ValueError, match="is no"):
        exit_codes([word], [])


def test_what_no_filter_can_carry_is_told() -> None:
    with pytest.raises(ValueError, match="NUL"):
        Criteria(apps=["a\0b"]).filter()
    assert Criteria().filter() == ""
