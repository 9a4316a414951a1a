"""Marks: what `check` found written into the workbooks themselves, and taken out without trace."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from xlkpi.actions.answers import Answer, answer_to, key_of, read_answers, write_answers
from xlkpi.actions.check import Findings, check, with_answers
from xlkpi.errors import WorkbookError
from xlkpi.register.code import Severity
from xlkpi.register.problem import Problem
from xlkpi.settings.settings import Settings
from xlkpi.workbook.book import Book, Books
from xlkpi.workbook.edit.change import AnyEdit, Edited, Highlight, NoHighlight, RemovedSheet
from xlkpi.workbook.query_sheet import NAME, QueryRow, query_sheet, read_queries


@dataclass(frozen=True, slots=True)
class Marked:
    """What came of marking or of taking the marks away."""

    findings: Findings
    taken_in: int
    """Replies that were typed into the workbooks and are kept now."""
    edited: tuple[Edited, ...]


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
    found, taken_in = _answered(settings, held, today)
    rows = _rows(found)
    edits: dict[Path, Sequence[AnyEdit]] = {}
    for path, book in held.items():
        own = rows.get(path.name, ())
        wanted = list(_without_sheet(book))
        if own:
            wanted.append(query_sheet(own, settings.council, settings.period.name))
        wanted += _highlights(book, own if is_highlighted else ())
        edits[path] = wanted
    return Marked(found, taken_in, _written(books, edits))


def unmark(settings: Settings, books: Books, *, today: date) -> Marked:
    """Return the findings once no workbook shows them, the replies typed into it being kept.

    Raises:
        WorkbookError: what stands in the way; then no workbook was changed.
    """
    held = _open(settings, books)
    found, taken_in = _answered(settings, held, today)
    edits = {path: [*_without_sheet(book), *_highlights(book, ())] for path, book in held.items()}
    return Marked(found, taken_in, _written(books, edits))


def _open(settings: Settings, books: Books) -> Mapping[Path, Book]:
    """Return the workbooks of the Register and the Scorecard that can be opened."""
    held: dict[Path, Book] = {}
    for source in (*settings.sources, *settings.entries):
        if source.path not in held:
            with suppress(WorkbookError):  # -- check says what is wrong with it --
                held[source.path] = books.open(source.path)
    return held


def _answered(settings: Settings, held: Mapping[Path, Book], today: date) -> tuple[Findings, int]:
    """Return the findings after the replies in the workbooks were kept, and how many were new."""
    found, folder = check(settings), settings.path.parent
    answers = read_answers(folder)
    known = {answer.key: answer for answer in answers}
    asked = {key_of(one): one for one in (*found.queries, *(q for q, _ in found.answered))}
    new: list[Answer] = []
    for book in held.values():
        for row in read_queries(book) or ():
            key, before = _typed(row).key, known.get(_typed(row).key)
            if not row.reply or key not in asked:
                continue
            answer = answer_to(asked[key], row.reply, row.by, today)
            if before is None or (before.reply, before.by) != (answer.reply, answer.by):
                new.append(answer)
    if new:
        write_answers(folder, (*answers, *new))
    return with_answers(found, (*answers, *new)), len(new)


def _typed(row: QueryRow) -> Answer:
    return Answer(row.code, row.kpi, row.period, row.heading, row.found, row.reply, row.by)


def _rows(found: Findings) -> Mapping[str, Sequence[QueryRow]]:
    """Return the rows of each workbook by its name: what is open, then what was answered."""
    rows: defaultdict[str, list[QueryRow]] = defaultdict(list)
    for one in (*found.problems, *found.queries):
        rows[one.file].append(_row(one))
    for query, answer in found.answered:
        if query.severity is Severity.QUERY:
            rows[query.file].append(_row(query, answer.reply, answer.by))
    return rows


def _row(one: Problem, reply: str = "", by: str = "") -> QueryRow:
    return QueryRow(
        one.code.name,
        one.severity.value,
        one.sheet,
        one.cell,
        one.heading,
        one.kpi,
        one.period,
        one.found,
        one.message,
        reply,
        by,
    )


def _without_sheet(book: Book) -> Iterator[AnyEdit]:
    if read_queries(book) is not None:
        yield RemovedSheet(NAME)


def _highlights(book: Book, rows: Sequence[QueryRow]) -> Iterator[AnyEdit]:
    """Yield the marks of every sheet: these cells of what is not answered, and no others."""
    cells: defaultdict[str, dict[str, None]] = defaultdict(dict)
    for row in rows:
        if row.is_at_a_cell and not row.reply:
            cells[row.sheet][row.cell] = None
    for sheet in book.sheet_names:
        if sheet.casefold() != NAME.casefold():
            yield Highlight(sheet, tuple(cells[sheet])) if sheet in cells else NoHighlight(sheet)


def _written(books: Books, edits: Mapping[Path, Sequence[AnyEdit]]) -> tuple[Edited, ...]:
    return tuple(one for one in books.write(edits) if one.is_written)
