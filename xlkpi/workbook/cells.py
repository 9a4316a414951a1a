"""The cells of a sheet as they stand: blanks apart from errors, dates apart from numbers."""

from pathlib import Path

from python_calamine import CalamineError, CalamineWorkbook

from xlkpi.errors import WorkbookError
from xlkpi.workbook.book import Rows
from xlkpi.workbook.package import Package, never_calculated


class WorkbookCells:
    """The cells of one workbook, read sheet by sheet when asked for."""

    def __init__(self, path: Path) -> None:
        """Open the workbook; a WorkbookError says in one line why it cannot be read."""
        self.path = path
        self._package = Package(path)
        try:
            self._book = CalamineWorkbook.from_path(str(path))
        except CalamineError as error:
            raise _unreadable(path, error) from error

    @property
    def sheet_names(self) -> tuple[str, ...]:
        """The worksheets in the order of their tabs."""
        return tuple(self._package.sheets)

    def rows(self, sheet: str) -> Rows:
        """Return the cells of `sheet`, which must be one of `sheet_names`.

        The fast reader shows an error cell as a blank, so a sheet that holds one is read by the
        slower reader, which keeps `#N/A` as it stands.
        """
        if b't="e"' in self._package.sheets[sheet]:
            return self._rows_with_errors(sheet)
        try:
            cells = self._book.get_sheet_by_name(sheet).to_python(skip_empty_area=False)
        except CalamineError as error:
            raise _unreadable(self.path, error) from error
        return [[None if cell == "" else cell for cell in row] for row in cells]

    def never_calculated(self, sheet: str) -> str:
        """Return the address of the first formula of `sheet` that has no value yet, or blank."""
        return never_calculated(self._package.sheets[sheet])

    def _rows_with_errors(self, sheet: str) -> Rows:
        from openpyxl import load_workbook  # noqa: PLC0415 -- a tenth of a second, rarely needed

        book = load_workbook(self.path, data_only=True, read_only=True)
        try:
            return [list(row) for row in book[sheet].iter_rows(values_only=True)]
        finally:
            book.close()


def _unreadable(path: Path, error: Exception) -> WorkbookError:
    return WorkbookError(f"{path}: cannot be read ({error}): open it in Excel and save it again")
