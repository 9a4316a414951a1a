"""What is wanted of a workbook, collected edit by edit, and the new content that comes of it."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from typing import BinaryIO

from xlkpi.errors import RefusalError, WorkbookError
from xlkpi.workbook.edit.address import Address, read_address
from xlkpi.workbook.edit.archive import Pieces, write_archive
from xlkpi.workbook.edit.book import OpenBook, Sheet
from xlkpi.workbook.edit.cell_value import checked, checked_result
from xlkpi.workbook.edit.change import Cached, Change, Edit, Value
from xlkpi.workbook.edit.guards import refuse_area
from xlkpi.workbook.edit.xml_bytes import Splice
from xlkpi.workbook.parts import canonical


@dataclass(frozen=True, slots=True)
class Wanted:
    """An edit with its place found; `style` is for a cell that is new in a table's new row."""

    address: Address
    value: Value
    style: str | None = None
    is_new: bool = False
    """Whether the cell is of a new row, which has its style even where it is blank."""
    is_result: bool = False
    """Whether the value is the result of a formula that stays."""


@dataclass
class Plan:
    """What is to be written: new content by entry, None for an entry that goes."""

    book: OpenBook
    allow_formula: bool = False
    is_complete: bool = False
    """Whether every result that depends on a new one is among the edits."""
    replaced: dict[str, Pieces | None] = field(default_factory=dict)
    changes: list[Change] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    splices: dict[str, list[Splice]] = field(default_factory=dict)
    """What changes in each part, by its canonical name."""
    wanted: dict[str, dict[Address, Wanted]] = field(default_factory=dict)
    """The cells to edit by sheet."""
    grown: dict[str, int] = field(default_factory=dict)
    """The last row of each table that grows, by its part."""
    formulas_changed: bool = False

    def want(self, edit: Edit | Cached) -> None:
        """Plan the edit of a cell, or of its formula's result."""
        sheet = self.book.sheet(edit.sheet)
        try:
            address = read_address(edit.cell)
        except RefusalError as error:
            message = f"{sheet.name}!{error}"
            raise WorkbookError(message) from error
        is_result = isinstance(edit, Cached)
        if not is_result:
            refuse_area(sheet, address)
        self.add(sheet, Wanted(address, edit.value, is_result=is_result))

    def add(self, sheet: Sheet, wanted: Wanted) -> None:
        """Plan the edit of a cell whose place allows one."""
        try:
            value = checked_result(wanted.value) if wanted.is_result else checked(wanted.value)
        except RefusalError as error:
            message = f"{sheet.name}!{wanted.address}: {error}"
            raise WorkbookError(message) from error
        new = replace(wanted, value=value)
        cells = self.wanted.setdefault(sheet.name, {})
        held = cells.setdefault(wanted.address, new)
        if (held.value, held.is_result) != (new.value, new.is_result):
            message = f"{sheet.name}!{wanted.address} is given twice: give it one value"
            raise WorkbookError(message)
        cells[wanted.address] = new

    def splice(self, part: str, splices: Iterable[Splice]) -> None:
        """Plan changes of a part's bytes."""
        self.splices.setdefault(canonical(part), []).extend(splices)

    def write(self, file: BinaryIO) -> None:
        """Write the new workbook and let go of its parts; which they were is remembered."""
        write_archive(file, self.book.content, self.book.package, self.replaced)
        for name, pieces in self.replaced.items():
            self.replaced[name] = None if pieces is None else ()
        self.book.forget()
