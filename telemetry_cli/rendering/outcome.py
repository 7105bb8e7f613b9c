"""What a reporting command says: nothing, unless it was asked or a person is watching."""

from __future__ import annotations

import json
import sys
from urllib.parse import urlencode

from telemetry_cli.core.protocol import Request
from telemetry_cli.core.text import shown
from telemetry_cli.rehearsal import Rehearsal
from telemetry_cli.reporting import Outcome, Result

_SENTENCES = {
    Result.DELIVERED: "delivered as record {record_id}",
    Result.ACCEPTED: "accepted as record {record_id}, delivery goes on in the background",
    Result.WAITING: "waits on this machine for the next invocation: {reason}",
    Result.REFUSED: "refused by the server: {reason}",
    Result.DROPPED: "dropped: {reason}",
    Result.IGNORED: "nothing sent: {reason}",
    Result.LOST: "not delivered and not kept: {reason}",
    Result.OFF: "nothing sent, diagnostics are off: {reason}",
}


def show(outcome: Outcome, *, print_id: bool, as_json: bool, verbose: bool, strict: bool) -> int:
    """Say what became of an event, as far as the options ask for it; returns the exit status."""
    say(outcome, spoken=verbose or sys.stderr.isatty())
    if as_json:
        print(json.dumps(_as_json(outcome)))
    elif print_id and outcome.record_id:
        print(outcome.record_id)
    return 1 if strict and outcome.result is not Result.DELIVERED else 0


def show_rehearsal(rehearsal: Rehearsal, *, as_json: bool) -> None:
    """Show the requests that would go out, on stdout, and on stderr why there is none."""
    for warning in rehearsal.warnings:
        _say(warning)
    if as_json:
        requests = [_request_as_json(request, rehearsal.base) for request in rehearsal.requests]
        told = {"requests": requests, "reason": rehearsal.reason}
        print(json.dumps(told | {"warnings": list(rehearsal.warnings)}))
        return
    for request in rehearsal.requests:
        print(f"{request.method.value} {shown(_url(request, rehearsal.base))}")
        for name, value in request.headers.items():
            print(f"{name}: {shown(value)}")
        if request.body is not None:
            print(json.dumps(request.body, indent=2))
    if rehearsal.reason:
        _say(f"nothing would be sent: {rehearsal.reason}")


def say(outcome: Outcome, *, spoken: bool) -> None:
    """Warn on stderr of values that were wrong and, if `spoken`, tell what became of the event."""
    for warning in outcome.warnings:
        _say(warning)
    if spoken:
        sentence = _SENTENCES[outcome.result]
        _say(sentence.format(record_id=outcome.record_id, reason=outcome.reason))


def _as_json(outcome: Outcome) -> dict[str, str | list[str] | None]:
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


def _say(text: str) -> None:
    print(f"telemetry-cli: {shown(text)}", file=sys.stderr)
