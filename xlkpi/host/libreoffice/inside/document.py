"""What an open document holds, as the process apart takes it."""

from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import uno

from xlkpi.host.libreoffice.inside.built import Refused
from xlkpi.host.libreoffice.inside.handed_over import NAMES, VALUE

FORMULA_CELLS = 16
DATE, DATE_TIME, LOGICAL = 2, 6, 1024
"""LibreOffice's numbers for kinds of cells and of number formats."""
UNNAMED = "__Anonymous"
"""How LibreOffice calls the range of a filter that is no table."""

Document = Any


def path_of(document: Document) -> Path:
    """Return the file of an open workbook.

    Raises:
        Refused: it is no spreadsheet, or was never saved to a folder.
    """
    if not document or not document.supportsService("com.sun.star.sheet.SpreadsheetDocument"):
        message = "This is no spreadsheet: open a workbook of the Register and ask again."
        raise Refused(message)
    if not document.URL.startswith("file:"):
        message = "This workbook is not in a folder yet: save it in the Register's and ask again."
        raise Refused(message)
    return Path(uno.fileUrlToSystemPath(document.URL))


def contents(document: Document) -> dict[str, Any]:
    """Return the open workbook: each sheet's cells and formulas, and the tables."""
    return {
        "path": str(path_of(document)),
        "sheets": [_sheet(document, sheet) for sheet in document.Sheets],
        "tables": _tables(document),
    }


def _sheet(document: Document, sheet: Any) -> dict[str, Any]:
    cursor = sheet.createCursor()
    cursor.gotoEndOfUsedArea(False)
    end = cursor.RangeAddress
    area = sheet.getCellRangeByPosition(0, 0, end.EndColumn, end.EndRow)
    rows = [[None if cell == "" else cell for cell in row] for row in area.getDataArray()]
    for y, row in enumerate(area.getDataArray()):
        for x, cell in enumerate(row):
            if cell is None:
                code = area.getCellByPosition(x, y).getError()
                rows[y][x] = {"error": NAMES.get(code, VALUE)}
    _tell_kinds(document, area, rows)
    return {"name": sheet.Name, "rows": rows, "formulas": _formulas(sheet)}


def _tell_kinds(document: Document, area: Any, rows: list[list[Any]]) -> None:
    """Put days, and TRUE and FALSE, in place of the numbers that stand for them."""
    zero = document.NullDate
    epoch = datetime(zero.Year, zero.Month, zero.Day)  # noqa: DTZ001 -- a cell's time has none
    for alike in area.getUniqueCellFormatRanges():
        if alike.Count == 0:
            continue
        kind = document.NumberFormats.getByKey(alike.getByIndex(0).NumberFormat).Type
        if not kind & (DATE | LOGICAL):
            continue
        for found in alike.getRangeAddresses():
            for y in range(found.StartRow, found.EndRow + 1):
                row = rows[y]
                for x in range(found.StartColumn, found.EndColumn + 1):
                    if isinstance(row[x], float):
                        row[x] = bool(row[x]) if kind & LOGICAL else _day(epoch, row[x])


def _day(epoch: datetime, number: float) -> object:
    try:
        moment = epoch + timedelta(days=number)
    except OverflowError:
        return number
    whole = number == int(number)
    return {"date": moment.date().isoformat() if whole else moment.isoformat()}


def _formulas(sheet: Any) -> dict[str, str]:
    """Return the formulas by address, without their equals signs."""
    found = {}
    for area in sheet.queryContentCells(FORMULA_CELLS):
        first = area.RangeAddress
        for y, row in enumerate(area.getFormulaArray(), first.StartRow):
            for x, text in enumerate(row, first.StartColumn):
                found[f"{column_letters(x)}{y + 1}"] = text.strip("{}").removeprefix("=")
    return found


def column_letters(index: int) -> str:
    """Return the letters of a column counted from 0."""
    letters, rest = "", index + 1
    while rest:
        rest, place = divmod(rest - 1, 26)
        letters = chr(ord("A") + place) + letters
    return letters


def _tables(document: Document) -> list[dict[str, Any]]:
    names = [sheet.Name for sheet in document.Sheets]
    tables = []
    for table in document.DatabaseRanges:
        area = table.DataArea
        if not table.Name.startswith(UNNAMED):
            tables.append({
                "name": table.Name,
                "sheet": names[area.Sheet],
                "first_row": area.StartRow + 1,
                "first_column": area.StartColumn + 1,
                "last_column": area.EndColumn + 1,
            })  # fmt: skip
    return tables
