"""What `xlkpi check` shows: a table for each sheet in a terminal, a line each elsewhere."""

import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

import typer

if TYPE_CHECKING:
    from xlkpi.actions.answers import Answer
    from xlkpi.actions.check import Findings
    from xlkpi.errors import LocatedProblem
    from xlkpi.register.problem import Problem

MOST_ALIKE = 12
"""Findings of one sheet and code that a terminal shows; the others are counted."""
MOST_OF_A_SHEET = 20
"""Problems of one sheet that stop a command and are told in lines; the others are counted."""

COLOURS = {"Problem": "bold red", "Query": "yellow", "Note": "cyan", "Answered": "green"}

Shown = tuple["Problem", str]
"""A finding, and the reply to it or blank."""


def print_findings(found: "Findings", *, show_all: bool) -> None:
    """Print what is open, and with `show_all` what was answered."""
    shown: list[Shown] = [(one, "") for one in found.open]
    if show_all:
        shown += [(query, _reply(answer)) for query, answer in found.answered]
    if not sys.stdout.isatty():
        for one, reply in shown:
            typer.echo(_line(one, reply))
        return
    groups: dict[tuple[str, str], list[Shown]] = {}
    for one, reply in shown:
        groups.setdefault((one.file, one.sheet), []).append((one, reply))
    for (file, sheet), members in groups.items():
        _print_sheet(" - ".join(part for part in (file, sheet) if part), members, whole=show_all)


def first_lines(problems: "Sequence[LocatedProblem]") -> Iterator[str]:
    """Yield a line for each of the first problems of every sheet, then how many more it has."""
    sheets: dict[str, list[LocatedProblem]] = {}
    for one in problems:
        sheets.setdefault(", ".join(part for part in (one.file, one.sheet) if part), []).append(one)
    for sheet, members in sheets.items():
        yield from map(str, members[:MOST_OF_A_SHEET])
        if (more := len(members) - MOST_OF_A_SHEET) > 0:
            where = f"{sheet}: " if sheet else ""
            yield f"{where}and {_count(more, 'more problem')}: xlkpi check lists them all"


def summary(council: str, period: str, found: "Findings") -> str:
    """Return the last line: what the findings come to."""
    many = len(found.problems)
    if not found.is_sound:
        return f"{council}: {_count(many, 'problem')} to mend before anything can be reported."
    parts = [
        f"{found.kpis} KPIs",
        f"{found.results:,} results",
        f"{_count(len(found.queries), 'query')} to look at",
    ]
    if found.answered:
        parts.append(f"{len(found.answered)} answered")
    if found.notes:
        parts.append(_count(len(found.notes), "note"))
    line = f"{council}, {period}: sound. {', '.join(parts)}."
    if many:
        line += f" {_count(many, 'problem')} in the Scorecard to mend before it can be posted."
    return line


def _count(many: int, noun: str) -> str:
    plural = f"{noun[:-1]}ies" if noun.endswith("y") else f"{noun}s"
    return f"{many} {noun if many == 1 else plural}"


def _reply(answer: "Answer") -> str:
    by = f" ({answer.by})" if answer.by else ""
    return f"answered: {answer.reply}{by}"


def _line(one: "Problem", reply: str) -> str:
    word = "Answered" if reply else one.severity.value
    return f"{word}: {one}{f'; {reply}' if reply else ''} [{one.code}]"


def _print_sheet(title: str, members: Sequence[Shown], *, whole: bool) -> None:
    """Print the table of one sheet, as wide as the terminal."""
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    table = Table(title=title, title_justify="left", title_style="bold", expand=True)
    table.add_column("Cell", no_wrap=True)
    table.add_column("KPI", no_wrap=True)
    table.add_column("What was found and what to do", ratio=1)
    seen: Counter[str] = Counter()
    for one, reply in members:
        seen[one.code.name] += 1
        if whole or seen[one.code.name] <= MOST_ALIKE:
            word = "Answered" if reply else one.severity.value
            told = Text.assemble((f"{one.code} ", COLOURS[word]), one.message)
            if reply:
                told.append(f" {reply[0].upper()}{reply[1:]}.", COLOURS["Answered"])
            subject = "\n".join(part for part in (one.kpi, one.period) if part)
            table.add_row(one.cell, subject, told)
    console = Console()
    console.print(table)
    for code, many in seen.items():
        if not whole and many > MOST_ALIKE:
            console.print(f"and {many - MOST_ALIKE} more of {code}: xlkpi check --all")
