"""`xlkpi edit`: cells of any workbook changed, everything else left as it was."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer


def edit(  # noqa: PLR0913, PLR0917 -- the command line's grammar
    file: Annotated[Path, typer.Argument(help="The workbook: .xlsx, .xlsm, .xltx or .xltm.")],
    edits: Annotated[
        list[str], typer.Argument(help="Sheet, cell and value, such as 'Sheet!B7=42'.")
    ],
    out: Annotated[
        Path | None, typer.Option("--out", help="Write a new file and leave FILE as it is.")
    ] = None,
    formula: Annotated[
        bool, typer.Option("--formula", help="A value that begins with = is a formula.")
    ] = False,
    over_formulas: Annotated[
        bool, typer.Option("--over-formulas", help="Cells that hold a formula may be overwritten.")
    ] = False,
    keep: Annotated[
        int, typer.Option("--keep", min=1, help="How many backups stay under versions/.")
    ] = 20,
    even_if_open: Annotated[
        bool,
        typer.Option(
            "--even-if-open", help="Go on though a mark says the workbook is open elsewhere."
        ),
    ] = False,
) -> None:
    """Edit cells of a workbook; buttons, macros, charts and all the rest stay as they are.

    Without --out the file is replaced in place, and versions/ keeps it as it was. Numbers, TRUE,
    FALSE and dates (31/03/2026 or 2026-03-31) are stored as such and anything else as text; an
    apostrophe before a value makes it text. Nothing after = makes the cell blank.

    \b
    Examples:
      xlkpi edit Register.xlsx 'Sheet!B7=42' 'Sheet!C7=agreed at CLT'
      xlkpi edit Register.xlsx "'Data record'!D9=31/03/2026" --out Register-2.xlsx
      xlkpi edit Register.xlsx 'Sheet!E7==D7/C7' --formula
    """
    from xlkpi.actions import edit as action

    options = action.Options(out, formula, over_formulas, keep, even_if_open)
    now = datetime.now(UTC)  # noqa: TID251 -- this is a door
    done = action.edit(file, edits, options, now)
    for one in done.changes:
        cell = f"{one.sheet}!{one.cell}"
        typer.echo(f"{cell}: {action.shown(one.old)} -> {action.shown(one.new)}")
    for note in done.notes:
        typer.echo(f"Note: {note}.")
    if not done.changes:
        typer.echo(f"{done.path}: holds these values already.")
    elif done.backup:
        typer.echo(f"{done.path}: {_many(len(done.changes))}; as it was: {done.backup}")
    else:
        typer.echo(f"{done.path}: written with {_many(len(done.changes))}.")


def _many(count: int) -> str:
    return f"{count} cell{'' if count == 1 else 's'} changed"
