"""The Queries sheet: what `check` asks about a workbook, in it, with room for replies."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from xlkpi.errors import WorkbookError
from xlkpi.register.cell import text_of
from xlkpi.register.code import Severity
from xlkpi.terms.wording import fold
from xlkpi.workbook.book import Cells, Rows
from xlkpi.workbook.edit.change import Link, NewSheet, SheetColumn

NAME, TABLE = "Queries", "tblQueries"
EXPECTED = "Expected"
"""The heading of the one column that is told and never read again."""

COLUMNS = (
    SheetColumn("Code", 20),
    SheetColumn("Severity", 10),
    SheetColumn("Where", 26, wraps=True),
    SheetColumn("KPI", 10),
    SheetColumn("Period", 14),
    SheetColumn("Found", 16, wraps=True),
    SheetColumn(EXPECTED, 16, wraps=True),
    SheetColumn("What to do", 70, wraps=True),
    SheetColumn("Reply", 40, wraps=True, is_typed=True),
    SheetColumn("Answered by (role)", 24, wraps=True, is_typed=True),
)
HEADINGS = tuple(column.heading for column in COLUMNS if column.heading != EXPECTED)

ABOUT = (
    "Made by xlkpi check --mark. Say under Reply why a figure stands, and save: the next check "
    "takes the reply in and asks no more about that value. xlkpi check --unmark takes this sheet "
    "away."
)

_CELL = re.compile(r"[A-Z]{1,3}\d+")
_WHERE = re.compile(r"(?:.*!)?[^!]*? \((.+)\)", re.DOTALL)
"""A place as it is shown, such as `Results!E14 (Value)`; its heading, if any, is in brackets."""


@dataclass(frozen=True, slots=True)
class QueryRow:
    """One row of the Queries sheet."""

    code: str
    severity: str
    sheet: str
    cell: str
    """Blank, or `row 5`, where the sheet has no such column."""
    heading: str
    kpi: str
    period: str
    found: str
    expected: str
    to_do: str
    reply: str = ""
    by: str = ""

    @property
    def is_at_a_cell(self) -> bool:
        """Whether there is a cell to lead to."""
        return _CELL.fullmatch(self.cell) is not None

    @property
    def is_open(self) -> bool:
        """Whether something is to be done still: no reply closes a problem."""
        return not self.reply or self.severity == Severity.PROBLEM.value

    @property
    def where(self) -> str:
        """The place as the sheet shows it."""
        place = f"{self.sheet}!{self.cell}" if self.cell else self.sheet
        return f"{place} ({self.heading})" if self.heading else place


def query_sheet(rows: Sequence[QueryRow], council: str, period: str) -> NewSheet:
    """Return the sheet that these rows make."""
    cells = [_cells(row) for row in rows]
    return NewSheet(NAME, f"{council}: queries, {period}", ABOUT, TABLE, COLUMNS, cells)


def shows(book: Cells, wanted: NewSheet) -> bool:
    """Return whether a workbook has the sheet, with every text as it is wanted."""
    name = _name_in(book)
    titles = ((wanted.title,), (wanted.about,), (), tuple(one.heading for one in wanted.columns))
    return name is not None and _texts(book.rows(name)) == _texts((*titles, *wanted.rows))


def _name_in(book: Cells) -> str | None:
    return next((one for one in book.sheet_names if fold(one) == fold(NAME)), None)


def _texts(rows: Rows) -> list[str]:
    """Return what the rows show, without the blank cells at their ends."""
    shown = ([cell.shown if isinstance(cell, Link) else cell for cell in row] for row in rows)
    return ["\t".join(map(text_of, row)).rstrip() for row in shown]


def read_queries(book: Cells) -> tuple[QueryRow, ...] | None:
    """Return the rows of a workbook's Queries sheet with the replies; None where it has none.

    Raises:
        WorkbookError: the workbook has a sheet of that name that is another one.
    """
    name = _name_in(book)
    if name is None:
        return None
    rows = [[text_of(cell) for cell in row] for row in book.rows(name)]
    header = next((n for n, row in enumerate(rows) if set(HEADINGS) <= set(row)), None)
    if header is None:
        message = (
            f"{book.path.name}: has a sheet '{name}' that is not made by xlkpi check --mark: "
            f"give that sheet another name"
        )
        raise WorkbookError(message)
    places = {heading: rows[header].index(heading) for heading in HEADINGS}
    found = (
        {heading: row[place] if place < len(row) else "" for heading, place in places.items()}
        for row in rows[header + 1 :]
    )
    return tuple(_row(one) for one in found if one["Code"])


def _cells(row: QueryRow) -> Sequence[str | Link | None]:
    sheet = row.sheet.replace("'", "''")
    link = Link(f"'{sheet}'!{row.cell}", row.where) if row.is_at_a_cell else row.where
    first, _, _ = row.to_do.partition(" ")
    to_do = row.to_do[:1].upper() + row.to_do[1:] if first.isalpha() else row.to_do
    texts = (row.kpi, row.period, row.found, row.expected, to_do, row.reply, row.by)
    return (row.code, row.severity, link, *(text or None for text in texts))


def _row(cells: Mapping[str, str]) -> QueryRow:
    where = _WHERE.fullmatch(cells["Where"])
    return QueryRow(
        cells["Code"],
        cells["Severity"],
        "",
        "",
        where[1] if where else cells["Where"],
        cells["KPI"],
        cells["Period"],
        cells["Found"],
        "",
        cells["What to do"],
        cells["Reply"],
        cells["Answered by (role)"],
    )
