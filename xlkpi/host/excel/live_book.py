"""A workbook that stands open in Excel, read sheet by sheet in one call each."""

from collections.abc import Mapping, Sequence
from functools import cached_property
from pathlib import Path

from xlwings import Book, Range, Sheet

from xlkpi.errors import WorkbookError
from xlkpi.host.excel.com_value import shown_value
from xlkpi.workbook.book import NamedTable, Rows
from xlkpi.workbook.edit.address import Address


class LiveBook:
    """The cells of an open workbook as they are when they are first asked for."""

    def __init__(self, path: Path, book: Book) -> None:
        """Take the open workbook that `path` names."""
        self.path, self.live = path, book
        self._rows: dict[str, Rows] = {}
        self._formulas: dict[str, Mapping[str, str]] = {}

    @cached_property
    def sheets(self) -> Mapping[str, Sheet]:
        """The worksheets by name, in the order of their tabs."""
        return {str(sheet.name): sheet for sheet in self.live.sheets}

    @property
    def sheet_names(self) -> tuple[str, ...]:
        """The names of the worksheets."""
        return tuple(self.sheets)

    def sheet(self, name: str) -> Sheet:
        """Return the worksheet of this name, in any case as Excel has it.

        Raises:
            WorkbookError: there is none.
        """
        names = {held.casefold(): held for held in self.sheets}
        if name.casefold() not in names:
            message = f"{self.path} has no sheet '{name}': it has {', '.join(self.sheets)}"
            raise WorkbookError(message)
        return self.sheets[names[name.casefold()]]

    def rows(self, sheet: str) -> Rows:
        """Return the cells of a sheet from A1; a day is a date, an error its text."""
        if sheet not in self._rows:
            area = _used(self.sheet(sheet))
            found = area.options(ndim=2, err_to_str=True).value
            self._rows[sheet] = [tuple([shown_value(cell) for cell in row]) for row in found]
        return self._rows[sheet]

    def formulas(self, sheet: str) -> Mapping[str, str]:
        """Return the formulas of a sheet by address, without their equals signs."""
        if sheet not in self._formulas:
            spelt = _rows_of(_used(self.sheet(sheet)).formula)
            shown = self.rows(sheet)
            self._formulas[sheet] = {
                str(Address(row + 1, column + 1)): text[1:]
                for row, cells in enumerate(spelt)
                for column, text in enumerate(cells)
                # -- a text that begins with = shows itself; a formula never does --
                if isinstance(text, str) and text[:1] == "=" and text != shown[row][column]
            }
        return self._formulas[sheet]

    def tables(self) -> tuple[NamedTable, ...]:
        """Return the tables of the workbook."""
        return tuple(
            NamedTable(
                str(table.name),
                name,
                area.row,
                area.column,
                area.column + area.shape[1] - 1,
            )
            for name, sheet in self.sheets.items()
            for table in sheet.tables
            for area in [table.range]
        )

    def never_calculated(self, sheet: str) -> str:
        """Return a blank: Excel has worked out every formula."""
        del sheet
        return ""

    def held(self, sheet: str, cell: Address) -> object:
        """Return what a cell shows."""
        rows = self.rows(str(self.sheet(sheet).name))
        row = rows[cell.row - 1] if cell.row <= len(rows) else ()
        return row[cell.column - 1] if cell.column <= len(row) else None

    def forget(self) -> None:
        """Let go of what was read, since it has changed."""
        self._rows.clear()
        self._formulas.clear()
        self.__dict__.pop("sheets", None)


def _used(sheet: Sheet) -> Range:
    """Return the cells from A1 to the last one in use."""
    used = sheet.used_range
    height, width = used.shape
    return sheet.range((1, 1), (used.row + height - 1, used.column + width - 1))


def _rows_of(found: object) -> Sequence[Sequence[object]]:
    """Return formulas as rows: one cell comes by itself, one row as a row of rows or of cells."""
    if not isinstance(found, list | tuple):
        return [[found]]
    return found if found and isinstance(found[0], list | tuple) else [found]
