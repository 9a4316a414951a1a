"""Workbooks as a live spreadsheet sends them, made from files."""

import json
from datetime import date
from pathlib import Path
from typing import Any

from xlkpi.functions.cells import ERRORS
from xlkpi.workbook.files import FileBook


def sent(path: Path) -> dict[str, Any]:
    """Return what a spreadsheet would send that has this workbook open, by way of JSON."""
    book = FileBook(path)
    sheets = [
        {
            "name": name,
            "rows": [[_cell(cell) for cell in row] for row in book.rows(name)],
            "formulas": dict(book.formulas(name)),
        }
        for name in book.sheet_names
    ]
    tables = [
        {
            "name": table.name,
            "sheet": table.sheet,
            "first_row": table.first_row,
            "first_column": table.first_column,
            "last_column": table.last_column,
        }
        for table in book.tables()
    ]
    found: dict[str, Any] = json.loads(
        json.dumps({"path": str(path), "sheets": sheets, "tables": tables})
    )
    return found


def _cell(cell: object) -> object:
    if isinstance(cell, date):
        return {"date": cell.isoformat()}
    return {"error": cell} if isinstance(cell, str) and cell in ERRORS else cell
