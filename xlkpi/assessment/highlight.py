"""Highlight: the KPIs a report should talk about, each with the reasons it was picked."""

from collections.abc import Sequence
from dataclasses import dataclass

from xlkpi.assessment.assessment import Assessment
from xlkpi.assessment.scorecard import Scorecard
from xlkpi.terms.direction import Direction
from xlkpi.terms.rag import Rag
from xlkpi.terms.trend import Variation

MOST = 8
"""A report with more highlights than this has none."""


@dataclass(frozen=True, slots=True)
class Highlight:
    """A KPI worth talking about; `reasons` are printed with it."""

    assessment: Assessment
    reasons: tuple[str, ...]
    is_concern: bool


def highlights(scorecard: Scorecard, most: int = MOST) -> tuple[Highlight, ...]:
    """Return the highlights, concerns and good news in turn, the strongest first.

    What officers raised, by writing about it or by escalating it, is always there; rules fill up
    to `most`. Rules look only at KPIs with a new result: old news is not a highlight.
    """
    found = [_judge(a, scorecard.before(a)) for a in scorecard.assessments]
    raised = [h for h in found if h.assessment.is_raised]
    candidates = [h for h in found if h.reasons and h not in raised and _is_new(h.assessment)]
    candidates.sort(key=lambda highlight: -len(highlight.reasons))
    concerns = [h for h in candidates if h.is_concern]
    good_news = [h for h in candidates if not h.is_concern]
    room = max(0, most - len(raised))
    return (*raised, *_in_turn(concerns, good_news)[:room])


def _is_new(assessment: Assessment) -> bool:
    return assessment.latest is not None and not assessment.months_old


def _judge(now: Assessment, before: Assessment | None) -> Highlight:
    """Return the reasons for talking about the KPI, for the side they are on."""
    was = before.rag if before else None
    variation = now.trend.variation if now.trend else None
    # -- a chart sees the whole series: no reason where the last step went the other way --
    is_worse = variation is Variation.CONCERN and now.direction is not Direction.IMPROVED
    is_better = variation is Variation.IMPROVEMENT and now.direction is not Direction.WORSENED
    moved = f"Rating changed from {_word(was)} to {_word(now.rag)}"
    concern = [
        (now.rag is Rag.RED and was is Rag.RED, "Red two periods running"),
        (_changed(was, now.rag, better=False), moved),
        (now.rag is Rag.RED and now.direction is Direction.WORSENED, "Red and worsening"),
        (is_worse, "Unusual on its control chart, for the worse"),
    ]
    good = [
        (_changed(was, now.rag, better=True), moved),
        (is_better, "Unusual on its control chart, for the better"),
    ]
    concerns = tuple(reason for holds, reason in concern if holds)
    goods = tuple(reason for holds, reason in good if holds)
    reasons = (*_raised(now), *(concerns or goods))
    return Highlight(now, reasons, bool(concerns))


def _raised(now: Assessment) -> tuple[str, ...]:
    """Return how officers raised the KPI in this period."""
    levels = dict.fromkeys(escalation.to_level for escalation in now.escalations)
    written = ("The owner has commented",) if now.commentary else ()
    return (*(f"Escalated to {level}" for level in levels), *written)


def _changed(was: Rag | None, now: Rag, *, better: bool) -> bool:
    if was is None or not was.is_rated or not now.is_rated or was is now:
        return False
    order = (Rag.RED, Rag.AMBER, Rag.GREEN)
    return (order.index(now) > order.index(was)) is better


def _word(rag: Rag | None) -> str:
    return rag.value if rag else "unrated"


def _in_turn(first: Sequence[Highlight], second: Sequence[Highlight]) -> list[Highlight]:
    """Return two concerns, then one piece of good news, and so on, until both are used up."""
    turns: list[Highlight] = []
    concerns, good_news = list(first), list(second)
    while concerns or good_news:
        turns += concerns[:2] + good_news[:1]
        del concerns[:2], good_news[:1]
    return turns
