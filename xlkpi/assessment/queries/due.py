"""Due: results that should be there by their frequency and lag, and are not."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta

from xlkpi.assessment.assessment import Assessment
from xlkpi.assessment.expected import expected_period
from xlkpi.assessment.queries.codes import OVERDUE, STALE
from xlkpi.assessment.queries.scope import Scope
from xlkpi.register.code import Code
from xlkpi.register.entry import Entry
from xlkpi.register.kpi import Kpi
from xlkpi.register.problem import Problem
from xlkpi.register.record import Record
from xlkpi.register.rows import at
from xlkpi.terms.missing import GapReason
from xlkpi.terms.period import Period


def due_queries(scope: Scope) -> Iterator[Problem]:
    """Yield each KPI whose result is due and neither recorded, typed nor explained."""
    rows = {entry.ref: entry for entry in scope.entries}
    for one in scope.assessments:
        if one.gap is not GapReason.AWAITING:
            continue
        expected = expected_period(one.kpi, one.period, scope.question.as_at)
        entry = rows.get(one.kpi.ref)
        if not _is_typed(entry, expected) and not _is_before(one.kpi.valid_from, expected):
            yield _missing(one, expected, scope.question.as_at, _place(one, entry, expected))


def _is_typed(entry: Entry | None, expected: Period) -> bool:
    return entry is not None and entry.is_filled and entry.period >= expected


def _is_before(began: date | None, expected: Period) -> bool:
    """Return whether the KPI began after the period that it would owe."""
    return began is not None and expected.end < began


def _place(one: Assessment, entry: Entry | None, expected: Period) -> Record:
    """Return the row where the result belongs: the Scorecard's, the gap's, else the KPI's."""
    if entry is not None and entry.period == expected:
        return entry
    gap = next((row for row in reversed(one.history) if row.period == expected), None)
    return gap or one.kpi


def _missing(one: Assessment, expected: Period, as_at: date, row: Record) -> Problem:
    kpi, every = one.kpi, one.kpi.every or 1
    first = one.latest.period.shift(every) if one.latest else expected
    behind = max(1, 1 + (expected.number - first.number) // every)
    due = first.end + timedelta(days=kpi.lag_days or 0)
    days = (as_at - due).days
    late = f"was due on {due:%d/%m/%Y}, {days} day{'' if days == 1 else 's'} ago"
    who = f"ask {kpi.contact or kpi.owner or kpi.directorate} for"
    if behind == 1:
        message = f"the result for {first} {late}: {who} it, or record the reason for the gap"
        return _nothing_at(OVERDUE, row, message, expected)
    latest = one.latest.period if one.latest else None
    message = (
        f"the latest result is of {latest}, and {behind} since are missing; the first, {first}, "
        f"{late}: {who} them, or record the reason for the gap"
    )
    return _nothing_at(STALE, row, message, expected)


def _nothing_at(code: Code, row: Record, message: str, expected: Period) -> Problem:
    """Return what is missing at a row; a KPI's own row is where it is told, not what was found."""
    field = "ref" if isinstance(row, Kpi) else "value"
    told = at(code, row, field, message, "a result", expected.name)
    return replace(told, found="") if isinstance(row, Kpi) else told
