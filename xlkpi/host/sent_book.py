"""Sent books: workbooks that stand open in a spreadsheet, as it sent them, with edits recorded.

What is open is read as it stands there, saved or not, and its edits go back as instructions; every
other workbook is a file.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from xlkpi.errors import WorkbookError
from xlkpi.host.instruction import Instruction, instruction
from xlkpi.host.sent_cell import received
from xlkpi.workbook.book import Book, Books, Edits, NamedTable, Rows
from xlkpi.workbook.edit.address import read_address
from xlkpi.workbook.edit.change import (
    AnyEdit,
    Cached,
    Change,
    Edit,
    Edited,
    NewRow,
    NewSheet,
    Value,
)

Instructions = Mapping[Path, Sequence[Instruction]]
"""What shall be done, by workbook."""


@dataclass(frozen=True, slots=True)
class SentBook:
    """A workbook as a spreadsheet sent it."""

    path: Path
    sheets: Mapping[str, Rows]
    held_formulas: Mapping[str, Mapping[str, str]]
    named: tuple[NamedTable, ...]

    @property
    def sheet_names(self) -> tuple[str, ...]:
        """The worksheets in the order of their tabs."""
        return tuple(self.sheets)

    def rows(self, sheet: str) -> Rows:
        """Return the cells of a sheet, which must be one of `sheet_names`."""
        return self.sheets[sheet]

    def tables(self) -> tuple[NamedTable, ...]:
        """Return the tables of the workbook."""
        return self.named

    def formulas(self, sheet: str) -> Mapping[str, str]:
        """Return the formulas of a sheet by address, without their equals signs."""
        return self.held_formulas[sheet]

    def never_calculated(self, sheet: str) -> str:
        """Return a blank: a live spreadsheet has worked out every formula."""
        del sheet
        return ""

    def held(self, sheet: str, cell: str) -> object:
        """Return what a cell holds; a WorkbookError says that there is no such sheet."""
        known = {name.casefold(): rows for name, rows in self.sheets.items()}
        rows = known.get(sheet.casefold())
        if rows is None:
            message = f"{self.path} has no sheet '{sheet}': it has {', '.join(self.sheets)}"
            raise WorkbookError(message)
        place = read_address(cell)
        row = rows[place.row - 1] if place.row <= len(rows) else ()
        return row[place.column - 1] if place.column <= len(row) else None


def read_book(sent: Any) -> SentBook:  # noqa: ANN401 -- whatever JSON has
    """Return the workbook that a spreadsheet sent.

    Its parts are `path`, `sheets` (each a `name`, `rows` of cells from A1, `formulas` by address)
    and `tables` (each with the parts of a `NamedTable`).

    Raises:
        WorkbookError: what was sent is no workbook.
    """
    try:
        sheets = {str(sheet["name"]): sheet for sheet in sent["sheets"]}
        return SentBook(
            Path(sent["path"]),
            {name: _rows(sheet["rows"]) for name, sheet in sheets.items()},
            {
                name: {str(c): str(f) for c, f in s["formulas"].items()}
                for name, s in sheets.items()
            },
            tuple(_table(table) for table in sent["tables"]),
        )
    except (KeyError, TypeError, AttributeError, ValueError) as error:
        message = (
            f"what the spreadsheet sent is not a workbook ({type(error).__name__}: {error}): "
            f"install the same version of xlkpi on both sides"
        )
        raise WorkbookError(message) from error


def _rows(sent: Any) -> Rows:  # noqa: ANN401 -- as above
    return [[received(cell) for cell in row] for row in sent]


def _table(sent: Any) -> NamedTable:  # noqa: ANN401 -- as above
    places = (int(sent[name]) for name in ("first_row", "first_column", "last_column"))
    return NamedTable(str(sent["name"]), str(sent["sheet"]), *places)


def _none_needed(_: Instructions) -> None:
    """Leave the instructions to be fetched when the action is done."""


@dataclass
class SentBooks:
    """Books of which some stand open elsewhere.

    `deliver` is told of the instructions before any file is written; its WorkbookError stops all.
    """

    sent: Sequence[SentBook]
    files: Books
    deliver: Callable[[Instructions], None] = _none_needed
    instructions: dict[Path, list[Instruction]] = field(default_factory=dict)
    """Everything that shall be done in the open workbooks, in its order."""
    read: set[Path] = field(default_factory=set)
    """The open workbooks that were looked at."""

    def open(self, path: Path) -> Book:
        """Return the workbook at a path; a WorkbookError says why it cannot be read."""
        book = self._sent(path)
        if book is None:
            return self.files.open(path)
        self.read.add(book.path)
        return book

    def write(self, edits: Edits) -> tuple[Edited, ...]:
        """Return each workbook as it now stands, the open ones as they will; all or none.

        Raises:
            WorkbookError: in one line, what stands in the way; then nothing was changed.
        """
        live: list[tuple[SentBook, Sequence[AnyEdit]]] = []
        filed: dict[Path, Sequence[AnyEdit]] = {}
        done: dict[Path, Edited] = {}
        for path, wanted in edits.items():
            book = self._sent(path)
            if book is None:
                filed[path] = wanted
            else:
                done[path] = _edited(book, wanted)
                live.append((book, wanted))
        told = {book.path: [instruction(one) for one in wanted] for book, wanted in live}
        if told:
            self.deliver(told)
        if filed:
            done |= zip(filed, self.files.write(filed), strict=True)
        for path, said in told.items():
            self.instructions.setdefault(path, []).extend(said)
        return tuple(done[path] for path in edits)

    def _sent(self, path: Path) -> SentBook | None:
        where = path.resolve()
        return next((book for book in self.sent if book.path.resolve() == where), None)


def _edited(book: SentBook, wanted: Sequence[AnyEdit]) -> Edited:
    """Return the workbook as it will stand, after a look at whether it can."""
    changes: list[Change] = []
    tables = {table.name.casefold() for table in book.named}
    for one in wanted:
        if isinstance(one, Edit | Cached):
            old = book.held(one.sheet, one.cell)
            changes.append(
                Change(one.sheet, one.cell, _plain(old), one.value, isinstance(one, Cached))
            )
        elif isinstance(one, NewSheet):
            tables.add(one.table.casefold())
        elif isinstance(one, NewRow) and one.table.casefold() not in tables:
            message = f"{book.path} has no table '{one.table}': make the rows a table of that name"
            raise WorkbookError(message)
    return Edited(book.path, tuple(changes), None, (), "", is_written=True)


def _plain(held: object) -> Value:
    """Return what a cell held; every received cell is such a value."""
    return held if isinstance(held, int | float | str | bool) else None
