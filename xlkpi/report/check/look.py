"""Look: the colour, ground and size that text really has, after styles, tables and the theme."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from lxml import etree

from xlkpi.report.check.colour import (
    BLACK,
    HIGHLIGHTS,
    WHITE,
    automatic,
    is_colour,
    mixed,
    theme_colours,
    tinted,
)
from xlkpi.report.check.parts import Parts
from xlkpi.report.check.style import Styles
from xlkpi.report.check.table_style import TableStyle
from xlkpi.report.check.walk import Cell, Paragraph, Table
from xlkpi.report.wordml import PARAGRAPH_PROPERTIES, RUN_PROPERTIES, RUN_STYLE, value_of, w

SHADING, COLOUR, SIZE, HIGHLIGHT = w("shd"), w("color"), w("sz"), w("highlight")
CELL_PROPERTIES, HIDDEN = w("tcPr"), w("vanish")
AUTOMATIC = "auto"
DEFAULT_SIZE = "20"
"""Half points, where not even the file's defaults say a size."""


@dataclass(frozen=True, slots=True)
class Look:
    """How a run of text looks."""

    colour: str
    ground: str
    points: float


class Looks:
    """The looks of one file's text."""

    def __init__(self, parts: Parts, styles: Styles) -> None:
        self._styles = styles
        self._theme = theme_colours(parts.theme)
        self._found: dict[tuple[object, ...], Look] = {}
        self._tables: dict[Table, TableStyle] = {}
        self._conditions: dict[Cell, tuple[etree._Element, ...]] = {}
        self._grounds: dict[Cell, str] = {}

    def of(self, run: etree._Element, paragraph: Paragraph) -> Look:
        """Return how the run looks in its paragraph."""
        direct = next(run.iterchildren(RUN_PROPERTIES), None)
        shaded = _properties(paragraph.element, PARAGRAPH_PROPERTIES)
        style = "" if direct is None else value_of(next(direct.iterchildren(RUN_STYLE), None))
        cell = paragraph.cell
        around = (id(self._conditions_of(cell)), self.cell_ground(cell)) if cell else ()
        key = (paragraph.style, style, *around, *_key(direct), *_key(shaded))
        if key not in self._found:
            self._found[key] = self._look(direct, style, paragraph)
        return self._found[key]

    def cell_ground(self, cell: Cell | None) -> str:
        """Return the fill behind what stands in the cell; white where there is none."""
        if cell is None:
            return WHITE
        if cell not in self._grounds:
            named = (found.find(CELL_PROPERTIES) for found in self._conditions_of(cell))
            shadings = (_properties(cell.element, CELL_PROPERTIES), *named)
            self._grounds[cell] = self._ground(_each(shadings, SHADING), WHITE)
        return self._grounds[cell]

    def own_ground(self, cell: Cell) -> str:
        """Return the fill that somebody gave to this very cell; white where nobody did."""
        own = _properties(cell.element, CELL_PROPERTIES)
        return self._ground(_each([own], SHADING), WHITE)

    def paragraph_ground(self, paragraph: Paragraph) -> str:
        """Return the fill behind the paragraph's text."""
        own = _properties(paragraph.element, PARAGRAPH_PROPERTIES)
        chain = self._styles.chain(paragraph.style, PARAGRAPH_PROPERTIES)
        return self._ground(_each([own, *chain], SHADING), self.cell_ground(paragraph.cell))

    def _conditions_of(self, cell: Cell) -> tuple[etree._Element, ...]:
        if cell not in self._conditions:
            table = cell.table
            if table not in self._tables:
                self._tables[table] = TableStyle(table, self._styles)
            self._conditions[cell] = self._tables[table].conditions(cell)
        return self._conditions[cell]

    def _look(self, direct: etree._Element | None, style: str, paragraph: Paragraph) -> Look:
        named = self._styles.chain(style, RUN_PROPERTIES) if style else ()
        conditions = self._conditions_of(paragraph.cell) if paragraph.cell else ()
        chain = [
            direct,
            *named,
            *self._styles.chain(paragraph.style, RUN_PROPERTIES),
            *(found.find(RUN_PROPERTIES) for found in conditions),
            self._styles.run_defaults,
        ]
        marked = [direct, *named]
        under = self.paragraph_ground(paragraph)
        ground = self._ground(_each(marked, SHADING), under)
        pen = next((value_of(found) for found in _each(marked, HIGHLIGHT)), "")
        ground = HIGHLIGHTS.get(pen, ground)
        colour = next((self._colour(found) for found in _each(chain, COLOUR)), AUTOMATIC)
        size = next((value_of(found) for found in _each(chain, SIZE)), DEFAULT_SIZE)
        points = float(size) / 2 if size.replace(".", "", 1).isdigit() else float(DEFAULT_SIZE) / 2
        return Look(automatic(ground) if colour == AUTOMATIC else colour, ground, points)

    def _colour(self, element: etree._Element) -> str:
        """Return what `w:color` says."""
        return self._said(element, "val", ("themeColor", "themeTint", "themeShade")) or AUTOMATIC

    def _ground(self, shadings: Iterator[etree._Element], under: str) -> str:
        """Return the first fill that is there, or what lies under all of them."""
        for shading in shadings:
            pattern = value_of(shading)
            if pattern == "nil":
                continue
            fill = self._said(shading, "fill", ("themeFill", "themeFillTint", "themeFillShade"))
            over = self._said(shading, "color", ("themeColor", "themeTint", "themeShade")) or BLACK
            if pattern == "solid":
                return over
            if pattern.startswith("pct") and pattern[3:].isdigit():
                return mixed(over, fill or under, int(pattern[3:]) / 100)
            if fill:
                return fill
        return under

    def _said(self, element: etree._Element, name: str, theme: tuple[str, str, str]) -> str:
        """Return a colour; one of the theme goes before the copy of it that is kept beside."""
        colour, tint, shade = (element.get(w(part), "") for part in theme)
        if colour in self._theme:
            return tinted(self._theme[colour], tint, shade)
        said = element.get(w(name), "")
        return said.upper() if is_colour(said) else ""


def _properties(element: etree._Element, name: str) -> etree._Element | None:
    return next(element.iterchildren(name), None)


def _each(properties: Iterable[etree._Element | None], name: str) -> Iterator[etree._Element]:
    """Return the elements of that name, the nearest first."""
    for one in properties:
        if one is not None:
            yield from one.iterchildren(name)


def _key(properties: etree._Element | None) -> tuple[str | None, ...]:
    """Return what these properties say of colours and sizes."""
    if properties is None:
        return ()
    found: list[str | None] = []
    for child in properties.iterchildren(COLOUR, SIZE, HIGHLIGHT, SHADING):
        found += [str(child.tag), *map(str, child.attrib.values())]
    return tuple(found)
