"""Is a sheet spelt as every spreadsheet program spells it, so that no reader can misread it?

The reader sets aside room for every cell up to the outermost one, and ends the whole process when
the room is not to be had. A sheet is plain when each of its cells is seen to lie within bounds,
which one pass over its bytes can tell; any other spelling is for `rewritten`.
"""

import re
from itertools import pairwise

from xlkpi.workbook.package import column_number

_DATA, _END, _EMPTY = b"<sheetData", b"</sheetData>", b"<sheetData/>"
_FOREIGN = re.compile(rb"encoding\s*=\s*[\"'](?!utf-8[\"'])", re.IGNORECASE)
_PREFIXED_CELL = re.compile(rb":c[\s/>]")
_ROW = re.compile(rb'<row r="(\d{1,7})"')
_CELL = re.compile(rb'<c r="([A-Z]{1,3})(\d{1,7})"')
_OTHERS = rb'(?: [cmpstv]{1,2}="\w*+")*+/?>'
"""A cell's other attributes; a second r would win over the first, so none may be there."""
_ANY_CELL = re.compile(rb'<c(?! r="[A-Z]{1,3}[1-9]\d{0,6}"%s)' % _OTHERS)
_WIDTHS = ((rb"[A-Z]", 26), (rb"A?[A-Z]", 52), (rb"[A-C]?[A-Z]", 104), (rb"[A-Z]{1,2}", 702))
"""Patterns of column letters, each with the number of columns that it can name."""


def plain_extent(sheet: bytes) -> tuple[int, int] | None:
    """Return rows and columns within which every cell lies; None when the sheet is not plain."""
    start, end = sheet.find(_DATA), sheet.rfind(_END)
    if start < 0 or b"<!DOCTYPE" in sheet[:start] or _FOREIGN.search(sheet[:start][:200]):
        return None
    rest = sheet[end + len(_END) :] if end > start else sheet[start + len(_EMPTY) :]
    if b"sheetData" in sheet[:start] or b"sheetData" in rest:
        return None
    if end < start:
        return (0, 0) if sheet.startswith(_EMPTY, start) else None
    numbers = list(map(int, _ROW.findall(sheet, start, end)))
    is_ascending = all(one < other for one, other in pairwise(numbers))
    if not is_ascending or _PREFIXED_CELL.search(sheet, start, end):
        return None
    return _extent(sheet, start, end, numbers[-1] if numbers else 1)


def exact_extent(sheet: bytes) -> tuple[int, int]:
    """Return the last row and the last column of a plain sheet that hold a cell."""
    cells = _CELL.findall(sheet)
    rows = max((int(row) for _, row in cells), default=0)
    return rows, max((column_number(c.decode()) for c in {c for c, _ in cells}), default=0)


def _extent(sheet: bytes, start: int, end: int, last: int) -> tuple[int, int] | None:
    """Return bounds that every cell is seen to keep; no cell may lie far below row `last`."""
    rows, most = _rows_up_to(last)
    for letters, columns in _WIDTHS:
        stray = re.compile(b'<c(?! r="%s(?:%s)"%s)' % (letters, rows, _OTHERS))
        found = stray.search(sheet, start, end)
        if found is None:
            return most, columns
    return None if _ANY_CELL.search(sheet, start, end) else exact_extent(sheet)


def _rows_up_to(last: int) -> tuple[bytes, int]:
    """Return a pattern of row numbers, the last of them hardly above `last`, and that number."""
    first, second, rest = last // 10 ** (len(str(last)) - 1), 0, len(str(last)) - 1
    if rest:
        second = last // 10 ** (rest - 1) % 10
    ways = [b"[1-9]\\d{0,%d}" % (rest - 1)] if rest else []
    if first > 1:
        ways.append(b"[1-%d]\\d{%d}" % (first - 1, rest))
    ways.append(b"%d[0-%d]\\d{%d}" % (first, second, rest - 1) if rest else b"%d" % first)
    most = (first * 10 + second + 1) * 10 ** (rest - 1) - 1 if rest else last
    return b"|".join(ways), most
