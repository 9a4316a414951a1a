"""Covid: a series before and after 2020/21, which is no normal year to compare with."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import fsum

from xlkpi.assessment.assessment import Assessment
from xlkpi.register.result import Result
from xlkpi.terms.period import Frequency, Period

YEAR = Period(Frequency.YEAR, 2020)
"""April 2020 to March 2021."""

FEWEST_YEARS = 3
"""So many years a mean of an annual series needs; of months or quarters it needs those of one."""


@dataclass(frozen=True, slots=True)
class Stretch:
    """Some results in a row, and their mean in the KPI's unit."""

    first: Period
    last: Period
    results: int
    mean: float


@dataclass(frozen=True, slots=True)
class CovidReading:
    """The means before 2020/21 and after it; the year itself is in neither."""

    before: Stretch
    after: Stretch


def is_in_covid(period: Period) -> bool:
    """Return whether half of the period or more lies in 2020/21."""
    months = period.frequency.months
    first = max(period.last_month - months, YEAR.last_month - YEAR.frequency.months)
    return 2 * (min(period.last_month, YEAR.last_month) - first) >= months


def covid_reading(assessment: Assessment) -> CovidReading | None:
    """Return the KPI's means before and after 2020/21; None where the series allows none.

    Results that overlap or run up over a year have no mean that says anything.
    """
    if not assessment.kpi.aggregation.has_independent_points:
        return None
    valued = [r for r in assessment.history if r.value is not None and not is_in_covid(r.period)]
    before = _stretch([r for r in valued if r.period.last_month < YEAR.last_month])
    after = _stretch([r for r in valued if r.period.last_month > YEAR.last_month])
    return CovidReading(before, after) if before and after else None


def _stretch(results: Sequence[Result]) -> Stretch | None:
    values = [result.value for result in results if result.value is not None]
    if not values:
        return None
    first, last = results[0].period, results[-1].period
    fewest = first.frequency.per_year if first.frequency.per_year > 1 else FEWEST_YEARS
    if len(values) < fewest:
        return None
    return Stretch(first, last, len(values), fsum(values) / len(values))
