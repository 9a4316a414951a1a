"""KPI_TREND."""

from collections.abc import Sequence

from xlkpi.functions.cells import Cell
from xlkpi.functions.definition import (
    BASELINE,
    POLARITY,
    SCREEN,
    VALUES,
    Definition,
    Example,
    Judge,
    Kind,
)
from xlkpi.functions.reading import numbers, polarity, switch, whole
from xlkpi.rules.trend import trend


def _prepare(way: Cell, baseline: Cell, screen: Cell) -> Judge:
    found, first = polarity(way), whole(baseline, "baseline")
    screens = switch(screen, "screen", default=True)

    def judge(values: Sequence[Cell]) -> str:
        return trend(numbers(values, "values"), found, first, screen=screens).text

    return judge


TREND = Definition(
    name="KPI_TREND",
    kind=Kind.SERIES,
    summary="What the last value says on an XmR (control) chart: Common cause, Special cause "
    "improvement, "
    "Special cause concern (high or low without a polarity); Too few points; No variation.",
    arguments=(VALUES, POLARITY, BASELINE, SCREEN),
    prepare=_prepare,
    examples=(
        Example(
            '=KPI_TREND({10,12,11,9,10,12,11,9,10,12,11,9,30}, "Higher")',
            "Special cause improvement",
        ),
        Example('=KPI_TREND({10,12,11,9,10,12,11,9}, "Lower")', "Common cause (trial limits)"),
        Example('=KPI_TREND({10,12,11,9,10}, "Lower")', "Too few points"),
        Example('=KPI_TREND({100,100,100,100,100,100}, "Higher")', "No variation"),
    ),
    method="Limits are mean +/- 2.66 x mean moving range; the first flag that holds for the last "
    "value present decides: outside, trend of 7, two of three near a limit, shift of 7. Below 6 "
    "values there is no judgement; with 6 to 11 the limits are called trial limits.",
    source="NHS England, Making Data Count; NHSRplotthedots.",
)
