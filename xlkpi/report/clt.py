"""The CLT report: a quarter's findings, highlights and gaps, with the scorecard behind."""

from dataclasses import dataclass, replace

from xlkpi.assessment.finding import counted
from xlkpi.assessment.scorecard import Scorecard
from xlkpi.report.actions_table import ActionRow, actions, actions_sentence
from xlkpi.report.changes_table import ChangeRow, changes_sentence, changes_so_far
from xlkpi.report.contents import Contents, heading
from xlkpi.report.counts_table import KindCounts, counts_of_kinds
from xlkpi.report.definitions import Definition, definitions
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
from xlkpi.report.scorecard_table import Part, lines_of, scorecard_parts
from xlkpi.report.sign_off import SignOffRow, sign_off_sentence, sign_offs, unsigned
from xlkpi.report.unposted import unposted_sentence


@dataclass(frozen=True, slots=True, kw_only=True)
class CltContents(Contents):
    """Everything the CLT report may print."""

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
    sign_off_sentence: str
    sign_offs: tuple[SignOffRow, ...]
    unposted: str | None
    notes: Notes
    scorecard: tuple[Part, ...]
    list_sentence: str
    definitions: tuple[Definition, ...]


def clt_contents(scorecard: Scorecard, edition: Edition) -> CltContents:
    """Return the contents of the CLT report."""
    picked = highlight_items(scorecard, edition)
    targets, late = missing_targets(scorecard), late_results(scorecard)
    changed = changes_so_far(scorecard, edition)
    raised, promised = escalations(scorecard, edition), actions(scorecard, edition)
    signed = sign_offs(scorecard, edition)
    parts = scorecard_parts(scorecard, draws_trend=True, unsigned=unsigned(signed))
    lines = lines_of(parts)  # -- one KPI reads the same wherever it stands --
    targets = tuple(replace(one, line=lines[one.line.row.ref]) for one in targets)
    late = tuple(replace(one, line=lines[one.line.row.ref]) for one in late)
    number, period = len(scorecard.assessments), scorecard.period.name
    return CltContents(
        key="CLT",
        top=heading(
            edition, "Performance report", "the Corporate Leadership Team", scorecard.period
        ),
        kinds=counts_of_kinds(scorecard),
        highlights_sentence=highlights_sentence(picked, scorecard),
        highlights=picked,
        targets_sentence=targets_sentence(targets),
        missing_targets=targets,
        late_sentence=late_sentence(late, period),
        late_data=late,
        changes_sentence=changes_sentence(changed),
        changes=changed,
        risk_part=risk_parts(scorecard, edition),
        issue_part=issue_parts(scorecard, edition),
        escalations_sentence=escalations_sentence(raised, period),
        escalations=raised,
        actions_sentence=actions_sentence(promised),
        actions=promised,
        sign_off_sentence=sign_off_sentence(signed, period),
        sign_offs=signed,
        unposted=unposted_sentence(scorecard, edition),
        notes=notes_on(scorecard.assessments),
        scorecard=parts,
        list_sentence=f"{counted(number, 'KPI is', 'KPIs are')} reported.",
        definitions=definitions(scorecard, lines),
    )
