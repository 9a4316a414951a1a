"""A row added at the end of an open document's table."""

from typing import Any

import uno

from xlkpi.host.libreoffice.inside.built import Refused
from xlkpi.host.libreoffice.inside.put import VALUES, put

DOWN = uno.Enum("com.sun.star.sheet.CellInsertMode", "DOWN")
CONSTANTS = 1 + 2 + 4


def add_row(document: Any, edit: dict[str, Any]) -> None:
    """Add a row; columns that the edit does not name go on as the table has them."""
    table = _table(document, edit["table"])
    area = table.DataArea
    sheet = document.Sheets.getByIndex(area.Sheet)
    headings = [
        " ".join(str(text).split()).casefold()
        for text in _row(sheet, area, area.StartRow).getDataArray()[0]
    ]
    last = area.EndRow - (1 if table.TotalsRow else 0)
    if last == area.StartRow + 1 and _is_blank(_row(sheet, area, last)):
        new = last
    else:
        new = last + 1
        _make_room(sheet, area, last, has_totals=table.TotalsRow)
        if not table.TotalsRow:
            area.EndRow = new
            table.DataArea = area
    for heading, value in edit["cells"].items():
        wanted = " ".join(heading.split()).casefold()
        if wanted not in headings:
            message = f"The table {edit['table']} has no column '{heading}' any more."
            raise Refused(message)
        put(
            document, sheet.getCellByPosition(area.StartColumn + headings.index(wanted), new), value
        )


def _make_room(sheet: Any, area: Any, last: int, *, has_totals: bool) -> None:
    """Make the row under the last one like it, without what was typed there."""
    below = _row(sheet, area, last + 1)
    if has_totals or not _is_blank(below):
        sheet.insertCells(below.RangeAddress, DOWN)
        below = _row(sheet, area, last + 1)
    sheet.copyRange(below.getCellByPosition(0, 0).CellAddress, _row(sheet, area, last).RangeAddress)
    below = _row(sheet, area, last + 1)
    below.clearContents(CONSTANTS)


def _row(sheet: Any, area: Any, row: int) -> Any:
    return sheet.getCellRangeByPosition(area.StartColumn, row, area.EndColumn, row)


def _is_blank(row: Any) -> bool:
    return not row.queryContentCells(VALUES).Count


def _table(document: Any, name: str) -> Any:
    for table in document.DatabaseRanges:
        if table.Name.casefold() == name.casefold():
            return table
    message = f"There is no table '{name}' any more: undo its removal, or close without saving."
    raise Refused(message)
