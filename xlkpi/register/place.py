"""Where a record was read: every printed figure can be traced to its row."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Place:
    """A row of a table in an officer's workbook; rows count from 1 as a spreadsheet shows them."""

    file: str
    sheet: str
    row: int

    def __str__(self) -> str:
        """Return `file, sheet row n`."""
        return f"{self.file}, {self.sheet} row {self.row}"
