"""Highlight: the KPIs a report should talk about, each with the reasons it was picked."""

from collections.abc import Sequence
from dataclasses import dataclass

from xlkpi.assessment.assessment import Assessment
from xlkpi.assessment.reasons import Reasons, reasons_for
from xlkpi.assessment.scorecard import Scorecard

MOST = 8
"""A report with more highlights than this has none."""


@dataclass(frozen=True, slots=True)
class Highlight:
    """A KPI worth talking about; `reasons` are printed with it."""

    assessment: Assessment
    reasons: tuple[str, ...]
    is_concern: bool

    @property
    def is_wanted(self) -> bool:
        """Whether a person has said that it is to be a highlight."""
        decision = self.assessment.decision
        return decision is not None and decision.highlight is True


def highlights(scorecard: Scorecard, most: int = MOST) -> tuple[Highlight, ...]:
    """Return the highlights, the strongest first: what a person wants, then up to `most` in all.

    What officers raised, by writing about it or by escalating it, comes before what only rules
    pick; rules look only at KPIs with a new result, for old news is not a highlight. Where there is
    good news, some of it is there.
    """
    found = [_judge(a, scorecard.before(a)) for a in scorecard.assessments if not _is_dropped(a)]
    wanted = [h for h in found if h.is_wanted]
    raised = _raised(found)
    others = [h for h in found if h.reasons and h not in wanted and h not in raised]
    new = sorted(
        (h for h in others if _is_new(h.assessment)), key=lambda highlight: -len(highlight.reasons)
    )
    order = [*raised, *_in_turn([h for h in new if h.is_concern], _good(new))]
    room = max(0, most - len(wanted))
    picked, left = order[:room], order[room:]
    if picked and not _good([*wanted, *picked]) and _good(left):
        picked[-1] = _good(left)[0]
    return (*wanted, *picked)


def passed_over(scorecard: Scorecard, picked: Sequence[Highlight]) -> tuple[Highlight, ...]:
    """Return what officers raised and no person dropped, for which there was no room."""
    found = [_judge(a, scorecard.before(a)) for a in scorecard.assessments if not _is_dropped(a)]
    there = {highlight.assessment.kpi.ref for highlight in picked}
    return tuple(h for h in _raised(found) if h.assessment.kpi.ref not in there)


def dropped(scorecard: Scorecard) -> tuple[Assessment, ...]:
    """Return the KPIs that a person does not want among the highlights."""
    return tuple(a for a in scorecard.assessments if _is_dropped(a))


def _raised(found: Sequence[Highlight]) -> list[Highlight]:
    """Return what officers raised: escalations, then concerns, then by the number of reasons."""
    raised = [h for h in found if h.assessment.is_raised and not h.is_wanted]
    return sorted(
        raised, key=lambda h: (not h.assessment.escalations, not h.is_concern, -len(h.reasons))
    )


def _good(found: Sequence[Highlight]) -> list[Highlight]:
    return [highlight for highlight in found if not highlight.is_concern]


def _is_dropped(assessment: Assessment) -> bool:
    return assessment.decision is not None and assessment.decision.highlight is False


def _is_new(assessment: Assessment) -> bool:
    return assessment.latest is not None and not assessment.months_old


def _judge(now: Assessment, before: Assessment | None) -> Highlight:
    reasons: Reasons = reasons_for(now, before)
    stated = reasons.concerns or reasons.good
    return Highlight(now, (*reasons.raised, *stated), bool(reasons.concerns))


def _in_turn(first: Sequence[Highlight], second: Sequence[Highlight]) -> list[Highlight]:
    """Return two concerns, then one piece of good news, and so on, until both are used up."""
    turns: list[Highlight] = []
    concerns, good_news = list(first), list(second)
    while concerns or good_news:
        turns += concerns[:2] + good_news[:1]
        del concerns[:2], good_news[:1]
    return turns
