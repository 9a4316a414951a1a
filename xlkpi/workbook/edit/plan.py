"""From edits to the new content of parts."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from itertools import groupby
from typing import BinaryIO

from xlkpi.errors import RefusalError, WorkbookError
from xlkpi.workbook.edit.address import Address, read_address
from xlkpi.workbook.edit.archive import Pieces, write_archive
from xlkpi.workbook.edit.book import OpenBook, Sheet
from xlkpi.workbook.edit.cell_value import checked, content, from_serial, read_value, serial
from xlkpi.workbook.edit.change import Change, Edit, Formula, Value
from xlkpi.workbook.edit.guards import refuse_area, refuse_cell, refuse_formula
from xlkpi.workbook.edit.row_edit import NewCell, edited_row, new_row
from xlkpi.workbook.edit.row_xml import Cell, Row
from xlkpi.workbook.edit.rules import grown_rules
from xlkpi.workbook.edit.workbook_xml import (
    calculated_on_opening,
    is_calculated_by_hand,
    without_override,
    without_relationship,
)
from xlkpi.workbook.edit.xml_bytes import Splice
from xlkpi.workbook.parts import canonical, relationships_part

CONTENT_TYPES = "[Content_Types].xml"
_MANUAL = "the workbook is calculated by hand: press F9 in Excel to refresh its formulas"


@dataclass(frozen=True, slots=True)
class Wanted:
    """An edit with its place found; `style` is for a cell that is new in a table's new row."""

    address: Address
    value: Value
    style: str | None = None
    is_new: bool = False
    """Whether the cell is of a new row, which has its style even where it is blank."""


