"""serve: a local PocketBase with the collection of install records."""

from __future__ import annotations

import shlex
import signal
from datetime import timedelta
from pathlib import Path
from typing import Annotated

import typer

from telemetry_cli.core import moments
from telemetry_cli.core.errors import UserError
from telemetry_cli.edges import environment


def serve(
    host: Annotated[
        str, typer.Option(help="Address to listen on.", metavar="ADDRESS")
    ] = "127.0.0.1",
    port: Annotated[
        int,
        typer.Option(
            min=0, max=65535, help="Port to listen on; 0 chooses a free one.", metavar="PORT"
        ),
    ] = 8090,
    data_dir: Annotated[
        Path | None,
        typer.Option(
            file_okay=False,
            help="Data directory. Default: ~/.local/share/telemetry-cli/serve.",
            metavar="DIR",
        ),
    ] = None,
    keep_for: Annotated[
        str | None,
        typer.Option(
            "--keep",
            help="Delete records older than TIME, e.g. 365d. Default: keep all.",
            metavar="TIME",
        ),
    ] = None,
    open_rules: Annotated[
        bool,
        typer.Option(
            "--open",
            help="Let anybody read, search and change records.",
        ),
    ] = False,
) -> None:
    """Run a local PocketBase server until Ctrl+C.

    The server has the collection of install records. Once ready, it prints export commands for the
    variables to stdout. Its superuser is generated; query on this machine signs in automatically.

    By default, the server is hardened for the open internet. Anybody can create records. Only a
    client that knows the random_id of a record can read or end it, until it has a final status.
    Only signed-in users can search.

    Example: telemetry-cli serve --port 8090
    """
    # Imported here so that --help does not load requests.
    from telemetry_cli.edges.credentials import keep, superuser_of
    from telemetry_cli.edges.files import private_directory
    from telemetry_cli.edges.local_server import Address, LocalServer, free_port
    from telemetry_cli.edges.server_data import server_directory

    age = _age(keep_for)
    state = environment.state_dir()
    if state is None:
        raise UserError("no state directory: set HOME or TELEMETRY_STATE_DIR")
    try:
        address = Address(host, port or free_port(host))
    except OSError as error:
        raise UserError(
            f"cannot listen on {host} ({error.strerror}): choose another --host"
        ) from error
    superuser = superuser_of(address.url, state)
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    signal.signal(signal.SIGHUP, signal.default_int_handler)
    collection = environment.collection()
    try:
        private_directory(state)
        directory = (data_dir or server_directory(state)).absolute()
        log = directory / "pocketbase.log"
        private_directory(directory)
        with LocalServer(
            directory, address, superuser, collection, log, hardened=not open_rules, keep=age
        ) as server:
            file = keep(address.url, superuser, state)
            exports = {"PB_URL": address.url, "PB_COLLECTION": collection, "DIAGNOSTICS": "yes"}
            for name, value in exports.items():
                typer.echo(f"export {name}={shlex.quote(value)}")
            typer.echo(f"ready: {address.url}  data: {directory}  log: {log}", err=True)
            typer.echo(f"admin page: {address.url}/_/#/collections  password: {file}", err=True)
            typer.echo("press Ctrl+C to stop", err=True)
            status = server.wait()
    except OSError as error:
        remedy = "choose another --data-dir or set TELEMETRY_STATE_DIR"
        raise UserError(f"cannot store data ({error}): {remedy}") from error
    except KeyboardInterrupt:
        typer.echo("stopped", err=True)
        return
    raise UserError(f"PocketBase exited unexpectedly (exit status {status}): see {log}")


def _age(text: str | None) -> timedelta | None:
    if text is None:
        return None
    try:
        age = moments.duration(text)
    except (ValueError, OverflowError) as error:
        raise typer.BadParameter(str(error), param_hint="--keep") from error
    if not age:
        raise typer.BadParameter("must be longer than 0", param_hint="--keep")
    return age
