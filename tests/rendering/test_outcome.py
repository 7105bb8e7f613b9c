"""What a report prints at a terminal."""

from __future__ import annotations

from telemetry_cli.core.record import record_id
from tests.conftest import Server
from tests.terminal import in_terminal


def test_a_terminal_shows_the_outcome_of_a_report(
    variables: dict[str, str], pocketbase: Server, random_id: str
) -> None:
    output = in_terminal("start-lxc", "--random-id", random_id, variables=variables)
    assert output == f"telemetry-cli: delivered as record {record_id(random_id)}\n"


def test_a_terminal_shows_that_diagnostics_are_off_and_why(variables: dict[str, str]) -> None:
    output = in_terminal("update", "done", variables={**variables, "DIAGNOSTICS": "no"})
    assert output == (
        "telemetry-cli: nothing sent, diagnostics are off: the variable DIAGNOSTICS\n"
    )
