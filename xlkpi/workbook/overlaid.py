"""A book as it will be: edits laid over its cells, to be looked at before they are made."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from xlkpi.workbook.book import Book, NamedTable, Rows
from xlkpi.workbook.edit.address import read_address
from xlkpi.workbook.edit.change import Edit


@dataclass(frozen=True)
class Overlaid:
    """The workbook `book` as it will be after `edits`; whatever else it has, it has already."""

    book: Book
    edits: tuple[Edit, ...]

    @property
    def path(self) -> Path:
        """The file that holds the workbook."""
        return self.book.path

    @property
    def sheet_names(self) -> tuple[str, ...]:
        """The worksheets in the order of their tabs."""
        return self.book.sheet_names

    def rows(self, sheet: str) -> Rows:
        """Return the cells of a sheet, edits included."""
        rows = [list(row) for row in self.book.rows(sheet)]
        for edit in (one for one in self.edits if one.sheet == sheet):
            address = read_address(edit.cell)
            rows += [[] for _ in range(address.row - len(rows))]
            row = rows[address.row - 1]
            row += [None] * (address.column - len(row))
            row[address.column - 1] = edit.value
        return rows

    def tables(self) -> tuple[NamedTable, ...]:
        """Return the tables of the workbook."""
        return self.book.tables()

    def formulas(self, sheet: str) -> Mapping[str, str]:
        """Return the formulas of a sheet by address."""
        return self.book.formulas(sheet)

    def never_calculated(self, sheet: str) -> str:
        """Return the address of the first formula of a sheet without a value, or blank."""
        return self.book.never_calculated(sheet)
