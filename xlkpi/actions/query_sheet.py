"""Marks: what `check` found written into the workbooks themselves, and taken out without trace."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from xlkpi.actions.answers import (
    Answer,
    Key,
    key_of,
    read_answers,
    typed_answers,
    write_answers,
)
from xlkpi.actions.check import Findings, check, with_answers
from xlkpi.errors import WorkbookError
from xlkpi.register.code import Severity
from xlkpi.register.problem import Problem
from xlkpi.settings.settings import Settings
from xlkpi.workbook.book import Book, Books
from xlkpi.workbook.edit.change import (
    AnyEdit,
    Edited,
    Highlight,
    NewSheet,
    NoHighlight,
    RemovedSheet,
)
from xlkpi.workbook.query_sheet import NAME, QueryRow, query_sheet, read_queries, shows


@dataclass(frozen=True, slots=True)
class Marked:
    """What came of marking or of taking the marks away."""

    findings: Findings
    taken_in: int
    """Replies that were typed into the workbooks and are kept now."""
    edited: tuple[Edited, ...]
    notes: tuple[str, ...] = ()
    """Of replies to figures that have changed since, one line each."""


@dataclass(frozen=True, slots=True)
class _TakenIn:
    """The findings after the replies in the workbooks were kept."""

    findings: Findings
    answers: Mapping[Key, Answer]
    """Everything that is kept now."""
    new: Sequence[Answer]


def mark(settings: Settings, books: Books, *, is_highlighted: bool, today: date) -> Marked:
    """Return the findings once each workbook that has any holds them in its Queries sheet.

    Args:
        settings: the council's.
        books: where the workbooks are.
        is_highlighted: whether the cells are coloured too; else such colours go.
        today: by the door's clock; it dates the replies that are taken in.

    Raises:
        WorkbookError: what stands in the way; then no workbook was changed.
    """
    held = _open(settings, books)
    taken = _taken_in(settings, books, held, today)
    rows = _rows(taken)
    edits: dict[Path, Sequence[AnyEdit]] = {}
    for path, book in held.items():
        own = rows.get(path.name, ())
        sheet = query_sheet(own, settings.council, settings.period.name) if own else None
        marks = _highlights(book, own if is_highlighted else ())
        edits[path] = [*_with_sheet(book, sheet), *marks]
    return _marked(taken, _written(books, edits))


def unmark(settings: Settings, books: Books, *, today: date) -> Marked:
    """Return the findings once no workbook shows them, the replies typed into it being kept.

    Raises:
        WorkbookError: what stands in the way; then no workbook was changed.
    """
    held = _open(settings, books)
    taken = _taken_in(settings, books, held, today)
    edits = {path: [*_without_sheet(book), *_highlights(book, ())] for path, book in held.items()}
    return _marked(taken, _written(books, edits))


def _open(settings: Settings, books: Books) -> Mapping[Path, Book]:
    """Return the workbooks of the Register and the Scorecard that can be opened."""
    held: dict[Path, Book] = {}
    for source in (*settings.sources, *settings.entries):
        if source.path not in held:
            with suppress(WorkbookError):  # -- check says what is wrong with it --
                held[source.path] = books.open(source.path)
    return held


def _taken_in(settings: Settings, books: Books, held: Mapping[Path, Book], today: date) -> _TakenIn:
    """Return the findings after every reply in the workbooks was kept, each under its own row."""
    found = check(settings, lambda path: held[path] if path in held else books.open(path))
    folder = settings.path.parent
    answers = {answer.key: answer for answer in read_answers(folder)}
    new = [
        one
        for one in typed_answers(held.values(), today)
        if (before := answers.get(one.key)) is None or (before.reply, before.by) != _words(one)
    ]
    if new:
        answers |= {one.key: one for one in new}
        write_answers(folder, answers.values())
    return _TakenIn(with_answers(found, answers.values()), answers, new)


def _words(answer: Answer) -> tuple[str, str]:
    return answer.reply, answer.by


def _marked(taken: _TakenIn, edited: tuple[Edited, ...]) -> Marked:
    """Return what came of it, with a line for each reply to a figure that has changed."""
    now = {key_of(one)[:-1]: one for one in taken.findings.queries}
    notes = tuple(
        f"{one.kpi} {one.period} ({one.heading}): the reply '{one.reply}' was about {one.found} "
        f"and is kept, but {now[one.key[:-1]].found} stands there now: reply to that"
        for one in taken.new
        if one.key[:-1] in now
    )
    return Marked(taken.findings, len(taken.new), edited, notes)


def _rows(taken: _TakenIn) -> Mapping[str, Sequence[QueryRow]]:
    """Return the rows of each workbook by its name: what is open, then what was answered."""
    found, rows = taken.findings, defaultdict[str, list[QueryRow]](list)
    for one in (*found.problems, *found.queries):
        rows[one.file].append(_row(one, taken.answers.get(key_of(one))))
    for query, answer in found.answered:
        if query.severity is Severity.QUERY:
            rows[query.file].append(_row(query, answer))
    return rows


def _row(one: Problem, answer: Answer | None) -> QueryRow:
    return QueryRow(
        one.code.name,
        one.severity.value,
        one.sheet,
        one.cell,
        one.heading,
        one.kpi,
        one.period,
        one.found,
        one.expected,
        one.message,
        answer.reply if answer else "",
        answer.by if answer else "",
    )


def _with_sheet(book: Book, sheet: NewSheet | None) -> Iterator[AnyEdit]:
    """Yield what gives a workbook this sheet and no other; nothing where it has it already."""
    if sheet is None or not shows(book, sheet):
        yield from _without_sheet(book)
        if sheet is not None:
            yield sheet


def _without_sheet(book: Book) -> Iterator[AnyEdit]:
    if read_queries(book) is not None:
        yield RemovedSheet(NAME)


def _highlights(book: Book, rows: Sequence[QueryRow]) -> Iterator[AnyEdit]:
    """Yield the marks of every sheet: these cells of what is open, and no others."""
    cells: defaultdict[str, dict[str, None]] = defaultdict(dict)
    for row in rows:
        if row.is_at_a_cell and row.is_open:
            cells[row.sheet][row.cell] = None
    for sheet in book.sheet_names:
        if sheet.casefold() != NAME.casefold():
            yield Highlight(sheet, tuple(cells[sheet])) if sheet in cells else NoHighlight(sheet)


def _written(books: Books, edits: Mapping[Path, Sequence[AnyEdit]]) -> tuple[Edited, ...]:
    return tuple(one for one in books.write(edits) if one.is_written)
