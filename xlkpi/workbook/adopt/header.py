"""The headings of a sheet that nobody described: in which row or rows they stand."""

from collections.abc import Sequence
from dataclasses import dataclass

from xlkpi.register.cell import is_blank, text_of
from xlkpi.workbook.adopt.naming import strength
from xlkpi.workbook.adopt.periods import Context, context_of
from xlkpi.workbook.adopt.plain import plain
from xlkpi.workbook.adopt.seen import Seen
from xlkpi.workbook.columns import joined

SEARCHED = 30
"""Rows in which headings are looked for."""
ENOUGH = 1.2
"""How much a row must look like headings: two columns, well named."""
SECOND_ROW = 0.6
"""What a second row must add; one row is the simpler reading."""


@dataclass(frozen=True, slots=True)
class Header:
    """Where the headings stand, and what the texts above them say."""

    row: int
    """The last row of the headings, counted from 0."""
    rows: int
    headings: Sequence[object]
    context: Context


def header_of(sheet: Seen) -> Header | None:
    """Return the headings of a sheet; None where no row looks like any."""
    best: Header | None = None
    most = ENOUGH
    for row in range(min(len(sheet.rows), SEARCHED)):
        for count in (1, 2):
            if count > row + 1 or not _is_followed(sheet, row):
                continue
            found = _header(sheet, row, count)
            total = _likeness(found) - (SECOND_ROW if count > 1 else 0)
            if total > most + SECOND_ROW / 10:
                best, most = found, total
    return best


def titles(sheet: Seen, above: int) -> list[tuple[str, str]]:
    """Return the texts above row `above`, then the names of sheet and file, with what each is."""
    cells = (text_of(cell) for row in sheet.rows[:above] for cell in row)
    said = [("the title", text) for text in cells if text]
    return [*said, ("the sheet's name", sheet.name), ("the file's name", sheet.path.stem)]


def _header(sheet: Seen, row: int, count: int) -> Header:
    headings: Sequence[object] = sheet.rows[row]
    if count > 1:
        headings = joined(sheet.rows[row - 1], sheet.rows[row])
    return Header(row, count, headings, context_of(titles(sheet, row + 1 - count)))


def _likeness(header: Header) -> float:
    """Return how much the headings look like headings; one that is repeated counts once."""
    distinct = {plain(text_of(cell)): cell for cell in header.headings if not is_blank(cell)}
    return sum(strength(cell, header.context) for cell in distinct.values())


def _is_followed(sheet: Seen, row: int) -> bool:
    """Return whether two filled cells stand side by side somewhere below a row."""
    below = sheet.rows[row + 1 : row + 1 + SEARCHED]
    return any(sum(not is_blank(cell) for cell in one) > 1 for one in below)
