"""Workbooks of formulas, each with the cells that it is given, for LibreOffice to calculate."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import xlsxwriter
from xlsxwriter.utility import xl_range, xl_rowcol_to_cell

from xlkpi.functions.cells import ERRORS

SHEET, ANSWERS = "Sheet", 100
"""The sheet, and the column in which the answers begin, counted from 0."""
RAISING = {
    "#N/A": "NA()", "#DIV/0!": "1/0", "#VALUE!": '1+"a"', "#REF!": "#REF!", "#NAME?": "nosuchname",
    "#NUM!": "SQRT(-1)", "#NULL!": "#NULL!",
}  # fmt: skip
"""A formula for each error that a cell can be made to show."""

Rows = list[list[object]]
Place = tuple[int, tuple[int, int]]
"""The row of an answer, and its height and width."""


@dataclass(frozen=True)
class Call:
    """A function with its arguments, and the height and width of what it should answer."""

    function: str
    arguments: Sequence[object]
    shape: tuple[int, int] | None = None
    """None for one cell; else an array formula."""


def as_rows(argument: object) -> Rows:
    if not isinstance(argument, list):
        return [[argument]]
    return argument if argument and isinstance(argument[0], list) else [argument]


def write(path: Path, calls: Sequence[Call]) -> list[Place]:
    """Write a workbook with every call beside its cells; return where each answer is."""
    places = []
    with xlsxwriter.Workbook(str(path), {"strings_to_formulas": False}) as book:
        sheet = book.add_worksheet(SHEET)
        day = book.add_format({"num_format": "yyyy-mm-dd"})
        top = 0
        for call in calls:
            references, column, height = [], 0, 1
            for argument in call.arguments:
                rows = as_rows(argument)
                for y, row in enumerate(rows):
                    for x, cell in enumerate(row):
                        _put(sheet, top + y, column + x, cell, day)
                width = max(map(len, rows))
                area = xl_range(top, column, top + len(rows) - 1, column + width - 1)
                is_range = len(rows) > 1 or width > 1
                references.append(area if is_range else xl_rowcol_to_cell(top, column))
                column, height = column + width, max(height, len(rows))
            assert column < ANSWERS
            text = f"={call.function}({','.join(references)})"
            tall, wide = call.shape or (1, 1)
            if call.shape is None:
                sheet.write_formula(top, ANSWERS, text)
            else:
                last = (top + tall - 1, ANSWERS + wide - 1)
                sheet.write_array_formula(top, ANSWERS, *last, f"{{{text}}}")
            places.append((top, (tall, wide)))
            top += max(height, tall)
    return places


def _put(sheet: xlsxwriter.worksheet.Worksheet, y: int, x: int, cell: object, day: object) -> None:
    if cell is None:
        return
    if isinstance(cell, bool):
        sheet.write_boolean(y, x, cell)
    elif isinstance(cell, int | float):
        sheet.write_number(y, x, cell)
    elif isinstance(cell, date):
        sheet.write_datetime(y, x, cell, day)
    elif isinstance(cell, str) and cell in ERRORS:
        sheet.write_formula(y, x, f"={RAISING[cell]}")
    else:
        sheet.write_string(y, x, str(cell))
