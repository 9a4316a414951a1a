"""Posting: what stands in the Scorecard and not yet in the Record."""

from collections.abc import Iterator

from xlkpi.assessment.queries.codes import NOT_POSTED
from xlkpi.assessment.queries.scope import Scope
from xlkpi.register.problem import Problem
from xlkpi.register.rows import at


def posting_notes(scope: Scope) -> Iterator[Problem]:
    """Yield a note for each row of the Scorecard that the Record does not say too."""
    for one in scope.unposted:
        kpi, value = scope.kpis[one.entry.ref], one.entry.value
        typed = "the reason for a gap" if value is None else kpi.unit.show(value, kpi.decimals)
        message = f"{typed} is not in the KPI Data Record yet: post it when it is agreed"
        yield at(NOT_POSTED, one.entry, "value", one.why or message)
