"""KPI_MADS."""

from collections.abc import Sequence

from xlkpi.functions.cells import Answer, Cell
from xlkpi.functions.definition import Argument, Definition, Example, Holds, Judge, Kind
from xlkpi.functions.reading import number, numbers
from xlkpi.rules.mads import mads
from xlkpi.terms.outcome import Outcome


def _prepare() -> Judge:
    return _judge


def _judge(actual: Cell, values: Sequence[Cell]) -> Answer:
    found = mads(number(actual, "actual"), numbers(values, "values"))
    return found.value if isinstance(found, Outcome) else found


MADS = Definition(
    name="KPI_MADS",
    kind=Kind.SERIES,
    summary="How many median absolute deviations our value lies above (+) or below (-) the median; "
    "or No data, No comparator, Not calculable.",
    arguments=(
        Argument("actual", Holds.VALUE, "Our value."),
        Argument(
            "values",
            Holds.SERIES,
            "Every area's value, ours included; a blank is an area without one. A block is one "
            "KPI a row.",
        ),
    ),
    prepare=_prepare,
    examples=(
        Example("=KPI_MADS(9, {5,6,7,8,9})", 2.0),
        Example("=KPI_MADS(7, {7,7,7,9})", "Not calculable"),
    ),
    method="(actual - median)/median(|value - median|), not scaled by 1.4826 and not turned for "
    "polarity. Not calculable where the divisor is 0.",
    source="Office for Local Government, Data Explorer (closed).",
)
