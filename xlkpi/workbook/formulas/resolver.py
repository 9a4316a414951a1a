"""What references stand for in one workbook, seen from the cell whose formula is worked out."""

from xlkpi.errors import RefusalError
from xlkpi.functions.formula_tree import Reference
from xlkpi.functions.formula_value import ExcelError, Range, Scalar, Value
from xlkpi.terms.wording import quoted
from xlkpi.workbook.formulas.book import FormulaBook
from xlkpi.workbook.formulas.place import Found, Located, Places
from xlkpi.workbook.formulas.scanned import STAND_IN, number_in_shape
from xlkpi.workbook.formulas.sheet_cells import FormulaCell

MOST_CELLS = 2_000_000
"""More than a formula over whole columns of a Register would ever read."""


class Ranges:
    """The ranges of one workbook; each is put together once, when all its cells are known."""

    def __init__(self, book: FormulaBook) -> None:
        self.book = book
        self._known: dict[Located, Range] = {}

    def at(self, located: Located) -> Range:
        """Return the values of an area."""
        first, last = located.area.first, located.area.last
        values = self.book.sheet(located.sheet).values
        if first == last:
            cell = values.get((first.row, first.column))
            return Range([[cell]], first.row, first.column)
        if located not in self._known:
            columns = range(first.column, last.column + 1)
            rows = range(first.row, last.row + 1)
            if len(rows) * len(columns) > MOST_CELLS:
                message = f"{located.area} has more than {MOST_CELLS:,} cells"
                raise RefusalError(message)
            get = values.get
            cells = [[get((row, column)) for column in columns] for row in rows]
            self._known[located] = Range(cells, first.row, first.column)
        return self._known[located]


class CellResolver:
    """The resolver of one cell's formula."""

    def __init__(self, cell: FormulaCell, places: Places, ranges: Ranges) -> None:
        """Look from `cell`, whose formula is worked out by its shape."""
        self.cell, self.places, self.ranges = cell, places, ranges
        self.references = cell.scan().references
        self.is_array = cell.area is not None

    def resolved(self, reference: Reference) -> Value:
        """Return the cells that a reference names, or the constant that a defined name is."""
        found = self.found(self.written(reference))
        return self.ranges.at(found) if isinstance(found, Located) else found

    def written(self, reference: Reference) -> str:
        """Return a reference as the cell's own formula has it."""
        if reference.text.startswith(STAND_IN):
            return self.references[number_in_shape(reference.text)]
        return reference.text

    def found(self, written: str) -> Found:
        """Return what a reference leads to."""
        return self.places.find(written, self.cell.sheet, self.cell.place)

    def spilled(self, reference: Reference) -> Value:
        """Return the cells that the formula at a reference fills, as in A1#."""
        written = self.written(reference)
        found = self.found(written)
        if not isinstance(found, Located) or found.area.first != found.area.last:
            message = f"{quoted(written)} with # is not one cell"
            raise RefusalError(message)
        first = found.area.first
        origin = self.ranges.book.sheet(found.sheet).formulas.get((first.row, first.column))
        if origin is None or origin.area is None or not origin.is_dynamic:
            return ExcelError("#REF!")
        if origin.is_resized:
            message = f"what {origin.where} spills has another size now: only Excel can spill it"
            raise RefusalError(message)
        return self.ranges.at(Located(found.sheet, origin.area))

    def intersected(self, found: Range) -> Scalar:
        """Return the one cell of a range that is level with the formula, as in @A1:A9."""
        height, width = len(found.rows), len(found.rows[0])
        if height > 1 and width > 1:
            message = "@ before several rows and columns is not certain"
            raise RefusalError(message)
        row = self.cell.place[0] - found.row if height > 1 else 0
        column = self.cell.place[1] - found.column if width > 1 else 0
        if not (0 <= row < height and 0 <= column < width):
            return ExcelError("#VALUE!")
        cell: Scalar = found.rows[row][column]
        return cell
