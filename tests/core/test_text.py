"""Text made safe for terminals and fields."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from telemetry_cli.core.text import one_line, shortened, shown


@given(st.text())
def test_shown_text_contains_no_terminal_controls(text: str) -> None:
    for character in shown(text):
        assert unicodedata.category(character) not in ("Cc", "Cs", "Zl", "Zp")
        assert unicodedata.bidirectional(character) not in (
            *("LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI"),
        )


@given(st.text(st.characters(categories=["L", "N", "P", "S", "Zs"])))
def test_ordinary_text_is_shown_unchanged(text: str) -> None:
    hidden = "\u115f\u1160\u3164\uffa0"
    if not set(hidden) & set(text):
        assert shown(text) == text


@pytest.mark.parametrize(
    ("text", "visible"),
    [
        ("\x1b]0;t\x07", r"\x1b]0;t\x07"),
        ("\u202egnp", r"\u202egnp"),
        ("a\nb", r"a\nb"),
        ("\ud800", r"\ud800"),
        ("\U000e0041", r"\U000e0041"),
    ],
)
def test_control_characters_are_escaped(text: str, visible: str) -> None:
    assert shown(text) == visible


@given(st.text())
def test_one_line_returns_a_single_encodable_line(text: str) -> None:
    line = one_line(text)
    assert len(line.splitlines()) <= 1
    line.encode()


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("a\r\n\tb", "a b"),
        ("\n a b \x00", "a b"),
        ("a\x85b\x9bc", "a b c"),
        ("a\u2028b\u2029c", "a b c"),
        ("a\ud83db", "a b"),
        ("Ünïcode 🎉  two blanks", "Ünïcode 🎉  two blanks"),
        ("\x1b\x7f", ""),
    ],
)
def test_a_run_of_control_characters_becomes_one_space(text: str, line: str) -> None:
    assert one_line(text) == line


@given(st.text(), st.integers(1, 50))
def test_shortened_text_fits_the_limit(text: str, limit: int) -> None:
    cut = shortened(text, limit)
    assert len(cut) <= limit
    assert (cut == text) == (len(text) <= limit)
    assert cut == text or cut == text[: limit - 1] + "…"


def test_text_that_just_fits_is_not_shortened() -> None:
    assert shortened("abc", 3) == "abc"
    assert shortened("abcd", 3) == "ab…"
