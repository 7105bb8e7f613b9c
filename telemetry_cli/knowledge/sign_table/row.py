"""The fields of a row. For the type checker: at run time a row is a plain dictionary."""

from __future__ import annotations

from typing import NotRequired, TypedDict


class Sign(TypedDict):
    """A phrase that shows the cause only in its surroundings.

    `near` are words of which one has to stand within so many lines (`within`, 30 if not given) or
    in the failing command; `without` are words of which none may stand on the same line. Both are
    in lower case.
    """

    phrase: str
    near: NotRequired[tuple[str, ...]]
    within: NotRequired[int]
    without: NotRequired[tuple[str, ...]]


class Signs(TypedDict):
    """How one cause is recognised.

    - `signs`: phrases (see `knowledge.phrases`) by how much they prove, 1 to 99: 90 and more a
      physical fact, 80 the network's own words, 70 one tool's own message, 60 an HTTP status,
      40 words that several causes share, 30 and less a symptom, believed only near the end;
    - `commands`: exit codes that mean this cause when the failing command runs that tool, or, with
      an empty name, whatever the command is. A code of 0 stands for one that is not known;
    - `explains`: causes that are this one's consequence when the log shows both.
    """

    signs: dict[int, tuple[str | Sign, ...]]
    commands: NotRequired[dict[str, tuple[int, ...]]]
    explains: NotRequired[tuple[str, ...]]
