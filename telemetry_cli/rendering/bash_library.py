"""The bash library that stands in for api.func, with the table of exit codes in it."""

from __future__ import annotations

from importlib import resources

from telemetry_cli import __version__
from telemetry_cli.core.record import FIELD
from telemetry_cli.knowledge.exit_codes import FIRST, LAST, UNKNOWN, describe


def bash_library() -> str:
    """The text of the library."""
    template = (resources.files(__package__) / "api.func.sh").read_text("utf-8")
    described = ((code, describe(code)) for code in range(FIRST, LAST + 1))
    # No description holds a quote (tests/knowledge/test_exit_codes.py).
    cases = "\n".join(
        f"  {code}) printf '%s\\n' '{text}' ;;" for code, text in described if text != UNKNOWN
    )
    values = {
        "@VERSION@": __version__,
        "@CASES@": cases,
        "@UNKNOWN@": UNKNOWN,
        "@MAX_ID@": str(FIELD["random_id"].maximum),
    }
    for name, value in values.items():
        template = template.replace(name, value)
    return template
