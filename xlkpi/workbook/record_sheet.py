"""A sheet of records as something to write into: it takes a row at its end."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from xlkpi.errors import WorkbookError
from xlkpi.register.cell import is_blank
from xlkpi.terms.wording import fold
from xlkpi.workbook.book import Book
from xlkpi.workbook.columns import columns_of, headings_of
from xlkpi.workbook.edit.change import AnyEdit, Edit, NewRow
from xlkpi.workbook.read import NO_HEADINGS, header_of
from xlkpi.workbook.source import TableSource
from xlkpi.workbook.table_sheet import written


@dataclass
class RecordSheet:
    """One sheet of the Register, found in `book` by the headings that `source` says."""

    book: Book
    source: TableSource

    def __post_init__(self) -> None:
        """Find the headings; a WorkbookError says when there are none."""
        names = (name for name in self.book.sheet_names if fold(name) == fold(self.source.sheet))
        self.sheet = next(names, self.source.sheet)
        self.rows = self.book.rows(self.sheet) if self.sheet in self.book.sheet_names else ()
        header = header_of(self.source, self.rows)
        if header is None:
            message = f"{self.book.path}, {self.source.sheet}: {NO_HEADINGS}"
            raise WorkbookError(message)
        self.header = header
        self.headings = headings_of(self.source, self.rows, header)
        self.columns = columns_of(self.source, self.headings)
        self._added = 0

    @property
    def where(self) -> str:
        """The file and sheet, for a message."""
        return f"{self.book.path.name}, {self.sheet}"

    def new_row(self, fields: Mapping[str, object]) -> list[AnyEdit]:
        """Return the edits that add a row at the end; a field without a column is left out."""
        found = {name: written(value) for name, value in fields.items() if name in self.columns}
        cells = {self.columns[name]: value for name, value in found.items() if value is not None}
        if table := self._table():
            return [NewRow(table, {column.heading: value for column, value in cells.items()})]
        self._added += 1
        row = self._last_row() + self._added
        return [Edit(self.sheet, f"{column.letter}{row}", v) for column, v in cells.items()]

    def _table(self) -> str:
        """Return the name of the table whose headings these are; blank for plain cells."""
        first = min(column.index for column in self.columns.values()) + 1
        names = (
            table.name
            for table in self.book.tables()
            if table.sheet == self.sheet
            and table.first_row == self.header + 1
            and table.first_column <= first <= table.last_column
        )
        return next(names, "")

    def _last_row(self) -> int:
        """Return the number of the last row that holds anything under these headings."""
        indexes = [column.index for column in self.columns.values()]

        def is_used(row: Sequence[object]) -> bool:
            return any(i < len(row) and not is_blank(row[i]) for i in indexes)

        numbers = (n for n, row in enumerate(self.rows, start=1) if is_used(row))
        return max(numbers, default=self.header + 1)
