"""Cell addresses and areas, counted from 1."""

import re
from dataclasses import dataclass

from xlkpi.errors import RefusalError
from xlkpi.workbook.package import column_letter, column_number

LAST_ROW, LAST_COLUMN = 1_048_576, 16_384
_CELL = re.compile(r"\$?([A-Za-z]{1,3})\$?([0-9]{1,7})")
_COLUMNS = re.compile(r"\$?([A-Z]{1,3}):\$?([A-Z]{1,3})")
_ROWS = re.compile(r"\$?([0-9]{1,7}):\$?([0-9]{1,7})")


@dataclass(frozen=True, slots=True, order=True)
class Address:
    """The place of a cell; sorts as a sheet is read, row by row."""

    row: int
    column: int

    def __str__(self) -> str:
        """Return the address as a sheet shows it."""
        return f"{column_letter(self.column)}{self.row}"


@dataclass(frozen=True, slots=True)
class Area:
    """A rectangle of cells, its edges included."""

    first: Address
    last: Address

    def __contains__(self, cell: Address) -> bool:
        """Return whether the cell lies in the area."""
        return (
            self.first.row <= cell.row <= self.last.row
            and self.first.column <= cell.column <= self.last.column
        )

    def __str__(self) -> str:
        """Return the area as a sheet shows it."""
        return f"{self.first}:{self.last}" if self.first != self.last else str(self.first)

    def meets(self, other: "Area") -> bool:
        """Return whether the two share a cell."""
        return (
            self.first.row <= other.last.row
            and other.first.row <= self.last.row
            and self.first.column <= other.last.column
            and other.first.column <= self.last.column
        )


def read_address(text: str) -> Address:
    """Return the address that the text spells; a RefusalError when no sheet has such a cell."""
    found = _CELL.fullmatch(text)
    if found:
        cell = Address(int(found[2]), column_number(found[1].upper()))
        if 1 <= cell.row <= LAST_ROW and cell.column <= LAST_COLUMN:
            return cell
    message = f"'{text}' is not a cell: give a column and row up to XFD1048576, such as B7"
    raise RefusalError(message)


def read_area(text: str) -> Area:
    """Return the area that a workbook's part spells: a cell, a range, whole columns or rows."""
    if columns := _COLUMNS.fullmatch(text):
        first, last = sorted(map(column_number, columns.groups()))
        return Area(Address(1, first), Address(LAST_ROW, last))
    if rows := _ROWS.fullmatch(text):
        first, last = sorted(map(int, rows.groups()))
        return Area(Address(first, 1), Address(last, LAST_COLUMN))
    one, _, other = text.partition(":")
    first_cell, last_cell = read_address(one), read_address(other or one)
    return Area(
        Address(min(first_cell.row, last_cell.row), min(first_cell.column, last_cell.column)),
        Address(max(first_cell.row, last_cell.row), max(first_cell.column, last_cell.column)),
    )
