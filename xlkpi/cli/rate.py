"""`xlkpi rate`: the Scorecard's ratings, written into it as values or as live formulas."""

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Annotated

import typer

from xlkpi.cli.choices import EvenIfOpen, Periods, Registers, chosen, files, tell_edited

if TYPE_CHECKING:
    from xlkpi.actions.rate import Rated

MOST_SHOWN = 20


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
    rating that somebody typed is replaced by the rule's, and told. A formula of xlkpi stays and
    shows its new value; a formula of your own is left as it is. Everything else in the workbook
    stays as it was, and versions/ keeps the workbook as it was.

    \b
    Examples:
      xlkpi rate
      xlkpi rate --live
    """
    from xlkpi.actions import rate as action

    now = datetime.now(UTC)  # noqa: TID251 -- this is a door
    for settings in chosen(register, period):
        done = action.rate(settings, files(now, even_if_open=even_if_open), is_live=live)
        for note in done.notes:
            typer.echo(f"Note: {note}.")
        _tell_ratings(done)
        tell_edited(done.edited)
        unchanged = "" if done.edited else "; every rating was there already"
        typer.echo(f"{settings.council}: {done.rows} rows rated{unchanged}.")


def _tell_ratings(done: "Rated") -> None:
    """Print each rating that is another than the one that stood there."""
    from xlkpi.actions.edit import shown

    for change in done.ratings[:MOST_SHOWN]:
        was, now = shown(change.old), shown(change.new)
        typer.echo(f"{change.sheet}!{change.cell}: {was} -> {now}")
    if len(done.ratings) > MOST_SHOWN:
        typer.echo(f"and {len(done.ratings) - MOST_SHOWN} more ratings")
