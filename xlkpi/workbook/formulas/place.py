"""Where a reference leads: sheets and the cells on them, seen from the cell that refers."""

import re
from dataclasses import dataclass

from xlkpi.errors import RefusalError
from xlkpi.functions.formula_tree import Literal, Node, Reference, parsed
from xlkpi.functions.formula_value import ExcelError, Rows, Scalar
from xlkpi.terms.wording import quoted
from xlkpi.workbook.edit.address import LAST_COLUMN, LAST_ROW, Address, Area, read_area
from xlkpi.workbook.formulas.book import FormulaBook
from xlkpi.workbook.formulas.sheet_cells import Place
from xlkpi.workbook.formulas.table import area_of, read_specifier
from xlkpi.workbook.package import column_number

_OF_TABLE = re.compile(r"[^!\['][^!\[]*\[")
_SINGLE = re.compile(r"\$?([A-Z]{1,3})\$?(\d{1,7})")
_COORDINATE = re.compile(r"[A-Za-z]+|\d+")
DEEPEST = 16
"""Names that stand for names."""


@dataclass(frozen=True, slots=True)
class Located:
    """An area of a sheet, clipped to what the workbook uses."""

    sheet: str
    area: Area


Found = Located | Scalar | Rows
"""Cells; or what a name stands for where that is a value; an ExcelError for a lost reference."""


class Places:
    """Finds what references of one workbook lead to."""

    def __init__(self, book: FormulaBook) -> None:
        self.book = book
        self._known: dict[tuple[str | int, str], Found] = {}

    def find(self, text: str, sheet: str, place: Place, depth: int = 0) -> Found:
        """Return what a reference leads to from a cell.

        Raises:
            RefusalError: it leads out of the workbook, over several sheets, or to a formula.
        """
        # -- what a table's reference leads to is told by the row, any other by the sheet --
        seen_from = place[0] if _OF_TABLE.match(text) else sheet
        known = self._known.get((seen_from, text))
        if known is None:
            known = (
                self._find(text, sheet, depth)
                if seen_from is sheet
                else self._of_table(text, place)
            )
            self._known[seen_from, text] = known
        return known

    def _find(self, text: str, sheet: str, depth: int) -> Found:
        single = _SINGLE.fullmatch(text)
        if single and int(single[2]) <= LAST_ROW:
            one = Address(int(single[2]), column_number(single[1]))
            if one.column <= LAST_COLUMN and one.row:
                return Located(sheet, Area(one, one))
        where, mark, rest = text.rpartition("!")
        # -- the mark of #REF! is no border of a sheet's name --
        if text.endswith("#REF!"):
            return ExcelError("#REF!")
        seen_from = self._sheet(where) if mark else sheet
        try:
            area = read_area(rest.upper().replace("$", "").replace(" ", ""))
        except RefusalError:
            return self._name(rest, seen_from, depth)
        return Located(seen_from or sheet, self._clipped(area))

    def _sheet(self, where: str) -> str | None:
        """Return the sheet that stands before an exclamation mark; None for the workbook itself."""
        if where == "[0]":
            return None
        name = where[1:-1].replace("''", "'") if where.startswith("'") else where
        found = self.book.sheet_name(name)
        if found is not None:
            return found
        if "[" in name:
            message = f"{quoted(where)} is another workbook"
        elif ":" in name:
            message = f"{quoted(where)} spans several sheets"
        else:
            message = f"there is no sheet {quoted(name)}"
        raise RefusalError(message)

    def _clipped(self, area: Area) -> Area:
        """Return an area without the unused part of whole columns and rows."""
        bottom, right = area.last.row, area.last.column
        if area.first.row == 1 and bottom == LAST_ROW:
            bottom = min(LAST_ROW, self.book.extent[0])
        if area.first.column == 1 and right == LAST_COLUMN:
            right = min(LAST_COLUMN, self.book.extent[1])
        return Area(area.first, Address(bottom, right))

    def _of_table(self, text: str, place: Place) -> Found:
        name, bracket, rest = text.partition("[")
        table = self.book.tables.get(name.casefold())
        if table is None:
            message = f"there is no table {quoted(name)}"
            raise RefusalError(message)
        area = area_of(table, read_specifier(bracket + rest), place[0])
        return ExcelError(area) if isinstance(area, str) else Located(table.sheet, area)

    def _name(self, name: str, sheet: str | None, depth: int) -> Found:
        """Return what a defined name, or a table's name, stands for."""
        found = self.book.defined_name(name, sheet)
        if found is None:
            table = self.book.tables.get(name.casefold())
            if table is not None:
                return self._of_table(f"{table.name}[]", (0, 0))
            message = f"there is no name {quoted(name)}"
            raise RefusalError(message)
        if depth > DEEPEST:
            message = f"the name {quoted(name)} stands for itself"
            raise RefusalError(message)
        return self._meant(name, parsed(found.text), sheet, depth)

    def _meant(self, name: str, node: Node, sheet: str | None, depth: int) -> Found:
        """Return the value or the cells that a name's definition is."""
        if isinstance(node, Literal):
            return node.value
        if not isinstance(node, Reference):
            message = f"the name {quoted(name)} stands for a formula"
            raise RefusalError(message)
        cells = node.text.rpartition("!")[2]
        if _is_area(cells) and cells.count("$") < len(_COORDINATE.findall(cells)):
            message = f"the name {quoted(name)} stands for other cells in each cell"
            raise RefusalError(message)
        if "[" in node.text and "#this row" in node.text.casefold():
            message = f"the name {quoted(name)} stands for other cells in each row"
            raise RefusalError(message)
        return self.find(node.text, sheet or self.book.tabs[0], (0, 0), depth + 1)


def _is_area(text: str) -> bool:
    try:
        read_area(text.upper())
    except RefusalError:
        return False
    return True
