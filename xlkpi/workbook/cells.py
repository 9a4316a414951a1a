"""The cells of a sheet as they stand: blanks apart from errors, dates apart from numbers."""

from collections.abc import Mapping
from functools import cached_property
from pathlib import Path

from xlkpi.errors import RefusalError, WorkbookError
from xlkpi.workbook.book import NamedTable, Rows
from xlkpi.workbook.edit.journal import journal_of
from xlkpi.workbook.edit.tables import Table, tables_of
from xlkpi.workbook.package import DAMAGED, Package, damaged
from xlkpi.workbook.reading.guarded import read_sheet
from xlkpi.workbook.reading.kept import all_kept
from xlkpi.workbook.reading.sheet_parts import SheetRead


class WorkbookCells:
    """The cells of one workbook, read sheet by sheet when asked for."""

    def __init__(self, path: Path) -> None:
        """Open the workbook; a WorkbookError says in one line why it cannot be read."""
        self.path = path
        if journal_of(path).exists():
            message = (
                f"{path}: a posting was interrupted while it was written: run xlkpi post or xlkpi "
                f"rate, which finish or undo it first"
            )
            raise WorkbookError(message)
        self._package = Package(path)
        self._read: dict[str, SheetRead] = {}

    @property
    def sheet_names(self) -> tuple[str, ...]:
        """The worksheets in the order of their tabs."""
        return tuple(self._package.sheets)

    def rows(self, sheet: str) -> Rows:
        """Return the cells of `sheet`, which must be one of `sheet_names`.

        A number is a float, a day a date or datetime, a time of day a time, elapsed time a
        timedelta, an error its text; a day that no two programs agree on is the error #NUM!.
        """
        return self._sheet(sheet).rows

    def never_calculated(self, sheet: str) -> str:
        """Return the address of the first formula of `sheet` that has no value yet, or blank."""
        return self._sheet(sheet).never_calculated

    @cached_property
    def sheet_tables(self) -> Mapping[str, tuple[Table, ...]]:
        """The tables of each worksheet that has any, in the order of the tabs."""
        parts = self._package.parts
        try:
            found = {
                name: tuple(tables_of(parts, parts.sheets[name].part)) for name in self.sheet_names
            }
        except (*DAMAGED, RefusalError) as error:
            raise damaged(self.path) from error
        return {name: tables for name, tables in found.items() if tables}

    def tables(self) -> tuple[NamedTable, ...]:
        """Return the tables of the workbook, each with its place."""
        return tuple(
            NamedTable(
                table.name,
                sheet,
                table.area.first.row,
                table.area.first.column,
                table.area.last.column,
            )
            for sheet, tables in self.sheet_tables.items()
            for table in tables
        )

    @all_kept()
    def _sheet(self, name: str) -> SheetRead:
        if name not in self._read:
            parts = self._package.parts_of(name)
            try:
                self._read[name] = read_sheet(parts)
            except WorkbookError as error:
                message = f"{self.path}, {name}: {error}"
                raise WorkbookError(message) from error
        return self._read[name]
