"""The part of Excel's object model that xlkpi asks for, over workbooks that openpyxl reads.

It counts the calls that would cross processes, reads typed text as Excel does, and can be told to
fail: `fails_after` writes it raises what Excel raises.
"""

# ruff: noqa: N802 -- the names are those of Windows and Excel

import re
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path
from typing import Any

from openpyxl import load_workbook
from openpyxl.utils.cell import range_boundaries
from openpyxl.worksheet.table import Table

from tests.host.excel.com_stub import RANGE_IID, CDispatch, ComError

AUTOMATIC, MANUAL = -4105, -4135
ERRORS = {
    "#NULL!": 2000, "#DIV/0!": 2007, "#VALUE!": 2015, "#REF!": 2023, "#NAME?": 2029,
    "#NUM!": 2036, "#N/A": 2042, "#SPILL!": 2045, "#CALC!": 2050,
}  # fmt: skip
_LOOKS_LIKE_A_DATE = re.compile(
    r"\d{1,4}[/-]\d{1,2}([/-]\d{2,4})?|[A-Z][a-z]{2,8}[ -]\d{2,4}|\d{1,2} [A-Z][a-z]{2,8}( \d{4})?"
)

Cell = tuple[int, int]


def code_of(error: str) -> int:
    """Return an error as COM hands it over."""
    return -(2**31) + 0xA0000 + ERRORS[error]


def inner(found: Any) -> Any:  # noqa: ANN401 -- whatever xlwings has wrapped
    """Return what xlwings has wrapped against a busy Excel."""
    return getattr(found, "_inner", found)


class Application(CDispatch):
    """Excel itself."""

    def __init__(self) -> None:
        self.ScreenUpdating = self.EnableEvents = self.DisplayAlerts = True
        self.Calculation, self.StatusBar = AUTOMATIC, False
        self.Hwnd, self.Version = 1, "16.0"
        self.Workbooks = Workbooks(self)
        self.role: object = "Head of Policy"
        self.reads, self.writes, self.fails_after = 0, 0, -1
        self.said: list[object] = []

    def __setattr__(self, name: str, value: object) -> None:
        if name == "StatusBar" and value:
            self.said.append(value)
        super().__setattr__(name, value)

    @property
    def Application(self) -> "Application":
        return self

    @property
    def ActiveWorkbook(self) -> "Workbook":
        return self.Workbooks.held[0]

    def InputBox(self, *_: object, **__: object) -> object:
        return self.role


class Workbooks(CDispatch):
    """The workbooks that are open."""

    def __init__(self, application: Application) -> None:
        self.Application = application
        self.held: list[Workbook] = []

    def __iter__(self) -> Iterator["Workbook"]:
        return iter(self.held)

    @property
    def Count(self) -> int:
        return len(self.held)

    def __call__(self, name: str | int) -> "Workbook":
        for number, book in enumerate(self.held, start=1):
            if name in (number, book.Name.lower()):
                return book
        raise ComError(str(name))


class Workbook(CDispatch):
    """One workbook, read from its file."""

    def __init__(self, application: Application, path: Path) -> None:
        self.Application, self.path = application, path
        self.book = load_workbook(path, keep_vba=path.suffix == ".xlsm")
        values = load_workbook(path, data_only=True)
        sheets = zip(self.book.worksheets, values.worksheets, strict=True)
        self.Worksheets = Worksheets(self, [Worksheet(self, *pair) for pair in sheets])
        self.FullName, self.Name, self.Path = str(path), path.name, str(path.parent)
        self.FileFormat, self.Saved, self.saves = 51, True, 0
        self.refuses_to_save = False
        application.Workbooks.held.append(self)

    def SaveCopyAs(self, name: str) -> None:
        self._store(Path(name))

    def Save(self) -> None:
        if self.refuses_to_save:
            message = "the disk is full"
            raise ComError(message)
        self.saves += 1
        self._store(self.path)

    def _store(self, path: Path) -> None:
        for sheet in self.Worksheets.held:
            sheet.store()
        self.book.save(path)


class Worksheets(CDispatch):
    """The sheets of a workbook."""

    def __init__(self, parent: Workbook, held: list["Worksheet"]) -> None:
        self.Parent, self.held = parent, held

    def __iter__(self) -> Iterator["Worksheet"]:
        return iter(self.held)

    @property
    def Count(self) -> int:
        return len(self.held)

    def __call__(self, name: str | int) -> "Worksheet":
        for number, sheet in enumerate(self.held, start=1):
            if name in (number, sheet.Name):
                return sheet
        raise ComError(str(name))

    def Add(self, Before: Any) -> "Worksheet":  # noqa: ANN401, N803
        made = self.Parent.book.create_sheet("New")
        sheet = Worksheet(self.Parent, made, made)
        self.held.insert(self.held.index(inner(Before)), sheet)
        return sheet


