"""A KPI's results as one series: every period in its place, gaps kept."""

from collections.abc import Sequence

from xlkpi.register.kpi import Kpi
from xlkpi.register.result import Result
from xlkpi.rules.trend import trend
from xlkpi.terms.trend import Trend


def series(results: Sequence[Result]) -> tuple[float | None, ...]:
    """Return the values oldest first, with None for a period that has no result.

    Args:
        results: of one KPI and one frequency, oldest first.
    """
    if not results:
        return ()
    values = {row.period: row.value for row in results}
    first, last = results[0].period, results[-1].period
    return tuple(values.get(first.shift(i)) for i in range(last.number - first.number + 1))


def trend_of(kpi: Kpi, results: Sequence[Result]) -> Trend | None:
    """Return what a control chart says of the latest result, or None where none applies.

    Cumulative and rolling series are not charted: their points are not separate measurements.
    """
    if not kpi.aggregation.has_independent_points:
        return None
    return trend(series(results), kpi.polarity)
