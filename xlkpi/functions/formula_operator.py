"""The operators of a formula: arithmetic, joining and comparing, element by element on arrays."""

from collections.abc import Callable
from typing import Any

from xlkpi.errors import RefusalError
from xlkpi.functions.cells import finite
from xlkpi.functions.formula_value import ExcelError, Rows, Scalar, number_of, text_of
from xlkpi.functions.judging import OVERFLOW

COMPARISONS = ("=", "<>", "<", ">", "<=", ">=")
_NEARLY, _ALMOST_NONE = 1e-13, 1e-12
_BLANK: dict[type, Any] = {float: 0.0, str: "", bool: False}
_ORDER: dict[type, int] = {float: 0, str: 1, bool: 2}


def lifted(work: Callable[..., Scalar], *operands: Scalar | Rows) -> Any:  # noqa: ANN401
    """Return `work` of single cells, or of each place of arrays as Excel fits them together.

    One row or column goes with every row or column; a place that an array lacks is #N/A.
    """
    if not any(isinstance(operand, list) for operand in operands):
        return work(*operands)
    grids = [operand if isinstance(operand, list) else [[operand]] for operand in operands]
    height, width = max(map(len, grids)), max(len(grid[0]) for grid in grids)
    return [
        [work(*(element(grid, row, column) for grid in grids)) for column in range(width)]
        for row in range(height)
    ]


def element(grid: Rows, row: int, column: int) -> Scalar:
    """Return the place of an array that is fitted to a larger one."""
    row, column = row if len(grid) > 1 else 0, column if len(grid[0]) > 1 else 0
    if row < len(grid) and column < len(grid[0]):
        found: Scalar = grid[row][column]
        return found
    return ExcelError("#N/A")


def calculated(sign: str, left: Scalar, right: Scalar) -> Scalar:
    """Return what two cells give; an error is handed on, the left one first."""
    for operand in (left, right):
        if isinstance(operand, ExcelError):
            return operand
    if sign == "&":
        return text_of(left) + text_of(right)
    if sign in COMPARISONS:
        return compared(sign, left, right)
    return _arithmetic(sign, number_of(left), number_of(right))


def _arithmetic(sign: str, a: float | ExcelError, b: float | ExcelError) -> Scalar:
    for number in (a, b):
        if isinstance(number, ExcelError):
            return number
    try:
        found = finite(_result(sign, float(a), float(b)))
    except ZeroDivisionError:
        return ExcelError("#DIV/0!")
    except OverflowError:
        return ExcelError(OVERFLOW)
    return ExcelError(found) if isinstance(found, str) else found


def _result(sign: str, a: float, b: float) -> float:
    if sign == "+":
        return a + b
    if sign == "-":
        return a - b
    if sign == "*":
        return a * b
    if sign == "/":
        return a / b
    if a == 0 and b == 0:
        return float("nan")
    power = a**b
    return power if isinstance(power, float) else float("nan")


def compared(sign: str, left: Scalar, right: Scalar) -> bool:
    """Return what Excel says of two cells: numbers below texts below FALSE below TRUE."""
    left_kind, right_kind = _kind(left), _kind(right)
    a, b = left_kind or right_kind or float, right_kind or left_kind or float
    left, right = _BLANK[a] if left is None else left, _BLANK[b] if right is None else right
    if a is not b:
        order = _ORDER[a] - _ORDER[b]
    elif isinstance(left, str) and isinstance(right, str):
        order = _text_order(sign, left, right)
    else:
        order = _number_order(float(left or 0), float(right or 0))
    return {
        "=": order == 0,
        "<>": order != 0,
        "<": order < 0,
        ">": order > 0,
        "<=": order <= 0,
        ">=": order >= 0,
    }[sign]


def _kind(cell: Scalar) -> type | None:
    if cell is None:
        return None
    if isinstance(cell, bool):
        return bool
    return str if isinstance(cell, str) else float


def _text_order(sign: str, left: str, right: str) -> int:
    """Return 0 for texts that are alike but for case; other texts have no order here."""
    if left.lower() == right.lower():
        return 0
    if sign not in ("=", "<>"):
        message = f"the order of two texts depends on Excel's country: {sign} is read for numbers"
        raise RefusalError(message)
    return 1


def _number_order(a: float, b: float) -> int:
    """Return which number is larger in the 15 digits that Excel compares."""
    if a == b or f"{a:.15g}" == f"{b:.15g}":
        return 0
    if abs(a - b) <= _NEARLY * max(abs(a), abs(b)) or (0 in (a, b) and abs(a - b) < _ALMOST_NONE):
        message = f"{a!r} and {b!r} are too close to tell what Excel says of them: use ROUND"
        raise RefusalError(message)
    return 1 if a > b else -1
