"""Escalations: concerns carried upwards in the period, and those of before that are still open."""

from dataclasses import dataclass

from xlkpi.assessment.finding import counted
from xlkpi.assessment.scorecard import AudienceKind, Scorecard
from xlkpi.register.process import Escalation
from xlkpi.report.edition import Edition, in_full

NO_KPI = "Not one KPI"
NOT_SAID = "Not recorded"


@dataclass(frozen=True, slots=True)
class EscalationRow:
    """One escalation."""

    key: str
    ref: str
    concern: str
    carried: str
    """From whom to whom, and when."""
    outcome: str


def escalations(scorecard: Scorecard, edition: Edition) -> tuple[EscalationRow, ...]:
    """Return the escalations that the scorecard's reader should know, in the officers' order."""
    seen = {a.kpi.ref for a in scorecard.assessments}
    sees_all = scorecard.audience.kind is AudienceKind.CLT
    found = (
        row
        for row in edition.register.escalations
        if (row.ref in seen or (sees_all and row.ref is None)) and _matters(row, scorecard, edition)
    )
    return tuple(_row(row) for row in found)


def escalations_sentence(rows: tuple[EscalationRow, ...], period: str) -> str:
    """Return how many escalations there are."""
    if not rows:
        return f"Nothing was escalated in {period}, and nothing of before is open."
    number = counted(len(rows), "concern was", "concerns were")
    return f"{number} escalated in {period}, or earlier and not closed."


def _matters(row: Escalation, scorecard: Scorecard, edition: Edition) -> bool:
    if row.raised_on is not None and row.raised_on > edition.as_at:
        return False
    is_open = row.closed_on is None or row.closed_on > edition.as_at
    is_before = row.period.end < scorecard.period.start
    return row.period == scorecard.period or (is_open and is_before)


def _row(row: Escalation) -> EscalationRow:
    when = f", {in_full(row.raised_on)}" if row.raised_on else f", {row.period}"
    closed = f" (closed {in_full(row.closed_on)})" if row.closed_on else ""
    return EscalationRow(
        key=f"escalation {row.number}",
        ref=row.ref or NO_KPI,
        concern=row.reason or NOT_SAID,
        carried=f"{row.from_level} to {row.to_level}{when}",
        outcome=f"{row.outcome or ('Closed' if closed else 'Open')}{closed}",
    )
