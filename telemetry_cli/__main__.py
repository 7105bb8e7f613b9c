"""The program: runs a command line and turns whatever happens into an exit status."""

from __future__ import annotations

import io
import os
import sys

OK, FAILURE, USAGE, INTERRUPTED, BROKEN_PIPE = 0, 1, 2, 130, 141


def main() -> None:
    """Run the command line of this process and exit."""
    _open_standard_streams()
    status = run(sys.argv[1:])
    # Without taking the interpreter apart (14 ms of CPU with requests loaded, measured), nor
    # waiting for a thread that was left behind at its deadline.
    os._exit(status)


def run(arguments: list[str]) -> int:
    """Run one command line; returns the exit status. Errors are one line on stderr each."""
    arguments = _without_debug(arguments)
    try:
        status = _explain_at_once(arguments)
        if status is None:
            status = _run_command(arguments or ["--help"])
        sys.stdout.flush()
    except KeyboardInterrupt:
        return INTERRUPTED
    except OSError as error:
        # Whatever is still in the buffer would fail again at interpreter exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        if _is_report(arguments):
            return OK
        if isinstance(error, BrokenPipeError):
            return BROKEN_PIPE  # the reader has gone (`| head`): nobody is left to tell
        return _fail(f"cannot write to standard output: {error.strerror}", FAILURE)
    return status


def _without_debug(arguments: list[str]) -> list[str]:
    """The arguments without --debug, which turns the debug log on; after -- it is the command's."""
    end = arguments.index("--") if "--" in arguments else len(arguments)
    if "--debug" not in arguments[:end]:
        return arguments
    os.environ["TELEMETRY_DEBUG"] = "1"
    return [word for word in arguments[:end] if word != "--debug"] + arguments[end:]


def _explain_at_once(arguments: list[str]) -> int | None:
    """Answer `explain CODE... [--json]` without loading Typer; None for every other call."""
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
        known = [find(word) for word in words]
    except ValueError:
        return None
    from telemetry_cli.rendering import code_list

    code_list.write(known, as_json=as_json)
    return OK


def _run_command(arguments: list[str]) -> int:
    from typer import Abort

    from telemetry_cli.cli import build
    from telemetry_cli.core.errors import UserError
    from telemetry_cli.vendored_click import ClickException, UsageError

    try:
        # Typer returns what typer.Exit carries here, and None from a command that just ends.
        return build().main(arguments, "telemetry-cli", standalone_mode=False) or OK
    except UsageError as error:
        if not error.message:
            return USAGE  # a group without a command: its help has been shown
        command = error.ctx.command_path if error.ctx else "telemetry-cli"
        return _fail(f"{error.format_message()} (see '{command} --help')", USAGE)
    except UserError as error:
        return _fail(str(error), FAILURE)
    except ClickException as error:
        return _fail(error.format_message(), FAILURE)
    except Abort:
        return INTERRUPTED
    except SystemExit as end:  # Typer's own way when a pipe is closed
        raise BrokenPipeError from end
    except OSError as error:
        if error.filename is None:
            raise  # standard output: nothing else is written without a name
        return _fail(f"{error.filename}: {error.strerror}", FAILURE)
    except Exception as error:
        # A defect of ours: a report must not break its installer, a search must not hide it.
        from telemetry_cli.edges.diagnostics_file import diagnostics
        from telemetry_cli.reporting.unexpected import describe_unexpected

        is_report = _is_report(arguments)
        description = describe_unexpected(error, keep=not is_report or diagnostics().allowed)
        if not is_report or sys.stderr.isatty():
            _fail(description, FAILURE)
        return OK if is_report else FAILURE


def _is_report(arguments: list[str]) -> bool:
    """Whether nothing but a wrong command line may make the exit status differ from 0."""
    from telemetry_cli.cli import REPORTING

    return bool(arguments) and arguments[0] in REPORTING and "--strict" not in arguments


def _open_standard_streams() -> None:
    """Open streams that the caller has closed: a file would get their numbers, and their output."""
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
