"""Files: the workbooks of a folder, read as they stand and edited without loss."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property
from pathlib import Path

from xlkpi.errors import WorkbookError
from xlkpi.workbook.book import Book, Edits
from xlkpi.workbook.cells import WorkbookCells
from xlkpi.workbook.edit.backup import KEPT
from xlkpi.workbook.edit.change import Edited
from xlkpi.workbook.edit.edit import edit_together
from xlkpi.workbook.edit.open_elsewhere import refuse_if_open
from xlkpi.workbook.edit.safe_save import sha256
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
    """Workbooks as files; `stamp` is when the action was asked for, by the door's clock.

    What is written was planned on what was read: a workbook that somebody saved in between is
    refused.
    """

    stamp: datetime
    keep: int = KEPT
    even_if_open: bool = False
    tell: Callable[[str], None] = lambda _: None
    """Told of a half-done edit of several workbooks that was finished or undone."""
    read: dict[Path, str] = field(default_factory=dict)
    """The SHA-256 of each workbook as it was first read."""

    def open(self, path: Path) -> Book:
        """Return the workbook at a path, after finishing what a killed run left half done."""
        if line := settle(path):
            self.tell(line)
        if path.is_file():
            found = sha256(path.read_bytes())
            if self.read.setdefault(path, found) != found:
                message = f"{path}: has changed since it was read: run the command again"
                raise WorkbookError(message)
        return FileBook(path)

    def write(self, edits: Edits) -> tuple[Edited, ...]:
        """Return each workbook as it now stands; either all edits are made or none."""
        edited = edit_together(
            edits,
            stamp=self.stamp,
            keep=self.keep,
            even_if_open=self.even_if_open,
            allow_formula=True,
            planned_on=self.read,
        )
        self.read.update({path: one.sha256 for path, one in zip(edits, edited, strict=True)})
        return edited

    def refuse_if_open(self, paths: Iterable[Path]) -> None:
        """Refuse when somebody has one of the workbooks open, before anybody is asked anything."""
        if self.even_if_open:
            return
        for path in paths:
            refuse_if_open(path.resolve())
