"""One row of a sheet: its cells with their places in the bytes."""

from dataclasses import dataclass, field
from xml.parsers import expat

from xlkpi.workbook.edit.address import LAST_COLUMN, LAST_ROW, read_address
from xlkpi.workbook.edit.xml_bytes import Tag, end_of_element, tag_at

_SEPARATOR = " "


@dataclass(slots=True)
class Cell:
    """A cell of a row: its bytes lie from `start` to `end` of the row."""

    column: int
    start: int
    attributes: dict[str, str]
    end: int = 0
    formula: dict[str, str] | None = None
    """The attributes of the formula; None without one."""
    texts: dict[str, str] = field(default_factory=dict)
    """The text of the formula `f`, the value `v` and the inline string `is`."""
    formula_at: tuple[int, int] = (0, 0)
    """Where the element of the formula lies."""
    others: list[tuple[int, int]] = field(default_factory=list)
    """Where the elements lie that are none of these."""

    @property
    def is_empty(self) -> bool:
        """Whether the cell shows nothing and computes nothing."""
        return self.formula is None and not self.texts.get("v") and "is" not in self.texts


@dataclass(slots=True)
class Row:
    """A row and its cells, left to right."""

    number: int
    xml: bytes
    tag: Tag
    cells: dict[int, Cell]
    end_of_cells: int
    """Where a cell after the last one goes."""

    def next_start(self, column: int) -> int:
        """Return where a new cell of this column goes."""
        later = [cell.start for number, cell in self.cells.items() if number > column]
        return min(later, default=self.end_of_cells)


def read_row(number: int, xml: bytes, opening: bytes, closing: bytes) -> Row:
    """Return the row that these bytes are.

    Args:
        number: its place in the sheet, counted from 1.
        xml: from its start tag to its end tag.
        opening: the start tags around it, which declare its namespaces.
        closing: their end tags.

    Raises:
        ValueError: a cell is out of order or names another row.
    """
    reader = _Reader(number, xml, len(opening))
    reader.parser.Parse(opening, False)  # noqa: FBT003 -- its signature
    reader.parser.Parse(xml, False)  # noqa: FBT003
    reader.parser.Parse(closing, True)  # noqa: FBT003
    tag = tag_at(xml, 0)
    end = max((cell.end for cell in reader.cells.values()), default=tag.end)
    return Row(number, xml, tag, reader.cells, end)


class _Reader:
    """What expat reports about one row."""

    def __init__(self, number: int, xml: bytes, before: int) -> None:
        """Prepare to read a row whose bytes come after `before` others."""
        self.number, self.xml, self.before = number, xml, before
        self.cells: dict[int, Cell] = {}
        self.open: list[str] = []
        self.cell: Cell | None = None
        self.child = 0
        self.last = 0
        self.parser = expat.ParserCreate("utf-8", _SEPARATOR)
        self.parser.buffer_text = True
        self.parser.StartElementHandler = self.start
        self.parser.EndElementHandler = self.finish
        self.parser.CharacterDataHandler = self.text

    @property
    def place(self) -> int:
        return self.parser.CurrentByteIndex - self.before

    def start(self, name: str, attributes: dict[str, str]) -> None:
        self.open.append(name.rpartition(_SEPARATOR)[2])
        inside = self.open[3:]
        if inside == ["c"]:
            self.begin(attributes)
        elif self.cell is not None and len(inside) == 2:  # noqa: PLR2004 -- a cell's own child
            if inside[1] == "f":
                self.cell.formula = dict(attributes)
            if inside[1] in ("f", "v", "is"):
                self.cell.texts[inside[1]] = ""
            self.child = self.place

    def begin(self, attributes: dict[str, str]) -> None:
        column = self.last + 1
        if "r" in attributes:
            address = read_address(attributes["r"])
            if address.row != self.number or address.column < column:
                message = "misplaced cell"
                raise ValueError(message)
            column = address.column
        if column > LAST_COLUMN or self.number > LAST_ROW:
            message = "misplaced cell"
            raise ValueError(message)
        self.last = column
        self.cell = self.cells[column] = Cell(column, self.place, dict(attributes))

    def text(self, text: str) -> None:
        inside = self.open[4:]
        if self.cell is None or not inside:
            return
        if inside in (["f"], ["v"]):
            self.cell.texts[inside[0]] += text
        elif inside in (["is", "t"], ["is", "r", "t"]):
            self.cell.texts["is"] += text

    def finish(self, _: str) -> None:
        inside = self.open[3:]
        self.open.pop()
        if self.cell is None or not inside or inside[0] != "c":
            return
        if len(inside) == 1:
            self.cell.end = end_of_element(self.xml, self.cell.start, self.place)
            self.cell = None
        elif len(inside) == 2 and inside[1] not in ("v", "is"):  # noqa: PLR2004
            held = self.child, end_of_element(self.xml, self.child, self.place)
            if inside[1] == "f":
                self.cell.formula_at = held
            else:
                self.cell.others.append(held)
