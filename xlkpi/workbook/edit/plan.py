"""What is wanted of a workbook, collected edit by edit, and the new content that comes of it."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from typing import BinaryIO

from xlkpi.errors import RefusalError, WorkbookError
from xlkpi.workbook.edit.address import Address, read_address
from xlkpi.workbook.edit.archive import Pieces, write_archive
from xlkpi.workbook.edit.book import OpenBook, Sheet
from xlkpi.workbook.edit.cell_value import checked, checked_result
from xlkpi.workbook.edit.change import Cached, Change, Edit, NewSheet, Value
from xlkpi.workbook.edit.guards import refuse_area
from xlkpi.workbook.edit.xml_bytes import Splice, spliced
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
    texts: dict[str, bytes] = field(default_factory=dict)
    """Small parts as they have become so far, by canonical name."""
    fresh: dict[str, str] = field(default_factory=dict)
    """The entries of new parts, by canonical name."""
    added: dict[str, Pieces] = field(default_factory=dict)
    """New entries, in order."""
    gone: set[str] = field(default_factory=set)
    """The canonical names of parts that go."""
    new_sheets: list[NewSheet] = field(default_factory=list)
    marked: dict[str, tuple[str, ...]] = field(default_factory=dict)
    """The areas to highlight by sheet; none for a sheet whose marks go."""
    must_calculate: bool = False
    """Whether formulas refer to a sheet that is written afresh."""

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

    @property
    def is_idle(self) -> bool:
        """Whether nothing is to be written."""
        return not self.replaced and not self.added

    def splice(self, part: str, splices: Iterable[Splice]) -> None:
        """Plan changes of a part's bytes."""
        self.splices.setdefault(canonical(part), []).extend(splices)

    def text(self, part: str) -> bytes:
        """Return a small part as it has become so far, as UTF-8."""
        name = canonical(part)
        if name not in self.texts:
            self.texts[name] = self.book.read(name)[0]
        return self.texts[name]

    def change(self, part: str, splices: Iterable[Splice]) -> None:
        """Change a small part at once, so that the next change finds it so."""
        self.texts[canonical(part)] = b"".join(spliced(self.text(part), splices))

    def write(self, file: BinaryIO) -> None:
        """Write the new workbook and let go of its parts; which they were is remembered."""
        book = self.book
        write_archive(file, book.content, book.package, self.replaced, self.added)
        for name, pieces in self.replaced.items():
            self.replaced[name] = None if pieces is None else ()
        self.added = dict.fromkeys(self.added, ())
        book.forget()
