"""Walk: a part's paragraphs and tables in reading order, each knowing where it stands.

Content controls, insertions and text boxes are walked through, whatever they stand around.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field

from lxml import etree

from xlkpi.report.check.finding import Place
from xlkpi.report.check.parts import Part
from xlkpi.report.wordml import (
    CELL,
    PARAGRAPH,
    PARAGRAPH_PROPERTIES,
    ROW,
    STYLE,
    TABLE,
    TEXT,
    value_of,
    w,
)

TEXT_BOX, NOTE = w("txbxContent"), w("type")
MOVED_AWAY, DELETED = w("moveFrom"), w("del")
TABLE_PROPERTIES, TABLE_TITLE = w("tblPr"), w("tblCaption")
NAMES = ("drawing", "pict", "object", "footnoteReference", "endnoteReference", "sym", "ptab")
FORMULA = "{http://schemas.openxmlformats.org/officeDocument/2006/math}oMath"
SHOWN = frozenset((*map(w, NAMES), DELETED, MOVED_AWAY, FORMULA))
"""What a reader sees in a paragraph that has no text."""


@dataclass(slots=True, eq=False)
class Cell:
    """A cell of a table."""

    element: etree._Element
    table: "Table"
    row: int
    column: int
    """Both counted from 0."""
    paragraphs: list["Paragraph"] = field(default_factory=list)
    tables: int = 0

    @property
    def text(self) -> str:
        """What the cell says."""
        return " ".join(paragraph.text for paragraph in self.paragraphs).strip()

    @property
    def is_blank(self) -> bool:
        """Whether a reader sees nothing in the cell."""
        return not self.tables and all(paragraph.is_blank for paragraph in self.paragraphs)

    @property
    def place(self) -> Place:
        """Where the cell stands."""
        table = self.table
        heads = table.rows[0] if table.rows else []
        is_under = self.row > 0 and self.column < len(heads)
        head = heads[self.column].text if is_under else ""
        return Place(
            table.part, table.heading, table.name, self.row + 1, head or str(self.column + 1)
        )


@dataclass(slots=True, eq=False)
class Table:
    """A table with its rows of cells."""

    element: etree._Element
    part: str
    heading: str
    rows: list[list[Cell]] = field(default_factory=list)
    row_elements: list[etree._Element] = field(default_factory=list)

    @property
    def title(self) -> str:
        """The title that a screen reader says."""
        return value_of(self.element.find(f"{TABLE_PROPERTIES}/{TABLE_TITLE}"))

    @property
    def name(self) -> str:
        """The table's title or, where it has none, its first words."""
        if self.title:
            return self.title
        first = (cell.text for row in self.rows for cell in row if cell.text)
        return next(first, "without words")

    @property
    def place(self) -> Place:
        """Where the table stands."""
        return Place(self.part, self.heading, self.name)


@dataclass(slots=True, eq=False)
class Paragraph:
    """A paragraph with the text that is its own."""

    element: etree._Element
    part: str
    heading: str
    """The heading above it."""
    level: int
    """Its own level as a heading, 0 for any other paragraph."""
    style: str
    """The id of its style; empty for the default one."""
    text: str
    cell: Cell | None
    is_boxed: bool
    has_box: bool

    @property
    def is_blank(self) -> bool:
        """Whether a reader sees nothing in the paragraph."""
        return not self.text.strip() and next(self.element.iter(*SHOWN), None) is None

    @property
    def place(self) -> Place:
        """Where the paragraph stands."""
        if self.cell is not None:
            return self.cell.place
        return Place(self.part, self.heading, words=self.text if self.text.strip() else "")


class Walk:
    """The paragraphs and tables of one part, in reading order."""

    def __init__(self, part: Part, level_of: Callable[[etree._Element, str], int]) -> None:
        """Walk the part; `level_of` says which paragraphs are headings."""
        self.part = part
        self.paragraphs: list[Paragraph] = []
        self.tables: list[Table] = []
        self._level_of = level_of
        self._heading = ""
        self._boxed = False
        self._places: dict[etree._Element, Paragraph] | None = None
        self._walk(part.root, None)

    def place_of(self, element: etree._Element) -> Place:
        """Return where something stands: around, inside or nowhere near a paragraph."""
        near = next(element.iterancestors(PARAGRAPH), None)
        if near is None:
            near = next(element.iter(PARAGRAPH), None)
        if self._places is None:
            self._places = {one.element: one for one in self.paragraphs}
        paragraph = None if near is None else self._places.get(near)
        return Place(self.part.title) if paragraph is None else paragraph.place

    def _walk(self, element: etree._Element, cell: Cell | None) -> None:
        for child in element:
            if child.tag == PARAGRAPH:
                self._read_paragraph(child, cell)
            elif child.tag == TABLE:
                self._read_table(child, cell)
            elif child.tag not in (MOVED_AWAY, DELETED) and child.get(NOTE) is None:
                # -- notes with a type are the lines that part notes from text --
                self._walk(child, cell)

    def _read_paragraph(self, element: etree._Element, cell: Cell | None) -> None:
        properties = next(element.iterchildren(PARAGRAPH_PROPERTIES), None)
        style = "" if properties is None else value_of(next(properties.iterchildren(STYLE), None))
        level = self._level_of(element, style)
        boxes = list(element.iter(TEXT_BOX))
        text = _own_text(element, boxes)
        paragraph = Paragraph(
            element, self.part.title, self._heading, level, style, text, cell, self._boxed,
            bool(boxes),
        )  # fmt: skip
        self.paragraphs.append(paragraph)
        if cell is not None:
            cell.paragraphs.append(paragraph)
        if level and text.strip():
            self._heading = text
        for box in boxes:
            if next(box.iterancestors(PARAGRAPH), None) is element:
                was, self._boxed = self._boxed, True
                self._walk(box, None)
                self._boxed = was

    def _read_table(self, element: etree._Element, around: Cell | None) -> None:
        table = Table(element, self.part.title, self._heading)
        self.tables.append(table)
        if around is not None:
            around.tables += 1
        for row, row_element in enumerate(_nearest(element, ROW)):
            cells = [
                Cell(one, table, row, column)
                for column, one in enumerate(_nearest(row_element, CELL))
            ]
            table.rows.append(cells)
            table.row_elements.append(row_element)
            for cell in cells:
                self._walk(cell.element, cell)


def _nearest(element: etree._Element, name: str) -> Iterator[etree._Element]:
    """Return the rows of a table or the cells of a row, whatever controls stand around them."""
    for child in element:
        if child.tag == name:
            yield child
        elif child.tag not in (TABLE, PARAGRAPH):
            yield from _nearest(child, name)


def _own_text(element: etree._Element, boxes: Sequence[etree._Element]) -> str:
    """Return what the paragraph itself says, without its text boxes and what was moved away."""
    nodes: Iterator[etree._Element] = element.iter(TEXT)
    if boxes or next(element.iter(MOVED_AWAY), None) is not None:
        nodes = (node for node in nodes if _is_own(node, element))
    return "".join(node.text or "" for node in nodes)


def _is_own(node: etree._Element, paragraph: etree._Element) -> bool:
    for around in node.iterancestors(PARAGRAPH, MOVED_AWAY):
        return around is paragraph
    return False
