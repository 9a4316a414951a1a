"""Reasons: why a KPI is worth talking about, each in the words that are printed with it."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from xlkpi.assessment.assessment import Assessment
from xlkpi.assessment.finding import briefly
from xlkpi.terms.direction import Direction
from xlkpi.terms.number import side
from xlkpi.terms.polarity import Polarity
from xlkpi.terms.rag import Rag
from xlkpi.terms.tolerance import ToleranceMode
from xlkpi.terms.trend import Variation

STEPS = 3
"""So many steps the same way running are more than a slip."""

FEWEST_FOR_RECORD = 8
"""Without so many results a best or worst one is no news."""

PLACES = 2
"""By so many places a rank has moved."""


@dataclass(frozen=True, slots=True)
class Reasons:
    """What speaks for a highlight: what officers did, and what rules see on either side."""

    raised: tuple[str, ...]
    concerns: tuple[str, ...]
    good: tuple[str, ...]


def reasons_for(now: Assessment, before: Assessment | None) -> Reasons:
    """Return the reasons for talking about a KPI, `before` being its state a period earlier."""
    return Reasons(
        tuple(_raised(now)), tuple(_concerns(now, before)), tuple(_good_news(now, before))
    )


def _raised(now: Assessment) -> Iterator[str]:
    """Yield how officers raised the KPI in this period."""
    decision = now.decision
    if decision is not None and decision.highlight:
        yield decision.note or "Chosen by officers"
    levels = dict.fromkeys(escalation.to_level for escalation in now.escalations)
    yield from (f"Escalated to {level}" for level in levels)
    if now.commentary:
        yield "The owner has commented"


def _concerns(now: Assessment, before: Assessment | None) -> Iterator[str]:
    was = before.rag if before else None
    is_worse = now.direction is Direction.WORSENED
    if now.rag is Rag.RED and was is Rag.RED:
        yield "Red two periods running"
    if _changed(was, now.rag, better=False):
        yield _moved(was, now.rag)
    if now.rag is Rag.RED and is_worse:
        yield "Red and worsening"
    if _is_below_floor(now):
        yield "Beyond the agreed floor"
    # -- a chart sees the whole series: no reason where the last step went the other way --
    if _variation(now) is Variation.CONCERN and now.direction is not Direction.IMPROVED:
        yield "Unusual on its control chart, for the worse"
    if is_worse and _steps(now) <= -STEPS:
        yield f"Worse {briefly(-_steps(now))} periods running"
    if is_worse and _record(now) < 0:
        yield "Worst result of its series"
    if _places(now, before) >= PLACES:
        yield f"Fell by {briefly(_places(now, before))} places among the {_group(now)}"


def _good_news(now: Assessment, before: Assessment | None) -> Iterator[str]:
    was = before.rag if before else None
    is_better = now.direction is Direction.IMPROVED
    if _changed(was, now.rag, better=True):
        yield _moved(was, now.rag)
    if _variation(now) is Variation.IMPROVEMENT and now.direction is not Direction.WORSENED:
        yield "Unusual on its control chart, for the better"
    if is_better and _steps(now) >= STEPS:
        yield f"Better {briefly(_steps(now))} periods running"
    if is_better and _record(now) > 0:
        yield "Best result of its series"
    if _places(now, before) <= -PLACES:
        yield f"Rose by {briefly(-_places(now, before))} places among the {_group(now)}"


def _changed(was: Rag | None, now: Rag, *, better: bool) -> bool:
    if was is None or not was.is_rated or not now.is_rated or was is now:
        return False
    order = (Rag.RED, Rag.AMBER, Rag.GREEN)
    return (order.index(now) > order.index(was)) is better


def _moved(was: Rag | None, now: Rag) -> str:
    return f"Rating changed from {was.value if was else 'unrated'} to {now.value}"


def _variation(now: Assessment) -> Variation | None:
    return now.trend.variation if now.trend else None


def _is_below_floor(now: Assessment) -> bool:
    allowance = now.target.allowance if now.target else None
    return now.rag is Rag.RED and allowance is not None and allowance.mode is ToleranceMode.FLOOR


def _turned(now: Assessment) -> list[float]:
    """Return the figures so that higher is better; nothing of series that allow no comparison."""
    kpi = now.kpi
    if not kpi.polarity.sign or not kpi.aggregation.has_independent_points:
        return []
    return [r.value * kpi.polarity.sign for r in now.history if r.value is not None]


def _steps(now: Assessment) -> int:
    """Return for how many steps running results got better, negative where they got worse."""
    sides = [side(b, a) for a, b in pairwise(_turned(now))]
    number = 0
    for one in reversed(sides):
        if not one or one != sides[-1]:
            break
        number += one
    return number


def _record(now: Assessment) -> int:
    """Return 1 where the latest figure is the best of its series, -1 where it is the worst."""
    values = _turned(now)
    if len(values) < FEWEST_FOR_RECORD:
        return 0
    if side(values[-1], max(values[:-1])) > 0:
        return 1
    return -1 if side(values[-1], min(values[:-1])) < 0 else 0


def _places(now: Assessment, before: Assessment | None) -> int:
    """Return by how many places the rank fell among the same group, negative where it rose."""
    ours, theirs = now.benchmark, before.benchmark if before else None
    if ours is None or theirs is None or ours.rank is None or theirs.rank is None:
        return 0
    is_same = ours.group == theirs.group and ours.areas == theirs.areas
    return ours.rank - theirs.rank if is_same and now.kpi.polarity is not Polarity.NONE else 0


def _group(now: Assessment) -> str:
    return now.benchmark.group if now.benchmark else "group"
