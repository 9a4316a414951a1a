"""What the terminal shows while papers are made and when they are done."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING

import typer

if TYPE_CHECKING:
    from xlkpi.actions.output import Placed
    from xlkpi.actions.run import Run


@contextmanager
def progress_bar(runs: int) -> Iterator[Callable[[str], None]]:
    """Yield a function that takes the name of each step; the bar stands on standard error."""
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TaskProgressColumn, TextColumn

    from xlkpi.actions.run import STEPS

    columns = (TextColumn("{task.description:24}"), BarColumn(), TaskProgressColumn())
    with Progress(*columns, console=Console(stderr=True)) as bar:
        task = bar.add_task(STEPS[0], total=runs * len(STEPS) + 1, completed=-1)

        def step(name: str) -> None:
            bar.update(task, advance=1, description=name)

        yield step
        bar.update(task, completed=runs * len(STEPS) + 1, description="Done")


def print_runs(runs: "Sequence[Run]") -> None:
    """Print a table of counts for each run, then its files."""
    from rich.console import Console
    from rich.table import Table

    from xlkpi.register.kpi import KpiKind
    from xlkpi.terms.rag import RATED, UNRATED

    console = Console()
    for run in runs:
        settings, card = run.finished.settings, run.finished.scorecards.clt
        typer.echo(f"{settings.council}, {settings.period.title}")
        table = Table()
        table.add_column("KPIs")
        for kind in KpiKind:
            table.add_column(kind.value, justify="right")
        counts = [card.counts(kind) for kind in KpiKind]
        for rag in (*RATED, *UNRATED):
            table.add_row(rag.value, *(str(one.of[rag]) for one in counts))
        table.add_row("Total", *(str(one.total) for one in counts))
        console.print(table)
        print_files(run.files)
        many = len(run.finished.findings.queries)
        if many:
            typer.echo(f"{many} quer{'y' if many == 1 else 'ies'} to look at: xlkpi check")


def print_files(files: "Sequence[Placed]") -> None:
    """Print each file with what became of it."""
    for file in files:
        typer.echo(f"{file.path}  {file.fate.value}")
        for note in file.notes:
            typer.echo(f"  look at: {note}")
