"""The output of a reporting command: nothing, unless an option or a terminal asks for it."""

from __future__ import annotations

import json
import sys
from urllib.parse import urlencode

from telemetry_cli.core.protocol import Request
from telemetry_cli.core.results import DryRun, Outcome, Result
from telemetry_cli.core.text import shown

_SENTENCES = {
    Result.DELIVERED: "delivered as record {record_id}",
    Result.ACCEPTED: "accepted as record {record_id}; delivery continues in the background",
    Result.QUEUED: "queued; will be sent with the next report: {reason}",
    Result.REFUSED: "refused by the server, next attempt in a day: {reason}",
    Result.DROPPED: "dropped: {reason}",
    Result.IGNORED: "nothing sent: {reason}",
    Result.LOST: "neither delivered nor queued: {reason}",
    Result.OFF: "nothing sent, diagnostics are off: {reason}",
}


def show(outcome: Outcome, *, print_id: bool, as_json: bool, verbose: bool, strict: bool) -> int:
    """Print the outcome of a report as the options require; returns the exit status."""
    show_messages(outcome, with_outcome=verbose or sys.stderr.isatty())
    if as_json:
        print(json.dumps(_outcome_as_json(outcome)))
    elif print_id and outcome.record_id:
        print(outcome.record_id)
    return 1 if strict and outcome.result is not Result.DELIVERED else 0


def show_dry_run(dry_run: DryRun, *, as_json: bool) -> None:
    """Print the requests that would be sent to stdout, or to stderr why there are none."""
    for warning in dry_run.warnings:
        _print_message(warning)
    if as_json:
        requests = [_request_as_json(request, base) for base, request in dry_run.requests]
        as_dict = {
            "requests": requests,
            "reason": dry_run.reason,
            "warnings": list(dry_run.warnings),
        }
        print(json.dumps(as_dict))
        return
    for base, request in dry_run.requests:
        print(f"{request.method.value} {shown(_url(request, base))}")
        for name, value in request.headers.items():
            print(f"{name}: {shown(value)}")
        if request.body is not None:
            print(json.dumps(request.body, indent=2))
    if dry_run.reason:
        _print_message(f"nothing would be sent: {dry_run.reason}")


def show_messages(outcome: Outcome, *, with_outcome: bool) -> None:
    """Print warnings about invalid values to stderr and, if `with_outcome`, the outcome."""
    for warning in outcome.warnings:
        _print_message(warning)
    if with_outcome:
        sentence = _SENTENCES[outcome.result]
        text = sentence.format(record_id=outcome.record_id, reason=outcome.reason)
        is_partial = outcome.result is Result.DELIVERED and outcome.reason
        _print_message(f"{text}: {outcome.reason}" if is_partial else text)


def _outcome_as_json(outcome: Outcome) -> dict[str, str | list[str] | None]:
    return {
        "result": outcome.result.value,
        "record_id": outcome.record_id,
        "random_id": outcome.random_id,
        "reason": outcome.reason,
        "warnings": list(outcome.warnings),
    }


def _request_as_json(request: Request, base: str) -> dict[str, object]:
    return {
        "method": request.method.value,
        "url": _url(request, base),
        "headers": dict(request.headers),
        "body": request.body,
    }


def _url(request: Request, base: str) -> str:
    query = f"?{urlencode(request.parameters)}" if request.parameters else ""
    return f"{base}{request.path}{query}"


def _print_message(text: str) -> None:
    print(f"telemetry-cli: {shown(text)}", file=sys.stderr)
