"""Files: the workbooks of a folder, read as they stand and edited without loss."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from pathlib import Path

from xlkpi.workbook.book import Book, Edits
from xlkpi.workbook.cells import WorkbookCells
from xlkpi.workbook.edit.backup import KEPT
from xlkpi.workbook.edit.change import Edited
from xlkpi.workbook.edit.edit import edit_together
from xlkpi.workbook.edit.settle import settle
from xlkpi.workbook.formulas.book import FormulaBook


class FileBook(WorkbookCells):
    """A workbook in its file, with the formulas behind its values."""

    def formulas(self, sheet: str) -> Mapping[str, str]:
        """Return the formulas of a sheet by address, without their equals signs."""
        found = self._formula_book.with_formulas.get(sheet)
        return {one.address: one.text for one in found.formulas.values()} if found else {}

    @cached_property
    def _formula_book(self) -> FormulaBook:
        return FormulaBook(self.path)


@dataclass(frozen=True, slots=True)
class Files:
    """Workbooks as files; `stamp` is when the action was asked for, by the door's clock."""

    stamp: datetime
    keep: int = KEPT
    even_if_open: bool = False

    def open(self, path: Path) -> Book:
        """Return the workbook at a path, after finishing what a killed run left half done."""
        settle(path)
        return FileBook(path)

    def write(self, edits: Edits) -> tuple[Edited, ...]:
        """Return each workbook as it now stands; either all edits are made or none."""
        return edit_together(
            edits,
            stamp=self.stamp,
            keep=self.keep,
            even_if_open=self.even_if_open,
            allow_formula=True,
        )
