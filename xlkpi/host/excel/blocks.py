"""Blocks: cells to write, gathered into rectangles so that each takes one call."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time

from xlkpi.workbook.edit.address import Address
from xlkpi.workbook.edit.change import CellError, Formula, Value

ComCell = str | float | bool | datetime | None
_SECONDS = 24 * 60 * 60
_LONGEST_TYPED = 40
"""No number, date or time that Excel reads out of a text is as long."""
_SWITCHES = ("TRUE", "FALSE")


@dataclass(frozen=True, slots=True)
class Block:
    """A rectangle of cells."""

    first: Address
    last: Address
    rows: Sequence[Sequence[ComCell]]


def blocks(cells: Mapping[Address, Value]) -> Iterator[Block]:
    """Yield the fewest rectangles that runs of columns make, each cell in one of them."""
    runs: dict[tuple[int, int], list[int]] = {}
    for column in sorted({cell.column for cell in cells}):
        for first, last in _runs([cell.row for cell in cells if cell.column == column]):
            runs.setdefault((first, last), []).append(column)
    for (top, bottom), columns in runs.items():
        for left, right in _runs(columns):
            rows = [
                [to_com(cells[Address(row, column)]) for column in range(left, right + 1)]
                for row in range(top, bottom + 1)
            ]
            yield Block(Address(top, left), Address(bottom, right), rows)


def to_com(value: Value | time) -> ComCell:
    """Return a value as Excel takes it when it is written: text that it would read stays text."""
    new: ComCell
    match value:
        case Formula():
            new = f"={value.text}"
        case CellError():
            new = value.code
        case str():
            new = f"'{value}" if _would_be_read(value) else value
        case date() if not isinstance(value, datetime):
            new = datetime(value.year, value.month, value.day)  # noqa: DTZ001 -- a cell has no zone
        case time():
            new = (value.hour * 3600 + value.minute * 60 + value.second) / _SECONDS
        case _:
            new = value
    return new


def _would_be_read(text: str) -> bool:
    """Return whether Excel might make a formula, number, date, switch or error of a text."""
    if not text[:1].isalpha():
        return True
    has_digit = any(character.isdigit() for character in text)
    return (has_digit and len(text) <= _LONGEST_TYPED) or text.upper() in _SWITCHES


def _runs(numbers: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Yield the first and last number of each run without a gap."""
    ordered = sorted(numbers)
    first = last = ordered[0]
    for number in ordered[1:]:
        if number != last + 1:
            yield first, last
            first = number
        last = number
    yield first, last
