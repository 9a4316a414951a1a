"""Cells as Excel hands them over through COM, and as the judgements take them."""

from collections.abc import Sequence
from datetime import date, datetime, time

ERROR_CODES = {
    2000: "#NULL!", 2007: "#DIV/0!", 2015: "#VALUE!", 2023: "#REF!", 2029: "#NAME?",
    2036: "#NUM!", 2042: "#N/A", 2043: "#GETTING_DATA", 2045: "#SPILL!", 2046: "#CONNECT!",
    2047: "#BLOCKED!", 2048: "#UNKNOWN!", 2049: "#FIELD!", 2050: "#CALC!",
}  # fmt: skip
_FIRST_ERROR = -(2**31) + 0xA0000
"""An error arrives as a whole number, which a number never does; xlwings knows seven of them."""
_MOST_ERRORS = 0x10000
_EPOCH = date(1899, 12, 30)


def from_com(argument: object) -> object:
    """Return an argument of a worksheet function with every error as its text."""
    if not isinstance(argument, list | tuple):
        return cell_from_com(argument)
    if not _holds_codes(argument):
        return argument
    return [
        [cell_from_com(cell) for cell in row] if isinstance(row, list | tuple) else row
        for row in argument
    ]


def cell_from_com(value: object) -> object:
    """Return a value with an error as its text."""
    if type(value) is int and _FIRST_ERROR <= value < _FIRST_ERROR + _MOST_ERRORS:
        return ERROR_CODES.get(value - _FIRST_ERROR, "#UNKNOWN!")
    return value


def shown_value(value: object) -> object:
    """Return a cell of a sheet as reading a file gives it: a whole day is a date."""
    value = cell_from_com(value)
    if not isinstance(value, datetime):
        return value
    if value.date() == _EPOCH:
        return value.time()
    return value.date() if value.time() == time() else value


def _holds_codes(rows: Sequence[object]) -> bool:
    """Return whether any cell is a whole number; a million plain cells cost next to nothing."""
    return any(
        int in set(map(type, row)) if isinstance(row, list | tuple) else type(row) is int
        for row in rows
    )
