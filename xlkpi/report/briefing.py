"""The member briefing: an Executive Board member's portfolio on two pages, after CLT."""

from collections.abc import Sequence
from dataclasses import dataclass

from xlkpi.assessment.assessment import Assessment
from xlkpi.assessment.finding import counted, kpis
from xlkpi.assessment.scorecard import Scorecard
from xlkpi.report.changes_table import ChangeRow, changes_sentence, changes_so_far
from xlkpi.report.contents import Contents, heading
from xlkpi.report.counts_table import KindCounts, counts_of_kinds
from xlkpi.report.edition import Edition
from xlkpi.report.highlight_item import HighlightItem, highlight_items
from xlkpi.report.kpi_line import KpiLine, line_of
from xlkpi.report.notes import illustrative_sentence
from xlkpi.report.scorecard_table import KINDS
from xlkpi.terms.direction import Direction
from xlkpi.terms.rag import Rag

NAME = "Member briefing"

MOST_HIGHLIGHTS = 3
MOST_ROWS = 8
"""Two pages hold so many, and a member reads no more."""


@dataclass(frozen=True, slots=True)
class Move:
    """A KPI whose rating is another than the period before."""

    line: KpiLine
    was: str


@dataclass(frozen=True, slots=True, kw_only=True)
class BriefingContents(Contents):
    """Everything a member briefing may print."""

    scope: str
    kinds: tuple[KindCounts, ...]
    moves_sentence: str
    moves: tuple[Move, ...]
    brief_sentence: str
    highlights: tuple[HighlightItem, ...]
    watch_sentence: str
    watched: tuple[KpiLine, ...]
    changes_sentence: str
    changes: tuple[ChangeRow, ...]
    brief_notes: str
    illustrative: str | None


def briefing_contents(scorecard: Scorecard, edition: Edition) -> BriefingContents:
    """Return the contents of the briefing on the scorecard's portfolio."""
    name, period = scorecard.audience.name, scorecard.period
    moved = _moves(scorecard)
    picked = highlight_items(scorecard, edition)[:MOST_HIGHLIGHTS]
    needing = _needing(scorecard.assessments)
    changed = changes_so_far(scorecard, edition)
    reader = f"the Executive Board member for {name}"
    return BriefingContents(
        key=name,
        top=heading(edition, "Performance briefing", reader, period),
        scope=_scope(scorecard),
        kinds=counts_of_kinds(scorecard),
        moves_sentence=_moves_sentence(moved, period.shift(-1).name),
        moves=moved[:MOST_ROWS],
        brief_sentence=_brief_sentence(picked),
        highlights=picked,
        watch_sentence=_watch_sentence(needing),
        watched=tuple(line_of(a) for a in needing[:MOST_ROWS]),
        changes_sentence=changes_sentence(changed),
        changes=changed,
        brief_notes=(
            "Green is at the target or better, Amber short of it within the tolerance agreed for "
            "the KPI, Red short of it by more. ▲ improved and ▼ worsened since the earlier figure, "
            "after allowing for which way is better."
        ),
        illustrative=illustrative_sentence(scorecard.assessments),
    )


def _scope(scorecard: Scorecard) -> str:
    number = kpis(len(scorecard.assessments))
    kinds = " and ".join(
        f"{len(found)} of {title[0].lower()}{title[1:]}"
        for kind, title in KINDS.items()
        if (found := scorecard.of_kind(kind))
    )
    return f"{number} belong to the portfolio: {kinds}." if kinds else "There are no KPIs."


def _moves(scorecard: Scorecard) -> tuple[Move, ...]:
    """Return the KPIs that are rated in both periods and not alike, the worsened first."""
    order = (Rag.RED, Rag.AMBER, Rag.GREEN)
    found = []
    for now in scorecard.assessments:
        before = scorecard.before(now)
        if before and now.rag.is_rated and before.rag.is_rated and before.rag is not now.rag:
            step = order.index(now.rag) - order.index(before.rag)
            found.append((step, Move(line_of(now), before.rag.value)))
    return tuple(move for _, move in sorted(found, key=lambda pair: pair[0]))


def _moves_sentence(moved: Sequence[Move], before: str) -> str:
    if not moved:
        return f"No KPI has another rating than in {before}."
    first = counted(len(moved), "KPI has", "KPIs have")
    return f"{first} another rating than in {before}.{_cut(len(moved))}"


def _brief_sentence(picked: Sequence[HighlightItem]) -> str:
    if not picked:
        return "No KPI with a new result met a rule for a highlight."
    return "The results that stand out, each with the reason it was picked."


def _needing(assessments: Sequence[Assessment]) -> tuple[Assessment, ...]:
    """Return the Red KPIs, then the Amber ones that worsened."""
    red = [a for a in assessments if a.rag is Rag.RED]
    slipping = [a for a in assessments if a.rag is Rag.AMBER and a.direction is Direction.WORSENED]
    return (*red, *slipping)


def _watch_sentence(needing: Sequence[Assessment]) -> str:
    if not needing:
        return "No KPI is Red, and none that is Amber worsened."
    red = sum(a.rag is Rag.RED for a in needing)
    slipping = len(needing) - red
    more = f" {counted(slipping, 'more is', 'more are')} Amber and worsened." if slipping else ""
    return f"{counted(red, 'KPI is', 'KPIs are')} Red.{more}{_cut(len(needing))}"


def _cut(number: int) -> str:
    return f" The table names the first {MOST_ROWS}." if number > MOST_ROWS else ""
