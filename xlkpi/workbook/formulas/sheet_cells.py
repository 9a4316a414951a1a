"""The cells of one sheet as formulas see them: values by place, and the formulas themselves."""

import io
import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime

from lxml import etree

from xlkpi.functions.formula_value import Dated, ExcelError, Scalar
from xlkpi.workbook.edit.address import Address, Area, read_area
from xlkpi.workbook.edit.cell_value import from_serial, serial
from xlkpi.workbook.edit.styles import Styles
from xlkpi.workbook.edit.xml_bytes import unescaped
from xlkpi.workbook.formulas.scanned import Scanned, scanned
from xlkpi.workbook.formulas.shifted import moved, shifted
from xlkpi.workbook.package import column_number

Place = tuple[int, int]
"""Row and column, counted from 1."""
_DECLARATION = re.compile(rb"^(?:\xef\xbb\xbf)?\s*<\?xml[^>]*\?>")
_DIGITS = "0123456789"


@dataclass(slots=True, eq=False)
class FormulaCell:
    """A formula where it stands; one that fills several cells has them as its `area`."""

    sheet: str
    place: Place
    own_text: str
    area: Area | None = None
    """The cells that an array formula fills."""
    is_dynamic: bool = False
    """Whether Excel lets the area grow and shrink with the answer."""
    is_table: bool = False
    """Whether this is a what-if data table, whose results no formula tells."""
    has_value: bool = True
    """Whether some program has worked it out."""
    shared: "FormulaCell | None" = None
    """The cell whose formula this one repeats, shifted."""
    _scanned: Scanned | None = None
    is_resized: bool = False
    """Whether the answer has found not to have the size of `area`."""

    @property
    def text(self) -> str:
        """The formula without its equals sign."""
        if self.shared is not None:
            rows = self.place[0] - self.shared.place[0]
            columns = self.place[1] - self.shared.place[1]
            self.own_text = shifted(self.shared.own_text, rows, columns)
            self.shared = None
        return self.own_text

    def scan(self) -> Scanned:
        """Return what the formula names; one that is shared is read once."""
        if self._scanned is None and self.shared is not None:
            master = self.shared.scan()
            rows = self.place[0] - self.shared.place[0]
            columns = self.place[1] - self.shared.place[1]
            references = [moved(one, rows, columns) for one in master.references]
            self._scanned = replace(master, references=references)
        if self._scanned is None:
            self._scanned = scanned(self.own_text)
        return self._scanned

    @property
    def address(self) -> str:
        """The cell as a sheet shows it."""
        return str(Address(*self.place))

    @property
    def where(self) -> str:
        """The sheet and cell, for a message."""
        return f"{self.sheet}!{self.address}"

    def places_within(self, bottom: int, right: int) -> Sequence[Place]:
        """Return every cell that the formula fills, no further down or right than this."""
        if self.area is None:
            return (self.place,)
        first, last = self.area.first, self.area.last
        return [
            (row, column)
            for row in range(first.row, min(last.row, bottom) + 1)
            for column in range(first.column, min(last.column, right) + 1)
        ]


@dataclass(slots=True)
class SheetCells:
    """The values of a sheet by place, blanks left out, and its formulas by place."""

    name: str
    values: dict[Place, Scalar] = field(default_factory=dict)
    formulas: dict[Place, FormulaCell] = field(default_factory=dict)
    last: Place = (0, 0)
    """The lowest row and the rightmost column that the sheet has."""


def read_sheet(
    name: str, xml: bytes, strings: Sequence[str], styles: Styles, *, is_1904: bool
) -> SheetCells:
    """Return the cells of the sheet that these bytes, as UTF-8, are."""
    if b"<!DOCTYPE" in xml:
        message = "document type"
        raise ValueError(message)
    reader = _Reader(name, strings, styles, is_1904)
    found = etree.iterparse(
        io.BytesIO(_DECLARATION.sub(b"", xml)),
        events=("start", "end"),
        tag=("{*}row", "{*}c"),
        resolve_entities=False,
        no_network=True,
        remove_comments=True,
        remove_pis=True,
        huge_tree=True,
    )
    for event, element in found:
        is_row = element.tag.endswith("}row") or element.tag == "row"
        if event == "start" and is_row:
            reader.begin_row(element)
        elif event == "end" and is_row:
            element.clear()
        elif event == "end":
            reader.cell(element)
    return reader.finished()


