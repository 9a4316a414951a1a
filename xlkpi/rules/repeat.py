"""Repeat: does a series come back to the same figure by its nature?

Source: real series of whole numbers and of few decimals, measured in docs/analysis/check.md.
"""

from collections.abc import Sequence
from itertools import pairwise

from xlkpi.rules.mads import median
from xlkpi.terms.number import gap, rounded, same

COARSE = 10
"""Where the middle change is fewer than this many units of the last decimal, chance repeats."""
FEWEST = 4
"""Changes without which the middle one says nothing."""


def repeats_by_nature(earlier: Sequence[float], decimals: int) -> bool:
    """Return whether the same figure twice running is no news in a series.

    So it is where two earlier neighbours were the same, and where the figures move by so few
    units of their last decimal that the same one comes again by chance.

    Args:
        earlier: the values before, oldest first, gaps left out.
        decimals: the places to which figures are recorded.
    """
    shown = [rounded(value, decimals) for value in earlier]
    moves = [abs(gap(b, a)) for a, b in pairwise(shown)]
    if any(same(move, 0) for move in moves):
        return True
    return len(moves) >= FEWEST and median(moves) < COARSE * 10.0**-decimals
