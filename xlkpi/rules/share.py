"""Share: what a numerator and a denominator make, and whether the value beside them is that.

Source: figures published as 55% beside "64 of 114", which is 56.1%; docs/analysis/check.md.
"""

import math
import re

from xlkpi.terms.number import nearness, same
from xlkpi.terms.unit import Unit

_PER = re.compile(r"\bper\s+(\d[\d,]*)")

ROUNDED = 1e-4
"""Numerators and denominators are often rounded to thousands: so much of a share is their doing."""


def scale_of(unit: Unit) -> float | None:
    """Return what a share is multiplied by in a unit: 100 for %, 1,000 for `per 1,000 homes`."""
    if unit.is_percent:
        return 100.0
    found = _PER.search(unit.text.casefold())
    return float(found[1].replace(",", "")) if found else None


def share(
    value: float, numerator: float, denominator: float, scale: float | None = None
) -> float | None:
    """Return the value that the numerator and denominator make, or None where they make none.

    Args:
        value: as recorded; without a scale it tells the power of ten that is meant.
        numerator: of the share.
        denominator: of the share; 0 makes no share.
        scale: what the share is multiplied by; None where the unit does not say.
    """
    if same(denominator, 0):
        return None
    plain = numerator / denominator
    if scale is None:
        if same(plain, 0) or value / plain <= 0:
            return plain
        scale = 10.0 ** round(math.log10(value / plain))
    return scale * plain


def agrees(value: float, made: float, decimals: int) -> bool:
    """Return whether `value` is `made`, but for rounding: to so many decimals, and of the parts."""
    return abs(value - made) <= 0.5 * 10.0**-decimals + ROUNDED * abs(made) + nearness(made)
