"""Quartile: which quarter of the areas we are in, 1 being the best.

Method: docs/analysis/quartile.md.
"""

from xlkpi.rules.benchmark import Standing
from xlkpi.terms.outcome import Outcome

QUARTERS = 4
FEWEST_AREAS = 8
"""Below two areas a quarter, one area's move would be a change of quartile."""


def quartile(found: Standing | Outcome) -> int | Outcome:
    """Return 1 (best) to 4 for a standing; `Too few areas` below eight.

    Public Health England's quantiles: floor(5 - ceil((n + 1 - rank)/(n/4))), 0 read as 1.
    """
    if isinstance(found, Outcome):
        return found
    if found.areas < FEWEST_AREAS:
        return Outcome.TOO_FEW_AREAS
    # -- whole numbers throughout: -(-a // b) is the ceiling of a/b --
    from_worst = -(-(found.areas + 1 - found.rank) * QUARTERS // found.areas)
    return max(1, QUARTERS + 1 - from_worst)
