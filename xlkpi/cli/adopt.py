"""`xlkpi adopt`: workbooks that nobody described, mapped to the Register."""

import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from rich.console import Console

    from xlkpi.actions.adopt import Adopted
    from xlkpi.workbook.adopt.proposal import Proposal, SheetProposal, TableProposal

NEEDED = {"kpis": "the list of KPIs", "results": "results", "targets": "targets"}
MOST_REFS = 6
MOST_PROBLEMS = 20


def adopt(
    files: Annotated[list[Path], typer.Argument(help="The council's workbooks: .xlsx or .xlsm.")],
    register: Annotated[
        Path, typer.Option("--register", help="Folder in which xlkpi.toml is written.")
    ] = Path(),
    yes: Annotated[bool, typer.Option("--yes", help="Write without asking.")] = False,
) -> None:
    """Look at workbooks, propose how they are read and write it into xlkpi.toml.

    The workbooks are only read. Nothing is guessed: what no cell says is asked for, and stands in
    xlkpi.toml as a line to fill.

    \b
    Examples:
      xlkpi adopt "KPIs 2026-27.xlsx"
      xlkpi adopt Housing.xlsx Planning.xlsx --register register --yes
    """
    from xlkpi.actions import adopt as action
    from xlkpi.errors import RefusalError

    if not register.is_dir():
        message = f"{register}: is not a folder: name the one in which xlkpi.toml shall be"
        raise RefusalError(message)
    proposal = action.look(files)
    _show(proposal)
    where = register / "xlkpi.toml"
    if proposal.tables and not yes:
        if not sys.stdin.isatty():
            message = (
                f"nothing was written: run it in a terminal to be asked, or add --yes ({where})"
            )
            raise RefusalError(message)
        if not typer.confirm(f"Write this into {where}?"):
            typer.echo("Nothing was written.")
            return
    now = datetime.now(UTC)  # noqa: TID251 -- this is a door
    done = action.adopt(proposal, register, now.date(), now)
    _report(done)


def _show(proposal: "Proposal") -> None:
    """Print what every sheet is taken for, and what it does not say."""
    from rich.console import Console

    console = Console(highlight=False)
    if proposal.council:
        typer.echo(f"Council: {proposal.council.value} ({proposal.council.because})")
    if proposal.period:
        typer.echo(f"Period to report: {proposal.period.value} ({proposal.period.because})")
    filled = {table.fills for table in proposal.tables}
    for fills, what in NEEDED.items():
        if fills not in filled:
            typer.echo(f"No sheet holds {what}: adopt the workbook that does, too.")
    for sheet in proposal.sheets:
        typer.echo("")
        typer.echo(f"{sheet.path.name}, {sheet.sheet}")
        if sheet.skipped:
            typer.echo(f"  Not read: {sheet.skipped}.")
            continue
        _show_sheet(console, sheet)


def _show_sheet(console: "Console", sheet: "SheetProposal") -> None:
    from rich.box import SIMPLE
    from rich.table import Table
    from rich.text import Text

    fills = ", ".join(table.fills for table in sheet.tables)
    typer.echo(f"  A row is {sheet.one_row_is}. Headings: {sheet.header}. Fills: {fills}.")
    table = Table(box=SIMPLE, pad_edge=False)
    for heading in ("", "Column", "is read as", "Sure?", "Why"):
        table.add_column(heading, overflow="fold")
    for line in sheet.columns:
        goes_to = line.goes_to or "(not read)"
        sure = line.confidence.value if line.goes_to else ""
        cells = (line.letter, line.heading, goes_to, sure, line.because)
        table.add_row(*map(Text, cells))
    console.print(table)
    for note in sheet.notes:
        typer.echo(f"  Note: {note}.")
    for part in sheet.tables:
        for text in _said(part):
            typer.echo(f"  {text}")


def _said(table: "TableProposal") -> Iterator[str]:
    """Yield what is proposed for every row, then what is missing, then what could be added."""
    for field, said in table.values.items():
        yield f"{table.fills}: {field} = {said.value} for all: {said.because}."
    for column in table.columns:
        if column.period is None:
            yield (
                f"Missing in {table.fills}: the period of '{column.heading}' "
                f"({column.because}): fill it in xlkpi.toml."
            )
    for ask in table.asks:
        word = "To look at" if ask.is_optional else "Missing"
        refs = list(ask.refs)
        of = f" of {', '.join(refs[:MOST_REFS])}" if refs else ""
        of += f" and {len(refs) - MOST_REFS} more" if len(refs) > MOST_REFS else ""
        what = f"what '{ask.field}' means" if ask.section.startswith("words") else ask.field
        how = "" if ask.section == "headings" else ": add a column, or fill the line in xlkpi.toml"
        yield f"{word} in {table.fills}: {what}{of}: {ask.expected}{how}."


def _report(done: "Adopted") -> None:
    """Print where the settings are and what `check` says of them."""
    typer.echo("")
    before = f"; as it was: {done.saved.backup}" if done.saved.backup else ""
    typer.echo(
        f"{done.saved.path}: {'written' if done.saved.is_new else 'says so already'}{before}"
    )
    for name in done.saved.kept:
        typer.echo(f"Kept as it is written by hand: {name}.")
    findings = done.findings
    if findings is None:
        typer.echo(f"It waits for answers: {done.waits_for}")
    elif findings.problems:
        for problem in findings.problems[:MOST_PROBLEMS]:
            typer.echo(f"{problem.severity.value}: {problem}")
        many = len(findings.problems)
        more = f" ({many - MOST_PROBLEMS} more)" if many > MOST_PROBLEMS else ""
        typer.echo(f"{many} problem{'s' * (many > 1)} left{more}: fill the lines, then xlkpi check")
    else:
        queries = len(findings.queries)
        typer.echo(
            f"It reads: {findings.kpis} KPIs, {findings.results:,} results, "
            f"{queries} quer{'y' if queries == 1 else 'ies'} to look at."
        )
