"""The Scorecard's ratings as live formulas: each one call of a worksheet function on its row."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from xlkpi.functions.catalogue import call
from xlkpi.terms.number import spelling
from xlkpi.workbook.edit.change import Formula

Cell = str | float | None

JUDGED = ("value", "target", "polarity", "tolerance", "mode", "comparator", "upper")
CALLS = {
    "rag": ("KPI_RAG", JUDGED),
    "why": ("KPI_RAG_WHY", (*JUDGED, "unit", "decimals")),
    "direction": (
        "KPI_DIRECTION",
        ("value", "comparator", "polarity", "min_change", "decimals", "target", "upper"),
    ),
    "trend": ("KPI_TREND", ("history", "polarity")),
    "benchmark": ("KPI_BENCHMARK", ("value", "peers", "polarity", "target", "upper")),
}
"""Column to the function that fills it, and what its arguments are."""


@dataclass(frozen=True, slots=True)
class Argument:
    """What a formula is given: cells, with the place where they stand if they do in the file."""

    cells: Cell | Sequence[Cell]
    reference: str = ""

    @property
    def text(self) -> str:
        """The argument as a formula spells it; a range without a place cannot be spelt."""
        match self.cells:
            case _ if self.reference:
                return self.reference
            case None:
                return ""
            case str():
                return '"{}"'.format(self.cells.replace('"', '""'))
            case int() | float():
                return spelling(self.cells)
            case _:
                message = "a range has no place in the workbook"
                raise ValueError(message)


def live(field: str, given: Mapping[str, Argument], expected: str) -> Formula | None:
    """Return the formula that fills a column, or None where no formula gives what is expected.

    Args:
        field: the column, a key of `CALLS`.
        given: the arguments that there are, by name.
        expected: what the Register's own assessment says; the formula's last value.
    """
    function, names = CALLS[field]
    if any(name in ("history", "peers") and name not in given for name in names):
        return None
    arguments = [given.get(name, Argument(None)) for name in names]
    while arguments and not arguments[-1].reference and arguments[-1].cells is None:
        arguments.pop()
    if call(function, [argument.cells for argument in arguments]) != expected:
        return None
    text = ",".join(argument.text for argument in arguments)
    return Formula(f"{function}({text})", expected)
