"""Assurance: whether the process, left as it is, will meet the target.

Method: docs/analysis/assurance.md.
"""

from collections.abc import Sequence

from xlkpi.errors import RefusalError
from xlkpi.rules.trend import FEWEST_POINTS
from xlkpi.rules.xmr import limits, present
from xlkpi.terms.assurance import Assurance
from xlkpi.terms.number import side
from xlkpi.terms.polarity import Polarity


def assurance(
    values: Sequence[float | None],
    target: float | None,
    polarity: Polarity,
    baseline: int | None = None,
    *,
    screen: bool = True,
) -> Assurance:
    """Return whether the process limits lie beyond `target` on the good side, the bad, or astride.

    Args:
        values: oldest first; None is a gap.
        target: in the KPI's unit; None where there is none.
        polarity: Higher or Lower; neither None nor Within has a side that passes.
        baseline: how many of the first values present the limits come from; None for all.
        screen: whether moving ranges far from their mean are left out, once.

    Raises:
        RefusalError: polarity None or Within; an impossible baseline.
    """
    refuse_polarity(polarity)
    points = present(values)
    chart = limits(points, baseline, screen=screen)
    if target is None:
        return Assurance.NO_TARGET
    if chart is None or len(points) < FEWEST_POINTS:
        return Assurance.TOO_FEW_POINTS
    if not chart.has_variation:
        return _of_values(points, target, polarity)
    above, below = side(chart.lower, target) > 0, side(chart.upper, target) < 0
    if not above and not below:
        return Assurance.HIT_AND_MISS
    return Assurance.PASSING if above == (polarity.sign > 0) else Assurance.FAILING


def refuse_polarity(polarity: Polarity) -> None:
    """Refuse polarity None and Within."""
    if polarity.sign == 0:
        message = f"polarity {polarity.value} has no side that passes: expected Higher or Lower"
        raise RefusalError(message)


def _of_values(points: Sequence[float], target: float, polarity: Polarity) -> Assurance:
    """Return the answer of the values themselves, where the limits have collapsed to a line.

    A constant 100 passes a target of 100 every time; the limits alone would say hit and miss.
    """
    meets = {side(point, target) * polarity.sign >= 0 for point in points}
    if len(meets) > 1:
        return Assurance.HIT_AND_MISS
    return Assurance.PASSING if True in meets else Assurance.FAILING
