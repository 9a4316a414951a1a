"""A formula as it reads in another cell that shares it."""

import re

from xlkpi.functions.formula_text import WORDS, Sort
from xlkpi.workbook.edit.address import LAST_COLUMN, LAST_ROW
from xlkpi.workbook.package import column_letter, column_number

_PART = re.compile(r"(\$?)([A-Za-z]{1,3})(\$?)(\d{1,7})|(\$?)([A-Za-z]{1,3})|(\$?)(\d{1,7})")


def shifted(formula: str, rows: int, columns: int) -> str:
    """Return the formula with its relative references so many rows and columns further on.

    A formula that cannot be read, or a reference that leaves the sheet, is `#REF!`.
    """
    pieces, place = [], 0
    while place < len(formula):
        found = WORDS.match(formula, place)
        if found is None:
            return "#REF!"
        word = found.group()
        pieces.append(
            moved(word, rows, columns) if found.lastgroup == Sort.REFERENCE.name else word
        )
        place = found.end()
    return "".join(pieces)


def moved(reference: str, rows: int, columns: int) -> str:
    """Return a reference further on; tables, names and errors stay."""
    where, mark, cells = reference.rpartition("!")
    area = cells.removesuffix("#")
    parts = [_PART.fullmatch(part) for part in area.split(":")]
    if not area or None in parts:
        return reference
    if len(parts) == 1 and parts[0] is not None and parts[0][4] is None:
        return reference
    moved = [_part(part, rows, columns) for part in parts if part is not None]
    if "" in moved:
        return f"{where}{mark}#REF!"
    return f"{where}{mark}{':'.join(moved)}{cells[len(area) :]}"


def _part(found: re.Match[str], rows: int, columns: int) -> str:
    """Return a cell, a column or a row further on; blank where the sheet has none."""
    if found[4] is not None:
        column, row = _column(found[1], found[2], columns), _row(found[3], found[4], rows)
        return f"{column}{row}" if column and row else ""
    return _column(found[5], found[6], columns) if found[6] else _row(found[7], found[8], rows)


def _column(fixed: str, letters: str, columns: int) -> str:
    number = column_number(letters.upper()) + (0 if fixed else columns)
    return fixed + column_letter(number) if 1 <= number <= LAST_COLUMN else ""


def _row(fixed: str, digits: str, rows: int) -> str:
    number = int(digits) + (0 if fixed else rows)
    return f"{fixed}{number}" if 1 <= number <= LAST_ROW else ""
