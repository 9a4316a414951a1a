"""Check: is the Register sound, and which of its figures should somebody look at?"""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from pathlib import Path
from typing import cast

from xlkpi.actions.answers import (
    Answer,
    answer_to,
    key_of,
    queries_named,
    read_answers,
    typed_answers,
    write_answers,
)
from xlkpi.actions.recalc import differences, shown
from xlkpi.assessment.assess import assess
from xlkpi.assessment.assessment import Assessment
from xlkpi.assessment.queries.codes import STALE_RESULT
from xlkpi.assessment.queries.queries import queries
from xlkpi.errors import RegisterError, WorkbookError
from xlkpi.register.code import Severity
from xlkpi.register.entry import Entry
from xlkpi.register.problem import Problem
from xlkpi.register.register import Register
from xlkpi.settings.settings import Settings
from xlkpi.workbook.book import OpenCells
from xlkpi.workbook.cells import WorkbookCells
from xlkpi.workbook.formulas.recalculation import short
from xlkpi.workbook.read import read_entries, read_register


@dataclass(frozen=True, slots=True)
class Findings:
    """What `check` found, in the order of its subjects."""

    problems: tuple[Problem, ...]
    """Of the Register or, where that is sound, of the Scorecard."""
    is_sound: bool
    """Whether the Register itself has no problem, so that papers can be produced."""
    queries: tuple[Problem, ...] = ()
    """Not yet answered."""
    notes: tuple[Problem, ...] = ()
    answered: tuple[tuple[Problem, Answer], ...] = ()
    kpis: int = 0
    results: int = 0

    @property
    def open(self) -> tuple[Problem, ...]:
        """Everything that nobody has dealt with, the gravest first."""
        return (*self.problems, *self.queries, *self.notes)


def check(settings: Settings, open_book: OpenCells = WorkbookCells) -> Findings:
    """Return every problem in the Register or, when it is sound, every query about its figures.

    A query is answered by what `xlkpi check --answer` kept, or by what stands under Reply in the
    Queries sheet of a workbook.
    """
    open_book = cache(open_book)
    try:
        register = read_register(settings.sources, open_book)
    except RegisterError as error:
        return Findings(_problems(error), is_sound=False)
    return findings(settings, register, assess(register, settings.question), open_book)


def findings(
    settings: Settings,
    register: Register,
    assessments: Sequence[Assessment],
    open_book: OpenCells = WorkbookCells,
) -> Findings:
    """Return the findings about a Register that could be read, and about its Scorecard."""
    entries, problems = _entries(settings, register, open_book)
    found = queries(register, settings.question, assessments, entries)
    told = {(one.file, one.sheet, one.cell) for one in found}
    stale = _stored(settings, open_book)
    stored = (one for one in stale if (one.file, one.sheet, one.cell) not in told)
    kpis, results = len(register.kpis), len(register.results)
    asked = Findings(problems, is_sound=True, queries=(*found, *stored), kpis=kpis, results=results)
    kept = read_answers(settings.path.parent)
    return with_answers(asked, (*kept, *_typed(settings, kept, open_book)))


def with_answers(findings: Findings, answers: Iterable[Answer]) -> Findings:
    """Return the findings with what was answered told apart from what is open."""
    replies = {answer.key: answer for answer in answers}
    asked = [*findings.queries, *findings.notes, *(query for query, _ in findings.answered)]
    still = [query for query in asked if key_of(query) not in replies]
    return replace(
        findings,
        queries=tuple(one for one in still if one.severity is Severity.QUERY),
        notes=tuple(one for one in still if one.severity is Severity.NOTE),
        answered=tuple((q, replies[key_of(q)]) for q in asked if key_of(q) in replies),
    )


def answer(  # noqa: PLR0913, PLR0917 -- a reply has its parts
    settings: Settings, code: str, kpi: str, reply: str, by: str, on: date
) -> tuple[Answer, ...]:
    """Return the answers once they are kept: one to each open query of that code and KPI.

    Raises:
        RefusalError: no such query is open, or the reply is blank.
    """
    open_queries = check(settings).queries
    given = [answer_to(query, reply, by, on) for query in queries_named(open_queries, code, kpi)]
    folder = settings.path.parent
    write_answers(folder, (*read_answers(folder), *given))
    return tuple(given)


def as_json(found: Problem, reply: Answer | None = None) -> dict[str, str]:
    """Return a finding for a script: every part by its name."""
    said = {
        "code": found.code.name,
        "severity": found.severity.value,
        "file": found.file,
        "sheet": found.sheet,
        "cell": found.cell,
        "heading": found.heading,
        "kpi": found.kpi,
        "period": found.period,
        "found": found.found,
        "expected": found.expected,
        "message": found.message,
    }
    return said if reply is None else {**said, "reply": reply.reply, "answered_by": reply.by}


def _entries(
    settings: Settings, register: Register, open_book: OpenCells
) -> tuple[tuple[Entry, ...], tuple[Problem, ...]]:
    """Return what stands in the Scorecard, or what is wrong with it."""
    try:
        return read_entries(settings.entries, register, open_book), ()
    except RegisterError as error:
        return (), _problems(error)


def _typed(settings: Settings, kept: Sequence[Answer], open_book: OpenCells) -> Iterator[Answer]:
    """Yield the replies in the Queries sheets that are not kept in the same words already."""
    same = {(one.key, one.reply, one.by) for one in kept}
    for path in _workbooks(settings):
        with suppress(WorkbookError):  # -- an officer's own sheet of that name asks nothing --
            for one in typed_answers((open_book(path),), None):
                if (one.key, one.reply, one.by) not in same:
                    yield one


def _workbooks(settings: Settings) -> Iterable[Path]:
    return dict.fromkeys(one.path for one in (*settings.sources, *settings.entries))


def _stored(settings: Settings, open_book: OpenCells) -> Iterator[Problem]:
    """Yield each KPI function whose stored result, which a viewer shows, is out of date.

    A workbook that stands open is left alone: its spreadsheet works its functions out itself.
    """
    for path in _workbooks(settings):
        with suppress(WorkbookError):  # -- of a file that could be read, only the values matter --
            is_file = isinstance(open_book(path), WorkbookCells)
            for one in differences(path) if is_file else ():
                stored, computed = shown(one.stored), shown(one.computed)
                message = (
                    f"the stored result is {stored}, ={short(one.formula)} answers {computed}: "
                    f"run xlkpi recalc on the workbook, or calculate and save it in Excel"
                )
                yield Problem(
                    message,
                    path.name,
                    one.sheet,
                    one.cell,
                    code=STALE_RESULT,
                    found=stored,
                    expected=computed,
                )


def _problems(error: RegisterError) -> tuple[Problem, ...]:
    return cast("tuple[Problem, ...]", error.problems)  # -- errors stands below register --
