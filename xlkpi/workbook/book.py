"""Book: a workbook as an action sees it, whether it is a file or stands open in a spreadsheet."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from xlkpi.workbook.edit.change import AnyEdit, Edited

Rows = Sequence[Sequence[object]]
"""Rows of cells from A1; None is a blank, text beginning with # may be an Excel error."""


@dataclass(frozen=True, slots=True)
class NamedTable:
    """A table of a sheet by its name; rows count from 1, columns too."""

    name: str
    sheet: str
    first_row: int
    first_column: int
    last_column: int


class Cells(Protocol):
    """The cells of one workbook."""

    @property
    def path(self) -> Path:
        """The file that holds the workbook."""

    @property
    def sheet_names(self) -> tuple[str, ...]:
        """The worksheets in the order of their tabs."""

    def rows(self, sheet: str) -> Rows:
        """Return the cells of a sheet, which must be one of `sheet_names`."""

    def never_calculated(self, sheet: str) -> str:
        """Return the address of the first formula of a sheet without a value, or blank."""


class Book(Cells, Protocol):
    """The cells of one workbook, and what it is made of besides."""

    def tables(self) -> tuple[NamedTable, ...]:
        """Return the tables of the workbook."""

    def formulas(self, sheet: str) -> Mapping[str, str]:
        """Return the formulas of a sheet by address, without their equals signs."""


OpenCells = Callable[[Path], Cells]
"""Gives the workbook at a path; a WorkbookError says in one line why it cannot be read."""

Edits = Mapping[Path, Sequence[AnyEdit]]
"""What shall change, by workbook."""


class Books(Protocol):
    """Where an action finds workbooks, and what carries out its edits."""

    def open(self, path: Path) -> Book:
        """Return the workbook at a path; a WorkbookError says why it cannot be read."""

    def write(self, edits: Edits) -> tuple[Edited, ...]:
        """Return each workbook as it now stands; either all edits are made or none.

        Raises:
            WorkbookError: in one line, what stands in the way; then nothing was changed.
        """
