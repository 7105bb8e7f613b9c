"""serve: a local PocketBase with the collection of install records."""

from __future__ import annotations

import shlex
import signal
from pathlib import Path
from typing import Annotated

import typer

from telemetry_cli.core.errors import UserError
from telemetry_cli.edges import environment


def serve(
    host: Annotated[
        str, typer.Option(help="The address to listen on.", metavar="ADDRESS")
    ] = "127.0.0.1",
    port: Annotated[
        int,
        typer.Option(
            min=0, max=65535, help="The port to listen on; 0 takes a free one.", metavar="PORT"
        ),
    ] = 8090,
    data_dir: Annotated[
        Path | None,
        typer.Option(
            file_okay=False,
            help="Where the data is kept; in the state directory if not given.",
            metavar="DIR",
        ),
    ] = None,
    open_rules: Annotated[
        bool,
        typer.Option(
            "--open",
            help="The rules of the documented server: anybody reads, searches and changes.",
        ),
    ] = False,
) -> None:
    """Run a PocketBase of your own, until Ctrl+C.

    It has the collection of install records. Prints on stdout what to export to use it, once it is
    ready. Its superuser is made up, and query on this machine signs in by itself.

    It is fit for the open internet: anybody creates records; only who knows a record's random_id
    reads and ends it, while it is unfinished; only who is signed in searches.

    Example: telemetry-cli serve --port 8090
    """
    # Imported here: --help does not wait for requests.
    from telemetry_cli.edges.credentials import keep, superuser_of
    from telemetry_cli.edges.files import private_directory
    from telemetry_cli.edges.local_server import Address, LocalServer, free_port

    state = environment.state_dir()
    if state is None:
        raise UserError("no place for state: set HOME or TELEMETRY_STATE_DIR")
    directory = (data_dir or state / "serve").absolute()
    try:
        address = Address(host, port or free_port(host))
    except OSError as error:
        raise UserError(
            f"cannot listen on {host} ({error.strerror}): give another --host"
        ) from error
    superuser = superuser_of(address.url, state)
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    signal.signal(signal.SIGHUP, signal.default_int_handler)
    collection = environment.collection()
    log = directory / "pocketbase.log"
    try:
        private_directory(state)
        private_directory(directory)
        with LocalServer(
            directory, address, superuser, collection, log, hardened=not open_rules
        ) as server:
            file = keep(address.url, superuser, state)
            exports = {"PB_URL": address.url, "PB_COLLECTION": collection, "DIAGNOSTICS": "yes"}
            for name, value in exports.items():
                typer.echo(f"export {name}={shlex.quote(value)}")
            typer.echo(f"ready: {address.url}  data: {directory}  log: {log}", err=True)
            typer.echo(f"admin page: {address.url}/_/#/collections  sign in as in {file}", err=True)
            typer.echo("stop with Ctrl+C", err=True)
            status = server.wait()
    except OSError as error:
        remedy = "give another --data-dir or set TELEMETRY_STATE_DIR"
        raise UserError(
            f"cannot keep a server's data in {directory} ({error}): {remedy}"
        ) from error
    except KeyboardInterrupt:
        typer.echo("stopped", err=True)
        return
    raise UserError(f"PocketBase ended by itself (exit status {status}): see {log}")
