"""The fields of a row. For the type checker: at run time a row is a plain dictionary."""

from __future__ import annotations

from typing import TypedDict, final


@final
class Command(TypedDict):
    """A command to paste, and why to run it. `{ctid}` and the like stand for values of the log."""

    command: str
    why: str


@final
class Advice(TypedDict):
    """Something to do that is not one command."""

    advice: str


class Row(TypedDict):
    """What is known about one cause; how it is recognised is in `sign_table`.

    - `likely_codes`: exit codes with which it occurs, and how often, 1 (rarely) to 9 (mostly);
    - `words`: what to look for in a log;
    - `lookalikes`: what looks like it and is not.
    """

    id: str
    category: str
    title: str
    why: str
    likely_codes: dict[int, int]
    words: tuple[str, ...]
    lookalikes: str
    fixes: tuple[Command | Advice, ...]
