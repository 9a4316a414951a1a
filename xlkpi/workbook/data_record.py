"""The KPI Data Record as something to write into: a row a result, or a column a period."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from xlkpi.errors import WorkbookError
from xlkpi.register.cell import is_blank, text_of
from xlkpi.register.raw import Column
from xlkpi.register.result import Result
from xlkpi.terms.period import Period
from xlkpi.terms.period_text import read_period
from xlkpi.workbook.book import Book
from xlkpi.workbook.columns import columns_of, headings_of, own_columns
from xlkpi.workbook.edit.change import AnyEdit, Edit, NewRow
from xlkpi.workbook.read import NO_HEADINGS, header_of
from xlkpi.workbook.source import TableSource, ValueColumn
from xlkpi.workbook.table_sheet import written


@dataclass
class DataRecord:
    """One sheet of results, found in `book` by the headings that `source` says."""

    book: Book
    source: TableSource

    def __post_init__(self) -> None:
        """Find the headings; a WorkbookError says when there are none."""
        self._sheet = next(
            name
            for name in self.book.sheet_names
            if name.casefold().strip() == self.source.sheet.casefold().strip()
        )
        self._rows = self.book.rows(self._sheet)
        header = header_of(self.source, self._rows)
        if header is None:
            message = f"{self.book.path}, {self._sheet}: {NO_HEADINGS}"
            raise WorkbookError(message)
        self._header = header
        self._headings = headings_of(self.source, self._rows, header)
        self._columns = columns_of(self.source, self._headings)
        self._added = 0

    @property
    def where(self) -> str:
        """The file and sheet, for a message."""
        return f"{self.book.path.name}, {self._sheet}"

    def column_of(self, period: Period) -> ValueColumn | None:
        """Return the column of a wide sheet that holds a period's values, or None."""
        return next((c for c in self.source.columns if read_period(c.period) == period), None)

    def takes(self, result: Result) -> bool:
        """Whether the sheet has a place for a result."""
        if not self.source.columns:
            return True
        return self.column_of(result.period) is not None and self._row_of(result.ref) is not None

    def edits(self, result: Result) -> list[AnyEdit]:
        """Return the edits that put a result into the sheet: a new row, or a wide sheet's cells."""
        column = self.column_of(result.period)
        if column is not None:
            return self._wide(result, own_columns(column, self._headings))
        cells = {
            name: value
            for name in self.source.layout.headings
            if name in self._columns and (value := written(getattr(result, name))) is not None
        }
        table = self._table()
        if table:
            return [NewRow(table, {self._columns[f].heading: v for f, v in cells.items()})]
        self._added += 1
        row = self._last_row() + self._added
        return [Edit(self._sheet, f"{self._columns[f].letter}{row}", v) for f, v in cells.items()]

    def _wide(self, result: Result, own: Mapping[str, Column]) -> list[AnyEdit]:
        row = self._row_of(result.ref)
        gap = result.gap_reason.value if result.gap_reason else None
        cells = {**{name: getattr(result, name) for name in own}, "value": result.value}
        if result.value is None:
            cells["value"] = gap
        return [
            Edit(self._sheet, f"{column.letter}{row}", written(cells[name]))
            for name, column in own.items()
            if name != "rating_shown" and (name == "value" or cells[name] is not None)
        ]

    def _row_of(self, ref: str) -> int | None:
        """Return the number of a KPI's row in a wide sheet; the first one counts."""
        column = self._columns.get("ref")
        below = self._rows[self._header + 1 :]
        for number, row in enumerate(below, start=self._header + 2):
            if column and column.index < len(row) and text_of(row[column.index]) == ref:
                return number
        return None

    def _table(self) -> str:
        """Return the name of the table whose headings these are; blank for plain cells."""
        first = min(column.index for column in self._columns.values()) + 1
        return next(
            (
                table.name
                for table in self.book.tables()
                if table.sheet == self._sheet
                and table.first_row == self._header + 1
                and table.first_column <= first <= table.last_column
            ),
            "",
        )

    def _last_row(self) -> int:
        """Return the number of the last row that holds anything under these headings."""
        indexes = [column.index for column in self._columns.values()]

        def is_used(row: Sequence[object]) -> bool:
            return any(i < len(row) and not is_blank(row[i]) for i in indexes)

        numbers = (n for n, row in enumerate(self._rows, start=1) if is_used(row))
        return max(numbers, default=self._header + 1)
