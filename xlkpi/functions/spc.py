"""KPI_SPC."""

from collections.abc import Callable, Sequence

from xlkpi.errors import RefusalError
from xlkpi.functions.cells import Answer, Cell
from xlkpi.functions.definition import (
    BASELINE,
    SCREEN,
    VALUES,
    Argument,
    Definition,
    Example,
    Holds,
    Judge,
    Kind,
)
from xlkpi.functions.reading import needed, numbers, switch, whole
from xlkpi.rules.xmr import Limits, limits, present
from xlkpi.rules.xmr_flags import signals
from xlkpi.terms.outcome import Outcome
from xlkpi.terms.wording import fold, one_of, quoted

NUMBERS: dict[str, Callable[[Limits], float]] = {
    "mean": lambda chart: chart.mean,
    "lower": lambda chart: chart.lower,
    "upper": lambda chart: chart.upper,
    "near lower": lambda chart: chart.near_lower,
    "near upper": lambda chart: chart.near_upper,
}
FLAG = "flag"


def _prepare(part: Cell, baseline: Cell, screen: Cell) -> Judge:
    words = one_of([*NUMBERS, FLAG])
    text = needed(part, "part", f"one of {words}")
    name = fold(text)
    if name not in NUMBERS and name != FLAG:
        message = f"part {quoted(text)} is not one of {words}"
        raise RefusalError(message)
    first, screens = whole(baseline, "baseline"), switch(screen, "screen", default=True)

    def judge(values: Sequence[Cell]) -> Answer | list[str]:
        series = numbers(values, "values")
        chart = limits(present(series), first, screen=screens)
        if name == FLAG:
            return _flags(series, chart)
        return Outcome.TOO_FEW_POINTS.value if chart is None else NUMBERS[name](chart)

    return judge


def _flags(series: Sequence[float | None], chart: Limits | None) -> list[str]:
    """Return one text a position; a gap and an ordinary point have none."""
    if chart is None:
        return [""] * len(series)
    found = iter(signals(present(series), chart))
    return [
        "" if value is None or (signal := next(found)) is None else signal.flag.value
        for value in series
    ]


SPC = Definition(
    name="KPI_SPC",
    kind=Kind.SERIES,
    summary="One part of an XmR chart: the mean or a limit as a number, or for flag one text a "
    "position in the shape of values: blank, outside, trend, two of three or shift.",
    arguments=(
        VALUES,
        Argument(
            "part",
            Holds.WORD,
            "mean, lower, upper, near lower, near upper, or flag.",
            is_rule=True,
        ),
        BASELINE,
        SCREEN,
    ),
    prepare=_prepare,
    examples=(
        Example('=KPI_SPC({1,2,3,4,5,6,7,8,9,10}, "mean")', 5.5),
        Example('=KPI_SPC({1,2,3,4,5,6,7,8,9,10}, "upper")', 8.16),
        Example('=KPI_SPC({10,12,11,9,30}, "flag", 4)', [["", "", "", "", "outside"]]),
    ),
    method="The moving range is the size of each step from one value to the next. Limits at "
    "mean +/- 2.66 x mean moving range, near limits at two "
    "thirds of that. screen drops moving ranges not below 3.267 x their mean, once. A gap breaks "
    "no run; a moving range joins the values on both sides of it. Too few points below two values.",
    source="NHS England, Making Data Count; NHSRplotthedots.",
)
