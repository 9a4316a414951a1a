"""Total: do parts make their whole?

Source: totals of published scorecards that differ from their parts (Kent, "40 KPIs" for 39);
docs/analysis/check.md.
"""

from collections.abc import Sequence
from math import fsum

from xlkpi.terms.number import nearness


def adds_up(parts: Sequence[float], whole: float, decimals: int) -> bool:
    """Return whether `parts` add up to `whole`, each of them rounded to so many decimals."""
    rounding = 0.5 * (len(parts) + 1) * 10.0**-decimals
    return abs(fsum(parts) - whole) <= rounding + nearness(whole)


def lies_between(parts: Sequence[float], whole: float, decimals: int) -> bool:
    """Return whether `whole` can be a mean of `parts`, each rounded to so many decimals."""
    rounding = 10.0**-decimals + nearness(whole)
    return min(parts) - rounding <= whole <= max(parts) + rounding
