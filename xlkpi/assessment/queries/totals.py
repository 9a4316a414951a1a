"""Totals: parts that should make their whole, and running totals that should not fall."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from xlkpi.assessment.queries.codes import (
    BREAKDOWN_RANGE,
    BREAKDOWN_TOTAL,
    CUMULATIVE_FALL,
    YEAR_TOTAL,
)
from xlkpi.assessment.queries.scope import Scope
from xlkpi.assessment.year_end import IN_YEAR, year_result
from xlkpi.register.kpi import Kpi
from xlkpi.register.problem import Problem
from xlkpi.register.result import Result, ResultStatus
from xlkpi.register.rows import at
from xlkpi.rules.total import adds_up, lies_between
from xlkpi.terms.aggregation import Aggregation
from xlkpi.terms.number import decimals_in, spelling
from xlkpi.terms.period import Frequency, Period
from xlkpi.terms.wording import fold

COUNTS = (Aggregation.SUM, Aggregation.CUMULATIVE, Aggregation.LAST)
"""Aggregations whose figures are counts where the unit does not say otherwise."""
NEAR = 0.1
"""Categories that miss their headline by a larger part of it are some of it, not all."""

Divided = Mapping[tuple[str, Period], Mapping[str, float]]
"""Values by category, by breakdown and period."""


def total_queries(scope: Scope) -> Iterator[Problem]:
    """Yield each total of the reporting year that its parts do not make."""
    for row in scope.figures:
        if row.is_headline:
            kpi = scope.kpis[row.ref]
            yield from _falls(scope, kpi, row)
            yield from _year(scope, kpi, row)
    divided = dict.fromkeys(row.ref for row in scope.figures if not row.is_headline)
    for ref in divided:
        yield from _breakdowns(scope, scope.kpis[ref])


def _falls(scope: Scope, kpi: Kpi, row: Result) -> Iterator[Problem]:
    """Yield a running total that is below the one before it in the same year."""
    if kpi.aggregation is not Aggregation.CUMULATIVE or row.period.frequency not in IN_YEAR:
        return
    year = row.period.financial_year
    before = [
        one
        for one in scope.register.results_of(kpi.ref)
        if one.value is not None
        and one.period < row.period
        and one.period.frequency is row.period.frequency
        and one.period.financial_year == year
    ]
    if before and row.value is not None and before[-1].value is not None:
        last = before[-1]
        if row.value < before[-1].value and not _is_share(kpi, row):
            yield at(
                CUMULATIVE_FALL,
                row,
                "value",
                f"{kpi.unit.show(row.value, kpi.decimals)} is below "
                f"{kpi.unit.show(before[-1].value, kpi.decimals)} in {last.period}, and the KPI "
                f"counts from April: correct one of them, or record the revision",
            )


def _is_share(kpi: Kpi, row: Result) -> bool:
    """Return whether a running figure is a rate, which may fall as its year goes on."""
    return kpi.unit.is_percent or kpi.unit.is_rate or row.denominator is not None


def _year(scope: Scope, kpi: Kpi, row: Result) -> Iterator[Problem]:
    """Yield a recorded outturn that its own months or quarters do not make."""
    if row.period.frequency is not Frequency.YEAR or kpi.frequency not in IN_YEAR:
        return
    parts = [one for one in scope.register.results_of(kpi.ref) if one.period != row.period]
    made = year_result(kpi, parts, row.period)
    if row.value is None or made is None or made.value is None:
        return
    count = kpi.frequency.per_year if kpi.aggregation is Aggregation.SUM else 1
    decimals = min(decimals_in(row.value), decimals_in(made.value))
    is_revised = row.status is ResultStatus.REVISED
    if not is_revised and not adds_up([made.value, *[0.0] * (count - 1)], row.value, decimals):
        sort = "months" if kpi.frequency is Frequency.MONTH else "quarters"
        yield at(
            YEAR_TOTAL,
            row,
            "value",
            f"{kpi.unit.show(row.value)} is not what the year's {sort} make, "
            f"{kpi.unit.show(made.value, max(decimals, kpi.decimals or 0))}: correct one of them",
            spelling(made.value),
        )


def _breakdowns(scope: Scope, kpi: Kpi) -> Iterator[Problem]:
    """Yield each headline of the year that its categories speak against."""
    headlines = {row.period: row for row in scope.register.results_of(kpi.ref)}
    divided = _divided(scope.results[kpi.ref])
    asked = {row.period for row in scope.figures if row.ref == kpi.ref and row.is_headline}
    is_sum = kpi.aggregation in COUNTS and not (
        kpi.unit.is_percent or kpi.unit.is_rate or any(r.denominator for r in headlines.values())
    )
    for (breakdown, period), categories in divided.items():
        headline = headlines.get(period)
        if period not in asked or headline is None or headline.value is None:
            continue
        parts = list(categories.values())
        if len(parts) < 2 or _holds(parts, headline.value, is_sum=is_sum):  # noqa: PLR2004 -- one is no division
            continue
        earlier = [
            _holds(list(values.values()), before.value, is_sum=is_sum)
            for (name, when), values in divided.items()
            if name == breakdown and when < period and set(values) == set(categories)
            if (before := headlines.get(when)) is not None and before.value is not None
        ]
        if all(earlier) if earlier else _is_near(parts, headline.value, is_sum=is_sum):
            yield _missed(kpi, headline, breakdown, parts, is_sum=is_sum)


def _divided(rows: Sequence[Result]) -> Divided:
    found: defaultdict[tuple[str, Period], dict[str, float]] = defaultdict(dict)
    for row in rows:
        if row.breakdown and row.category and row.value is not None:
            found[row.breakdown, row.period][fold(row.category)] = row.value
    return found


def _holds(parts: Sequence[float], whole: float, *, is_sum: bool) -> bool:
    decimals = min(max(map(decimals_in, parts)), decimals_in(whole))
    return (adds_up if is_sum else lies_between)(parts, whole, decimals)


def _is_near(parts: Sequence[float], whole: float, *, is_sum: bool) -> bool:
    """Return whether parts without a history are the whole but for a mistake."""
    return not is_sum or abs(sum(parts) - whole) <= NEAR * abs(whole)


def _missed(
    kpi: Kpi, headline: Result, breakdown: str, parts: Sequence[float], *, is_sum: bool
) -> Problem:
    now = kpi.unit.show(headline.value or 0.0, kpi.decimals)
    if is_sum:
        total = kpi.unit.show(sum(parts), kpi.decimals)
        return at(
            BREAKDOWN_TOTAL,
            headline,
            "value",
            f"{now} is not the total of its {len(parts)} categories by {breakdown}, {total}: "
            f"correct one of them, or add the category that is missing",
            spelling(sum(parts)),
        )
    ends = (kpi.unit.show(end, kpi.decimals) for end in (min(parts), max(parts)))
    return at(
        BREAKDOWN_RANGE,
        headline,
        "value",
        f"{now} lies outside its categories by {breakdown}, {' to '.join(ends)}: correct one of "
        f"them",
    )
