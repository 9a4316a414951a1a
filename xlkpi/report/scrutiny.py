"""The Scrutiny report: one board's remit, in the committee report's headings."""

from dataclasses import dataclass

from xlkpi.assessment.finding import counted, kpis
from xlkpi.assessment.scorecard import Scorecard
from xlkpi.report.changes_table import ChangeRow, changes_sentence, changes_so_far
from xlkpi.report.contents import Contents, heading
from xlkpi.report.counts_table import KindCounts, counts_of_kinds
from xlkpi.report.definitions import Definition, definitions
from xlkpi.report.edition import Edition
from xlkpi.report.highlight_item import HighlightItem, highlight_items, highlights_sentence
from xlkpi.report.kpi_line import is_held_to_target
from xlkpi.report.notes import Notes, notes_on
from xlkpi.report.scorecard_table import Part, lines_of, scorecard_parts


@dataclass(frozen=True, slots=True, kw_only=True)
class ScrutinyContents(Contents):
    """Everything a Scrutiny report may print beside what its author writes."""

    scope: str
    kinds: tuple[KindCounts, ...]
    kind_counts: tuple[KindCounts, ...]
    highlights_sentence: str
    highlights: tuple[HighlightItem, ...]
    changes_sentence: str
    changes: tuple[ChangeRow, ...]
    measured: str
    notes: Notes
    scorecard: tuple[Part, ...]
    list_sentence: str
    definitions: tuple[Definition, ...]


def scrutiny_contents(scorecard: Scorecard, edition: Edition) -> ScrutinyContents:
    """Return the contents of the report to the scorecard's board."""
    board, number = scorecard.audience.name, len(scorecard.assessments)
    kinds = counts_of_kinds(scorecard)
    picked = highlight_items(scorecard, edition)
    changed = changes_so_far(scorecard, edition)
    parts = scorecard_parts(scorecard)
    return ScrutinyContents(
        key=board,
        top=heading(edition, "Performance report", f"Scrutiny Board ({board})", scorecard.period),
        scope=_scope(scorecard, edition),
        kinds=kinds,
        kind_counts=kinds,
        highlights_sentence=highlights_sentence(picked, scorecard),
        highlights=picked,
        changes_sentence=changes_sentence(changed),
        changes=changed,
        measured=_measured(scorecard),
        notes=notes_on(scorecard.assessments),
        scorecard=parts,
        list_sentence=f"{counted(number, 'KPI is', 'KPIs are')} within the Board\u2019s remit.",
        definitions=definitions(scorecard, lines_of(parts)),
    )


def _scope(scorecard: Scorecard, edition: Edition) -> str:
    """Return what the report covers, and how many of the Board's KPIs it may not show."""
    number = kpis(len(scorecard.assessments))
    withheld = sum(
        scorecard.audience.name in kpi.boards
        and kpi.is_live_in(scorecard.period)
        and not kpi.is_published
        for kpi in edition.register.kpis
    )
    more = f" {counted(withheld, 'more is', 'more are')} not published and not counted here."
    return (
        f"This report gives the latest results of the {number} within the Board\u2019s remit, "
        f"for {scorecard.period.title}: each against its target, its own history and, where there "
        f"is one, a benchmark.{more if withheld else ''}"
    )


def _measured(scorecard: Scorecard) -> str:
    number = len(scorecard.assessments)
    if not number:
        return "There are no KPIs in the scorecard to measure success by."
    held = sum(map(is_held_to_target, scorecard.assessments))
    if held == number:
        first = f"All {kpis(number)} in the scorecard have" if number > 1 else "The one KPI has"
    else:
        of = f"of the {kpis(number)} in the scorecard"
        first = counted(held, f"{of} has", f"{of} have", none="None")
    return f"{first} a target to measure success by; the list of KPIs says what each one measures."
