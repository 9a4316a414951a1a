"""Workbooks of formulas, each with the cells that it is given, for LibreOffice to calculate."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import xlsxwriter
from xlsxwriter.utility import xl_range, xl_rowcol_to_cell

from xlkpi.functions.cells import ERRORS

ARGUMENTS, ANSWERS = "Arguments", "Answers"
RAISING = {
    "#N/A": "NA()", "#DIV/0!": "1/0", "#VALUE!": '1+"a"', "#REF!": "#REF!", "#NAME?": "nosuchname",
    "#NUM!": "SQRT(-1)", "#NULL!": "#NULL!",
}  # fmt: skip
"""A formula for each error that a cell can be made to show."""

Rows = list[list[object]]


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


def plain(first: str, area: str, *, is_range: bool) -> str:
    """Return how most officers refer to an argument: one cell by its address."""
    return area if is_range else first


def ranged(first: str, area: str, *, is_range: bool) -> str:
    """Return the reference under which a blank cell stays blank: a range even of one cell."""
    return area if is_range else f"{first}:{first}"


def write(
    path: Path, calls: Sequence[Call], spelt: Callable[..., str] = plain
) -> list[tuple[int, tuple[int, int]]]:
    """Write a workbook with every call; return the row and the shape of each answer."""
    places = []
    with xlsxwriter.Workbook(str(path), {"strings_to_formulas": False}) as book:
        held, asked = book.add_worksheet(ARGUMENTS), book.add_worksheet(ANSWERS)
        day = book.add_format({"num_format": "yyyy-mm-dd"})
        top = answer_top = 0
        for call in calls:
            references, column, height = [], 0, 1
            for argument in call.arguments:
                rows = as_rows(argument)
                for y, row in enumerate(rows):
                    for x, cell in enumerate(row):
                        _put(held, top + y, column + x, cell, day)
                first = xl_rowcol_to_cell(top, column)
                width = max(map(len, rows))
                area = xl_range(top, column, top + len(rows) - 1, column + width - 1)
                is_range = len(rows) > 1 or width > 1
                first, *last = spelt(first, area, is_range=is_range).split(":")
                references.append(
                    ":".join(
                        f"{ARGUMENTS}!{first}" if one is None else one for one in (None, *last)
                    )
                )
                column, height = column + width, max(height, len(rows))
            text = f"{call.function}({','.join(references)})"
            shape = call.shape or (1, 1)
            if call.shape is None:
                asked.write_formula(answer_top, 0, f"={text}")
            else:
                area = (answer_top, 0, answer_top + shape[0] - 1, shape[1] - 1)
                asked.write_array_formula(*area, f"{{={text}}}")
            places.append((answer_top, shape))
            top, answer_top = top + height, answer_top + shape[0]
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
