"""How the functions read their arguments' cells: the words, the numbers and what is refused."""

from collections.abc import Callable, Sequence
from datetime import date
from functools import wraps
from math import isfinite
from typing import NoReturn, ParamSpec, TypeVar

from xlkpi.errors import RefusalError
from xlkpi.functions.cells import Cell, Logical, spelled
from xlkpi.terms.band import Band
from xlkpi.terms.missing import is_missing
from xlkpi.terms.number import refuse_decimals, same
from xlkpi.terms.polarity import Polarity
from xlkpi.terms.unit import Unit
from xlkpi.terms.wording import fold, quoted

SWITCHES: dict[float | str, bool] = {"true": True, 1.0: True, "false": False, 0.0: False}
MOST_REMEMBERED = 1024
"""Different cells whose reading is remembered: a column of words holds few different ones."""
LONGEST_UNIT = 60
"""A unit is written several times in a sentence; a longer one is cut."""
FLOATS = frozenset({float, type(None)})


Cells = ParamSpec("Cells")
Read = TypeVar("Read")


def remembered(read: Callable[Cells, Read]) -> Callable[Cells, Read]:
    """Return `read` so that the same cells, given by position, are read, or refused, once."""
    known: dict[object, Read | RefusalError] = {}

    @wraps(read)
    def reading(*cells: Cells.args, **names: Cells.kwargs) -> Read:
        try:
            found = known[cells]
        except KeyError:
            if len(known) >= MOST_REMEMBERED:
                known.clear()
            try:
                found = read(*cells, **names)
            except RefusalError as error:
                found = error
            known[cells] = found
        if isinstance(found, RefusalError):
            # -- an error that is raised again would grow by a line a time --
            raise found.with_traceback(None)
        return found

    return reading


def number(cell: Cell, name: str) -> float | None:
    """Return a number of the record; None for a blank and for the shorthand of a missing value.

    Raises:
        RefusalError: text (a number stored as text too), TRUE or FALSE, a date.
    """
    if type(cell) is float and isfinite(cell):
        return cell
    return None if is_missing(cell) else _number(cell, name)


def numbers(cells: Sequence[Cell], name: str) -> list[float | None]:
    """Return a series of the record, oldest first; None is a gap."""
    if FLOATS.issuperset(map(type, cells)):
        floats = [cell for cell in cells if cell is None or isinstance(cell, float)]
        if all(cell is None or isfinite(cell) for cell in floats):
            return floats
    return [number(cell, name) for cell in cells]


def amount(cell: Cell, name: str) -> float | None:
    """Return a number of the rule, such as a tolerance; None for a blank, no other spelling."""
    return None if is_blank(cell) else _number(cell, name)


def whole(cell: Cell, name: str) -> int | None:
    """Return a whole number of the rule; None for a blank."""
    found = amount(cell, name)
    if found is None:
        return None
    if not same(found, round(found)):
        message = f"{name} {spelled(found)} is not a whole number"
        raise RefusalError(message)
    return round(found)


def places(cell: Cell) -> int | None:
    """Return a number of decimal places; None for a blank."""
    found = whole(cell, "decimals")
    refuse_decimals(found)
    return found


def word(cell: Cell) -> str | None:
    """Return the text of a cell that holds a word; None for a blank."""
    return None if is_blank(cell) else spelled(cell)


def needed(cell: Cell, name: str, accepted: str) -> str:
    """Return the text of a cell that must hold a word.

    Raises:
        RefusalError: the cell is blank; the message names what it may hold.
    """
    found = word(cell)
    if found is None:
        message = f"{name} is blank: expected {accepted}"
        raise RefusalError(message)
    return found


@remembered
def polarity(cell: Cell, accepted: str = "Higher, Lower, Within or None") -> Polarity:
    """Return a polarity that the function needs; there is no default.

    `accepted` is what a refused blank might hold; the rule refuses those that it cannot use.
    """
    return Polarity.read(needed(cell, "polarity", accepted))


@remembered
def optional_polarity(cell: Cell) -> Polarity | None:
    """Return a polarity, or None for a blank; an unknown spelling is refused."""
    found = word(cell)
    return None if found is None else Polarity.read(found)


def switch(cell: Cell, name: str, *, default: bool) -> bool:
    """Return TRUE or FALSE, which some hosts show as the numbers 1 and 0."""
    if is_blank(cell):
        return default
    found = cell if isinstance(cell, float) else fold(spelled(cell))
    if found in SWITCHES:
        return SWITCHES[found]
    message = f"{name} {quoted(spelled(cell))} is not TRUE or FALSE"
    raise RefusalError(message)


def unit(cell: Cell) -> Unit | None:
    """Return a unit, or None for a blank; it stays one short line, whatever the cell holds."""
    if is_blank(cell):
        return None
    if not isinstance(cell, str):
        message = f"unit {quoted(spelled(cell))} is not a text such as %, £ or days"
        raise RefusalError(message)
    text = " ".join(cell.split())
    return Unit(text if len(text) <= LONGEST_UNIT else text[: LONGEST_UNIT - 3] + "...")


def band(target: Cell, upper: Cell, found: Polarity) -> Band | None:
    """Return the band from `target` to `upper` for polarity Within, or None.

    Only `target` makes a band of one point; other polarities use neither cell.
    """
    if found is not Polarity.WITHIN:
        return None
    low = number(target, "target")
    high = amount(upper, "upper")
    if low is None:
        return None
    return Band(low, low if high is None else high)


def is_blank(cell: Cell) -> bool:
    """Return whether a cell holds nothing, or a text of spaces as an empty formula gives."""
    return cell is None or (isinstance(cell, str) and not cell.strip())


def is_word(cell: Cell) -> bool:
    """Return whether a cell holds a text other than a number stored as text, or TRUE or FALSE."""
    return isinstance(cell, Logical) or (isinstance(cell, str) and not _looks_numeric(cell))


def _number(cell: Cell, name: str) -> float:
    if isinstance(cell, float) and isfinite(cell):
        return cell
    return _refuse_number(cell, name)


@remembered
def _refuse_number(cell: Cell, name: str) -> NoReturn:
    """Refuse a cell as a number."""
    if isinstance(cell, float):
        message = f"{name} is not a number that a spreadsheet can hold: enter it again"
    elif isinstance(cell, str) and _looks_numeric(cell):
        message = (
            f"{name} {quoted(cell)} is a number stored as text: convert it to a number "
            f"(in Excel: Data, Text to Columns, Finish)"
        )
    elif isinstance(cell, date):
        message = f"{name} {spelled(cell)} is a date: expected a number"
    else:
        message = f"{name} {quoted(spelled(cell))} is not a number: expected a number or a blank"
    raise RefusalError(message)


def _looks_numeric(text: str) -> bool:
    plain = fold(text).replace(",", "").replace("£", "").replace(" ", "").rstrip("%")
    try:
        return isfinite(float(plain))
    except ValueError:
        return False
