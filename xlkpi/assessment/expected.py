"""What should be there: the result a KPI owes for a reporting period, and why it is missing."""

from datetime import date, timedelta

from xlkpi.register.kpi import Kpi
from xlkpi.register.result import Result
from xlkpi.terms.missing import GapReason
from xlkpi.terms.period import Frequency, Period

ENDED = (GapReason.NOT_AVAILABLE, GapReason.SUSPENDED, GapReason.SUPPRESSED)
"""Reasons that say there is no current result, so that an older one must not stand in for it."""


def expected_period(kpi: Kpi, reporting: Period, as_at: date) -> Period:
    """Return the last period of the KPI's own kind that has ended and whose lag has passed.

    A KPI without a lag is due on the day its period ends.
    """
    last = last_ended(kpi.frequency, reporting)
    lag = timedelta(days=kpi.lag_days or 0)
    while last.end + lag > as_at:
        last = last.shift(-1)
    return last


def last_ended(frequency: Frequency, reporting: Period) -> Period:
    """Return the last period of `frequency` that ends no later than the reporting period."""
    period = Period.containing(reporting.end, frequency)
    return period if period.end <= reporting.end else period.shift(-1)


def gap_of(
    kpi: Kpi, latest: Result | None, recorded: tuple[Result, ...], reporting: Period, as_at: date
) -> GapReason | None:
    """Return why the KPI has no result for the period it owes, or None when it has.

    Args:
        kpi: the KPI.
        latest: its latest result with a value, if any.
        recorded: its results and gaps up to the reporting period, oldest first.
        reporting: the reporting period.
        as_at: the day on which the question is asked.
    """
    expected = expected_period(kpi, reporting, as_at)
    if latest is not None and latest.period >= _allowing_for_interval(kpi, expected):
        is_in_year = kpi.frequency in (Frequency.MONTH, Frequency.QUARTER)
        is_behind = is_in_year and latest.period < last_ended(kpi.frequency, reporting)
        return GapReason.NOT_DUE if is_behind else None
    stated = [row for row in recorded if row.value is None and row.gap_reason is not None]
    if stated and (latest is None or stated[-1].period > latest.period):
        return stated[-1].gap_reason
    return GapReason.AWAITING


def _allowing_for_interval(kpi: Kpi, expected: Period) -> Period:
    """Return the earliest period that still counts as up to date (a three-yearly survey)."""
    return expected.shift(1 - (kpi.every or 1))
