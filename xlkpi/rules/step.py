"""Step: is the change from the last value larger than such changes have been?

Source: the moving-range chart that goes with Wheeler's individuals chart; docs/analysis/check.md.
"""

from collections.abc import Sequence
from itertools import pairwise
from math import fsum

from xlkpi.rules.xmr import SCREEN
from xlkpi.terms.number import gap, side

FEWEST = 2
"""Values without which there is no moving range."""
WIDTH = 1.5
"""A change is a step beyond this many times the customary limit: a query, not a signal."""


def is_step(value: float, earlier: Sequence[float]) -> bool:
    """Return whether the move to `value` lies above the widened limit of the moves before it.

    Args:
        value: the new value.
        earlier: the values before it, oldest first; with fewer than two nothing is a step.
    """
    if len(earlier) < FEWEST:
        return False
    ranges = [abs(gap(b, a)) for a, b in pairwise(earlier)]
    return side(abs(gap(value, earlier[-1])), WIDTH * SCREEN * fsum(ranges) / len(ranges)) > 0
