"""Returns: several KPIs that came together and all have the figures of the period before."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import date

from xlkpi.assessment.assessment import Assessment
from xlkpi.assessment.queries.codes import RETURN_UNCHANGED
from xlkpi.assessment.queries.scope import Scope
from xlkpi.register.problem import Problem
from xlkpi.register.rows import at
from xlkpi.terms.number import same
from xlkpi.terms.period import Period

FEWEST = 3
"""KPIs that make a return."""
MOST_NAMED = 8


def return_queries(scope: Scope) -> Iterator[Problem]:
    """Yield each return of which every KPI that ever changes has stood still."""
    returns: defaultdict[tuple[str, Period, date | None], list[Assessment]] = defaultdict(list)
    for one in (*scope.assessments, *scope.entered):
        if one.latest is not None and _moves(one):
            by = one.latest.supplied_by or one.kpi.service or one.kpi.directorate
            returns[by, one.latest.period, one.latest.supplied_on].append(one)
    for (by, period, _), together in returns.items():
        if len(together) >= FEWEST and all(map(_is_unchanged, together)):
            first = together[0].latest
            if first is not None:
                refs = [one.kpi.ref for one in together]
                more = f" and {len(refs) - MOST_NAMED} more" if len(refs) > MOST_NAMED else ""
                named = ", ".join(refs[:MOST_NAMED]) + more
                yield at(
                    RETURN_UNCHANGED,
                    first,
                    "value",
                    f"all {len(refs)} KPIs of {by} for {period} have the figures of the period "
                    f"before ({named}): ask whether last period's return was sent again",
                )


def _values(one: Assessment) -> list[float]:
    return [row.value for row in one.history if row.value is not None]


def _moves(one: Assessment) -> bool:
    """Return whether the series before the latest figure is one that changes."""
    before = _values(one)[:-1]
    return any(not same(value, before[0]) for value in before)


def _is_unchanged(one: Assessment) -> bool:
    *_, last, now = _values(one)
    return same(last, now)
