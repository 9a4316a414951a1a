"""KPI_COMPARE."""

from xlkpi.functions.cells import Cell
from xlkpi.functions.definition import (
    Argument,
    Definition,
    Example,
    Holds,
    Judge,
    Kind,
    polarity_of,
)
from xlkpi.functions.reading import number, polarity
from xlkpi.rules.compare import compare, refuse_polarity

WAYS = "Higher, Lower or None"


def _prepare(way: Cell) -> Judge:
    found = polarity(way, WAYS)
    refuse_polarity(found)

    def judge(lower: Cell, upper: Cell, benchmark: Cell) -> str:
        ends = number(lower, "lower"), number(upper, "upper")
        return str(compare(*ends, number(benchmark, "benchmark"), found).value)

    return judge


COMPARE = Definition(
    name="KPI_COMPARE",
    kind=Kind.ROW,
    summary="Better, Similar or Worse than a benchmark, from a confidence interval; with polarity "
    "None Higher, Similar or Lower; or No data, No comparator.",
    arguments=(
        Argument("lower", Holds.VALUE, "The lower confidence limit of our value."),
        Argument("upper", Holds.VALUE, "The upper confidence limit of our value."),
        Argument("benchmark", Holds.VALUE, "The value to compare with, such as England's."),
        polarity_of(WAYS),
    ),
    prepare=_prepare,
    examples=(
        Example('=KPI_COMPARE(24.021, 29.181, 26.643, "Lower")', "Similar"),
        Example('=KPI_COMPARE(70.1, 73.9, 69.5, "Higher")', "Better"),
        Example('=KPI_COMPARE(70.1, 73.9, 75, "None")', "Lower"),
    ),
    method="Similar where the interval holds or touches the benchmark; otherwise the side it lies "
    "on, turned for polarity. Within is refused.",
    source="Comparison with a benchmark in Fingertips (OHID).",
)
