"""All that is known of an exit code."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from telemetry_cli.knowledge.explanations import (
    CATEGORIES,
    KNOWN,
    ExitCode,
    explanation,
    find,
    search,
)


@pytest.mark.parametrize("known", KNOWN, ids=lambda known: str(known.code))
def test_every_code_tells_why_and_what_to_do(known: ExitCode) -> None:
    assert known.causes
    assert known.fixes
    for text in (*known.causes, *map(str, known.fixes), *known.elsewhere):
        assert text.strip() == text
        assert 0 < len(text) <= 160
        assert text.isascii()


def test_no_name_means_two_codes() -> None:
    names = [name.lower() for known in KNOWN for name in known.names]
    assert len(set(names)) == len(names)


@pytest.mark.parametrize("code", range(256))
def test_every_number_of_a_byte_is_explained(code: int) -> None:
    known = explanation(code)
    assert known.code == code
    assert known.description
    assert known.causes
    assert known.fixes


@pytest.mark.parametrize(
    ("word", "code"),
    [
        ("137", 137),
        (" 0137 ", 137),
        ("SIGKILL", 137),
        ("sigkill", 137),
        ("oom", 137),
        ("EX_TEMPFAIL", 75),
        ("curl:6", 6),
        ("CURL:28", 28),
        ("proxmox:214", 214),
    ],
)
def test_a_code_is_found_by_number_name_and_origin(word: str, code: int) -> None:
    assert find(word).code == code


@pytest.mark.parametrize(
    ("word", "remedy"),
    [
        ("SIGKIL", "did you mean SIGKILL"),
        ("ex_tempfial", "did you mean EX_TEMPFAIL"),
        ("curl:137", "did you mean curl:"),
        ("256", "0 to 255"),
        ("-1", "0 to 255"),
        ("", "0 to 255"),
        ("no such thing", "0 to 255"),
    ],
)
def test_what_is_no_exit_code_is_told_with_a_remedy(word: str, remedy: str) -> None:
    with pytest.raises(ValueError, match=r"is not an exit code") as error:
        find(word)
    assert remedy in str(error.value)


@given(st.text())
def test_any_text_is_a_code_or_a_harmless_line(text: str) -> None:
    try:
        assert 0 <= find(text).code <= 255
    except ValueError as error:
        assert len(str(error).splitlines()) == 1  # noqa: PT017
        assert "\x1b" not in str(error)  # noqa: PT017


def test_all_words_of_a_search_have_to_stand_somewhere() -> None:
    assert [known.code for known in search("cluster QUORUM")] == [210, 215]
    assert search("quorum", "database") == []
    assert len(search("")) == len(KNOWN)


def test_the_categories_divide_the_codes() -> None:
    found = [known for category in CATEGORIES for known in search("", category)]
    assert sorted(found) == sorted(KNOWN)
