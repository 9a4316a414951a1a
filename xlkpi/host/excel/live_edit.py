"""Edits of an open workbook: planned whole, written in blocks, and put back if anything fails."""

from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from functools import partial
from typing import Any

from xlwings import Sheet

from xlkpi.errors import RefusalError, WorkbookError
from xlkpi.functions.cells import ERRORS
from xlkpi.host.excel.blocks import Block, blocks
from xlkpi.host.excel.live_book import LiveBook
from xlkpi.workbook.book import NamedTable
from xlkpi.workbook.edit.address import Address, read_address
from xlkpi.workbook.edit.cell_value import checked, exact
from xlkpi.workbook.edit.change import (
    AnyEdit,
    Cached,
    CellError,
    Change,
    Edit,
    Formula,
    NewRow,
    NewSheet,
    Value,
)
from xlkpi.workbook.edit.new_sheet_xml import area_of, cells_of

_FROM_RANGE, _HAS_HEADINGS = 1, 1
"""What Excel is told of a new table: xlSrcRange, xlYes."""
Undo = Callable[[], object]


@dataclass
class LiveEdit:
    """What is wanted of one open workbook, and how to take back what was done."""

    book: LiveBook
    cells: dict[str, dict[Address, Value]] = field(default_factory=dict)
    """The cells to write, by sheet."""
    before: dict[str, dict[Address, Value]] = field(default_factory=dict)
    """What they held."""
    added: dict[str, list[NewRow]] = field(default_factory=dict)
    """The rows to add, by table."""
    sheets: list[NewSheet] = field(default_factory=list)
    changes: list[Change] = field(default_factory=list)
    _undo: list[Undo] = field(default_factory=list)

    def want(self, edits: Sequence[AnyEdit]) -> None:
        """Plan the edits; a WorkbookError says which one an open workbook cannot take."""
        for one in edits:
            match one:
                case Edit():
                    self._want_cell(one)
                case Cached():
                    pass  # -- Excel works its formulas out itself --
                case NewRow():
                    self._want_row(one)
                case NewSheet():
                    self._want_sheet(one)
                case _:
                    message = (
                        f"{self.book.path}: sheets are removed and cells marked only while the "
                        f"workbook is closed: close it and run the command"
                    )
                    raise WorkbookError(message)
        for sheet, cells in self.cells.items():
            self._refuse_locked(self.book.sheet(sheet), list(blocks(cells)))

    @property
    def is_idle(self) -> bool:
        """Whether nothing is to be written."""
        return not (self.cells or self.added or self.sheets)

    def write(self, told: Callable[[str], None]) -> None:
        """Write everything; `told` hears which sheet is being written."""
        for sheet, cells in self.cells.items():
            told(sheet)
            self._undo.append(partial(_put, self.book.sheet(sheet), self.before[sheet]))
            _put(self.book.sheet(sheet), cells)
        for new in self.sheets:
            told(new.name)
            self._add_sheet(new)
        for table, rows in self.added.items():
            told(table)
            self._add_rows(table, rows)
        self.book.forget()

    def put_back(self) -> None:
        """Take back what was written, the last first, as far as Excel lets it be."""
        while self._undo:
            with suppress(Exception):
                self._undo.pop()()
        self.book.forget()

    def _want_cell(self, one: Edit) -> None:
        sheet = str(self.book.sheet(one.sheet).name)
        try:
            address, value = read_address(one.cell), checked(one.value)
        except RefusalError as error:
            message = f"{self.book.path}: {sheet}!{one.cell}: {error}"
            raise WorkbookError(message) from error
        old = self._held(sheet, address)
        if exact(old, is_1904=False) == exact(value, is_1904=False):
            return
        self.cells.setdefault(sheet, {})[address] = value
        self.before.setdefault(sheet, {})[address] = old
        self.changes.append(Change(sheet, str(address), old, value))

    def _held(self, sheet: str, address: Address) -> Value:
        """Return what a cell holds, a formula with its result."""
        shown: Any = self.book.held(sheet, address)
        formula = self.book.formulas(sheet).get(str(address))
        if formula is not None:
            return Formula(formula, shown)
        return CellError(shown) if isinstance(shown, str) and shown in ERRORS else shown

    def _want_row(self, one: NewRow) -> None:
        table = self._table(one.table)
        if table is None and not any(new.table == one.table for new in self.sheets):
            names = ", ".join(held.name for held in self.book.tables()) or "none"
            message = f"{self.book.path} has no table '{one.table}': it has {names}"
            raise WorkbookError(message)
        self.added.setdefault(one.table, []).append(one)
        self.changes.extend(Change(one.table, name, None, v) for name, v in one.cells.items())

    def _want_sheet(self, one: NewSheet) -> None:
        if one.name.casefold() in map(str.casefold, self.book.sheet_names):
            message = f"{self.book.path} has a sheet '{one.name}' already: rename it and try again"
            raise WorkbookError(message)
        self.sheets.append(one)

    def _refuse_locked(self, sheet: Sheet, wanted: Sequence[Block]) -> None:
        """Refuse cells that the sheet's protection locks."""
        if not sheet.api.ProtectContents:
            return
        for one in wanted:
            if sheet.range(tuple_of(one.first), tuple_of(one.last)).api.Locked is not False:
                message = (
                    f"{self.book.path}: {sheet.name}!{one.first} is locked and the sheet "
                    f"protected: unprotect the sheet first"
                )
                raise WorkbookError(message)

    def _table(self, name: str) -> NamedTable | None:
        wanted = name.casefold()
        return next((one for one in self.book.tables() if one.name.casefold() == wanted), None)

    def _add_rows(self, name: str, rows: Sequence[NewRow]) -> None:
        """Add rows at a table's end; Excel carries its formats and formulas on."""
        table = self._table(name)
        if table is None:  # -- it was there when it was looked for --
            message = f"{self.book.path} has lost its table '{name}': nothing was added"
            raise WorkbookError(message)
        sheet = self.book.sheet(table.sheet)
        headings = [str(cell) for cell in self.book.rows(table.sheet)[table.first_row - 1]]
        columns = {
            " ".join(headings[column - 1].split()).casefold(): column
            for column in range(table.first_column, table.last_column + 1)
        }
        held = sheet.api.ListObjects(table.name)
        first = table.first_row + held.ListRows.Count + 1
        cells: dict[Address, Value] = {}
        for number, one in enumerate(rows, start=first):
            held.ListRows.Add()
            self._undo.append(lambda: held.ListRows(held.ListRows.Count).Delete())
            for heading, value in one.cells.items():
                column = columns.get(" ".join(heading.split()).casefold())
                if column is None:
                    message = f"{self.book.path}: table {name} has no column '{heading}'"
                    raise WorkbookError(message)
                cells[Address(number, column)] = checked(value)
        _put(sheet, {address: value for address, value in cells.items() if value is not None})

    def _add_sheet(self, new: NewSheet) -> None:
        """Add a sheet as the last tab, with its table."""
        last = list(self.book.live.sheets)[-1]
        sheet = self.book.live.sheets.add(new.name, after=last)
        self._undo.append(sheet.delete)
        area = area_of(new)
        _put(sheet, {address: value for address, value, _ in cells_of(new) if value is not None})
        for number, column in enumerate(new.columns, start=1):
            sheet.range((area.first.row, number)).column_width = column.width
        cells = sheet.range(tuple_of(area.first), tuple_of(area.last)).api
        made = sheet.api.ListObjects.Add(_FROM_RANGE, cells, None, _HAS_HEADINGS)
        made.Name = new.table
        self.book.forget()


def _put(sheet: Sheet, cells: dict[Address, Value]) -> None:
    """Write cells, a rectangle a call."""
    for block in blocks(cells):
        sheet.range(tuple_of(block.first), tuple_of(block.last)).value = block.rows


def tuple_of(address: Address) -> tuple[int, int]:
    """Return an address as xlwings takes it."""
    return address.row, address.column
