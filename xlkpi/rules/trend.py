"""Trend: what the last value present says on an XmR chart. Method: docs/analysis/trend.md."""

from collections.abc import Sequence

from xlkpi.rules.xmr import limits, present
from xlkpi.rules.xmr_flags import last_signal
from xlkpi.terms.polarity import Polarity
from xlkpi.terms.trend import Trend, Variation

FEWEST_POINTS = 6
"""Below this a chart would mislead; Wheeler's least is five to six."""
SETTLED_POINTS = 12
"""From this many points on the limits are no longer provisional."""


def trend(
    values: Sequence[float | None],
    polarity: Polarity,
    baseline: int | None = None,
    *,
    screen: bool = True,
) -> Trend:
    """Return what the last value present says, and whether its limits are provisional.

    Args:
        values: oldest first; None is a gap.
        polarity: turns a signal into improvement or concern; None and Within give high or low.
        baseline: how many of the first values present the limits come from; None for all.
        screen: whether moving ranges far from their mean are left out, once.

    Raises:
        RefusalError: a baseline below 2 or above the number of values present.
    """
    points = present(values)
    chart = limits(points, baseline, screen=screen)
    if chart is None or len(points) < FEWEST_POINTS:
        return Trend(Variation.TOO_FEW_POINTS)
    if not chart.has_variation:
        return Trend(Variation.NO_VARIATION)
    signal = last_signal(points, chart)
    variation = Variation.COMMON_CAUSE if signal is None else oriented(signal.side, polarity)
    return Trend(variation, is_trial=len(points) < SETTLED_POINTS)


def oriented(side: int, polarity: Polarity) -> Variation:
    """Return the word for a signal: the one place where polarity turns it."""
    if polarity.sign == 0:
        return Variation.HIGH if side > 0 else Variation.LOW
    return Variation.IMPROVEMENT if side == polarity.sign else Variation.CONCERN
