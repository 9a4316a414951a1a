"""A highlight in a paper: the finding, the facts, why it was picked, and the owner's words."""

from dataclasses import dataclass

from xlkpi.assessment.finding import counted, headline, listed
from xlkpi.assessment.highlight import Highlight, dropped, highlights, passed_over
from xlkpi.assessment.row import ScorecardRow, row_of
from xlkpi.assessment.scorecard import Scorecard
from xlkpi.register.result import Commentary
from xlkpi.report.edition import Edition
from xlkpi.report.names import Words
from xlkpi.report.over_time import OverTime, over_time


@dataclass(frozen=True, slots=True)
class HighlightWords(Words):
    """What the owner wrote about the result; None where nothing is written yet."""

    what_happened: str | None = None
    why: str | None = None
    action: str | None = None
    by_whom: str | None = None
    by_when: str | None = None


@dataclass(frozen=True, slots=True)
class HighlightItem:
    """One highlight."""

    row: ScorecardRow
    headline: str
    reasons: str
    over_time: OverTime
    words: HighlightWords


def highlight_items(scorecard: Scorecard, edition: Edition) -> tuple[HighlightItem, ...]:
    """Return the highlights of a scorecard: what officers raised, and rules up to eight."""
    return tuple(_item(highlight, edition) for highlight in highlights(scorecard))


def highlights_sentence(items: tuple[HighlightItem, ...], scorecard: Scorecard) -> str:
    """Return how many KPIs were picked, and how, and what was raised and is not among them."""
    if not items:
        return "No KPI with a new result met a rule for a highlight."
    picked = counted(len(items), "KPI was", "KPIs were")
    lines = [f"{picked} picked for the reasons named with each; good news is picked as well."]
    # -- what was raised or decided inside the council is no matter for the public --
    if not scorecard.audience.kind.is_public:
        over = [h.assessment.kpi.ref for h in passed_over(scorecard, highlights(scorecard))]
        if over:
            lines.append(f"Raised as well, and in the scorecard alone: {listed(over)}.")
        out = [a.kpi.ref for a in dropped(scorecard)]
        if out:
            lines.append(f"Left out by decision: {listed(out)}.")
    return " ".join(lines)


def words_of(commentary: Commentary | None) -> HighlightWords:
    """Return the officer's words as recorded, none of them changed."""
    if commentary is None:
        return HighlightWords()
    return HighlightWords(
        commentary.what_happened,
        commentary.why,
        commentary.action,
        commentary.by_whom,
        commentary.by_when,
    )


def _item(highlight: Highlight, edition: Edition) -> HighlightItem:
    assessment = highlight.assessment
    return HighlightItem(
        row_of(assessment),
        headline(assessment),
        "; ".join(highlight.reasons),
        over_time(assessment, edition),
        words_of(assessment.commentary),
    )
