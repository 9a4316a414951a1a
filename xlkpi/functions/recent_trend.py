"""KPI_RECENT_TREND and KPI_RECENT_TREND_P."""

from collections.abc import Sequence

from xlkpi.functions.cells import Cell
from xlkpi.functions.definition import Argument, Definition, Example, Holds, Judge, Kind
from xlkpi.functions.reading import numbers, optional_polarity
from xlkpi.rules.recent_trend import recent_trend, recent_trend_of_proportions, with_polarity

POLARITY = Argument(
    "polarity",
    Holds.WORD,
    "Which way is better; adds and getting better or worse. Blank, None or Within: no such words.",
    is_optional=True,
    is_rule=True,
)
SUMMARY = (
    "OHID's test on the last five positions: Increasing or Decreasing, and getting better or worse "
    "where a polarity is given; No significant change; Cannot be calculated."
)
SOURCE = "Recent trends in Fingertips, Office for Health Improvement and Disparities."


def _prepare(way: Cell) -> Judge:
    found = optional_polarity(way)

    def judge(values: Sequence[Cell], lowers: Sequence[Cell], uppers: Sequence[Cell]) -> str:
        series = numbers(values, "values")
        low, high = numbers(lowers, "lowers"), numbers(uppers, "uppers")
        return with_polarity(recent_trend(series, low, high), found)

    return judge


def _prepare_proportions(way: Cell) -> Judge:
    found = optional_polarity(way)

    def judge(numerators: Sequence[Cell], denominators: Sequence[Cell]) -> str:
        counts, wholes = numbers(numerators, "numerators"), numbers(denominators, "denominators")
        return with_polarity(recent_trend_of_proportions(counts, wholes), found)

    return judge


RECENT_TREND = Definition(
    name="KPI_RECENT_TREND",
    kind=Kind.SERIES,
    summary=SUMMARY,
    arguments=(
        Argument("values", Holds.SERIES, "The values, one a year, oldest first."),
        Argument("lowers", Holds.SERIES, "The lower 95% confidence limits of the values."),
        Argument("uppers", Holds.SERIES, "The upper 95% confidence limits of the values."),
        POLARITY,
    ),
    prepare=_prepare,
    examples=(
        Example(
            "=KPI_RECENT_TREND({92.6254,92.3221,90.8708,90.017,90.1013}, "
            "{92.4168,92.1072,90.6358,89.7694,89.8578}, "
            '{92.8288,92.5315,91.1004,90.2594,90.3396}, "Higher")',
            "Decreasing and getting worse",
        ),
        Example("=KPI_RECENT_TREND({5,6,7,8}, {4,5,6,7}, {6,7,8,9})", "Cannot be calculated"),
    ),
    method="Standard error (how uncertain a value is) (upper - lower)/3.92; weighted "
    "least squares on time; significant where "
    "(slope/its standard error)^2 exceeds 9.5495 (99.8%) and the slope keeps its sign whichever "
    "point is left out. A gap, an interval of no width or fewer than five positions cannot be "
    "calculated.",
    source=SOURCE,
)
RECENT_TREND_P = Definition(
    name="KPI_RECENT_TREND_P",
    kind=Kind.SERIES,
    summary=SUMMARY + " For proportions, from their counts.",
    arguments=(
        Argument("numerators", Holds.SERIES, "The counts, one a year, oldest first."),
        Argument("denominators", Holds.SERIES, "What each count is out of."),
        POLARITY,
    ),
    prepare=_prepare_proportions,
    examples=(
        Example(
            '=KPI_RECENT_TREND_P({100,120,140,160,180}, {1000,1000,1000,1000,1000}, "Lower")',
            "Increasing and getting worse",
        ),
        Example(
            "=KPI_RECENT_TREND_P({0,1,2,1,3}, {50,50,50,50,50})",
            "Cannot be calculated",
        ),
    ),
    method="Chi-squared for linear trend, N(NS - CT)^2/(C(N - C)(NQ - T^2)), above 9.5495 (99.8%), "
    "and the slope of the log odds (the logarithm of count/(denominator - count)) "
    "keeps its sign whichever point is left out. A gap, or a count "
    "of none or of all, cannot be calculated.",
    source=SOURCE,
)
