"""The DMT pack: a directorate's quarter for its management team, with what is asked of it."""

from dataclasses import dataclass

from xlkpi.assessment.scorecard import Scorecard
from xlkpi.report.actions_table import ActionRow, actions, actions_sentence
from xlkpi.report.asks import Ask, asks, asks_sentence
from xlkpi.report.changes_table import ChangeRow, changes_sentence, changes_so_far
from xlkpi.report.contents import Contents, heading
from xlkpi.report.counts_table import KindCounts, counts_of_kinds
from xlkpi.report.edition import Edition
from xlkpi.report.escalations_table import EscalationRow, escalations, escalations_sentence
from xlkpi.report.gaps import (
    LateResult,
    MissingTarget,
    late_results,
    late_sentence,
    missing_targets,
    targets_sentence,
)
from xlkpi.report.highlight_item import HighlightItem, highlight_items, highlights_sentence
from xlkpi.report.issues_table import IssuePart, issue_parts
from xlkpi.report.notes import Notes, notes_on
from xlkpi.report.risks_table import RiskPart, risk_parts
from xlkpi.report.scorecard_table import Part, scorecard_parts
from xlkpi.report.sign_off import SignOffRow, sign_offs
from xlkpi.report.unposted import unposted_sentence

NAME = "DMT pack"


@dataclass(frozen=True, slots=True, kw_only=True)
class DmtContents(Contents):
    """Everything a DMT pack may print."""

    asks_sentence: str
    asks: tuple[Ask, ...]
    unposted: str | None
    kinds: tuple[KindCounts, ...]
    highlights_sentence: str
    highlights: tuple[HighlightItem, ...]
    targets_sentence: str
    missing_targets: tuple[MissingTarget, ...]
    late_sentence: str
    late_data: tuple[LateResult, ...]
    changes_sentence: str
    changes: tuple[ChangeRow, ...]
    risk_part: tuple[RiskPart, ...]
    issue_part: tuple[IssuePart, ...]
    escalations_sentence: str
    escalations: tuple[EscalationRow, ...]
    actions_sentence: str
    actions: tuple[ActionRow, ...]
    sign_off_state: str
    notes: Notes
    scorecard: tuple[Part, ...]


def dmt_contents(scorecard: Scorecard, edition: Edition) -> DmtContents:
    """Return the contents of the pack for the scorecard's directorate."""
    name, period = scorecard.audience.name, scorecard.period
    picked = highlight_items(scorecard, edition)
    targets, late = missing_targets(scorecard), late_results(scorecard)
    changed = changes_so_far(scorecard, edition)
    raised, promised = escalations(scorecard, edition), actions(scorecard, edition)
    asked = asks(scorecard, edition, targets, promised)
    reader = f"the management team of {name}"
    return DmtContents(
        key=name,
        top=heading(edition, "Performance pack", reader, period),
        asks_sentence=asks_sentence(asked, period.name),
        asks=asked,
        unposted=unposted_sentence(scorecard, edition),
        kinds=counts_of_kinds(scorecard),
        highlights_sentence=highlights_sentence(picked, scorecard),
        highlights=picked,
        targets_sentence=targets_sentence(targets),
        missing_targets=targets,
        late_sentence=late_sentence(late, period.name),
        late_data=late,
        changes_sentence=changes_sentence(changed),
        changes=changed,
        risk_part=risk_parts(scorecard, edition),
        issue_part=issue_parts(scorecard, edition),
        escalations_sentence=escalations_sentence(raised, period.name),
        escalations=raised,
        actions_sentence=actions_sentence(promised),
        actions=promised,
        sign_off_state=_state(sign_offs(scorecard, edition), period.name),
        notes=notes_on(scorecard.assessments),
        scorecard=scorecard_parts(scorecard, draws_trend=True),
    )


def _state(rows: tuple[SignOffRow, ...], period: str) -> str:
    """Return how the Register stands about the team's own sign-off."""
    if not rows:
        return "There are no KPIs to sign off."
    return f"In the Register, {period} is: {rows[0].sign_off[0].lower()}{rows[0].sign_off[1:]}."
