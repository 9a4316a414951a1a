"""One cell of an open document, and what it shall hold."""

from datetime import datetime
from typing import Any

import uno

from xlkpi.host.libreoffice.inside.built import Refused

VALUES = 1 + 2 + 4 + 16
"""Numbers, days, texts and formulas: what goes when a cell is emptied; its looks stay."""
DATE = 2
EXCEL = 3
"""LibreOffice's number for the way in which Excel's files write formulas."""


def cell_of(document: Any, edit: dict[str, Any]) -> Any:
    """Return the cell that an edit names; Refused says that there is no such sheet."""
    return sheet_of(document, edit["sheet"]).getCellRangeByName(edit["cell"])


def sheet_of(document: Any, name: str) -> Any:
    """Return a sheet by its name in any case; Refused says that there is none."""
    for sheet in document.Sheets:
        if sheet.Name.casefold() == name.casefold():
            return sheet
    message = f"There is no sheet '{name}' any more: undo its removal, or close without saving."
    raise Refused(message)


def put(document: Any, cell: Any, value: Any) -> None:
    """Put a value into a cell; text stays text even where it begins with =."""
    if value is None:
        cell.clearContents(VALUES)
    elif isinstance(value, bool):
        cell.setFormula(str(value).upper())
    elif isinstance(value, int | float):
        cell.setValue(value)
    elif isinstance(value, str):
        cell.setString(value)
    elif "date" in value:
        _put_day(document, cell, datetime.fromisoformat(value["date"]))
    elif "formula" in value:
        _put_formula(document, cell, value["formula"])
    else:
        cell.setFormula("=" + value["error"])


def _put_day(document: Any, cell: Any, moment: datetime) -> None:
    zero = document.NullDate
    since = moment - datetime(zero.Year, zero.Month, zero.Day)  # noqa: DTZ001 -- a cell's has none
    cell.setValue(since.total_seconds() / 86400)
    formats = document.NumberFormats
    if not formats.getByKey(cell.NumberFormat).Type & DATE:
        locale = uno.createUnoStruct("com.sun.star.lang.Locale", "en", "GB", "")
        cell.NumberFormat = formats.getStandardFormat(DATE, locale)


def _put_formula(document: Any, cell: Any, text: str) -> None:
    """Put a formula into a cell that is written as Excel writes it."""
    parser = document.createInstance("com.sun.star.sheet.FormulaParser")
    parser.FormulaConvention = EXCEL
    parser.CompileEnglish = True
    cell.setTokens(parser.parseFormula(text, cell.CellAddress))
