"""Options that several commands share."""

from __future__ import annotations

from typing import Annotated

import typer

RandomId = Annotated[
    str | None,
    typer.Option(envvar="RANDOM_UUID", metavar="UUID", help="The session's UUID."),
]
PrintId = Annotated[bool, typer.Option("--print-id", help="Print the record ID on stdout.")]
AsJson = Annotated[bool, typer.Option("--json", help="Print the outcome as JSON on stdout.")]
Verbose = Annotated[
    bool,
    typer.Option("--verbose", "-v", help="Say on stderr what happened, terminal or not."),
]
Detach = Annotated[
    bool,
    typer.Option("--detach", help="Return once the event is on disk; deliver in the background."),
]
Strict = Annotated[
    bool, typer.Option("--strict", help="Exit with 1 unless the event was delivered.")
]
