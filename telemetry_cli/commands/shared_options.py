"""Gives several commands the same options, declared once."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Sequence
from typing import Any


def with_options(
    options: Sequence[inspect.Parameter],
    read: Callable[..., Any],
    command: Callable[..., None],
) -> Callable[..., None]:
    """`command` with `options`, behind its required parameters and before its other ones.

    `command` takes what `read` makes of their values as its first argument. Typer reads options
    from the signature of a function, so the result has the signature of both.
    """
    _, *own = inspect.signature(command, eval_str=True).parameters.values()
    required = [parameter for parameter in own if parameter.default is inspect.Parameter.empty]
    optional = [parameter for parameter in own if parameter not in required]

    def run(**values: Any) -> None:
        given = {option.name: values.pop(option.name) for option in options}
        command(read(**given), **values)

    parameters = [
        parameter.replace(kind=inspect.Parameter.KEYWORD_ONLY)
        for parameter in (*required, *options, *optional)
    ]
    run.__signature__ = inspect.Signature(parameters)  # type: ignore[attr-defined]
    run.__doc__ = command.__doc__
    return run
