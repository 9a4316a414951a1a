"""Actions: what was promised about KPIs, open or done since the last report."""

from dataclasses import dataclass

from xlkpi.assessment.finding import briefly, counted
from xlkpi.assessment.scorecard import AudienceKind, Scorecard
from xlkpi.register.process import Action
from xlkpi.report.edition import Edition, in_full
from xlkpi.terms.wording import fold

NO_KPI = "Not one KPI"
DONE = frozenset({"done", "complete", "completed", "closed", "finished"})
OVERDUE = "; overdue"


@dataclass(frozen=True, slots=True)
class ActionRow:
    """One action."""

    key: str
    ref: str
    action: str
    owner: str
    due: str
    state: str


def actions(scorecard: Scorecard, edition: Edition) -> tuple[ActionRow, ...]:
    """Return the actions that the scorecard's reader should know, in the officers' order."""
    seen = {a.kpi.ref for a in scorecard.assessments}
    sees_all = scorecard.audience.kind is AudienceKind.CLT
    return tuple(
        _row(row, edition)
        for row in edition.register.actions
        if (row.ref in seen or (sees_all and row.ref is None)) and _matters(row, scorecard)
    )


def actions_sentence(rows: tuple[ActionRow, ...]) -> str:
    """Return how many actions are open, overdue and done."""
    if not rows:
        return "No action is open."
    done = sum(_is_done(row.state) for row in rows)
    late = sum(row.state.endswith(OVERDUE) for row in rows)
    first = counted(len(rows) - done, "action is open", "actions are open")
    overdue = f", {briefly(late)} of them overdue" if late else ", none of them overdue"
    more = f"; {briefly(done)} {'has' if done == 1 else 'have'} been done" if done else ""
    return f"{first}{overdue if len(rows) > done else ''}{more}."


def overdue(rows: tuple[ActionRow, ...]) -> tuple[ActionRow, ...]:
    """Return the actions whose day has passed."""
    return tuple(row for row in rows if row.state.endswith(OVERDUE))


def _matters(row: Action, scorecard: Scorecard) -> bool:
    """Return whether an action is open, or was agreed not longer than one period ago."""
    raised = row.raised_in
    if raised is not None and raised.start > scorecard.period.end:
        return False
    is_recent = raised is None or raised.end >= scorecard.period.shift(-1).start
    return is_recent or not _is_done(row.state or "")


def _row(row: Action, edition: Edition) -> ActionRow:
    state = row.state or "Not recorded"
    if row.due is not None and row.due < edition.as_at and not _is_done(state):
        state += OVERDUE
    return ActionRow(
        key=f"action {row.number}",
        ref=row.ref or NO_KPI,
        action=row.action,
        owner=row.owner or "Owner to be named",
        due=in_full(row.due) if row.due else "No date",
        state=state,
    )


def _is_done(state: str) -> bool:
    return fold(state) in DONE
