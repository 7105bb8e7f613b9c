"""explain: what an exit code means, why it occurs, and what to do."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from telemetry_cli.core.errors import UserError
from telemetry_cli.core.text import shown
from telemetry_cli.edges import environment, log_file
from telemetry_cli.edges.log_file import LogFile
from telemetry_cli.knowledge.explanations import (
    CATEGORIES,
    ExitCode,
    Fix,
    Seen,
    explanation,
    find,
    search,
)

if TYPE_CHECKING:
    from telemetry_cli.edges.store import Failure
    from telemetry_cli.knowledge.diagnosis import Diagnosis


def explain(
    codes: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[CODE|TEXT]...",
            help="Exit codes 0-255, names such as oom or curl:6, or a quoted line of a log.",
        ),
    ] = None,
    log: Annotated[
        Path | None,
        typer.Option("--log", metavar="FILE", help="Find the cause in a log; - is stdin."),
    ] = None,
    redact: Annotated[
        bool, typer.Option("--redact", help="Redact the printed lines of the log.")
    ] = False,
    last: Annotated[
        bool, typer.Option("--last", help="Explain the last failure on this machine.")
    ] = False,
    seen: Annotated[
        bool, typer.Option("--seen", help="Show how often it was reported in the last 30 days.")
    ] = False,
    category: Annotated[
        str | None, typer.Option(metavar="CATEGORY", help="List the exit codes of a category.")
    ] = None,
    text: Annotated[
        str | None,
        typer.Option(
            "--search", metavar="TEXT", help="List the exit codes whose text contains TEXT."
        ),
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print everything as JSON.")] = False,
) -> None:
    """Explain an exit code, or find the cause of a failure in a log.

    A code is explained with its causes and fixes; in a pipe, with one line per code. A log file, a
    quoted line of a log, or a log on stdin is searched for the cause of the failure. The output is
    the line that shows it, why it occurs, and what to do. A CODE is optional then.

    Exits with 0 even if no cause is found, and with 1 if FILE cannot be read.

    Example: telemetry-cli explain 100 --log install.log
    """
    # Imported here so that --help and an invalid code are fast.
    from telemetry_cli.rendering import code_list

    if category is not None and category not in CATEGORIES:
        message = f"unknown category '{shown(category)}': use one of {', '.join(CATEGORIES)}"
        raise typer.BadParameter(message, param_hint="--category")
    pasted = [word for word in codes or () if len(word.split()) > 1]
    explained = _exit_codes([word for word in codes or () if word not in pasted])
    if (category is not None or text is not None) and (codes or last or log):
        raise typer.BadParameter("--category and --search cannot be combined with a code or a log")
    if log is not None or pasted:
        _refuse_beside_log(explained, last=last, seen=seen, both=log is not None and bool(pasted))
        source = _read(log) if log is not None else LogFile("\n".join(pasted))
        _diagnose(source, explained, redact=redact, as_json=as_json)
        return
    if last:
        _explain_last(redact=redact, as_json=as_json)
        return
    if not explained:
        piped = None if category or text or seen else _piped()
        if piped is not None:
            _diagnose(piped, [], redact=redact, as_json=as_json)
            return
        matching = search(text or "", category)
        if matching or as_json:
            code_list.write_list(matching, as_json=as_json)
        else:
            typer.echo("no exit code matches", err=True)
        return
    code_list.write(explained, _sightings(explained) if seen else None, as_json=as_json)


def _exit_codes(words: Sequence[str]) -> list[ExitCode]:
    try:
        return [find(word) for word in words]
    except ValueError as error:
        raise typer.BadParameter(str(error)) from error


def _refuse_beside_log(
    explained: Sequence[ExitCode], *, last: bool, seen: bool, both: bool
) -> None:
    if last or seen:
        raise typer.BadParameter("--last and --seen cannot be combined with a log")
    if both:
        raise typer.BadParameter("--log cannot be combined with a quoted line")
    if len(explained) > 1:
        raise typer.BadParameter("a log can be combined with only one CODE")


def _diagnose(
    source: LogFile,
    explained: Sequence[ExitCode],
    *,
    redact: bool,
    as_json: bool,
) -> None:
    """Print the cause of the failure in a log."""
    from telemetry_cli.knowledge.diagnosis import diagnose
    from telemetry_cli.rendering import diagnosis_card

    diagnosis = diagnose(source.text, code=explained[0].code if explained else None)
    causes = tuple(
        cause._replace(line=cause.line and source.line_number(cause.line))
        for cause in diagnosis.causes
    )
    diagnosis = diagnosis._replace(causes=causes)
    diagnosis_card.write(_redacted(diagnosis) if redact else diagnosis, as_json=as_json)


def _redacted(diagnosis: Diagnosis) -> Diagnosis:
    """The diagnosis without what must not leave the machine."""
    from telemetry_cli.edges import host
    from telemetry_cli.redaction.redact import redact

    def safe(text: str) -> str:
        return redact(text, hosts=host.names())

    def safe_fix(fix: Fix) -> Fix:
        return Fix(safe(fix.command), safe(fix.why), safe(fix.advice))

    causes = tuple(
        cause._replace(
            evidence=safe(cause.evidence),
            why=safe(cause.why),
            values={name: safe(value) for name, value in cause.values.items()},
            fixes=tuple(map(safe_fix, cause.fixes)),
        )
        for cause in diagnosis.causes
    )
    command = None if diagnosis.command is None else safe(diagnosis.command)
    return diagnosis._replace(causes=causes, command=command)


def _read(file: Path) -> LogFile:
    """Read a log file, or stdin for -. Raises UserError."""
    try:
        return log_file.read_stdin() if str(file) == "-" else log_file.read(file)
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) else error
        message = f"cannot read '{file}' ({reason}): use a readable text file"
        raise UserError(message) from error


def _piped() -> LogFile | None:
    """The log on stdin, None if stdin is not a pipe or is empty. Raises UserError."""
    source = _read(Path("-")) if log_file.stdin_is_piped() else None
    return source if source and source.text.strip() else None


def _explain_last(*, redact: bool, as_json: bool) -> None:
    """Explain the last failed session, from its error text and exit code."""
    from telemetry_cli.knowledge.diagnosis import diagnose_error
    from telemetry_cli.rendering import code_list, diagnosis_card

    failure = _last_failure()
    if failure is None:
        typer.echo("telemetry-cli: no failed session on this machine", err=True)
        return
    if sys.stdout.isatty():
        moment = datetime.fromtimestamp(failure.ended_at, UTC).strftime("%Y-%m-%d %H:%M UTC")
        sys.stdout.write(f"{shown(failure.app)} failed on {moment}\n\n")
    diagnosis = diagnose_error(failure.error, failure.exit_code)
    if diagnosis.causes and not as_json:
        diagnosis_card.write(_redacted(diagnosis) if redact else diagnosis, as_json=False)
        return
    explained = explanation(failure.exit_code, diagnosis.command)
    if as_json:
        causes = [cause.as_dict() for cause in diagnosis.causes]
        code_list.write_json([explained.as_dict() | {"causes": causes}])
    else:
        code_list.write([explained], as_json=False)


def _sightings(codes: Sequence[ExitCode]) -> list[Seen | None]:
    """How often each code was reported to the server recently."""
    # Imported here: requests takes 0.1 s to load.
    from telemetry_cli.edges.access import access
    from telemetry_cli.edges.search import seen

    server = access()
    return [seen(code.code, server) for code in codes]


def _last_failure() -> Failure | None:
    """The last failed session on this machine. Raises UserError."""
    from telemetry_cli.edges.state_file import last_failure
    from telemetry_cli.edges.store import StateUnusableError

    try:
        return last_failure(environment.state_dir())
    except StateUnusableError as error:
        raise UserError(str(error)) from error
