"""Adds options that are declared once to several commands."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Sequence
from typing import Any


def with_options(
    options: Sequence[inspect.Parameter],
    read: Callable[..., Any],
    command: Callable[..., None],
) -> Callable[..., None]:
    """Add `options` to `command`, after its required parameters and before its other ones.

    `read` is called with the values of the options; its result is the first argument of `command`.
    The returned function has the signature of both, because that is where Typer reads options.
    """
    _, *own = inspect.signature(command, eval_str=True).parameters.values()
    required = [parameter for parameter in own if parameter.default is inspect.Parameter.empty]
    optional = [parameter for parameter in own if parameter not in required]

    def run(**values: Any) -> None:
        shared = {option.name: values.pop(option.name) for option in options}
        command(read(**shared), **values)

    parameters = [
        parameter.replace(kind=inspect.Parameter.KEYWORD_ONLY)
        for parameter in (*required, *options, *optional)
    ]
    run.__signature__ = inspect.Signature(parameters)  # type: ignore[attr-defined]
    run.__doc__ = command.__doc__
    return run
