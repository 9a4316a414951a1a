"""Agreed changes to KPIs in the financial year so far."""

from dataclasses import dataclass
from datetime import date

from xlkpi.assessment.finding import counted
from xlkpi.assessment.scorecard import AudienceKind, Scorecard
from xlkpi.register.kpi import Change
from xlkpi.report.edition import Edition, in_full

NOT_SAID = "Not recorded"


@dataclass(frozen=True, slots=True)
class ChangeRow:
    """One change."""

    key: str
    ref: str
    what: str
    reason: str
    agreed: str


def changes_so_far(scorecard: Scorecard, edition: Edition) -> tuple[ChangeRow, ...]:
    """Return the changes agreed between the start of the financial year and the as-at date."""
    seen = {a.kpi.ref for a in scorecard.assessments}
    sees_all = scorecard.audience.kind is AudienceKind.CLT
    start = scorecard.period.financial_year.start
    found = [
        change
        for change in edition.register.changes
        if (sees_all or change.ref in seen)
        and (day := _day_of(change)) is not None
        and start <= day <= edition.as_at
    ]
    return tuple(_row(number, change) for number, change in enumerate(found, 1))


def every_change(scorecard: Scorecard, edition: Edition) -> tuple[ChangeRow, ...]:
    """Return every agreed change of the scorecard's KPIs up to the as-at date, of any year."""
    seen = {a.kpi.ref for a in scorecard.assessments}
    found = (
        change
        for change in edition.register.changes
        if change.ref in seen and ((day := _day_of(change)) is None or day <= edition.as_at)
    )
    return tuple(_row(number, change) for number, change in enumerate(found, 1))


def changes_sentence(found: tuple[ChangeRow, ...]) -> str:
    """Return how many changes there were."""
    if not found:
        return "No KPI was changed this financial year."
    return f"{counted(len(found), 'change was', 'changes were')} agreed this financial year."


def _day_of(change: Change) -> date | None:
    if change.changed_on is None and change.effective is not None:
        return change.effective.start
    return change.changed_on


def _row(number: int, change: Change) -> ChangeRow:
    return ChangeRow(
        key=f"change {number}",
        ref=change.ref,
        what=_what(change),
        reason=change.reason or NOT_SAID,
        agreed=_agreed(change),
    )


def _what(change: Change) -> str:
    field = (change.field or "Change").capitalize()
    if change.old and change.new:
        return f"{field}: {change.old}; now {change.new}"
    return f"{field}: {change.new or change.old or NOT_SAID.lower()}"


def _agreed(change: Change) -> str:
    when = change.effective.name if change.effective else None
    if when is None and change.changed_on:
        when = in_full(change.changed_on)
    return ", from ".join(part for part in (change.agreed_by, when) if part) or NOT_SAID
