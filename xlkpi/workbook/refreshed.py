"""Refreshed: the edits that bring a sheet of the Register's own making up to date, row by row."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import date, datetime

from xlkpi.register.cell import text_of
from xlkpi.terms.number import same
from xlkpi.terms.wording import fold
from xlkpi.workbook.book import Book, Rows
from xlkpi.workbook.edit.change import Edit, NewRow, Plain
from xlkpi.workbook.package import column_letter
from xlkpi.workbook.table_sheet import Sheet, written

HEADER_SEARCH = 30


class KeyedSheet:
    """A sheet with one row a KPI, found by its headings; rows by KPI reference."""

    def __init__(self, book: Book, sheet: Sheet) -> None:
        """Find the sheet in `book`; `is_there` says whether it has one with such headings."""
        self.sheet = sheet
        self._rows: Rows = book.rows(sheet.name) if sheet.name in book.sheet_names else ()
        wanted = {fold(column.heading) for column in sheet.columns}
        found = [len(wanted & _folded(row)) for row in self._rows[:HEADER_SEARCH]]
        self.is_there = bool(found) and max(found) >= min(3, len(wanted))
        self._header = found.index(max(found)) if self.is_there else 0
        headings = self._rows[self._header] if self.is_there else ()
        self.columns = {fold(text_of(h)): i for i, h in enumerate(headings) if text_of(h)}
        self.row_of = {ref: number for number, ref in self._refs()}

    def _refs(self) -> Iterator[tuple[int, str]]:
        """Yield the index of each row under the header with its KPI reference."""
        column = self.columns.get(fold(self.sheet.columns[0].heading))
        if column is None:
            return
        for number in range(len(self._rows) - 1, self._header, -1):
            row = self._rows[number]
            if ref := text_of(row[column] if column < len(row) else None):
                yield number, ref

    def address(self, ref: str, heading: str) -> str:
        """Return the address of a KPI's cell; blank where the sheet has no such row or column."""
        row, column = self.row_of.get(ref), self.columns.get(fold(heading))
        return "" if row is None or column is None else f"{column_letter(column + 1)}{row + 1}"

    def held(self, ref: str, heading: str) -> object:
        """Return what a KPI's cell holds; None where there is no such cell."""
        row, column = self.row_of.get(ref), self.columns.get(fold(heading))
        if row is None or column is None or column >= len(self._rows[row]):
            return None
        return self._rows[row][column]

    def edits(
        self, rows: Sequence[Mapping[str, object]], only: Collection[str] | None = None
    ) -> Iterator[Edit | NewRow]:
        """Yield the edits that make the sheet say what `rows` say, and nothing for what it says.

        Args:
            rows: field to value, the KPI's reference under the first column's field.
            only: the fields to bring up to date in rows that are there; None for all.
        """
        if not self.is_there:
            return
        key, *others = self.sheet.columns
        for row in rows:
            ref = text_of(row[key.field])
            if ref not in self.row_of:
                yield NewRow(self.sheet.table_name, self._new_row(row))
                continue
            for column in others:
                if only is not None and column.field not in only:
                    continue
                value, cell = written(row.get(column.field)), self.address(ref, column.heading)
                if cell and not equal(self.held(ref, column.heading), value):
                    yield Edit(self.sheet.name, cell, value)

    def _new_row(self, row: Mapping[str, object]) -> dict[str, Plain]:
        return {
            column.heading: written(row.get(column.field))
            for column in self.sheet.columns
            if fold(column.heading) in self.columns
        }


def equal(held: object, value: object) -> bool:
    """Return whether a cell holds a value already; blank text is no text."""
    if isinstance(held, int | float) and isinstance(value, int | float):
        return not isinstance(held, bool) and same(held, value)
    if isinstance(held, datetime) and not isinstance(value, datetime):
        held = held.date()
    if isinstance(value, date):
        return held == value
    return text_of(held) == text_of(value)


def _folded(row: Sequence[object]) -> set[str]:
    return {fold(text_of(cell)) for cell in row if text_of(cell)}
