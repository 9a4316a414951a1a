"""The options that several commands share, and what they stand for."""

import sys
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from datetime import datetime

    from xlkpi.settings.settings import Settings
    from xlkpi.workbook.edit.change import Edited
    from xlkpi.workbook.files import Files

Registers = Annotated[
    list[Path] | None,
    typer.Option(
        "--register",
        help="Folder (or xlkpi.toml) of a Register; may repeat. Default: this folder.",
        show_default=False,
    ),
]
Periods = Annotated[
    list[str] | None,
    typer.Option(
        "--period",
        help="Reporting period such as '2026/27 Q2'; may repeat. Default: as xlkpi.toml says.",
        show_default=False,
    ),
]
Boards = Annotated[
    list[str] | None,
    typer.Option(
        "--board",
        help="Only this Scrutiny Board's report, by name or part of it; may repeat.",
        show_default=False,
    ),
]
Out = Annotated[
    Path | None,
    typer.Option("--out", help="Folder for what is made. Default: as xlkpi.toml says."),
]
Pdf = Annotated[
    bool,
    typer.Option("--pdf", help="Also a PDF of each paper; needs LibreOffice."),
]

EvenIfOpen = Annotated[
    bool,
    typer.Option("--even-if-open", help="Go on though a mark says a workbook is open elsewhere."),
]
Yes = Annotated[bool, typer.Option("--yes", help="Do not ask.")]


def agreed(yes: bool, question: str) -> bool:
    """Return whether to go on; without somebody to ask, only --yes says so."""
    if yes:
        return True
    if not sys.stdin.isatty():
        typer.echo("Nothing was written: add --yes to go on without being asked.", err=True)
        raise typer.Exit(1)
    return typer.confirm(question)


def chosen(registers: Sequence[Path] | None, periods: Sequence[str] | None) -> list["Settings"]:
    """Return the settings of each Register and period asked for, Registers first."""
    from xlkpi.settings.settings import read_settings
    from xlkpi.terms.period_text import read_period

    every = [read_settings(where) for where in registers or [Path()]]
    if not periods:
        return every
    wanted = [read_period(text) for text in periods]
    return [replace(settings, period=period) for settings in every for period in wanted]


def files(now: "datetime", *, even_if_open: bool) -> "Files":
    """Return the workbooks as files; what an interrupted run left is told when it is settled."""
    from xlkpi.workbook.files import Files

    return Files(
        now, even_if_open=even_if_open, tell=lambda line: typer.echo(f"Note: {line}.", err=True)
    )


def tell_edited(edited: "Sequence[Edited]") -> None:
    """Print a line a workbook that was written, and what an officer should know of it."""
    for one in edited:
        for note in one.notes:
            typer.echo(f"Note: {note}.")
        if one.is_written:
            many = f"{len(one.changes)} cell{'' if len(one.changes) == 1 else 's'} changed"
            typer.echo(f"{one.path}: {many}; as it was: {one.backup}")


def homes(every: Sequence["Settings"], out: Path | None) -> list[Path]:
    """Return the folder for what each Register makes: its own where several are made at once."""
    from xlkpi.actions.output import council_folder

    several = len({settings.path for settings in every}) > 1
    folders = [(out or settings.out, settings.council) for settings in every]
    return [council_folder(home, council) if several else home for home, council in folders]
