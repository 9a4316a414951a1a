"""`xlkpi check`: problems that must be mended, and queries that somebody should look at."""

import gc
import json
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Annotated

import typer

from xlkpi.cli.choices import EvenIfOpen, Periods, Registers, chosen

if TYPE_CHECKING:
    from xlkpi.settings.settings import Settings


All = Annotated[
    bool, typer.Option("--all", help="Show answered queries too, and long lists whole.")
]
Reply = Annotated[
    tuple[str, str, str] | None,
    typer.Option(
        "--answer",
        metavar='CODE KPI "REPLY"',
        help="Keep a reply, so that a query about this value is not raised again.",
    ),
]
By = Annotated[str, typer.Option("--by", help="The role of who answers.")]
Mark = Annotated[
    bool,
    typer.Option("--mark", help="Write what was found into each workbook, as a sheet Queries."),
]
Highlighted = Annotated[
    bool, typer.Option("--highlight", help="With --mark: colour the cells too.")
]
Unmark = Annotated[
    bool, typer.Option("--unmark", help="Take the sheets Queries and the colours away again.")
]
Codes = Annotated[
    bool, typer.Option("--codes", help="Print every code and what it means, as Markdown.")
]
Json = Annotated[bool, typer.Option("--json", help="Print the findings as JSON.")]


def check(  # noqa: PLR0913, PLR0917 -- the command line's grammar
    register: Registers = None,
    period: Periods = None,
    show_all: All = False,
    answer: Reply = None,
    by: By = "",
    mark: Mark = False,
    highlight: Highlighted = False,
    unmark: Unmark = False,
    even_if_open: EvenIfOpen = False,
    codes: Codes = False,
    as_json: Json = False,
) -> None:
    """Check the Register and its Scorecard: problems to mend, and figures worth a query.

    Exit code 0 when nothing has to be mended (there may be queries), 1 when something has.

    \b
    Examples:
      xlkpi check
      xlkpi check --register workbooks/examples/hart
      xlkpi check --json > findings.json
      xlkpi check --answer stale-copy HR11 "The same again: three starters each quarter" \\
                  --by "Head of Human Resources"
      xlkpi check --mark --highlight
      xlkpi check --unmark
    """
    if codes:
        from xlkpi.assessment.queries.catalogue import as_markdown

        typer.echo(as_markdown(), nl=False)
        return
    every = chosen(register, period)
    if answer is not None:
        _answer(every, answer, by)
        return
    if mark or unmark or highlight:
        _mark(every, mark=mark, highlight=highlight, unmark=unmark, even_if_open=even_if_open)
        return
    _report(every, show_all=show_all, as_json=as_json)


def _report(every: "list[Settings]", *, show_all: bool, as_json: bool) -> None:
    """Print the findings of each Register and period; exit code 1 where there is a problem."""
    from xlkpi.actions import check as action
    from xlkpi.cli.findings import print_findings, summary

    gc.disable()  # -- a Register is read once and kept: looking for rubbish costs a quarter --
    has_problems = False
    everything = []
    for settings in every:
        found = action.check(settings)
        has_problems = has_problems or bool(found.problems)
        about = {"council": settings.council, "reporting": settings.period.name}
        everything += [{**about, **action.as_json(one)} for one in found.open]
        if show_all:
            everything += [{**about, **action.as_json(*pair)} for pair in found.answered]
        if not as_json:
            print_findings(found, show_all=show_all)
            typer.echo(summary(settings.council, settings.period.name, found))
    if as_json:
        typer.echo(json.dumps(everything, indent=1, ensure_ascii=False))
    if has_problems:
        raise typer.Exit(1)


def _answer(every: "list[Settings]", answer: tuple[str, str, str], by: str) -> None:
    """Keep a reply to the open queries that the command names."""
    from xlkpi.actions import check as action
    from xlkpi.actions.answers import FILE_NAME
    from xlkpi.errors import RefusalError

    if len(every) != 1:
        message = "--answer is about one Register and period: name one with --register"
        raise RefusalError(message)
    (settings,) = every
    today = datetime.now(UTC).date()  # noqa: TID251 -- this is a door
    given = action.answer(settings, *answer, by, today)
    for one in given:
        subject = " ".join(part for part in (one.code, one.kpi, one.period, one.found) if part)
        typer.echo(f"{subject}: answered in {settings.path.parent / FILE_NAME}")


def _mark(
    every: "list[Settings]", *, mark: bool, highlight: bool, unmark: bool, even_if_open: bool
) -> None:
    """Write the findings into the workbooks of each Register, or take them out."""
    from xlkpi.actions import query_sheet as action
    from xlkpi.cli.findings import summary
    from xlkpi.errors import RefusalError
    from xlkpi.workbook.files import Files

    if mark == unmark:
        message = "--mark and --unmark exclude each other, and --highlight needs --mark: give one"
        raise RefusalError(message)
    now = datetime.now(UTC)  # noqa: TID251 -- this is a door
    books = Files(now, even_if_open=even_if_open)
    for settings in every:
        done = (
            action.mark(settings, books, is_highlighted=highlight, today=now.date())
            if mark
            else action.unmark(settings, books, today=now.date())
        )
        if done.taken_in:
            many = f"{done.taken_in} repl{'y' if done.taken_in == 1 else 'ies'}"
            typer.echo(f"{many} taken in from the workbooks")
        for line in done.notes:
            typer.echo(f"Note: {line}.")
        for one in done.edited:
            typer.echo(f"{one.path}: {'marked' if mark else 'as before'}; kept: {one.backup}")
            for note in one.notes:
                typer.echo(f"Note: {note}.")
        typer.echo(summary(settings.council, settings.period.name, done.findings))
