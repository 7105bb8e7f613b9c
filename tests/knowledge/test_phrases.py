"""The language of the phrases by which causes are recognised."""

from __future__ import annotations

import re

import pytest

from telemetry_cli.knowledge.phrases import expression, literal, needs, variants


def matches(phrase: str, line: str) -> dict[str, str] | None:
    found = re.search(expression(phrase), line, re.IGNORECASE)
    return found.groupdict() if found else None


@pytest.mark.parametrize(
    ("phrase", "line"),
    [
        ("No space left", "cp: no space LEFT on device"),
        ("ENOENT: no such file", "Error: ENOENT: No such file"),
        ("(cannot|could not) open", "x: could not open y"),
        ("Unable to locate package {package}", "E: Unable to locate package libfoo1"),
        ("failed ... (refused|timed out)", "failed to connect to x: Connection timed out"),
        ("Killed$", "transforming (12) main.ts Killed "),
        ("^Killed$", "  Killed"),
        ("Cannot locate Java Home", "Starting controller: appCannot locate Java Home"),
        ("curl: (6)", "Installing Appcurl: (6) Could not resolve host"),
        ("curl: (6) Could", "curl: (6) Could not resolve host"),
    ],
)
def test_a_phrase_matches_what_the_tool_prints(phrase: str, line: str) -> None:
    assert matches(phrase, line) is not None


@pytest.mark.parametrize(
    ("phrase", "line"),
    [
        ("ENOTFOUND", "handler eNotFound registered"),
        ("at is not a function", "format is not a function"),
        ("used", "Connection refused"),
        ("Killed$", "Killed process 12"),
        ("^Killed$", "not Killed"),
        ("failed ... refused", "failed" + " " * 300 + "refused"),
        ("curl: (6)", "curl: (60) SSL certificate problem"),
    ],
)
def test_a_phrase_does_not_match_parts_of_words(phrase: str, line: str) -> None:
    assert matches(phrase, line) is None


def test_a_phrase_gives_values() -> None:
    assert matches("held by process {pid} ({command})", "held by process 812 (apt-get)") == {
        "pid": "812",
        "command": "apt-get",
    }


def test_a_value_is_named_once() -> None:
    assert matches("go {version} (running go {version})", "go 1.25 (running go 1.24)") == {
        "version": "1.25"
    }


def test_a_phrase_with_an_unknown_value_is_an_error() -> None:
    with pytest.raises(KeyError):
        expression("held by {nobody}")


def test_the_longest_text_of_a_phrase_is_looked_for() -> None:
    assert literal("E: Unable to locate package {package}") == "e: unable to locate package"
    assert literal("(a|b) something ... c") == "something"


def test_alternatives_are_looked_for_one_by_one_if_there_is_little_else() -> None:
    assert variants("(os error|errno) 12)") == ("os error 12)", "errno 12)")
    assert variants("(cannot|could not) allocate memory") == ("(cannot|could not) allocate memory",)


def test_only_inner_words_have_to_be_whole() -> None:
    needed = needs("unable to locate package {package}")
    assert needed.words == {"to", "locate"}
    assert set(needed.pieces) == {"unable", "package"}
