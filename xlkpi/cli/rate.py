"""`xlkpi rate`: the Scorecard's ratings, written into it as values or as live formulas."""

from datetime import UTC, datetime
from typing import Annotated

import typer

from xlkpi.cli.choices import EvenIfOpen, Periods, Registers, chosen


def rate(
    register: Registers = None,
    period: Periods = None,
    live: Annotated[
        bool, typer.Option("--live", help="Write =KPI_...() formulas with their values.")
    ] = False,
    even_if_open: EvenIfOpen = False,
) -> None:
    """Rate what stands in the Scorecard: rating, why, direction, trend and rank in each row.

    Each row is rated by its own figure and period, posted or not; a blank figure is no data. A
    formula of xlkpi stays and shows its new value; a formula of your own is left as it is.
    Everything else in the workbook stays as it was, and versions/ keeps the workbook as it was.

    \b
    Examples:
      xlkpi rate
      xlkpi rate --live
    """
    from xlkpi.actions import rate as action
    from xlkpi.workbook.files import Files

    now = datetime.now(UTC)  # noqa: TID251 -- this is a door
    for settings in chosen(register, period):
        done = action.rate(settings, Files(now, even_if_open=even_if_open), is_live=live)
        for note in done.notes:
            typer.echo(f"Note: {note}.")
        for one in done.edited:
            for note in one.notes:
                typer.echo(f"Note: {note}.")
            typer.echo(f"{one.path}: {len(one.changes)} cells changed; as it was: {one.backup}")
        unchanged = "" if done.edited else "; every rating was there already"
        typer.echo(f"{settings.council}: {done.rows} rows rated{unchanged}.")
