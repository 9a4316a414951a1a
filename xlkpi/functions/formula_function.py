"""The few functions of Excel's own that officers put around a KPI function, exact or refused."""

from collections.abc import Callable, Mapping, Sequence
from math import trunc
from types import MappingProxyType
from typing import Protocol

from xlkpi.errors import RefusalError
from xlkpi.functions.formula_operator import lifted
from xlkpi.functions.formula_tree import Literal, Node
from xlkpi.functions.formula_value import (
    ExcelError,
    Range,
    Rows,
    Scalar,
    Value,
    logical_of,
    number_of,
)
from xlkpi.terms.number import rounded

NOT_AVAILABLE = "#N/A"


class Evaluator(Protocol):
    """What works out the arguments of a function, when the function asks for them."""

    def value(self, node: Node) -> Value:
        """Return what a part of the formula gives; cells stay a Range."""

    def content(self, node: Node) -> Scalar | Rows:
        """Return what a part of the formula gives, cells as what they hold."""

    def single(self, node: Node) -> Scalar:
        """Return what a part of the formula gives, which must be one cell."""


Arguments = Sequence[Node]
Work = Callable[[Evaluator, Arguments], Value]


def _if(evaluator: Evaluator, arguments: Arguments) -> Value:
    condition = logical_of(evaluator.single(arguments[0]))
    if isinstance(condition, ExcelError):
        return condition
    if condition:
        return _chosen(evaluator, arguments[1])
    return _chosen(evaluator, arguments[2]) if len(arguments) > 2 else False  # noqa: PLR2004


def _chosen(evaluator: Evaluator, node: Node) -> Value:
    if node == Literal(None):
        message = 'IF has an empty place: write "" or 0, whichever is meant'
        raise RefusalError(message)
    return evaluator.value(node)


def _if_error(evaluator: Evaluator, arguments: Arguments) -> Value:
    return _instead(evaluator, arguments, lambda cell: isinstance(cell, ExcelError))


def _if_na(evaluator: Evaluator, arguments: Arguments) -> Value:
    return _instead(
        evaluator,
        arguments,
        lambda cell: isinstance(cell, ExcelError) and cell == NOT_AVAILABLE,
    )


def _instead(
    evaluator: Evaluator, arguments: Arguments, is_meant: Callable[[Scalar], bool]
) -> Value:
    """Return the first argument, the second one in place of the errors that are meant."""
    found = evaluator.content(arguments[0])
    cells = [cell for row in found for cell in row] if isinstance(found, list) else [found]
    if None in cells:
        message = "what IFERROR and IFNA make of a blank cell is not certain"
        raise RefusalError(message)
    if not any(is_meant(cell) for cell in cells):
        return found
    other = evaluator.content(arguments[1])
    if other is None or (isinstance(other, list) and any(None in row for row in other)):
        message = 'the alternative of IFERROR or IFNA is blank: write "" or 0, whichever is meant'
        raise RefusalError(message)
    if not isinstance(found, list):
        return other

    def chosen(cell: Scalar, alternative: Scalar) -> Scalar:
        return alternative if is_meant(cell) else cell

    answer: Rows = lifted(chosen, found, other)
    return answer


def _and(evaluator: Evaluator, arguments: Arguments) -> Value:
    found = _logicals(evaluator, arguments)
    return found if isinstance(found, ExcelError) else all(found)


def _or(evaluator: Evaluator, arguments: Arguments) -> Value:
    found = _logicals(evaluator, arguments)
    return found if isinstance(found, ExcelError) else any(found)


def _logicals(evaluator: Evaluator, arguments: Arguments) -> list[bool] | ExcelError:
    """Return what is TRUE or FALSE; texts and blanks in cells and arrays do not count."""
    found: list[bool] = []
    for node in arguments:
        value = evaluator.value(node)
        if isinstance(value, Range | list):
            rows = value.rows if isinstance(value, Range) else value
            cells = [cell for row in rows for cell in row]
        else:
            cells = [logical_of(value)]
        for cell in cells:
            if isinstance(cell, ExcelError):
                return cell
            if isinstance(cell, bool | int | float):
                found.append(bool(cell))
    return found or ExcelError("#VALUE!")


def _not(evaluator: Evaluator, arguments: Arguments) -> Value:
    def turned(cell: Scalar) -> Scalar:
        found = logical_of(cell)
        return found if isinstance(found, ExcelError) else not found

    answer: Value = lifted(turned, evaluator.content(arguments[0]))
    return answer


def _is_blank(evaluator: Evaluator, arguments: Arguments) -> Value:
    answer: Value = lifted(lambda cell: cell is None, evaluator.content(arguments[0]))
    return answer


def _round(evaluator: Evaluator, arguments: Arguments) -> Value:
    def work(cell: Scalar, places: Scalar) -> Scalar:
        number, decimals = number_of(cell), number_of(places)
        for one in (number, decimals):
            if isinstance(one, ExcelError):
                return one
        return rounded(float(number), max(-400, min(400, trunc(float(decimals)))))

    answer: Value = lifted(work, *(evaluator.content(node) for node in arguments))
    return answer


def _index(evaluator: Evaluator, arguments: Arguments) -> Value:
    whole = evaluator.value(arguments[0])
    if not isinstance(whole, Range | list):
        if isinstance(whole, ExcelError):
            return whole
        message = "INDEX is read here over cells or an array"
        raise RefusalError(message)
    rows = whole.rows if isinstance(whole, Range) else whole
    places = [number_of(evaluator.single(node)) for node in arguments[1:]]
    for place in places:
        if isinstance(place, ExcelError):
            return place
    wanted = [trunc(float(place)) for place in places]
    if len(wanted) == 1:
        if len(rows) > 1 and len(rows[0]) > 1:
            message = "INDEX over several rows and columns is read here with both row and column"
            raise RefusalError(message)
        wanted = [1, *wanted] if len(rows) == 1 else [*wanted, 1]
    return _part(whole, rows, *wanted)


def _part(whole: Range | Rows, rows: Rows, row: int, column: int) -> Value:
    """Return the cell at a row and column counted from 1; 0 is all of them."""
    if row < 0 or column < 0:
        return ExcelError("#VALUE!")
    if row > len(rows) or column > len(rows[0]):
        return ExcelError("#REF!")
    found = [
        line[column - 1 : column] if column else line
        for line in (rows[row - 1 : row] if row else rows)
    ]
    if isinstance(whole, Range):
        return Range(found, whole.row + max(row - 1, 0), whole.column + max(column - 1, 0))
    return found if row == 0 or column == 0 else found[0][0]


MOST = 255
FUNCTIONS: Mapping[str, tuple[Work, int, int]] = MappingProxyType(
    {
        "IF": (_if, 2, 3),
        "IFERROR": (_if_error, 2, 2),
        "IFNA": (_if_na, 2, 2),
        "AND": (_and, 1, MOST),
        "OR": (_or, 1, MOST),
        "NOT": (_not, 1, 1),
        "ISBLANK": (_is_blank, 1, 1),
        "INDEX": (_index, 2, 3),
        "ROUND": (_round, 2, 2),
    }
)
"""Each with the fewest and the most arguments that it takes."""
