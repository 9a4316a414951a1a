"""Sub-city gap: how far a part of the city, or of its people, is from the headline figure."""

from collections.abc import Sequence
from dataclasses import dataclass

from xlkpi.assessment.assessment import Assessment
from xlkpi.register.result import Result
from xlkpi.terms.number import gap
from xlkpi.terms.period import Period
from xlkpi.terms.wording import fold

DEPRIVATION = "deprivation"
"""The breakdown that a report is asked for first."""


@dataclass(frozen=True, slots=True)
class SubCityGap:
    """One category beside the headline figure of the same period. Gaps are category less whole."""

    category: str
    period: Period
    value: float
    whole: float
    gap: float
    earlier: Period | None
    earlier_gap: float | None
    """A year earlier, or one period where there is nothing of a year earlier."""


def sub_city_gap(assessment: Assessment, categories: Sequence[Result]) -> SubCityGap | None:
    """Return the gap of the deprived areas, or else of the category furthest from the headline.

    Args:
        assessment: the KPI, with its headline results up to the reporting period.
        categories: its results by category, of any period.
    """
    wholes = {r.period: r.value for r in assessment.history if r.value is not None}
    known = [r for r in categories if r.value is not None and r.period in wholes]
    if not known:
        return None
    last = max(row.period for row in known)
    latest = [row for row in known if row.period == last]
    deprived = [row for row in latest if fold(row.breakdown or "") == DEPRIVATION]
    row = max(deprived or latest, key=lambda r: abs((r.value or 0.0) - wholes[last]))
    same = {r.period: r.value for r in known if r.category == row.category}
    earlier = next((p for p in (last.year_earlier(), last.shift(-1)) if p in same), None)
    value, before = row.value or 0.0, same.get(earlier) if earlier else None
    return SubCityGap(
        row.category or row.breakdown or "Category",
        last,
        value,
        wholes[last],
        gap(value, wholes[last]),
        earlier,
        None if earlier is None or before is None else gap(before, wholes[earlier]),
    )
