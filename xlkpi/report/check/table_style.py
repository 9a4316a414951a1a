"""Table style: what a table's style says of one cell, by where in the table it stands."""

from collections.abc import Iterator

from lxml import etree

from xlkpi.report.check.style import Styles
from xlkpi.report.check.walk import Cell, Table
from xlkpi.report.wordml import value_of, w

TABLE_PROPERTIES, TABLE_STYLE, LOOK = w("tblPr"), w("tblStyle"), w("tblLook")
FLAGS = {
    "firstRow": (w("firstRow"), 0x20),
    "lastRow": (w("lastRow"), 0x40),
    "firstColumn": (w("firstColumn"), 0x80),
    "lastColumn": (w("lastColumn"), 0x100),
    "noHBand": (w("noHBand"), 0x200),
    "noVBand": (w("noVBand"), 0x400),
}
"""What a table shows of its style: as an attribute, and as a bit in older files."""

CORNERS = {
    ("firstRow", "firstColumn"): "nwCell",
    ("firstRow", "lastColumn"): "neCell",
    ("lastRow", "firstColumn"): "swCell",
    ("lastRow", "lastColumn"): "seCell",
}
NAMED = {"firstColumn": "firstCol", "lastColumn": "lastCol"}
"""What the look calls a column against what the style calls it."""


class TableStyle:
    """The style of one table, with the parts of it that the table shows."""

    def __init__(self, table: Table, styles: Styles) -> None:
        self._table = table
        self._styles = styles
        self._key = value_of(table.element.find(f"{TABLE_PROPERTIES}/{TABLE_STYLE}"))
        self._flags = _flags(table)
        self._band = styles.band(self._key)

    def conditions(self, cell: Cell) -> tuple[etree._Element, ...]:
        """Return the parts of the style that speak of this cell, the strongest first."""
        return self._styles.conditions(self._key, tuple(self._kinds(cell)))

    def _kinds(self, cell: Cell) -> Iterator[str]:
        """Return the kinds of condition that a cell meets, the strongest first."""
        flags, rows = self._flags, self._table.rows
        places = {
            "firstRow": cell.row == 0,
            "lastRow": cell.row == len(rows) - 1,
            "firstColumn": cell.column == 0,
            "lastColumn": cell.column == len(rows[cell.row]) - 1,
        }
        met = [name for name, is_there in places.items() if is_there and flags[name]]
        yield from (corner for ends, corner in CORNERS.items() if set(ends) <= set(met))
        yield from (NAMED[name] for name in met if name in NAMED)
        yield from (name for name in met if name not in NAMED)
        row = cell.row - flags["firstRow"]
        if not flags["noHBand"] and row >= 0:
            yield "band1Horz" if row // self._band % 2 == 0 else "band2Horz"
        column = cell.column - flags["firstColumn"]
        if not flags["noVBand"] and column >= 0:
            yield "band1Vert" if column % 2 == 0 else "band2Vert"
        yield "wholeTable"


def _flags(table: Table) -> dict[str, bool]:
    """Return which parts of its style a table shows; without a word of it, none but bands."""
    look = table.element.find(f"{TABLE_PROPERTIES}/{LOOK}")
    if look is None:
        return dict.fromkeys(FLAGS, False)
    said = value_of(look)
    bits = int(said, 16) if said and all(c in "0123456789abcdefABCDEF" for c in said) else 0
    return {name: _is_set(look, attribute, bits & bit) for name, (attribute, bit) in FLAGS.items()}


def _is_set(look: etree._Element, attribute: str, bit: int) -> bool:
    said = look.get(attribute)
    return bool(bit) if said is None else said in ("1", "true", "on")
