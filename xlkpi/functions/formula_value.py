"""The values inside a formula, and how Excel turns one kind into another.

Where Excel's own answer depends on the country it is set to, or is not known for certain, nothing
is guessed: the value is refused.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from xlkpi.errors import RefusalError
from xlkpi.functions.cells import ERRORS
from xlkpi.terms.wording import quoted

_PLAIN_NUMBER = re.compile(r"[+-]?\d{1,15}(?:\.\d{1,15})?")
LEAST_PLAIN, MOST_PLAIN = 1e-4, 1e15
"""Between these Excel joins a number to a text without an exponent."""


class ExcelError(str):
    """An error such as #N/A; a text of the same letters is none."""

    __slots__ = ()


class Dated(float):
    """A number that its cell shows as the date `day`."""

    day: date

    @classmethod
    def of(cls, number: float, day: date) -> "Dated":
        """Return the number with its date."""
        dated = cls(number)
        dated.day = day
        return dated


Scalar = float | str | bool | None
"""One cell: a number (Dated where it is shown as a date), a text or ExcelError; None is a blank."""
Rows = list[list[Any]]


@dataclass(slots=True)
class Range:
    """Cells that a reference names; `row` and `column` are those of the first, counted from 1."""

    rows: Rows
    row: int = 1
    column: int = 1
    _handed: Any = field(default=None, repr=False, compare=False)

    @property
    def is_single(self) -> bool:
        """Whether this is one cell."""
        return len(self.rows) == len(self.rows[0]) == 1

    @property
    def handed(self) -> Any:  # noqa: ANN401 -- a cell, or rows of them
        """The range as a KPI function takes it."""
        if self._handed is None:
            rows = [handed_row(row) for row in self.rows]
            self._handed = rows
        return self._handed[0][0] if self.is_single else self._handed


Value = Scalar | Rows | Range


def handed_row(row: Sequence[Any]) -> Sequence[Any]:
    """Return cells as a KPI function takes them: dates as such."""
    if Dated not in set(map(type, row)):
        return row
    return [cell.day if type(cell) is Dated else cell for cell in row]


def handed(value: Value) -> Any:  # noqa: ANN401
    """Return a value as a KPI function takes it."""
    if isinstance(value, Range):
        return value.handed
    if isinstance(value, list):
        return [handed_row(row) for row in value]
    return value.day if isinstance(value, Dated) else value


def taken(answer: Any) -> Value:  # noqa: ANN401
    """Return what a KPI function answered, its errors known as such."""
    if isinstance(answer, list):
        return [[taken(cell) for cell in row] for row in answer]
    return ExcelError(answer) if isinstance(answer, str) and answer in ERRORS else answer


def number_of(cell: Scalar) -> float | ExcelError:
    """Return a cell as a number: blank is 0, TRUE is 1."""
    if isinstance(cell, ExcelError):
        return cell
    if isinstance(cell, str):
        return number_in(cell)
    return float(cell or 0)


def number_in(text: str) -> float | ExcelError:
    """Return the number that a text spells, which is none where it has no digit."""
    if _PLAIN_NUMBER.fullmatch(text) and text.isascii():
        return float(text)
    if any(character.isdigit() for character in text):
        message = f"whether Excel reads {quoted(text)} as a number depends on its country"
        raise RefusalError(message)
    return ExcelError("#VALUE!")


def text_of(cell: Scalar) -> str:
    """Return a cell as a text, as & joins it."""
    if isinstance(cell, str):
        return cell
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return str(cell).upper()
    if cell == 0:
        return "0"
    if not LEAST_PLAIN <= abs(cell) < MOST_PLAIN:
        message = f"how Excel writes {float(cell):.15g} as a text is not certain"
        raise RefusalError(message)
    return f"{float(cell):.15g}"


def logical_of(cell: Scalar) -> bool | ExcelError:
    """Return a cell as TRUE or FALSE: a number other than 0 is TRUE, a blank FALSE."""
    if isinstance(cell, ExcelError):
        return cell
    if isinstance(cell, str):
        if cell.strip().upper() in ("TRUE", "FALSE"):
            message = f"the text {quoted(cell)} stands where TRUE or FALSE is expected"
            raise RefusalError(message)
        return ExcelError("#VALUE!")
    return bool(cell)
