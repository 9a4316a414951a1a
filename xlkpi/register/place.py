"""Where a record was read: every printed figure can be traced to its cell."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from xlkpi.register.raw import Column


@dataclass(frozen=True, slots=True)
class Place:
    """A row of a table in an officer's workbook; rows count from 1 as a spreadsheet shows them."""

    file: str
    sheet: str
    row: int
    columns: Mapping[str, Column] = field(default_factory=dict, compare=False, repr=False)
    """The row's columns by field."""

    def cell(self, field: str) -> str:
        """Return the address of a field, such as `E14`, or `row 14` when it has no column."""
        column = self.columns.get(field)
        return f"{column.letter}{self.row}" if column else f"row {self.row}"

    def heading(self, field: str) -> str:
        """Return the heading over a field; blank when it has no column."""
        column = self.columns.get(field)
        return column.heading if column else ""

    def __str__(self) -> str:
        """Return `file, sheet row n`."""
        return f"{self.file}, {self.sheet} row {self.row}"
