"""Which earlier period a result is compared with."""

from collections.abc import Collection

from xlkpi.errors import RefusalError
from xlkpi.terms.comparator import ComparatorType
from xlkpi.terms.period import Frequency, Period


def comparator_period(
    kind: ComparatorType,
    period: Period,
    available: Collection[Period],
    baseline: Period | None = None,
) -> Period | None:
    """Return the period to compare `period` with, or None when the record holds no such result.

    Args:
        kind: the KPI's comparator type.
        period: the period of the result that is judged.
        available: the periods for which the KPI has a value.
        baseline: the baseline period; needed for that type alone.

    The previous period is the last one that has a value, so that a three-yearly survey or a gap
    still has its predecessor; the paper prints which period it was.

    Raises:
        RefusalError: the type is Baseline and no baseline period is given.
    """
    match kind:
        case ComparatorType.PREVIOUS_PERIOD:
            earlier = [p for p in available if p.frequency is period.frequency and p < period]
            return max(earlier, default=None)
        case ComparatorType.SAME_PERIOD_LAST_YEAR:
            return _if_available(period.year_earlier(), available)
        case ComparatorType.PREVIOUS_YEAR_END:
            outturn, last = year_ends(period)
            return _if_available(outturn, available) or _if_available(last, available)
        case ComparatorType.BASELINE:
            if baseline is None:
                message = "comparator Baseline has no baseline period: name one"
                raise RefusalError(message)
            return _if_available(baseline, available)


def year_ends(period: Period) -> tuple[Period, Period]:
    """Return the year before that of `period`: as a whole year, and as its last month or quarter.

    For a year of any sort both are the year before.
    """
    if period.frequency not in (Frequency.MONTH, Frequency.QUARTER):
        previous = period.shift(-period.frequency.per_year)
        return previous, previous
    year = period.financial_year.shift(-1)
    return year, Period.containing(year.end, period.frequency)


def _if_available(period: Period, available: Collection[Period]) -> Period | None:
    return period if period in available else None