class _Reader:
    """What is known while a sheet is read from top to bottom."""

    def __init__(self, name: str, strings: Sequence[str], styles: Styles, is_1904: bool) -> None:  # noqa: FBT001
        self.sheet = SheetCells(name)
        self.strings, self.styles, self.is_1904 = strings, styles, is_1904
        self.row = self.column = self.widest = 0
        self.columns: dict[str, int] = {}
        self.dates: dict[str | None, bool] = {}
        self.masters: dict[str, FormulaCell] = {}

    def begin_row(self, element: etree._Element) -> None:
        number = element.get("r")
        self.row = int(number) if number else self.row + 1
        self.column = 0

    def cell(self, element: etree._Element) -> None:
        address = element.get("r")
        if address:
            letters = address.rstrip(_DIGITS)
            column = self.columns.get(letters)
            if column is None:
                column = self.columns[letters] = column_number(letters.upper())
            self.column = column
        else:
            self.column += 1
        self.widest = max(self.widest, self.column)
        formula = None
        text = ""
        for child in element:
            tag = child.tag
            if tag.endswith("}v"):
                text = child.text or ""
            elif tag.endswith("}f"):
                formula = child
            elif tag.endswith("}is"):
                runs = child.iterfind(".//{*}t")
                text = "".join(run.text or "" for run in runs if "rPh" not in run.getparent().tag)  # type: ignore[union-attr]
        kind = element.get("t")
        if text or (kind == "inlineStr"):
            self.value(element, kind, text)
        if formula is not None:
            self.formula(element, formula, has_value=bool(text) or kind == "str")
            if kind == "str" and not text:
                self.sheet.values[self.row, self.column] = ""

    def value(self, element: etree._Element, kind: str | None, text: str) -> None:
        place = self.row, self.column
        values = self.sheet.values
        if kind is None or kind == "n":
            number = float(text)
            style = element.get("s")
            is_date = self.dates.get(style)
            if is_date is None:
                is_date = self.dates[style] = self.styles[style].is_date
            values[place] = self.dated(number) if is_date else number
        elif kind == "s":
            values[place] = self.strings[int(text)]
        elif kind == "b":
            values[place] = text.strip() in ("1", "true")
        elif kind == "e":
            values[place] = ExcelError(text)
        elif kind == "d":
            moment = datetime.fromisoformat(text)
            values[place] = self.dated(float(serial(moment, is_1904=self.is_1904)))
        elif text:
            values[place] = unescaped(text) if "_x" in text else text

    def dated(self, number: float) -> float:
        """Return the number with the date that its cell shows, if it shows one."""
        day = from_serial(number, is_1904=self.is_1904)
        return Dated.of(number, day) if isinstance(day, date) else number

    def formula(self, cell: etree._Element, element: etree._Element, *, has_value: bool) -> None:
        place, kind, reference = (self.row, self.column), element.get("t"), element.get("ref")
        found = FormulaCell(self.sheet.name, place, element.text or "", has_value=has_value)
        if kind == "shared":
            number = element.get("si", "")
            if reference is None and number in self.masters:
                found.shared = self.masters[number]
            else:
                self.masters[number] = found
        elif kind in ("array", "dataTable") and reference:
            found.area = read_area(reference.replace("$", ""))
            found.is_dynamic = cell.get("cm") is not None
            found.is_table = kind == "dataTable"
        self.sheet.formulas[place] = found

    def finished(self) -> SheetCells:
        self.sheet.last = (self.row, self.widest)
        return self.sheet
