"""Whether reports are allowed."""

from __future__ import annotations

import pytest

from telemetry_cli.core.diagnostics import Settings, decide, value_in


@pytest.mark.parametrize(
    ("variable", "line", "allowed"),
    [
        ("yes", None, True),
        (None, "yes", True),
        ("yes", "yes", True),
        ("no", "yes", False),
        ("yes", "no", False),
        ("no", None, False),
        (None, None, False),
        ("", "", False),
        ("maybe", "yes", True),
        ("maybe", None, False),
        ("YES", None, True),
        (" 'Yes' ", None, True),
        (None, '"yes" # my choice', True),
        ("yes", "off", False),
        ("false", "yes", False),
        ("no # not yet", "yes", False),
        ("true", None, False),
        ("yes please", None, False),
        (None, "YES", True),
    ],
)
def test_any_no_forbids_else_any_yes_allows_else_reports_are_off(
    variable: str | None, line: str | None, allowed: bool
) -> None:
    assert decide(Settings(variable, line), "file").allowed is allowed


@pytest.mark.parametrize(
    ("do_not_track", "allowed"),
    [
        *((value, True) for value in (None, "", "0", "false", "False")),
        *((value, False) for value in ("1", "true", "yes", "no", "00", " ", "2")),
    ],
)
def test_do_not_track_forbids_whatever_says_yes(do_not_track: str | None, allowed: bool) -> None:
    decision = decide(Settings("yes", "yes", do_not_track), "file")
    assert decision.allowed is allowed
    assert allowed or decision.source == "the variable DO_NOT_TRACK"
    assert not decide(Settings(do_not_track=do_not_track), "file").allowed


def test_the_decision_names_its_source() -> None:
    assert decide(Settings("yes", "no"), "/etc/file").source == "/etc/file"
    assert decide(Settings("no", "no"), "/etc/file").source == "the variable DIAGNOSTICS"
    assert "neither" in decide(Settings(), "/etc/file").source


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("", None),
        ("DIAGNOSTICS=yes\n", "yes"),
        ("DIAGNOSTICS=yes\nDIAGNOSTICS=no\n", "no"),
        ("# DIAGNOSTICS=yes\n", None),
        ("  diagnostics = no\r\n", " no"),
        ("export DIAGNOSTICS='no'", "'no'"),
        ("MORE_DIAGNOSTICS=yes", None),
        ("DIAGNOSTICS=yes\n#DIAGNOSTICS=no\n", "yes"),
        ("DIAGNOSTICS=no\nDIAGNOSTICS=yes", "yes"),
        ("DIAGNOSTICS", None),
        ("DIAGNOSTICS=", ""),
        ("A=1\nDIAGNOSTICS=yes=no\nB=2", "yes=no"),
    ],
)
def test_the_last_assignment_in_the_file_counts(text: str, value: str | None) -> None:
    assert value_in(text) == value


@pytest.mark.parametrize(
    "comment", ["#DIAGNOSTICS=yes", "# DIAGNOSTICS=yes", "  # set DIAGNOSTICS=yes to help"]
)
def test_a_comment_does_not_override_a_no(comment: str) -> None:
    assert value_in(f"DIAGNOSTICS=no\n{comment}\n") == "no"
    line = value_in(f"DIAGNOSTICS=no\n{comment}\n")
    assert not decide(Settings("yes", line), "file").allowed


@pytest.mark.parametrize(
    "line", ["\ufeffDIAGNOSTICS=no", "declare -x DIAGNOSTICS=no", "readonly diagnostics = 'no'"]
)
def test_a_no_is_recognised_in_every_shell_spelling(line: str) -> None:
    assert not decide(Settings("yes", value_in(line)), "file").allowed