class Worksheet(CDispatch):
    """One sheet: shown values and formulas by place."""

    def __init__(self, parent: Workbook, formulas: Any, values: Any) -> None:  # noqa: ANN401
        self.Parent, self.sheet = parent, formulas
        self.Application = parent.Application
        self.values: dict[Cell, Any] = {}
        self.formulas: dict[Cell, str] = {}
        for row in values.iter_rows():
            for cell in row:
                if cell.value is not None:
                    self.values[cell.row, cell.column] = as_com(cell.value, cell.data_type)
        for row in formulas.iter_rows():
            for cell in row:
                if cell.data_type == "f":
                    self.formulas[cell.row, cell.column] = str(
                        getattr(cell.value, "text", cell.value)
                    )
        tables = [ListObject(self, name, ref) for name, ref in formulas.tables.items()]
        self.ListObjects = ListObjects(self, tables)
        self.ProtectContents = bool(formulas.protection.sheet)

    @property
    def Name(self) -> str:
        return str(self.sheet.title)

    @Name.setter
    def Name(self, name: str) -> None:
        self.sheet.title = name

    @property
    def Index(self) -> int:
        return self.Parent.Worksheets.held.index(self) + 1

    def Move(self, Before: Any) -> None:  # noqa: ANN401, N803
        sheets = self.Parent.Worksheets.held
        sheets.remove(self)
        sheets.insert(sheets.index(inner(Before)), self)

    def Activate(self) -> None:
        pass

    def Delete(self) -> None:
        self.Parent.Worksheets.held.remove(self)
        del self.Parent.book[self.sheet.title]

    def Cells(self, row: int, column: int) -> "Area":
        return Area(self, row, column, row, column)

    def Range(self, first: Any, last: Any) -> "Area":  # noqa: ANN401
        one, other = inner(first), inner(last)
        return Area(self, one.Row, one.Column, other.bottom, other.right)

    @property
    def UsedRange(self) -> "Area":
        places = [*self.values, *self.formulas] or [(1, 1)]
        rows, columns = zip(*places, strict=True)
        return Area(self, min(rows), min(columns), max(rows), max(columns))

    def put(self, place: Cell, value: Any) -> None:  # noqa: ANN401
        """Take what somebody types into a cell."""
        self.Parent.Saved = False
        self.formulas.pop(place, None)
        self.values.pop(place, None)
        if isinstance(value, str) and value.startswith("="):
            self.formulas[place] = value
            self.values[place] = 0.0
        elif value not in (None, ""):
            self.values[place] = typed(value)

    def store(self) -> None:
        """Hand everything to openpyxl."""
        held = self.values | self.formulas
        for row in self.sheet.iter_rows():
            for cell in row:
                if (cell.row, cell.column) not in held:
                    cell.value = None
        for place, value in held.items():
            cell = self.sheet.cell(*place)
            code = type(value) is int
            cell.value = next(e for e in ERRORS if code_of(e) == value) if code else value
            if isinstance(value, str) and place not in self.formulas:
                cell.data_type = "s"
        for table in self.ListObjects.held:
            if table.Name in self.sheet.tables:
                self.sheet.tables[table.Name].ref = table.ref
            else:
                self.sheet.add_table(Table(displayName=table.Name, ref=table.ref))


