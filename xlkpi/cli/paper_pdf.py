"""`xlkpi paper pdf`: Word papers as PDF files that everybody can read."""

from pathlib import Path
from typing import Annotated

import typer

from xlkpi.cli.paper_check import Files


def pdf(
    files: Files,
    out: Annotated[
        Path | None,
        typer.Option("--out", help="Folder for the PDF files. Default: beside each paper."),
    ] = None,
) -> None:
    """Make PDF files of Word papers with LibreOffice: tagged, with bookmarks, to PDF/UA.

    Exit code 0 when every PDF can be read by everybody, 1 when a paper lacks something for that;
    the PDF is made all the same.

    \b
    Examples:
      xlkpi paper pdf 'out/2026-27 Q2/CLT report 2026-27Q2.docx'
      xlkpi paper pdf papers/*.docx --out pdf
    """
    from xlkpi.actions.export import to_pdf

    exported = to_pdf(files, out)
    for one in exported:
        plural = "" if one.pages == 1 else "s"
        typer.echo(f"{one.path}  {one.fate.value}, {one.pages} page{plural}")
        for fault in one.faults:
            typer.echo(f"{one.path}: {fault}", err=True)
    if any(one.faults for one in exported):
        raise typer.Exit(1)
