"""`xlkpi scorecard`: the form in which a quarter is entered."""

from pathlib import Path
from typing import Annotated

import typer

from xlkpi.cli.choices import chosen


def scorecard(
    out: Annotated[Path, typer.Option("--out", help="The workbook to make, a name ending .xlsx.")],
    register: Annotated[
        Path, typer.Option("--register", help="Folder (or xlkpi.toml) of the Register.")
    ] = Path(),
    period: Annotated[
        str | None, typer.Option("--period", help="The period to enter, such as '2026/27 Q3'.")
    ] = None,
) -> None:
    """Make the Scorecard of a period: a row a live KPI, for the period that it owes.

    What is on record for that period stands in its row; what is owed is blank. Name the new file
    under [books] in xlkpi.toml, scorecard = "...", and set period and as_at under [run].

    \b
    Examples:
      xlkpi scorecard --out "CLT Scorecard 2026-27 Q3.xlsx"
    """
    from xlkpi.actions import scorecard as action

    (settings,) = chosen([register], [period] if period else None)
    typer.echo(f"{action.scorecard(settings, out)}: the form of {settings.period.name}")
    typer.echo(f'Name it in {settings.path}: scorecard = "..." under [books].')
