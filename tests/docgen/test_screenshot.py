"""The picture in the README, generated from a real session."""

from __future__ import annotations

import re
from html import unescape
from pathlib import Path

from telemetry_cli.docgen.screenshot import draw, session

PICTURE = Path(__file__).parent.parent.parent / ".github" / "session.svg"


def words(svg: str) -> str:
    """The text of a picture, without the parts that vary between runs."""
    text = unescape(re.sub(r"<[^>]*>", "", svg)).replace("\xa0", " ")
    return re.sub(r"record \w{15}|\d{4}-\d\d-\d\d \d\d:\d\d|terminal-\d+", "", text)


def test_the_picture_matches_the_output_of_the_session() -> None:
    drawn = draw(session())
    assert "Killed (SIGKILL / Out of memory?)" in words(drawn)
    plain = [re.sub(r"\s+", " ", words(svg)) for svg in (drawn, PICTURE.read_text("utf-8"))]
    assert plain[0] == plain[1], "python -m telemetry_cli.docgen.screenshot .github/session.svg"


def test_the_picture_loads_no_external_resources() -> None:
    links = re.findall(r"https?://[^\s\"')<]+", PICTURE.read_text("utf-8"))
    assert set(links) <= {"http://www.w3.org/2000/svg", "https://www.textualize.io"}
