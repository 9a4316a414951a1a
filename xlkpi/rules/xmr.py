"""XmR chart: the mean and the limits within which a steady process stays.

Method: Wheeler's individuals chart as in NHS England's Making Data Count; docs/analysis/spc.md.
"""

from collections.abc import Sequence
from itertools import pairwise
from math import fsum
from typing import NamedTuple

from xlkpi.errors import RefusalError
from xlkpi.terms.number import NEARNESS, gap

LIMIT = 2.66
"""Limits lie this many mean moving ranges from the mean: 3/1.128."""
SCREEN = 3.267
"""A moving range is screened out unless it is below this many times their mean."""
NEAR = 2 / 3
"""Near limits lie at this share of the way from the mean to the limits."""
FEWEST = 2
"""Values without which there is no moving range."""


class Limits(NamedTuple):
    """The centre line of a chart and how far the limits lie from it, in the KPI's unit."""

    mean: float
    reach: float

    @property
    def has_variation(self) -> bool:
        """Whether the limits differ from the mean."""
        return self.reach > 0

    @property
    def lower(self) -> float:
        """The lower process limit; below 0 it is not cut off."""
        return self.mean - self.reach

    @property
    def upper(self) -> float:
        """The upper process limit."""
        return self.mean + self.reach

    @property
    def near_lower(self) -> float:
        """The limit beyond which two of three points are a signal."""
        return self.mean - NEAR * self.reach

    @property
    def near_upper(self) -> float:
        """The limit beyond which two of three points are a signal."""
        return self.mean + NEAR * self.reach


def present(values: Sequence[float | None]) -> list[float]:
    """Return the values without the gaps: a gap is no point and breaks no run."""
    return [value for value in values if value is not None]


def limits(
    points: Sequence[float], baseline: int | None = None, *, screen: bool = True, width: float = 1.0
) -> Limits | None:
    """Return the mean and limits of `points`, oldest first; None for fewer than two.

    Args:
        points: the values present.
        baseline: how many of the first points the mean and limits come from; None for all.
        screen: whether moving ranges far from their mean are left out, once.
        width: the limits' distance as a multiple of the customary one.

    Raises:
        RefusalError: a baseline below 2 or above the number of points.
    """
    if baseline is not None:
        _refuse_impossible(baseline, len(points))
        points = points[:baseline]
    if len(points) < FEWEST:
        return None
    ranges = [abs(gap(b, a)) for a, b in pairwise(points)]
    mean_range = _mean(ranges)
    if screen and mean_range > 0:
        most = SCREEN * mean_range * (1 - NEARNESS)
        mean_range = _mean([r for r in ranges if r < most])
    return Limits(_mean(points), width * LIMIT * mean_range)


def _mean(values: Sequence[float]) -> float:
    return fsum(values) / len(values)


def _refuse_impossible(baseline: int, count: int) -> None:
    if FEWEST <= baseline <= count:
        return
    if baseline < FEWEST:
        message = f"baseline {baseline} is too short: expected a whole number of 2 or more"
    else:
        has = f"the {count} values" if count != 1 else "the one value"
        message = f"baseline {baseline} is more than {has} present: expected {count} at most"
    raise RefusalError(message)
