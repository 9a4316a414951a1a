"""`xlkpi change`: a target, tolerance or definition changes in the year, with its reason."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer

from xlkpi.cli.choices import EvenIfOpen, chosen, files, tell_edited


def change(  # noqa: PLR0913, PLR0917 -- the command line's grammar
    kpi: Annotated[str, typer.Argument(help="The KPI's reference.")],
    what: Annotated[str, typer.Argument(help="What changes: target, tolerance, definition ...")],
    new: Annotated[str, typer.Argument(help="What it becomes, as it is typed into the cell.")],
    reason: Annotated[str, typer.Option("--reason", help="Why.")],
    agreed_by: Annotated[str, typer.Option("--agreed-by", help="The role or body that agreed.")],
    effective: Annotated[
        str, typer.Option("--from", help="The period from which it holds, such as '2026/27'.")
    ],
    register: Annotated[
        Path, typer.Option("--register", help="Folder (or xlkpi.toml) of the Register.")
    ] = Path(),
    even_if_open: EvenIfOpen = False,
) -> None:
    """Change a KPI's scope, target or tolerance, and log it for the next papers.

    The cell changes at once and for every period that it speaks of; the log says from when it was
    agreed. Both change or neither. A change that would make a problem anywhere in the Register is
    refused. A new value below zero stands behind two dashes: xlkpi change ... -- SR11 target -2.

    \b
    Examples:
      xlkpi change AH02 target 11.5 --from 2024 --reason "Set too high" --agreed-by "DMT"
      xlkpi change CHE07 definition "Repairs done at first visit" --from 2026/27 \\
        --reason "New contract" --agreed-by "Directorate Management Team"
    """
    from xlkpi.actions import change as action
    from xlkpi.actions.edit import read_value, shown
    from xlkpi.terms.period_text import read_period

    now = datetime.now(UTC)  # noqa: TID251 -- this is a door
    books = files(now, even_if_open=even_if_open)
    (settings,) = chosen([register], None)
    value = read_value(new)
    wanted = action.Wanted(kpi, what, value, reason, agreed_by, read_period(effective))
    edited = action.change(settings, books, wanted, now.date())
    for cell in (cell for one in edited for cell in one.changes):
        typer.echo(f"{cell.sheet}!{cell.cell}: {shown(cell.old)} -> {shown(cell.new)}")
    tell_edited(edited)
