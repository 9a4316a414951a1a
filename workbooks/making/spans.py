"""The Register's period for a span as the Office for National Statistics writes it."""

import re
from datetime import date

from xlkpi.terms.period import Frequency, Period


def period_of(span: str, frequency: Frequency) -> Period:
    """Return the period under which a published span is recorded.

    A span of several years goes under the year in which it ends, a year that does not begin in
    January under the calendar year that holds most of it, a single day under the period that
    holds it. Academic years are published from August or September.

    Args:
        span: `2024-04-01/P1Y`, `2022-01-01/P3Y` or `2025-04-30`.
        frequency: the KPI's own.
    """
    match = re.fullmatch(r"(\d{4})-(\d\d)-(\d\d)(?:/P(\d)Y)?", span)
    if match is None:
        message = f"{span} is neither a day nor a day with a number of years"
        raise ValueError(message)
    first = date(*(int(part) for part in match.groups()[:3]))
    years = int(match[4] or 0)
    if frequency is Frequency.ACADEMIC_YEAR:
        return Period(frequency, first.year)
    if frequency is not Frequency.CALENDAR_YEAR or not years:
        return Period.containing(first, frequency)
    starts_late = first >= date(first.year, 7, 1)
    return Period(frequency, first.year + years - 1 + starts_late)
