"""explain: what an exit code means, why it happens, what to do."""

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
        typer.Option("--log", metavar="FILE", help="Name the cause in a log; - is stdin."),
    ] = None,
    redact: Annotated[
        bool, typer.Option("--redact", help="Redact the lines of the log that are printed.")
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
    """Explain an exit code, or name the cause of a failure in a log.

    A code is explained with its causes and fixes; into a pipe, as one line per code. A log, a
    quoted line of one, or a log piped into stdin is searched for the cause of the failure: the line
    that shows it, why it happens, and what to do. A CODE beside it helps, but is not needed.

    Exits with 0 even if no cause is found, with 1 if FILE cannot be read.

    Example: telemetry-cli explain 100 --log install.log
    """
    # Imported here so that --help and an invalid code are fast.
    from telemetry_cli.rendering import code_list

    if category is not None and category not in CATEGORIES:
        message = f"unknown category '{shown(category)}': use one of {', '.join(CATEGORIES)}"
        raise typer.BadParameter(message, param_hint="--category")
    pasted = [word for word in codes or () if len(word.split()) > 1]
    wanted = _exit_codes([word for word in codes or () if word not in pasted])
    if (category is not None or text is not None) and (codes or last or log):
        raise typer.BadParameter("--category and --search cannot be combined with a code or a log")
    if log is not None or pasted:
        _refuse_beside_log(wanted, last=last, seen=seen, both=log is not None and bool(pasted))
        source = _read(log) if log is not None else LogFile("\n".join(pasted))
        _diagnose(source, wanted, redact=redact, as_json=as_json)
        return
    if last:
        _explain_last(redact=redact, as_json=as_json)
        return
    if not wanted:
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
    code_list.write(wanted, _sightings(wanted) if seen else None, as_json=as_json)


def _exit_codes(words: Sequence[str]) -> list[ExitCode]:
    try:
        return [find(word) for word in words]
    except ValueError as error:
        raise typer.BadParameter(str(error)) from error


def _refuse_beside_log(wanted: Sequence[ExitCode], *, last: bool, seen: bool, both: bool) -> None:
    if last or seen:
        raise typer.BadParameter("--last and --seen cannot be combined with a log")
    if both:
        raise typer.BadParameter("--log cannot be combined with a quoted line")
    if len(wanted) > 1:
        raise typer.BadParameter("a log has one exit code: give at most one CODE with it")


def _diagnose(
    source: LogFile,
    wanted: Sequence[ExitCode],
    *,
    redact: bool,
    as_json: bool,
) -> None:
    """Print the cause that a log names."""
    from telemetry_cli.knowledge.diagnosis import diagnose
    from telemetry_cli.rendering import diagnosis_card

    diagnosis = diagnose(source.text, code=wanted[0].code if wanted else None)
    causes = tuple(
        cause._replace(line=cause.line and source.line_number(cause.line))
        for cause in diagnosis.causes
    )
    diagnosis = diagnosis._replace(causes=causes)
    diagnosis_card.write(_redacted(diagnosis) if redact else diagnosis, as_json=as_json)


def _redacted(diagnosis: Diagnosis) -> Diagnosis:
    """The diagnosis as it may leave the machine."""
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
    """The log in a file, or in stdin for -. Raises UserError."""
    try:
        return log_file.read_stdin() if str(file) == "-" else log_file.read(file)
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) else error
        message = f"cannot read '{file}' ({reason}): use a readable text file"
        raise UserError(message) from error


def _piped() -> LogFile | None:
    """What is piped into stdin, None if nothing is. Raises UserError."""
    source = _read(Path("-")) if log_file.stdin_is_piped() else None
    return source if source and source.text.strip() else None


def _explain_last(*, redact: bool, as_json: bool) -> None:
    """Explain the latest failed session, by the text it left and its exit code."""
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
    known = explanation(failure.exit_code, diagnosis.command)
    if as_json:
        causes = [cause.as_dict() for cause in diagnosis.causes]
        code_list.write_json([known.as_dict() | {"causes": causes}])
    else:
        code_list.write([known], as_json=False)


def _sightings(wanted: Sequence[ExitCode]) -> list[Seen | None]:
    """How often each code was reported to the server recently."""
    # Imported here: requests takes 0.1 s to load.
    from telemetry_cli.edges.access import access
    from telemetry_cli.edges.search import seen

    server = access()
    return [seen(known.code, server) for known in wanted]


def _last_failure() -> Failure | None:
    """The latest failed session of this machine. Raises UserError."""
    from telemetry_cli.edges.state_file import last_failure
    from telemetry_cli.edges.store import StateUnusableError

    try:
        return last_failure(environment.state_dir())
    except StateUnusableError as error:
        raise UserError(str(error)) from error
