"""`xlkpi paper refresh`: figures brought up to date in papers that officers have edited."""

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from xlkpi.cli.choices import chosen
from xlkpi.cli.paper_check import Files

if TYPE_CHECKING:
    from xlkpi.actions.paper_refresh import Refused, Renewed


def refresh(
    files: Files,
    register: Annotated[
        Path | None,
        typer.Option(
            "--register", help="Folder (or xlkpi.toml) of the Register.", show_default=False
        ),
    ] = None,
    period: Annotated[
        str | None,
        typer.Option("--period", help="Refuse papers of any other period.", show_default=False),
    ] = None,
    new_layout: Annotated[
        bool,
        typer.Option(
            "--new-layout",
            help="Make a paper of an earlier template anew from today's, with all its words.",
        ),
    ] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print what was done as JSON.")] = False,
) -> None:
    """Bring figures, tables and trend lines of edited papers up to date, and touch nothing else.

    Commentary, tracked changes, comments, formatting and everything officers added stay as they
    are. Each paper says itself which one it is and of which period. The paper as it was stands
    under versions/. Exit code 1 when a paper was refused.

    With --new-layout a paper whose template has changed since gets the new one: commentary is
    carried over by KPI and period with its formatting, lists, links, tables, pictures, comments and
    tracked changes. What stands outside the commentary cannot be: then the paper as edited stays
    beside the new one, and each such thing is listed.

    \b
    Examples:
      xlkpi paper refresh 'out/2026-27 Q2/CLT report 2026-27Q2.docx'
      xlkpi paper refresh papers/*.docx --register . --json
      xlkpi paper refresh --new-layout 'out/2026-27 Q2/CLT report 2026-27Q2.docx'
    """
    from xlkpi.actions.paper_refresh import Refused, paper_refresh
    from xlkpi.terms.period_text import read_period

    (settings,) = chosen([register] if register else None, None)
    wanted = read_period(period) if period else None
    now = datetime.now(UTC)  # noqa: TID251 -- this is a door
    done = paper_refresh(files, settings, wanted, now, new_layout=new_layout)
    if as_json:
        typer.echo(json.dumps([one.as_json() for one in done], indent=1, ensure_ascii=False))
    else:
        for one in done:
            _print(one)
    if any(isinstance(one, Refused) for one in done):
        raise typer.Exit(1)


def _print(done: "Renewed | Refused") -> None:
    """Print what became of one paper: the counts, then a line for each thing."""
    from xlkpi.actions.paper_refresh import Refused

    if isinstance(done, Refused):
        typer.echo(done.why, err=True)
        return
    found = done.summary
    typer.echo(f"{done.path}: {found.counts()}{'' if done.backup else '; nothing had to change'}")
    for word, names in (
        ("kept", found.kept),
        ("new", found.new),
        ("retired", found.retired),
    ):
        for name in names:
            typer.echo(f"  {word}: {name}")
    for note in found.notes:
        typer.echo(f"  look at: {note}")
    if done.kept:
        typer.echo(f"  words that had to leave the paper: {done.kept}")
    if done.as_edited:
        typer.echo(f"  as edited, with what was not carried: {done.as_edited}")
    if done.backup:
        typer.echo(f"  as it was: {done.backup}")
