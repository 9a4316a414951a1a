"""A KPI's line in any table: the printed row with the small print of a paper."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from xlkpi.assessment.assessment import Assessment
from xlkpi.assessment.row import ScorecardRow, row_of, show_result
from xlkpi.assessment.year_end import COMBINED, IN_YEAR, year_result
from xlkpi.register.result import Result
from xlkpi.report.picture import Picture
from xlkpi.report.sparkline import trend_line
from xlkpi.rules.comparator import year_ends
from xlkpi.terms.comparator import ComparatorType
from xlkpi.terms.period import Period
from xlkpi.terms.target import Target, TargetKind

MADE_UP = "illustrative"
"""The word in a source that says a figure was made up for a demonstration."""


@dataclass(frozen=True, slots=True)
class KpiLine:
    """One KPI in a table."""

    row: ScorecardRow
    note: str
    """Which way is better, the unit, the baseline if any, whether the figures are illustrative."""
    year_end: str
    """The result of the last year end before the latest result's year."""
    year_end_period: str
    trend_line: Picture | str | None = None
    """Drawn for scorecards only; a word where there are too few results."""


def line_of(assessment: Assessment, *, draws_trend: bool = False) -> KpiLine:
    """Return the assessment's line, its trend drawn only where a paper shows it."""
    row = row_of(assessment)
    drawn = trend_line(assessment) if draws_trend else None
    return KpiLine(row, " · ".join(_notes(row, assessment)), *_year_end(assessment), drawn)


def _notes(row: ScorecardRow, assessment: Assessment) -> Iterator[str]:
    yield row.aim
    is_since_baseline = assessment.kpi.comparator_type is ComparatorType.BASELINE
    if is_since_baseline and assessment.comparator is not None:
        yield f"change since baseline {row.comparator_period}"
    if is_illustrative(assessment):
        yield MADE_UP


def _year_end(assessment: Assessment) -> tuple[str, str]:
    """Return the last year end's figure and its period.

    It is the year's own where it was recorded. A sum or a rate is otherwise made from all parts of
    the year, never read off its last; a stock or a running total is the last month's or quarter's.
    """
    kpi = assessment.kpi
    year, last = year_ends(assessment.latest.period if assessment.latest else assessment.period)
    if kpi.frequency in IN_YEAR and kpi.aggregation in COMBINED:
        result = year_result(kpi, _of_year(assessment.history, year, last), year)
    else:
        near = {row.period: row for row in _of_year(assessment.history, year, last)}
        result = near.get(year) or near.get(last)
    return show_result(kpi, result), result.period.name if result else year.name


def _of_year(results: Sequence[Result], year: Period, last: Period) -> list[Result]:
    """Return the year's own result and those of its parts, of which `last` is the last."""
    first = last.number - last.frequency.per_year
    return [
        row
        for row in results
        if row.period == year
        or (first < row.period.number <= last.number and row.period.frequency is last.frequency)
    ]


def is_illustrative(assessment: Assessment) -> bool:
    """Return whether the KPI's results were made up for a demonstration."""
    latest = assessment.latest
    sources = (assessment.kpi.source, latest.source if latest else None)
    return any(MADE_UP in source.casefold() for source in sources if source)


def is_held_to_target(assessment: Assessment) -> bool:
    """Return whether a number or a way to move is asked of the KPI; a Tracker is only watched."""
    target: Target | None = assessment.target.target if assessment.target else None
    return target is not None and target.kind is not TargetKind.TRACKER


def has_illustrative_target(assessment: Assessment) -> bool:
    """Return whether the KPI is held to a target that was made up for a demonstration."""
    source = assessment.target.source if assessment.target else None
    is_made_up = source is not None and MADE_UP in source.casefold()
    return is_made_up and is_held_to_target(assessment)
