"""A sheet added to an open document, laid out as a file's would be; and one taken out."""

from typing import Any

from xlkpi.host.libreoffice.inside.put import put, sheet_of

HEADER = 3
"""The row of the headings, counted from 0."""
BOLD, TITLE_SIZE = 150.0, 14.0
NAVY, WHITE = 0x1F3864, 0xFFFFFF
CHARACTER = 230
"""The width of a character, in hundredths of a millimetre."""


def add_sheet(document: Any, edit: dict[str, Any]) -> None:
    """Add a sheet as the last tab: a title, a line on what it is about, and one table."""
    document.Sheets.insertNewByName(edit["name"], document.Sheets.Count)
    sheet = document.Sheets.getByName(edit["name"])
    title = sheet.getCellByPosition(0, 0)
    title.setString(edit["title"])
    title.CharWeight, title.CharHeight = BOLD, TITLE_SIZE
    sheet.getCellByPosition(0, 1).setString(edit["about"])
    for x, column in enumerate(edit["columns"]):
        sheet.Columns.getByIndex(x).Width = int(column["width"] * CHARACTER)
        heading = sheet.getCellByPosition(x, HEADER)
        heading.setString(column["heading"])
        heading.CharWeight, heading.CharColor, heading.CellBackColor = BOLD, WHITE, NAVY
    for y, row in enumerate(edit["rows"], HEADER + 1):
        for x, value in enumerate(row):
            cell = sheet.getCellByPosition(x, y)
            cell.IsTextWrapped = edit["columns"][x]["wraps"]
            _put(document, cell, value)
    last = HEADER + max(1, len(edit["rows"]))
    area = sheet.getCellRangeByPosition(0, HEADER, len(edit["columns"]) - 1, last)
    document.DatabaseRanges.addNewByName(edit["table"], area.RangeAddress)
    document.DatabaseRanges.getByName(edit["table"]).AutoFilter = True


def _put(document: Any, cell: Any, value: Any) -> None:
    if isinstance(value, dict) and "link" in value:
        target, shown = value["link"].replace('"', '""'), value["shown"].replace('"', '""')
        cell.setFormula(f'=HYPERLINK("#{target}";"{shown}")')
    elif value not in {None, ""} if not isinstance(value, dict) else True:
        put(document, cell, value)


def remove_sheet(document: Any, edit: dict[str, Any]) -> None:
    """Take a sheet out."""
    document.Sheets.removeByName(sheet_of(document, edit["name"]).Name)