class Area(CDispatch):
    """A rectangle of a sheet."""

    iid = RANGE_IID

    def __init__(self, sheet: Worksheet, top: int, left: int, bottom: int, right: int) -> None:
        self.Worksheet, self.Row, self.Column = sheet, top, left
        self.bottom, self.right = bottom, right
        self.ColumnWidth = 8.0

    @property
    def Application(self) -> Application:
        return self.Worksheet.Application

    @property
    def Rows(self) -> "Count":
        return Count(self.bottom - self.Row + 1)

    @property
    def Columns(self) -> "Count":
        return Count(self.right - self.Column + 1)

    @property
    def Count(self) -> int:
        return self.Rows.Count * self.Columns.Count

    @property
    def Value(self) -> Any:  # noqa: ANN401
        return self._shaped(self.Worksheet.values)

    @Value.setter
    def Value(self, data: Any) -> None:  # noqa: ANN401
        application = self.Application
        application.writes += 1
        if application.writes == application.fails_after:
            message = "Excel is busy"
            raise ComError(message)
        for row in range(self.Row, self.bottom + 1):
            for column in range(self.Column, self.right + 1):
                is_block = isinstance(data, list | tuple)
                one = data[row - self.Row][column - self.Column] if is_block else data
                self.Worksheet.put((row, column), one)

    @property
    def Formula(self) -> Any:  # noqa: ANN401
        return self._shaped(self.Worksheet.values | self.Worksheet.formulas, "")

    @property
    def Locked(self) -> bool | None:
        cells = self.Worksheet.sheet.iter_rows(self.Row, self.bottom, self.Column, self.right)
        found = {bool(cell.protection.locked) for row in cells for cell in row}
        return found.pop() if len(found) == 1 else None

    def __call__(self, row: int, column: int) -> "Area":
        top, left = self.Row + row - 1, self.Column + column - 1
        return Area(self.Worksheet, top, left, top, left)

    def _shaped(self, held: dict[Cell, Any], blank: object = None) -> Any:  # noqa: ANN401
        self.Application.reads += 1
        rows = tuple(
            tuple(held.get((row, column), blank) for column in range(self.Column, self.right + 1))
            for row in range(self.Row, self.bottom + 1)
        )
        return rows[0][0] if self.Count == 1 else rows


class Count(CDispatch):
    """How many there are."""

    def __init__(self, number: int) -> None:
        self.Count = number


class ListObjects(CDispatch):
    """The tables of a sheet."""

    def __init__(self, parent: Worksheet, held: list["ListObject"]) -> None:
        self.Parent, self.held = parent, held

    def __iter__(self) -> Iterator["ListObject"]:
        return iter(self.held)

    @property
    def Count(self) -> int:
        return len(self.held)

    def __call__(self, name: str) -> "ListObject":
        return next(table for table in self.held if table.Name == name)

    Item = __call__

    def Add(self, _kind: int, source: Any, *_: object) -> "ListObject":  # noqa: ANN401
        area = inner(source)
        table = ListObject(self.Parent, "Table", "A1")
        table.place = (area.Row, area.Column, area.bottom, area.right)
        self.held.append(table)
        return table


class ListObject(CDispatch):
    """A table."""

    def __init__(self, sheet: Worksheet, name: str, ref: str) -> None:
        left, top, right, bottom = (edge or 1 for edge in range_boundaries(ref))
        self.Parent, self.Name = sheet, name
        self.place = (top, left, bottom, right)
        self.ListRows = ListRows(self)

    @property
    def ref(self) -> str:
        top, left, bottom, right = self.place
        sheet = self.Parent.sheet
        return f"{sheet.cell(top, left).coordinate}:{sheet.cell(bottom, right).coordinate}"

    @property
    def Range(self) -> Area:
        return Area(self.Parent, *self.place)


class ListRows(CDispatch):
    """The rows of a table."""

    def __init__(self, table: ListObject) -> None:
        self.table = table

    @property
    def Count(self) -> int:
        return self.table.place[2] - self.table.place[0]

    def Add(self) -> None:
        top, left, bottom, right = self.table.place
        self.table.place = (top, left, bottom + 1, right)

    def __call__(self, _number: int) -> "ListRows":
        return self

    def Delete(self) -> None:
        top, left, bottom, right = self.table.place
        for column in range(left, right + 1):
            self.table.Parent.put((bottom, column), None)
        self.table.place = (top, left, bottom - 1, right)


def as_com(value: Any, kind: str = "") -> Any:  # noqa: ANN401
    """Return a cell as COM hands it over."""
    if kind == "e":
        return code_of(value)
    if isinstance(value, date) and not isinstance(value, datetime):
        return datetime(value.year, value.month, value.day)  # noqa: DTZ001
    is_number = isinstance(value, int | float) and not isinstance(value, bool)
    return float(value) if is_number else value


def typed(value: Any) -> Any:  # noqa: ANN401, PLR0911 -- a case a line
    """Return what Excel makes of a value that is put into a cell."""
    if isinstance(value, datetime):
        return value.replace(tzinfo=None)
    if not isinstance(value, str):
        return as_com(value)
    if value.startswith("'"):
        return value[1:]
    if value in ERRORS:
        return code_of(value)
    if value.upper() in ("TRUE", "FALSE"):
        return value.upper() == "TRUE"
    if _LOOKS_LIKE_A_DATE.fullmatch(value):
        return datetime(2026, 1, 1)  # noqa: DTZ001 -- any day: it should never come to this
    try:
        return float(value.replace(",", "").removesuffix("%"))
    except ValueError:
        return value
