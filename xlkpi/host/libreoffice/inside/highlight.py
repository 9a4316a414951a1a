"""Cells of an open document marked by a conditional format, so that their own formats stay."""

from typing import Any

import uno

from xlkpi.host.libreoffice.inside.put import sheet_of

STYLE, FILL = "KPI mark", 0xFFE8B3
ALWAYS = "TRUE()"
FORMULA = 9
"""LibreOffice's number for a condition that is a formula."""


def highlight(document: Any, edit: dict[str, Any]) -> None:
    """Mark these cells of the sheet and no others."""
    sheet = sheet_of(document, edit["sheet"])
    formats = sheet.ConditionalFormats
    for one in formats.getConditionalFormats():
        if any(one.getByIndex(n).StyleName == STYLE for n in range(one.getCount())):
            formats.removeByID(one.ID)
    if not edit["cells"]:
        return
    styles = document.StyleFamilies.getByName("CellStyles")
    if not styles.hasByName(STYLE):
        styles.insertByName(STYLE, document.createInstance("com.sun.star.style.CellStyle"))
        styles.getByName(STYLE).CellBackColor = FILL
    ranges = document.createInstance("com.sun.star.sheet.SheetCellRanges")
    for cell in edit["cells"]:
        ranges.addRangeAddress(sheet.getCellRangeByName(cell).RangeAddress, False)
    ident = formats.createByRange(ranges)
    entry = next(one for one in formats.getConditionalFormats() if ident == one.ID)
    entry.createEntry(uno.getConstantByName("com.sun.star.sheet.ConditionEntryType.CONDITION"), 0)
    condition = entry.getByIndex(0)
    condition.Operator, condition.Formula1, condition.StyleName = FORMULA, ALWAYS, STYLE
