"""The entry point: runs a command line and turns every outcome into an exit status."""

from __future__ import annotations

import io
import os
import sys

OK, FAILURE, USAGE, INTERRUPTED, BROKEN_PIPE = 0, 1, 2, 130, 141


def main() -> None:
    """Run the command line of this process and exit."""
    _open_standard_streams()
    status = run(sys.argv[1:])
    # Skips the cleanup of the interpreter (14 ms of CPU with requests loaded, measured), and does
    # not wait for threads that were abandoned at the deadline.
    os._exit(status)


def run(arguments: list[str]) -> int:
    """Run a command line and return the exit status. Each error is one line on stderr."""
    arguments = _without_debug(arguments)
    try:
        status = _explain_at_once(arguments)
        if status is None:
            status = _run_command(arguments or ["--help"])
        sys.stdout.flush()
    except KeyboardInterrupt:
        return INTERRUPTED
    except OSError as error:
        # What is still in the buffer would fail again when the interpreter exits.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        if _is_report(arguments):
            return OK
        if isinstance(error, BrokenPipeError):
            return BROKEN_PIPE  # the reader has exited, as in `| head`
        return _fail(f"cannot write to standard output: {error.strerror}", FAILURE)
    return status


def _without_debug(arguments: list[str]) -> list[str]:
    """Remove --debug, and turn the debug log on; after -- it belongs to the command of run."""
    end = arguments.index("--") if "--" in arguments else len(arguments)
    if "--debug" not in arguments[:end]:
        return arguments
    os.environ["TELEMETRY_DEBUG"] = "1"
    return [word for word in arguments[:end] if word != "--debug"] + arguments[end:]


def _explain_at_once(arguments: list[str]) -> int | None:
    """Run `explain CODE... [--json]` without loading Typer; None for any other command line."""
    if len(arguments) < 2 or arguments[0] != "explain":
        return None
    words = [word for word in arguments[1:] if word != "--json"]
    as_json = len(words) < len(arguments) - 1
    if not words or any(word.startswith("-") or not word.isprintable() for word in words):
        return None
    if all(word.isascii() and word.isdigit() and len(word) <= 3 for word in words):
        from telemetry_cli.knowledge.exit_codes import LAST, describe

        if not as_json and not sys.stdout.isatty() and max(map(int, words)) <= LAST:
            for word in words:
                print(describe(int(word)))
            return OK
    from telemetry_cli.knowledge.explanations import find

    try:
        codes = [find(word) for word in words]
    except ValueError:
        return None
    from telemetry_cli.rendering import code_list

    code_list.write(codes, as_json=as_json)
    return OK


def _run_command(arguments: list[str]) -> int:
    from typer import Abort

    from telemetry_cli.cli import build
    from telemetry_cli.core.errors import UserError
    from telemetry_cli.vendored_click import ClickException, UsageError

    try:
        # Typer returns the code of typer.Exit, and None if a command returns normally.
        return build().main(arguments, "telemetry-cli", standalone_mode=False) or OK
    except UsageError as error:
        if not error.message:
            return USAGE  # a group without a subcommand: Typer has printed its help
        command = error.ctx.command_path if error.ctx else "telemetry-cli"
        return _fail(f"{error.format_message()} (see '{command} --help')", USAGE)
    except UserError as error:
        return _fail(str(error), FAILURE)
    except ClickException as error:
        return _fail(error.format_message(), FAILURE)
    except Abort:
        return INTERRUPTED
    except SystemExit as end:  # what Typer raises when a pipe is closed
        raise BrokenPipeError from end
    except OSError as error:
        if error.filename is None:
            raise  # standard output: all other files have names
        return _fail(f"{error.filename}: {error.strerror}", FAILURE)
    except Exception as error:
        # A bug: a report must not break its installer, any other command must not hide it.
        from telemetry_cli.edges.diagnostics_file import diagnostics
        from telemetry_cli.reporting.unexpected import describe_unexpected

        is_report = _is_report(arguments)
        description = describe_unexpected(error, keep=not is_report or diagnostics().allowed)
        if not is_report or sys.stderr.isatty():
            _fail(description, FAILURE)
        return OK if is_report else FAILURE


def _is_report(arguments: list[str]) -> bool:
    """Whether the command must exit with 0 unless the command line is invalid."""
    from telemetry_cli.cli import REPORTING

    return bool(arguments) and arguments[0] in REPORTING and "--strict" not in arguments


def _open_standard_streams() -> None:
    """Open closed standard streams: a file could get their descriptors, and then their output."""
    while (descriptor := os.open(os.devnull, os.O_RDWR)) <= 2:
        pass
    os.close(descriptor)
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")
    sys.stdout = sys.stdout or open(os.devnull, "w")  # noqa: PTH123, SIM115
    sys.stderr = sys.stderr or open(os.devnull, "w")  # noqa: PTH123, SIM115


def _fail(message: str, status: int) -> int:
    from telemetry_cli.core.text import shown

    print(f"telemetry-cli: {shown(' '.join(message.split()))}", file=sys.stderr)
    return status


if __name__ == "__main__":
    main()
