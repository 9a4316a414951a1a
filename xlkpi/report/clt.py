"""The CLT report: a quarter's findings, highlights and gaps, with the scorecard behind."""

from dataclasses import dataclass

from xlkpi.assessment.scorecard import Scorecard
from xlkpi.report.changes_table import ChangeRow, changes_sentence, changes_so_far
from xlkpi.report.contents import Contents, heading
from xlkpi.report.counts_table import KindCounts, counts_of_kinds
from xlkpi.report.edition import Edition
from xlkpi.report.gaps import (
    LateResult,
    MissingTarget,
    late_results,
    late_sentence,
    missing_targets,
    targets_sentence,
)
from xlkpi.report.highlight_item import HighlightItem, highlight_items, highlights_sentence
from xlkpi.report.notes import Notes, notes_on
from xlkpi.report.scorecard_table import Part, scorecard_parts


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
    notes: Notes
    scorecard: tuple[Part, ...]


def clt_contents(scorecard: Scorecard, edition: Edition) -> CltContents:
    """Return the contents of the CLT report."""
    picked = highlight_items(scorecard, edition)
    targets, late = missing_targets(scorecard), late_results(scorecard)
    changed = changes_so_far(scorecard, edition)
    return CltContents(
        key="CLT",
        top=heading(
            edition, "Performance report", "the Corporate Leadership Team", scorecard.period
        ),
        kinds=counts_of_kinds(scorecard),
        highlights_sentence=highlights_sentence(picked),
        highlights=picked,
        targets_sentence=targets_sentence(targets),
        missing_targets=targets,
        late_sentence=late_sentence(late, scorecard.period.name),
        late_data=late,
        changes_sentence=changes_sentence(changed),
        changes=changed,
        notes=notes_on(scorecard.assessments),
        scorecard=scorecard_parts(scorecard, draws_trend=True),
    )
