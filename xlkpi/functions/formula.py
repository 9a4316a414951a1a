"""Answering an Excel formula without a spreadsheet: `=KPI_RAG(77.4, 80, "Higher")`."""

from xlkpi.errors import RefusalError
from xlkpi.functions.answer import answer
from xlkpi.functions.cells import ERRORS, finite
from xlkpi.functions.formula_tree import Call, Literal, Node, Sum, parsed
from xlkpi.functions.judging import OVERFLOW
from xlkpi.functions.names import definition_of


def evaluate(text: str) -> object:
    """Return what a formula answers: a cell's value, or rows of them as a list of lists.

    An unusable argument is answered in the cell, as `KPI? ...`; errors are handed on.

    Raises:
        RefusalError: the text is not a formula that can be read here.
    """
    return _value(parsed(text))


def _value(node: Node) -> object:
    match node:
        case Literal():
            return node.value
        case Call():
            definition = definition_of(node.name)
            return answer(definition, [_value(argument) for argument in node.arguments])
        case Sum():
            return _sum(node)


def _sum(node: Sum) -> object:
    """Return a sum's value; its terms lean to the left, and may be many."""
    terms: list[Sum] = [node]
    while isinstance(terms[-1].left, Sum):
        terms.append(terms[-1].left)
    value = _value(terms[-1].left)
    for term in reversed(terms):
        value = _calculated(term.sign, value, _value(term.right))
    return value


def _calculated(sign: str, left: object, right: object) -> object:
    """Return the sum of two cells; an error is handed on, and text is no number, as in Excel."""
    for operand in (left, right):
        if isinstance(operand, list):
            message = f"{sign} is read here between single numbers only: calculate ranges in cells"
            raise RefusalError(message)
        if isinstance(operand, str):
            return operand if operand in ERRORS else "#VALUE!"
    a, b = _as_number(left), _as_number(right)
    try:
        return finite(_result(sign, a, b))
    except ZeroDivisionError:
        return "#DIV/0!"
    except OverflowError:
        return OVERFLOW


def _as_number(operand: object) -> float:
    return float(operand) if isinstance(operand, int | float) else 0.0


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
