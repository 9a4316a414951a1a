"""`xlkpi serve`: functions and actions for Excel on the web, on the Mac and on Windows."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer

Register = Annotated[
    Path, typer.Option("--register", help="Folder (or xlkpi.toml) of the Register.")
]
Host = Annotated[str, typer.Option("--host", envvar="XLKPI_HOST", help="Address to listen at.")]
Port = Annotated[int, typer.Option("--port", envvar="XLKPI_PORT", help="Port to listen at.")]
Url = Annotated[
    str,
    typer.Option(
        "--url",
        envvar="XLKPI_URL",
        help="What officers' Excel calls it, such as https://kpi.council.example.",
    ),
]
Certificate = Annotated[
    Path | None,
    typer.Option("--certificate", envvar="XLKPI_CERTIFICATE", help="TLS certificate (PEM)."),
]
PrivateKey = Annotated[
    Path | None,
    typer.Option("--private-key", envvar="XLKPI_PRIVATE_KEY", help="Its private key (PEM)."),
]
Tenant = Annotated[
    str, typer.Option("--tenant", envvar="XLKPI_TENANT", help="Entra: the directory's ID.")
]
Client = Annotated[
    str, typer.Option("--client", envvar="XLKPI_CLIENT", help="Entra: the application's ID.")
]
Keys = Annotated[
    str,
    typer.Option(
        "--keys",
        envvar="XLKPI_KEYS",
        help="Entra: its public keys, an address or a file. Default: Microsoft's address.",
    ),
]


def serve(  # noqa: PLR0913, PLR0917 -- the command line's grammar
    register: Register = Path(),
    host: Host = "127.0.0.1",
    port: Port = 8000,
    url: Url = "",
    certificate: Certificate = None,
    private_key: PrivateKey = None,
    tenant: Tenant = "",
    client: Client = "",
    keys: Keys = "",
) -> None:
    """Serve the functions and a task pane to Excel on the web, on the Mac and on Windows.

    Without options only this computer can reach it. Beyond this computer it needs --url, --tenant
    and --client, and --certificate with --private-key unless another server stands in front of it
    on this computer. docs/server.md says how to set it up. It runs until it is stopped (Ctrl+C).

    \b
    Examples:
      xlkpi serve
      xlkpi serve --register workbooks/examples/hart --port 8010
    """
    try:
        from xlkpi.host.server.entra import Entra
        from xlkpi.host.server.serve import serve as start
        from xlkpi.host.server.serving import Serving
    except ModuleNotFoundError as error:
        typer.echo(f"xlkpi: {error.name} is not installed: install xlkpi[server]", err=True)
        raise typer.Exit(1) from error
    from xlkpi.errors import SettingsError
    from xlkpi.settings.settings import read_settings

    if bool(tenant) is not bool(client):
        message = "--tenant and --client belong together: give both IDs, or neither"
        raise SettingsError(message)
    read_settings(register)  # -- a mistake in it is told now, not to the first officer --
    entra = Entra(tenant, client, keys) if tenant else None
    serving = Serving(host, port, url, certificate, private_key, entra)

    def told() -> None:
        typer.echo(f"Serving {register.resolve()} at {serving.origin}; Ctrl+C stops it.")
        typer.echo(f"For Excel: {serving.origin}/manifest.xml")

    start(serving, register, lambda: datetime.now(UTC), told)  # noqa: TID251 -- this is a door
