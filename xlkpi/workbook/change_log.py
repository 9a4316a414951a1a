"""The change log: a sheet beside the results that says what was posted, when and by whom."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass, fields
from datetime import datetime

from xlkpi.errors import WorkbookError
from xlkpi.terms.wording import fold
from xlkpi.workbook.book import Book
from xlkpi.workbook.edit.change import AnyEdit, NewRow, NewSheet, SheetColumn

SHEET, TABLE = "Change log", "tblChangeLog"
WHEN = "%d/%m/%Y %H:%M"

COLUMNS = {
    "when": SheetColumn("When", 17),
    "role": SheetColumn("By (role)", 30, wraps=True),
    "ref": SheetColumn("KPI ref", 12),
    "period": SheetColumn("Period", 16),
    "what": SheetColumn("What", 12),
    "old": SheetColumn("From", 24, wraps=True),
    "new": SheetColumn("To", 24, wraps=True),
    "file": SheetColumn("From file", 28, wraps=True),
    "cell": SheetColumn("From cell", 18),
}


@dataclass(frozen=True, slots=True)
class LogLine:
    """One thing that was changed."""

    when: str
    role: str
    ref: str
    period: str
    what: str
    old: str
    new: str
    file: str
    cell: str


def spoken(stamp: datetime) -> str:
    """Return a moment as the log writes it."""
    return stamp.strftime(WHEN)


def log_edits(book: Book, lines: Sequence[LogLine]) -> list[AnyEdit]:
    """Return the edits that add lines to a workbook's change log, which begins with them."""
    if not lines:
        return []
    has_table = any(table.name == TABLE for table in book.tables())
    if not has_table and fold(SHEET) in map(fold, book.sheet_names):
        message = f"{book.path}: the log needs a sheet '{SHEET}': give yours another name"
        raise WorkbookError(message)
    if has_table:
        return [
            NewRow(TABLE, {COLUMNS[name].heading: text for name, text in asdict(line).items()})
            for line in lines
        ]
    return [
        NewSheet(
            SHEET,
            "Change log",
            "One row for each thing that was posted: what it was, what it became, and from where.",
            TABLE,
            tuple(COLUMNS[field.name] for field in fields(LogLine)),
            [tuple(asdict(line).values()) for line in lines],
        )
    ]
