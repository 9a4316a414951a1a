"""Answers: replies to queries, kept beside the settings, so that nobody is asked twice."""

import csv
import io
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from xlkpi.errors import RefusalError, SettingsError
from xlkpi.register.problem import Problem
from xlkpi.terms.number import spelling
from xlkpi.terms.period import MONTHS
from xlkpi.terms.wording import fold, one_of
from xlkpi.workbook.book import Cells
from xlkpi.workbook.edit.safe_save import replace_patiently, staged, write_all
from xlkpi.workbook.query_sheet import read_queries

FILE_NAME = "answered queries.csv"

HEADINGS = (
    "Code", "KPI", "Period", "Heading", "Value", "Reply", "Answered by (role)", "Answered on",
)  # fmt: skip

_DELIMITERS = (",", ";", "\t")
_RISKY = re.compile(r"'*[=+\-@\t\r]")
"""What a spreadsheet would take for a formula, or would be read back as one was written."""
_SHORT_MONTH = re.compile(r"([A-Za-z]{3})-(\d\d)")
"""What Excel makes of `2026-09` when it saves a CSV file."""

Key = tuple[str, str, str, str, str]
"""Code, KPI, period, heading and value: a query about another value is asked again."""


@dataclass(frozen=True, slots=True)
class Answer:
    """A reply to a query about one value."""

    code: str
    kpi: str
    period: str
    heading: str
    found: str
    reply: str
    by: str = ""
    """The role of who answered."""
    on: date | None = None

    @property
    def key(self) -> Key:
        """What the answer is about."""
        return (self.code, self.kpi, _period(self.period), fold(self.heading), _value(self.found))


def key_of(query: Problem) -> Key:
    """Return what an answer to `query` would be about."""
    heading = fold(_heading(query))
    return (query.code.name, query.kpi, _period(query.period), heading, _value(query.found))


def _heading(query: Problem) -> str:
    """Return the heading over a query's cell, or where it is when nothing stands over it."""
    return query.heading or (f"{query.sheet}!{query.cell}" if query.cell else query.sheet)


def typed_answers(books: Iterable[Cells], on: date | None) -> tuple[Answer, ...]:
    """Return what stands under Reply in the Queries sheets of workbooks, each about its own row.

    Raises:
        WorkbookError: a workbook has a sheet of that name that is another one.
    """
    rows = (row for book in books for row in read_queries(book) or ())
    return tuple(
        Answer(row.code, row.kpi, row.period, row.heading, row.found, reply, one_line(row.by), on)
        for row in rows
        if (reply := one_line(row.reply))
    )


def one_line(text: str) -> str:
    """Return text without its line breaks and doubled spaces."""
    return " ".join(text.split())


def answer_to(query: Problem, reply: str, by: str, on: date) -> Answer:
    """Return the answer to a query; a reply of nothing is refused."""
    if not reply.strip():
        message = f"the reply to {query.code} is blank: say in a few words why the figure stands"
        raise RefusalError(message)
    return Answer(
        query.code.name,
        query.kpi,
        query.period,
        _heading(query),
        query.found,
        one_line(reply),
        one_line(by),
        on,
    )


def queries_named(queries: Sequence[Problem], code: str, kpi: str) -> tuple[Problem, ...]:
    """Return the queries with that code about that KPI; a RefusalError where there is none."""
    named = tuple(q for q in queries if q.code.name == code and fold(q.kpi) == fold(kpi))
    if not named:
        codes = sorted({q.code.name for q in queries if fold(q.kpi) == fold(kpi)})
        about = f"KPI {kpi}" if kpi else "no KPI in particular"
        there = f"it has {one_of(codes)}" if codes else "it has none"
        message = f"no query {code} about {about} is open: {there}; see xlkpi check"
        raise RefusalError(message)
    return named


def read_answers(folder: Path) -> tuple[Answer, ...]:
    """Return the answers kept in a Register's folder; none where there is no file yet.

    A row whose reply was emptied is no answer.

    Raises:
        SettingsError: the file is there and cannot be read.
    """
    path = folder / FILE_NAME
    try:
        text = path.read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        return ()
    except (OSError, UnicodeDecodeError) as error:
        message = f"{path}: cannot be read: save it as CSV UTF-8 ({error})"
        raise SettingsError(message) from error
    lines = io.StringIO(text, newline="")
    rows = csv.DictReader(lines, restval="", delimiter=_delimiter(text))
    missing = [heading for heading in HEADINGS if heading not in (rows.fieldnames or ())]
    if missing:
        message = (
            f"{path}: the column {missing[0]} is missing: its first row should read "
            f"{','.join(HEADINGS)}; put it back"
        )
        raise SettingsError(message)
    numbered = enumerate(rows, start=2)
    return tuple(_answer(path, number, row) for number, row in numbered if row["Reply"].strip())


def _delimiter(text: str) -> str:
    """Return what parts the columns: semicolons or tabs where a spreadsheet saved it so."""
    lines = text.splitlines()[:1]
    headers = {one: next(csv.reader(lines, delimiter=one), []) for one in _DELIMITERS}
    return max(_DELIMITERS, key=lambda one: len({*HEADINGS} & {*headers[one]}))


def write_answers(folder: Path, answers: Iterable[Answer]) -> Path:
    """Return the file once it holds `answers`, the last one to each query, and nothing else."""
    latest = {answer.key: answer for answer in answers}
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(HEADINGS)
    for one in latest.values():
        day = one.on.isoformat() if one.on else ""
        cells = (one.code, one.kpi, one.period, one.heading, one.found, one.reply, one.by, day)
        writer.writerow([_defused(cell) for cell in cells])
    path = folder / FILE_NAME
    content = text.getvalue().encode("utf-8-sig")
    replace_patiently(staged(path, lambda file: write_all(file, content)), path)
    return path


def _answer(path: Path, number: int, row: Mapping[str, str]) -> Answer:
    code, kpi, period, heading, found, reply, by, on = (_restored(row[name]) for name in HEADINGS)
    return Answer(code, kpi, period, heading, found, reply, by, _day(path, number, on))


def _day(path: Path, number: int, text: str) -> date | None:
    if not text:
        return None
    for form in ("%Y-%m-%d", "%d/%m/%Y"):
        try:
            return datetime.strptime(text, form).date()  # noqa: DTZ007 -- a day only
        except ValueError:
            continue
    message = f"{path} row {number}: '{text}' is not a day: type it as 31/03/2026"
    raise SettingsError(message)


def _defused(text: str) -> str:
    """Return text that no spreadsheet takes for a formula."""
    return f"'{text}" if _RISKY.match(text) else text


def _restored(text: str) -> str:
    """Return text as it was before it was defused."""
    return text[1:] if text.startswith("'") and _RISKY.match(text) else text


def _period(text: str) -> str:
    """Return a period's name, even where Excel took a month for a day of its own."""
    found = _SHORT_MONTH.fullmatch(text)
    names = [name[:3].casefold() for name in MONTHS]
    if found and found[1].casefold() in names:
        return f"20{found[2]}-{names.index(found[1].casefold()) + 1:02d}"
    return text


def _value(text: str) -> str:
    """Return a value's one spelling, so that 77.40 is 77.4."""
    try:
        return spelling(float(text))
    except ValueError:
        return fold(text)
