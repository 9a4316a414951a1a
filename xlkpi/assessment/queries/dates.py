"""Dates: when a figure was supplied, against its period and the as-at day; and whole returns."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import date, timedelta

from xlkpi.assessment.assess import Question
from xlkpi.assessment.queries.codes import (
    DATES_SWAPPED,
    FUTURE_PERIOD,
    SUPPLIED_EARLY,
    SUPPLIED_LATE,
    WRONG_YEAR,
)
from xlkpi.assessment.queries.scope import Scope
from xlkpi.register.entry import Entry
from xlkpi.register.kpi import Kpi
from xlkpi.register.problem import Problem
from xlkpi.register.result import Result, ResultStatus
from xlkpi.register.rows import at
from xlkpi.terms.aggregation import Aggregation
from xlkpi.terms.period import Period

OPEN = (ResultStatus.ESTIMATED, ResultStatus.PROVISIONAL)
"""Statuses that a figure may have before its period ends."""
LATE = timedelta(days=300)
"""A first figure that comes so long after it was due came for another year."""


def date_queries(scope: Scope) -> Iterator[Problem]:
    """Yield each figure whose dates cannot be as they stand, or whose period is a slip."""
    for row in scope.figures:
        yield from _supplied(scope.kpis[row.ref], row, scope.question)
    today = Period.containing(scope.question.as_at, scope.question.period.frequency)
    for result in scope.register.results:
        if result.period.last_month > today.last_month:
            yield from _future(result, scope.question.as_at)
    for one in scope.unposted:
        yield from _future(one.entry, scope.question.as_at)
        yield from _year_of_entry(scope, one.entry)
    yield from _years_of_results(scope)


def _supplied(kpi: Kpi, row: Result, question: Question) -> Iterator[Problem]:
    """Yield a day of supply before the period's end or after the as-at day."""
    day, end = row.supplied_on, row.period.end
    if day is None:
        return
    is_stock = kpi.aggregation is Aggregation.LAST and day >= row.period.start
    is_early = day < end and row.status not in OPEN and not is_stock
    if not is_early and day <= question.as_at:
        return
    swapped = _swapped(day)
    if swapped and end <= swapped <= question.as_at:
        text = f"the figure was supplied on {day:%d/%m/%Y}"
        text += f", before {row.period} ended" if is_early else ", after the as-at day"
        message = f"{text}; {swapped:%d/%m/%Y} would fit: correct the date, its day comes first"
        yield at(DATES_SWAPPED, row, "supplied_on", message, swapped.isoformat())
    elif is_early:
        yield at(
            SUPPLIED_EARLY,
            row,
            "supplied_on",
            f"the figure was supplied on {day:%d/%m/%Y}, before {row.period} ended on "
            f"{end:%d/%m/%Y}: correct the date or the period, or mark the figure Estimated",
        )
    else:
        yield at(
            SUPPLIED_LATE,
            row,
            "supplied_on",
            f"the figure was supplied on {day:%d/%m/%Y}, after the as-at day "
            f"{question.as_at:%d/%m/%Y}, so the papers leave it out: correct the date, or set a "
            f"later as_at",
        )


def _swapped(day: date) -> date | None:
    """Return the day with day and month changed over, where that is another day."""
    try:
        other = date(day.year, day.day, day.month)
    except ValueError:
        return None
    return other if other != day else None


def _future(row: Result | Entry, as_at: date) -> Iterator[Problem]:
    if row.value is not None and row.period.start > as_at:
        yield at(
            FUTURE_PERIOD,
            row,
            "period",
            f"{row.period} begins on {row.period.start:%d/%m/%Y}, after the as-at day "
            f"{as_at:%d/%m/%Y}: correct the period",
        )


def _year_of_entry(scope: Scope, entry: Entry) -> Iterator[Problem]:
    """Yield a typed row of last year's period whose own year has none."""
    kpi = scope.kpis[entry.ref]
    results = [row for row in scope.register.results_of(entry.ref) if row.value is not None]
    latest = max((row.period for row in results), default=None)
    this_year = entry.period.shift(kpi.frequency.per_year)
    is_due = this_year.end <= scope.question.as_at
    if latest is not None and entry.period < latest < this_year and is_due:
        yield _wrong_year(entry, this_year)


def _years_of_results(scope: Scope) -> Iterator[Problem]:
    """Yield a first figure that came a year late, while this year's is missing."""
    late: defaultdict[str, list[Result]] = defaultdict(list)
    for row in scope.register.results:
        if row.supplied_on is None or row.value is None or row.revision or not row.is_headline:
            continue
        kpi = scope.kpis[row.ref]
        due = row.period.end + timedelta(days=kpi.lag_days or 0)
        is_in_year = kpi.frequency.per_year > 1 and row.period.frequency is kpi.frequency
        if is_in_year and row.supplied_on - due > LATE:
            late[row.ref].append(row)
    for ref, rows in late.items():
        held = {row.period for row in scope.register.results_of(ref)}
        for row in rows:
            meant = row.period.shift(row.period.frequency.per_year)
            is_lone = sum(one.supplied_on == row.supplied_on for one in rows) == 1
            if is_lone and meant not in held and meant.end <= (row.supplied_on or meant.end):
                yield _wrong_year(row, meant)


def _wrong_year(row: Result | Entry, meant: Period) -> Problem:
    return at(
        WRONG_YEAR,
        row,
        "period",
        f"{row.period} comes a year late and {meant} is missing: if {meant} was meant, correct "
        f"the period",
        meant.name,
    )
