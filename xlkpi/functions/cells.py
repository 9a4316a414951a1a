"""What a cell may hold once it has crossed the border, whichever host it came from."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from enum import Enum
from math import inf, isfinite
from typing import Any

from xlkpi.errors import RefusalError
from xlkpi.terms.number import shown


class Logical(Enum):
    """TRUE and FALSE, which are not the numbers 1 and 0."""

    TRUE = "TRUE"
    FALSE = "FALSE"


Cell = float | str | Logical | date | None
"""A number, a text (an Excel error is one), TRUE or FALSE, a date, or None for a blank."""

Answer = float | int | str
"""What a function puts into one cell."""

ERRORS = frozenset({
    "#NULL!", "#DIV/0!", "#VALUE!", "#REF!", "#NAME?", "#NUM!", "#N/A", "#GETTING_DATA", "#SPILL!",
    "#CALC!", "#FIELD!", "#BLOCKED!", "#UNKNOWN!", "#CONNECT!", "#BUSY!", "#EXTERNAL!", "#PYTHON!",
})  # fmt: skip
"""The errors that Excel shows, as their texts."""

REFUSED = "KPI? "
LONGEST = 255
"""A refusal is one line of at most this many characters, its prefix included."""

PLAIN = frozenset({float, str, type(None)})


def cleaned(cells: Sequence[Any]) -> Sequence[Cell]:
    """Return host values as cells; a million plain numbers cost next to nothing."""
    if PLAIN.issuperset(map(type, cells)):
        return cells
    return [_cleaned(cell) for cell in cells]


def _cleaned(cell: object) -> Cell:
    if cell is None or isinstance(cell, str | Logical | datetime | date):
        return cell
    if isinstance(cell, bool):
        return Logical.TRUE if cell else Logical.FALSE
    if isinstance(cell, int | float):
        return _number(cell)
    if hasattr(cell, "__float__"):
        return _number(cell)
    return f"<{type(cell).__name__}>"


def _number(cell: Any) -> float | str:  # noqa: ANN401 -- whatever numeric type the host uses
    try:
        return float(cell)
    except OverflowError:
        return inf
    except (TypeError, ValueError):
        return f"<{type(cell).__name__}>"


def first_error(cells: Iterable[object]) -> str | None:
    """Return the first Excel error among the cells, or None."""
    return next((cell for cell in cells if isinstance(cell, str) and cell in ERRORS), None)


def refusal(error: RefusalError) -> str:
    """Return what a cell shows for an unusable argument: one line, at most 255 characters."""
    return one_line(REFUSED + " ".join(str(error).split()))


def one_line(text: str) -> str:
    """Return a text that fits into a cell of every host: at most 255 characters."""
    return text if len(text) <= LONGEST else text[: LONGEST - 3] + "..."


def finite(answer: Answer) -> Answer:
    """Return the answer, or Excel's own error for a number too large to hold."""
    return "#NUM!" if isinstance(answer, float) and not isfinite(answer) else answer


def spelled(cell: Cell) -> str:
    """Return a cell as an officer sees it, for a message."""
    if isinstance(cell, float):
        return shown(cell).replace(",", "")
    if isinstance(cell, Logical):
        return cell.value
    if isinstance(cell, datetime) and cell.time() == datetime.min.time():
        return cell.date().isoformat()
    return "" if cell is None else str(cell)
