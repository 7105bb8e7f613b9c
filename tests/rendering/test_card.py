"""The card of an exit code."""

from __future__ import annotations

import re

import pytest

from telemetry_cli.knowledge.explanations import KNOWN, ExitCode, explanation
from telemetry_cli.rendering.card import card
from tests.terminal import in_terminal


@pytest.mark.parametrize(
    "exit_code", [*KNOWN, explanation(11), explanation(138)], ids=lambda k: k.code
)
def test_every_card_fits_80_columns_except_for_commands(exit_code: ExitCode) -> None:
    text = card(exit_code, width=80, color=False)
    commands = {fix.command for fix in exit_code.fixes if fix.command}
    for line in text.splitlines():
        assert len(line) <= 80 or line.strip() in commands
    for words in (exit_code.description, *exit_code.causes, *exit_code.elsewhere):
        assert "".join(words.split()) in "".join(text.split())


def test_commands_are_not_wrapped() -> None:
    assert "\n  pct set <CTID> --memory" in card(explanation(137), width=40, color=False)


def test_a_terminal_shows_the_card_with_colors_unless_no_color_is_set(
    variables: dict[str, str],
) -> None:
    output = in_terminal("explain", "137", variables=variables)
    plain = re.sub(r"\x1b\[[0-9;]*m", "", output)
    assert plain == card(explanation(137), width=80, color=False)
    assert output != plain
    assert in_terminal("explain", "137", variables={**variables, "NO_COLOR": "1"}) == plain


def test_a_name_shows_the_same_card_as_its_number(variables: dict[str, str]) -> None:
    assert in_terminal("explain", "oom", variables=variables) == in_terminal(
        "explain", "137", variables=variables
    )
