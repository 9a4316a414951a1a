"""`xlkpi addin`: what other programs install, so that the functions and actions are there too."""

import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer

addin = typer.Typer(
    help="Make the add-ins for spreadsheet programs.", no_args_is_help=True, rich_markup_mode=None
)


@addin.command()
def libreoffice(
    out: Annotated[
        Path | None, typer.Option("--out", help="Where to write it. Default: xlkpi.oxt here.")
    ] = None,
) -> None:
    """Make the extension for LibreOffice 25.2 or later.

    It holds every worksheet function, and a menu and toolbar with every action. Install it in
    LibreOffice under Tools, Extensions, Add, and start LibreOffice again. The actions run in the
    xlkpi that made the extension; docs/libreoffice.md says how to name another one.

    \b
    Examples:
      xlkpi addin libreoffice
      xlkpi addin libreoffice --out "//server/share/xlkpi.oxt"
    """
    from xlkpi.host.libreoffice.extension import NAME, extension

    path = out or Path(NAME)
    path.write_bytes(extension([sys.executable, "-m", "xlkpi"]))
    typer.echo(f"{path}: in LibreOffice, choose Tools, Extensions, Add; then start it again.")


@addin.command(hidden=True)
def answer() -> None:
    """Answer the extension of LibreOffice on standard input and output."""
    from xlkpi.host.libreoffice.conversation import Conversation, answer

    told = sys.stdout
    sys.stdout = sys.stderr  # -- nothing that an action prints is part of the talk --
    sys.stdin.reconfigure(encoding="utf-8")  # type: ignore[union-attr]
    answer(Conversation(sys.stdin, told), datetime.now(UTC))  # noqa: TID251 -- this is a door
