"""`xlkpi paper collect`: words from papers into the Register, after a look at them."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer

from xlkpi.cli.choices import EvenIfOpen, Yes, agreed, chosen
from xlkpi.cli.paper_check import Files


def collect(
    files: Files,
    register: Annotated[
        Path | None,
        typer.Option(
            "--register", help="Folder (or xlkpi.toml) of the Register.", show_default=False
        ),
    ] = None,
    yes: Yes = False,
    even_if_open: EvenIfOpen = False,
) -> None:
    """Bring the commentary that officers wrote in papers home into the Register.

    What would change is listed first, with what a commentary still lacks and what was carried over
    from the period before. Words of the Register that the paper was not made from are never
    replaced. Exit code 1 when a paper was refused.

    \b
    Examples:
      xlkpi paper collect 'out/2026-27 Q2/CLT report 2026-27Q2.docx'
      xlkpi paper collect returned/*.docx --yes
    """
    from xlkpi.actions import collect as action
    from xlkpi.workbook.files import Files as Workbooks

    now = datetime.now(UTC)  # noqa: TID251 -- this is a door
    books = Workbooks(now, even_if_open=even_if_open)
    (settings,) = chosen([register] if register else None, None)
    planned = action.collecting(files, settings, books)
    for line in planned.lines:
        typer.echo(line)
    for flag in planned.flags:
        typer.echo(f"Look at: {flag}")
    for line in planned.refused:
        typer.echo(line, err=True)
    if not planned.taken:
        typer.echo("The Register has every word already; nothing was written.")
    elif agreed(yes, f"Write {len(planned.taken)} texts into the Register?"):
        for done in action.collect(planned, books):
            typer.echo(f"{done.path}: {len(done.changes)} cells changed; as it was: {done.backup}")
    else:
        typer.echo("Nothing was written.")
    if planned.refused:
        raise typer.Exit(1)
