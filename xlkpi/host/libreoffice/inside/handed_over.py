"""What LibreOffice hands over as the core takes it, and the core's answers as a cell shows them."""

import struct
from collections.abc import Sequence
from types import MappingProxyType
from typing import Any

from xlkpi.functions.cells import ERRORS, Answer

CODES = MappingProxyType({
    "#NULL!": 521, "#DIV/0!": 532, "#VALUE!": 519, "#REF!": 524, "#NAME?": 525, "#NUM!": 503,
    "#N/A": 32767,
})  # fmt: skip
"""Excel's errors with LibreOffice's numbers for them."""
NUM, VALUE = "#NUM!", "#VALUE!"
NAMES = MappingProxyType({code: name for name, code in CODES.items()} | {502: NUM})
"""LibreOffice says 502 (invalid argument) of such as SQRT(-1), where Excel says #NUM!."""

Rows = Sequence[Sequence[object]]


def error_value(name: str) -> float:
    """Return the number that LibreOffice shows as an error: one that is none, with its code."""
    bits = 0x7FF8_0000_0000_0000 | CODES.get(name, CODES[VALUE])
    return float(struct.unpack("<d", struct.pack("<Q", bits))[0])


SHOWN = MappingProxyType({name: error_value(name) for name in ERRORS})


def cells_of(area: Any) -> object:
    """Return a range's cells: one value for one cell, else rows; an error is its text."""
    rows: Rows = area.getDataArray()
    if len(rows) == 1 and len(rows[0]) == 1:
        cell = rows[0][0]
        return _error(area, 0, 0) if cell is None else cell
    if any(None in row for row in rows):
        return [
            [_error(area, x, y) if cell is None else cell for x, cell in enumerate(row)]
            for y, row in enumerate(rows)
        ]
    return rows


def _error(area: Any, x: int, y: int) -> str:
    return NAMES.get(area.getCellByPosition(x, y).getError(), VALUE)


def as_rows(answer: Answer | list[list[Answer]]) -> tuple[tuple[float | str, ...], ...]:
    """Return an answer as rows of cells, which is how LibreOffice takes one cell too."""
    if isinstance(answer, list):
        return tuple(tuple(_shown(cell) for cell in row) for row in answer)
    return ((_shown(answer),),)


def _shown(cell: Answer) -> float | str:
    if isinstance(cell, str):
        return SHOWN.get(cell, cell) if cell.startswith("#") else cell
    return float(cell)
