"""How long a diagnosis takes, and how good it is on cases kept elsewhere."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from tests.benchmarks import diagnosis
from tests.benchmarks.measure import caching, cpu_seconds, report
from tests.knowledge.failing_logs import LOGS
from tests.knowledge.successful_install import LINES

pytestmark = pytest.mark.benchmark

MEGABYTE = 1_000_000
CASES = os.environ.get("DIAGNOSIS_CASES", "")
"""A file as `tests.benchmarks.diagnosis` reads it."""


def a_megabyte_of_log() -> str:
    """An install that goes well and then fails, no two lines of which are the same."""
    lines: list[str] = []
    length = 0
    while length < MEGABYTE:
        number = len(lines)
        lines.append(f"{number:06} {LINES[number % len(LINES)]}")
        length += len(lines[-1]) + 1
    return "\n".join((*lines, LOGS[0][1]))


@pytest.mark.parametrize("shape", ["lines", "one line"])
def test_a_megabyte_of_log_costs_at_most_sixty_bare_pythons(
    shape: str, tmp_path: Path, variables: dict[str, str]
) -> None:
    text = a_megabyte_of_log()
    log = tmp_path / "install.log"
    log.write_text(text if shape == "lines" else text.replace("\n", " "), encoding="utf-8")
    program = (
        "import sys; from pathlib import Path; from telemetry_cli.knowledge.diagnosis import"
        " diagnose; print(diagnose(Path(sys.argv[1]).read_text(encoding='utf-8')).causes[0].id)"
    )
    spent = cpu_seconds(
        {
            "bare": [sys.executable, "-c", "pass"],
            "diagnose": [sys.executable, "-c", program, str(log)],
        },
        caching(variables),
        rounds=7,
    )
    ratio = spent["diagnose"] / spent["bare"]
    report(f"diagnose 1 MB ({shape}) / python -c pass", ratio, "at most 60")
    assert ratio <= 60


@pytest.mark.skipif(not CASES, reason="DIAGNOSIS_CASES names no file")
def test_the_right_cause_is_named_first() -> None:
    cases = diagnosis.read(Path(CASES))
    score = diagnosis.score((case, diagnosis.answers(case)) for case in cases)
    report(str(score), score.first, "at least 0.85")
    assert score.first >= 0.85
    assert score.wrong <= 0.07
    assert score.first_three >= 0.92
    assert score.silent >= 0.8
