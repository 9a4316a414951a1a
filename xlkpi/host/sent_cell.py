"""Cells on their way between a live spreadsheet and this process, in JSON."""

from datetime import date, datetime
from typing import Any

from xlkpi.errors import WorkbookError
from xlkpi.workbook.edit.change import CellError, Formula, Value

DATE, ERROR, FORMULA = "date", "error", "formula"
"""What a cell that is neither number, text, TRUE, FALSE nor blank is marked by."""


def received(sent: object) -> object:
    """Return a cell as `Book.rows` has it: a number, a text, a day, an error's text, or None.

    Raises:
        WorkbookError: no spreadsheet sends such a cell.
    """
    if isinstance(sent, bool | None):
        return sent
    if isinstance(sent, int | float):
        return float(sent)
    if isinstance(sent, str):
        return sent or None
    if isinstance(sent, dict) and isinstance(sent.get(ERROR), str):
        return sent[ERROR]
    if isinstance(sent, dict) and isinstance(sent.get(DATE), str):
        return _day(sent[DATE])
    message = f"a cell was sent as {sent!r:.60}: expected a number, a text, a date or an error"
    raise WorkbookError(message)


def _day(text: str) -> date:
    """Return a day, or a moment where the text has a time."""
    try:
        found = datetime.fromisoformat(text)
    except ValueError as error:
        message = f"a cell was sent as the date '{text[:40]}': expected one such as 2026-10-23"
        raise WorkbookError(message) from error
    return found if "T" in text else found.date()


def to_send(value: Value) -> Any:  # noqa: ANN401 -- whatever JSON has
    """Return a cell's new value as JSON has it."""
    match value:
        case Formula():
            return {FORMULA: value.text, "cached": to_send(value.cached)}
        case CellError():
            return {ERROR: value.code}
        case date():
            return {DATE: value.isoformat()}
        case _:
            return value