@dataclass
class Plan:
    """What is to be written: new content by entry, None for an entry that goes."""

    book: OpenBook
    allow_formula: bool
    replaced: dict[str, Pieces | None] = field(default_factory=dict)
    changes: list[Change] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    splices: dict[str, list[Splice]] = field(default_factory=dict)
    wanted: dict[str, dict[Address, Wanted]] = field(default_factory=dict)
    """The cells to edit by sheet."""
    grown: dict[str, int] = field(default_factory=dict)
    """The last row of each table that grows, by its part."""
    formulas_changed: bool = False

    def want(self, edit: Edit) -> None:
        """Plan the edit of a cell."""
        sheet = self.book.sheet(edit.sheet)
        try:
            address = read_address(edit.cell)
        except RefusalError as error:
            message = f"{sheet.name}!{error}"
            raise WorkbookError(message) from error
        refuse_area(sheet, address)
        self.add(sheet, Wanted(address, edit.value))

    def add(self, sheet: Sheet, wanted: Wanted) -> None:
        """Plan the edit of a cell whose place allows one."""
        try:
            value = checked(wanted.value)
        except RefusalError as error:
            message = f"{sheet.name}!{wanted.address}: {error}"
            raise WorkbookError(message) from error
        cells = self.wanted.setdefault(sheet.name, {})
        if wanted.address in cells and cells[wanted.address].value != value:
            message = f"{sheet.name}!{wanted.address} is given twice: give it one value"
            raise WorkbookError(message)
        cells[wanted.address] = replace(wanted, value=value)

    def write(self, file: BinaryIO) -> None:
        """Write the new workbook and let go of its parts; which they were is remembered."""
        write_archive(file, self.book.content, self.book.package, self.replaced)
        for name, pieces in self.replaced.items():
            self.replaced[name] = None if pieces is None else ()
        self.book.forget()

    def _edit_sheet(self, sheet: Sheet, wanted: Sequence[Wanted]) -> None:
        """Find the splices of one sheet."""
        splices: list[Splice] = self.splices.setdefault(sheet.part, [])
        new_rows: list[bytes] = []
        written: list[Address] = []
        for number, group in groupby(sorted(wanted, key=lambda w: w.address), _row_of):
            row = sheet.xml.row(number)
            cells = [cell for one in group if (cell := self._new_cell(sheet, row, one))]
            if not cells:
                continue
            written += [cell.address for cell in cells]
            start = sheet.xml.start_of(number)
            if row is not None:
                new = edited_row(sheet.xml.prefix, row, cells)
                splices.append(Splice(start, start + len(row.xml), new))
            elif sheet.xml.data.is_empty:
                new_rows.append(new_row(sheet.xml.prefix, number, cells))
            else:
                splices.append(Splice(start, start, new_row(sheet.xml.prefix, number, cells)))
        if new_rows:
            splices += sheet.xml.around_data(b"".join(new_rows))
        splices += sheet.xml.wider_dimension(written)

    def _new_cell(self, sheet: Sheet, row: Row | None, wanted: Wanted) -> NewCell | None:
        """Return what a cell becomes; None where it holds its value already."""
        address, value = wanted.address, wanted.value
        cell = row.cells.get(address.column) if row else None
        style = wanted.style
        if cell is not None and not wanted.is_new:
            style = cell.attributes.get("s")
        elif style is None:
            style = _row_style(row) or sheet.xml.column_style(address.column)
        refuse_cell(self.book, sheet, address, cell, style)
        is_date = self.book.styles[style].is_date
        held = read_value(cell, self.book.strings) if cell else None
        if self._same(held, value, sheet, address):
            return NewCell(address, None, b"", style) if wanted.is_new and held is None else None
        if cell is not None:
            refuse_formula(sheet, address, cell, allow=self.allow_formula)
        if isinstance(value, date) and not is_date:
            self.notes.append(
                f"{sheet.name}!{address} has no date format and shows a number: format it in Excel"
            )
        self._count(cell, value)
        old = held
        if is_date and isinstance(held, float):
            old = from_serial(held, is_1904=self.book.is_1904)
        self.changes.append(Change(sheet.name, str(address), old, value))
        kind, inside = content(
            sheet.xml.prefix, value, self.book.strings, is_1904=self.book.is_1904
        )
        return NewCell(address, kind, inside, style)

    def _same(self, held: Value, value: Value, sheet: Sheet, address: Address) -> bool:
        """Return whether the cell holds the value already."""
        try:
            return exact(held, is_1904=self.book.is_1904) == exact(value, is_1904=self.book.is_1904)
        except RefusalError as error:
            message = f"{sheet.name}!{address}: {error}"
            raise WorkbookError(message) from error

    def _count(self, cell: Cell | None, value: Value) -> None:
        """Keep the tally of formulas and of shared strings."""
        if isinstance(value, Formula) or (cell is not None and cell.formula is not None):
            self.formulas_changed = True
        if self.book.strings is not None:
            self.book.strings.uses += isinstance(value, str)
            self.book.strings.uses -= cell is not None and cell.attributes.get("t") == "s"

    def finish(self) -> None:
        """Turn the edits, in the order of their cells, into new content of parts."""
        book, parts = self.book, self.book.parts
        for name in sorted(self.wanted):
            sheet = book.sheet(name)
            self._edit_sheet(sheet, list(self.wanted[name].values()))
            self.splices[sheet.part] += grown_rules(sheet.xml, self.grown, sheet.tables)
        if not self.changes:
            return
        main = canonical(parts.main)
        xml, _ = book.read(main)
        self.splices[main] = calculated_on_opening(xml)
        if is_calculated_by_hand(parts.read(main)):
            self.notes.append(_MANUAL)
        if book.strings_part and book.strings is not None:
            self.splices[book.strings_part] = book.strings.splices()
        if self.formulas_changed:
            self._drop_chain(main)
        for part, splices in self.splices.items():
            if splices:
                self.replaced[parts.entries[canonical(part)]] = book.with_splices(part, splices)

    def _drop_chain(self, main: str) -> None:
        """Take out the order of calculation, which Excel makes again."""
        book, parts = self.book, self.book.parts
        chains = parts.referred(main, "calcChain")
        if not chains:
            return
        source = relationships_part(main)
        self.splices[source] = without_relationship(book.read(source)[0], "calcChain")
        types = book.read(CONTENT_TYPES)[0]
        overrides = self.splices.setdefault(CONTENT_TYPES, [])
        for chain in chains:
            overrides += without_override(types, chain)
            if parts.has(chain):
                self.replaced[parts.entries[chain]] = None


def exact(value: Value, *, is_1904: bool) -> tuple[str, object]:
    """Return a value so that only what a cell holds alike is equal; 1 is not TRUE."""
    if isinstance(value, Formula):
        return f"={value.text}", exact(value.cached, is_1904=is_1904)
    if isinstance(value, date):
        value = serial(value, is_1904=is_1904)
    if isinstance(value, int | float) and not isinstance(value, bool):
        return "number", float(value)
    return type(value).__name__, value


def _row_of(wanted: Wanted) -> int:
    return wanted.address.row


def _row_style(row: Row | None) -> str | None:
    """Return the style that a row gives its new cells; None where it gives none."""
    if row is None or row.tag.get(b"customFormat") not in (b"1", b"true"):
        return None
    style = row.tag.get(b"s")
    return style.decode() if style else None
