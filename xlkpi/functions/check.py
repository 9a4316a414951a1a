"""KPI_CHECK."""

from collections.abc import Sequence

from xlkpi.errors import RefusalError
from xlkpi.functions.cells import Cell
from xlkpi.functions.definition import Argument, Definition, Example, Holds, Judge, Kind
from xlkpi.functions.reading import amount, number, numbers, unit
from xlkpi.rules.check import NOT_A_NUMBER, Check
from xlkpi.terms.outcome import Outcome


def _prepare(lower: Cell, upper: Cell, unit_: Cell) -> Judge:
    check = Check(amount(lower, "lower"), amount(upper, "upper"), unit(unit_))

    def judge(actual: Cell, history: Sequence[Cell]) -> str:
        earlier = numbers(history, "history")
        try:
            value = number(actual, "actual")
        except RefusalError:
            return NOT_A_NUMBER
        return Outcome.NO_DATA.value if value is None else check.query(value, earlier)

    return judge


CHECK = Definition(
    name="KPI_CHECK",
    kind=Kind.ROW,
    summary="No data, OK, or the first query that a new value raises, such as Above 100 or Same as "
    "the last value.",
    arguments=(
        Argument("actual", Holds.VALUE, "The new value."),
        Argument(
            "history",
            Holds.SERIES,
            "The earlier values, oldest first; a blank is a gap. A block is one KPI a row.",
            is_optional=True,
        ),
        Argument(
            "lower",
            Holds.NUMBER,
            "The lowest value that is possible.",
            is_optional=True,
            is_rule=True,
        ),
        Argument(
            "upper",
            Holds.NUMBER,
            "The highest value that is possible.",
            is_optional=True,
            is_rule=True,
        ),
        Argument(
            "unit",
            Holds.WORD,
            "The KPI's unit; %, for figures such as 77.4 (not 0.774), supplies 0 and 100 where no "
            "bound is given.",
            is_optional=True,
            is_rule=True,
        ),
    ),
    prepare=_prepare,
    examples=(
        Example('=KPI_CHECK(104, , , , "%")', "Above 100"),
        Example(
            '=KPI_CHECK(0, {81,80,82,79}, , , "%")',
            "Zero where earlier values were not near zero",
        ),
        Example("=KPI_CHECK(2.7, {3.15,2.9,2.7})", "Same as the last value"),
        Example("=KPI_CHECK(30, {10,12,11,9,10,12,11,9})", "Unusual against its history"),
        Example("=KPI_CHECK(11, {10,12,11,9})", "OK"),
    ),
    method="In order: not a number; below lower; above upper; 0 where at least four earlier values "
    "(two for unit %) have a median above 0 and each is above a tenth of it in size; equal to the "
    "last value present of a history that is not constant; outside mean +/- 1.5 x 2.66 x mean "
    "moving range of at least eight earlier values.",
    source="Faults found in published scorecards: zeros for missing quarters, stale copies.",
)
