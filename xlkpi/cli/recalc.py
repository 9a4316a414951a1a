"""`xlkpi recalc`: the stored results of KPI functions refreshed without Excel."""

from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from xlkpi.actions.recalc import Recalculated

MOST_LINES = 40


def recalc(
    files: Annotated[list[Path], typer.Argument(help="The workbooks: .xlsx or .xlsm.")],
    out: Annotated[
        Path | None, typer.Option("--out", help="Write a new file and leave FILE as it is.")
    ] = None,
    even_if_open: Annotated[
        bool,
        typer.Option(
            "--even-if-open", help="Go on though a mark says the workbook is open elsewhere."
        ),
    ] = False,
) -> None:
    """Recalculate the KPI functions in workbooks: their results, never their formulas.

    It does not matter which program saved the workbook, nor whether that program knew the
    functions. Formulas that follow from a change are worked out too where that can be done exactly;
    the others are listed, and Excel calculates when it opens the workbook. Without --out the file
    is replaced in place, and versions/ keeps it as it was.

    \b
    Examples:
      xlkpi recalc "CLT Scorecard.xlsx"
      xlkpi recalc Register.xlsm --out Register-calculated.xlsm
    """
    from xlkpi.actions import recalc as action

    if out is not None and len(files) > 1:
        message = "--out takes one workbook: give one FILE"
        raise typer.BadParameter(message)
    for file in files:
        now = datetime.now(UTC)  # noqa: TID251 -- this is a door
        done = action.recalc(file, stamp=now, out=out, even_if_open=even_if_open)
        lines = [
            f"{one.sheet}!{one.cell}: {action.shown(one.stored)} -> {action.shown(one.computed)}"
            for one in done.changes
        ]
        _list(lines, "changes")
        _list([f"Not computed: {one}." for one in done.could_not], "formulas not computed")
        _list([f"Note: {note}." for note in done.notes], "notes")
        typer.echo(_summary(done))


def _list(lines: list[str], what: str) -> None:
    for line in lines[:MOST_LINES]:
        typer.echo(line)
    if len(lines) > MOST_LINES:
        typer.echo(f"... and {len(lines) - MOST_LINES:,} more {what}.")


def _summary(done: "Recalculated") -> str:
    """Return the last line about a workbook."""
    cells = f"{done.functions:,} KPI function{'' if done.functions == 1 else 's'}"
    if not done.functions:
        return f"{done.path}: calls no KPI function."
    if not done.changes:
        return f"{done.path}: {cells}; nothing to change, nothing was written."
    changed = f"{len(done.changes):,} result{'' if len(done.changes) == 1 else 's'} changed"
    later = "" if done.is_complete else "; Excel calculates the rest when it opens it"
    was = f"; as it was: {done.backup}" if done.backup else ""
    return f"{done.path}: {cells}, {changed}{later}{was}"
