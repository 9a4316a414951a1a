"""What a formula depends on: the areas it names, whether or not it can be worked out here."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field

from xlkpi.errors import RefusalError
from xlkpi.workbook.formulas.book import FormulaBook
from xlkpi.workbook.formulas.place import DEEPEST, Located, Places
from xlkpi.workbook.formulas.scanned import Scanned, scanned
from xlkpi.workbook.formulas.sheet_cells import FormulaCell, SheetCells


@dataclass(slots=True)
class Precedents:
    """The areas that a formula names; `is_open` says that it may read others beside."""

    areas: list[Located] = field(default_factory=list)
    is_open: bool = False


class Dependence:
    """What the formulas of one workbook depend on."""

    def __init__(self, book: FormulaBook, places: Places) -> None:
        self.book, self.places = book, places
        self._holders = {name: _Holders(one) for name, one in book.with_formulas.items()}
        self._known: dict[FormulaCell, list[FormulaCell | Located]] = {}
        self.open: set[FormulaCell] = set()
        """The formulas that may read cells which they do not name, among those asked about."""

    def on(self, node: FormulaCell | Located) -> list[FormulaCell | Located]:
        """Return what must be known before a formula is: formulas, and areas that hold some."""
        if isinstance(node, Located):
            return list(self._holders[node.sheet].within(node))
        if node not in self._known:
            found = self._read(node)
            if found.is_open or node.is_table:
                self.open.add(node)
            self._known[node] = list(dict.fromkeys(self._nodes(found)))
        return self._known[node]

    def _nodes(self, found: Precedents) -> Iterator[FormulaCell | Located]:
        for located in found.areas:
            holders = self._holders.get(located.sheet)
            if holders is None:
                continue
            first, last = located.area.first, located.area.last
            if first == last:
                one = holders.cells.get((first.row, first.column))
                if one is not None:
                    yield one
            elif next(holders.within(located), None) is not None:
                yield located

    def _read(self, cell: FormulaCell) -> Precedents:
        found = Precedents()
        self._add_all(cell.scan(), cell, found, 0)
        return found

    def _add_all(self, scan: Scanned, cell: FormulaCell, found: Precedents, depth: int) -> None:
        """Add what a formula names; the definition of a name is read as part of it."""
        found.is_open = found.is_open or scan.is_open or depth > DEEPEST
        if depth <= DEEPEST:
            for text in (*scan.references, *scan.names):
                self._add(text, cell, found, depth)

    def _add(self, text: str, cell: FormulaCell, found: Precedents, depth: int) -> None:
        try:
            one = self.places.find(text, cell.sheet, cell.place)
        except RefusalError:
            self._add_unusual(text, cell, found, depth)
            return
        if isinstance(one, Located):
            found.areas.append(one)

    def _add_unusual(self, text: str, cell: FormulaCell, found: Precedents, depth: int) -> None:
        """Add what is no plain area: several sheets, or the formula that a name stands for."""
        where, mark, rest = text.rpartition("!")
        sheets = where.strip("'").replace("''", "'").split(":")
        ends = [self.book.sheet_name(sheet) for sheet in sheets]
        if len(ends) > 1 and ends[0] and ends[1]:
            first, last = sorted(self.book.tabs.index(end) for end in ends if end)
            for tab in self.book.tabs[first : last + 1]:
                quoted = tab.replace("'", "''")
                self._add(f"'{quoted}'!{rest}", cell, found, depth)
            return
        name = self.book.defined_name(rest, ends[0] if mark else cell.sheet)
        if name is not None:
            self._add_all(scanned(name.text), cell, found, depth + 1)


class _Holders:
    """The cells of a sheet that formulas fill, by column."""

    def __init__(self, sheet: SheetCells) -> None:
        bottom, right = sheet.last
        self.cells = {
            place: formula
            for formula in sheet.formulas.values()
            if formula.area is not None
            for place in formula.places_within(bottom, right)
        } | sheet.formulas
        self._rows: dict[int, list[int]] = {}
        for row, column in sorted(self.cells):
            self._rows.setdefault(column, []).append(row)

    def within(self, located: Located) -> Iterator[FormulaCell]:
        """Yield the formulas that fill cells of an area; one may come several times."""
        first, last = located.area.first, located.area.last
        wide = range(first.column, last.column + 1)
        for column in sorted(self._rows) if len(wide) > len(self._rows) else wide:
            rows = self._rows.get(column)
            if rows is None or column not in wide:
                continue
            for row in rows[bisect_left(rows, first.row) : bisect_right(rows, last.row)]:
                yield self.cells[row, column]
