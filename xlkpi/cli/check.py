"""`xlkpi check`: problems that must be mended, and queries that somebody should look at."""

import gc
import json
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Annotated, NamedTuple

import typer

from xlkpi.cli.choices import EvenIfOpen, Periods, Registers, chosen

if TYPE_CHECKING:
    from collections.abc import Iterator

    from xlkpi.actions.check import Findings
    from xlkpi.actions.query_sheet import Marked
    from xlkpi.settings.settings import Settings

    Told = tuple[Settings, Findings]


class Marking(NamedTuple):
    """Which marks are wanted."""

    mark: bool
    highlight: bool
    unmark: bool


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

    Exit code 0 when nothing has to be mended (there may be queries), 1 when something has; so it is
    with --mark and --unmark, too.

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
        wanted = Marking(mark, highlight, unmark)
        _mark(every, wanted, even_if_open=even_if_open, show_all=show_all, as_json=as_json)
        return
    _report(every, show_all=show_all, as_json=as_json)


def _report(every: "list[Settings]", *, show_all: bool, as_json: bool) -> None:
    """Print the findings of each Register and period; exit code 1 where there is a problem."""
    from xlkpi.actions.check import check as findings_of
    from xlkpi.cli.findings import print_findings, summary

    gc.disable()  # -- a Register is read once and kept: looking for rubbish costs a quarter --
    told = []
    for settings in every:
        found = findings_of(settings)
        told.append((settings, found))
        if not as_json:
            print_findings(found, show_all=show_all)
            typer.echo(summary(settings.council, settings.period.name, found))
    if as_json:
        _print_json(told, show_all=show_all)
    _exit(told)


def _print_json(told: "list[Told]", *, show_all: bool) -> None:
    """Print everything that was found as one list."""
    from xlkpi.actions.check import as_json

    everything = []
    for settings, found in told:
        about = {"council": settings.council, "reporting": settings.period.name}
        everything += [{**about, **as_json(one)} for one in found.open]
        if show_all:
            everything += [{**about, **as_json(*pair)} for pair in found.answered]
    typer.echo(json.dumps(everything, indent=1, ensure_ascii=False))


def _exit(told: "list[Told]") -> None:
    if any(found.problems for _, found in told):
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
    every: "list[Settings]",
    wanted: "Marking",
    *,
    even_if_open: bool,
    show_all: bool,
    as_json: bool,
) -> None:
    """Write the findings into the workbooks of each Register, or take them out."""
    from xlkpi.actions import query_sheet as action
    from xlkpi.cli.findings import summary
    from xlkpi.errors import RefusalError
    from xlkpi.workbook.files import Files

    if wanted.mark == wanted.unmark:
        message = "--mark and --unmark exclude each other, and --highlight needs --mark: give one"
        raise RefusalError(message)
    now = datetime.now(UTC)  # noqa: TID251 -- this is a door
    books = Files(now, even_if_open=even_if_open)
    told = []
    for settings in every:
        done = (
            action.mark(settings, books, is_highlighted=wanted.highlight, today=now.date())
            if wanted.mark
            else action.unmark(settings, books, today=now.date())
        )
        told.append((settings, done.findings))
        for line in _said(done, "marked" if wanted.mark else "as before"):
            typer.echo(line, err=as_json)
        if not as_json:
            typer.echo(summary(settings.council, settings.period.name, done.findings))
    if as_json:
        _print_json(told, show_all=show_all)
    _exit(told)


def _said(done: "Marked", became: str) -> "Iterator[str]":
    """Yield what came of the replies and of each workbook."""
    if done.taken_in:
        replies = "1 reply" if done.taken_in == 1 else f"{done.taken_in} replies"
        yield f"{replies} taken in from the workbooks"
    for line in done.notes:
        yield f"Note: {line}."
    for one in done.edited:
        yield f"{one.path}: {became}; kept: {one.backup}"
        for note in one.notes:
            yield f"Note: {note}."
