"""The signals on an XmR chart: which points are a special cause, and on which side.

Method: NHSRplotthedots, with its order of precedence; docs/analysis/spc.md.
"""

from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import NamedTuple

from xlkpi.rules.xmr import Limits
from xlkpi.terms.number import side
from xlkpi.terms.trend import Flag

RUN = 7
"""Points in a row that make a trend or a shift."""
WINDOW = 3
"""Points in a row of which two near a limit make a signal."""


class Signal(NamedTuple):
    """A flag, and which way it points: 1 high or rising, -1 low or falling."""

    flag: Flag
    side: int


def signals(points: Sequence[float], limits: Limits) -> list[Signal | None]:
    """Return one signal or None a point, oldest first; without variation all are None."""
    found: list[Signal | None] = [None] * len(points)
    if not limits.has_variation:
        return found
    sides = [side(point, limits.mean) for point in points]
    # -- the weakest first, so that the stronger flag is the one that stays --
    _mark_runs(found, sides, Flag.SHIFT)
    _mark_two_of_three(found, sides, _near(points, limits))
    _mark_trends(found, points)
    for place, point in enumerate(points):
        if side(point, limits.upper) > 0 or side(point, limits.lower) < 0:
            found[place] = Signal(Flag.OUTSIDE, sides[place])
    return found


def last_signal(points: Sequence[float], limits: Limits) -> Signal | None:
    """Return the signal of the last point; every rule looks back at most seven."""
    return signals(points[-RUN:], limits)[-1]


def _near(points: Iterable[float], limits: Limits) -> list[bool]:
    """Return which points lie beyond a near limit and not beyond the limit itself."""
    low, high = limits.near_lower, limits.near_upper
    return [
        (side(point, high) > 0 and side(point, limits.upper) <= 0)
        or (side(point, low) < 0 and side(point, limits.lower) >= 0)
        for point in points
    ]


def _mark_runs(found: list[Signal | None], sides: Sequence[int], flag: Flag) -> None:
    for end in range(RUN, len(sides) + 1):
        run = sides[end - RUN : end]
        if abs(sum(run)) == RUN:
            found[end - RUN : end] = [Signal(flag, run[0])] * RUN


def _mark_trends(found: list[Signal | None], points: Sequence[float]) -> None:
    steps = [side(b, a) for a, b in pairwise(points)]
    for end in range(RUN, len(points) + 1):
        run = steps[end - RUN : end - 1]
        if abs(sum(run)) == RUN - 1:
            found[end - RUN : end] = [Signal(Flag.TREND, run[0])] * RUN


def _mark_two_of_three(
    found: list[Signal | None], sides: Sequence[int], near: Sequence[bool]
) -> None:
    for end in range(WINDOW, len(sides) + 1):
        places = range(end - WINDOW, end)
        if abs(sum(sides[end - WINDOW : end])) == WINDOW and sum(near[end - WINDOW : end]) > 1:
            for place in places:
                if near[place]:
                    found[place] = Signal(Flag.TWO_OF_THREE, sides[place])
