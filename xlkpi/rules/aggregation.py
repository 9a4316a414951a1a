"""How the results of shorter periods make a longer one. Percentages are never averaged."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from xlkpi.terms.aggregation import Aggregation
from xlkpi.terms.number import same


@dataclass(frozen=True, slots=True)
class Part:
    """One shorter period's result; `numerator` and `denominator` belong to rates."""

    value: float | None
    numerator: float | None = None
    denominator: float | None = None


def aggregate(kind: Aggregation, parts: Sequence[Part | None]) -> float | None:
    """Return the value of the longer period, or None when it cannot be known.

    Args:
        kind: how the KPI's results combine.
        parts: one for each shorter period, oldest first; None where there is no result.

    A sum or a rate with a part missing is not the year's: it is None, never a guess. A stock or a
    running total is what its last part says, whatever came before.
    """
    known = [part for part in parts if part is not None and part.value is not None]
    match kind:
        case Aggregation.SUM:
            is_whole = len(known) == len(parts) and bool(parts)
            return math.fsum(part.value or 0.0 for part in known) if is_whole else None
        case Aggregation.WEIGHTED:
            return _weighted(known) if len(known) == len(parts) else None
        case Aggregation.LAST | Aggregation.CUMULATIVE | Aggregation.ROLLING:
            last = parts[-1] if parts else None
            return last.value if last else None


def _weighted(parts: Sequence[Part]) -> float | None:
    """Return sum of numerators over sum of denominators, on the scale the values are on."""
    counts = [(part.numerator, part.denominator) for part in parts]
    numerators = [n for n, d in counts if n is not None and d is not None]
    denominators = [d for n, d in counts if n is not None and d is not None]
    scale = _scale(parts)
    if len(numerators) < len(parts) or not math.fsum(denominators) or scale is None:
        return None
    return scale * math.fsum(numerators) / math.fsum(denominators)


def _scale(parts: Sequence[Part]) -> float | None:
    """Return what one numerator over one denominator is multiplied by: 100 for a percentage.

    It is the power of ten nearest to what the largest part shows, since values are rounded.
    """
    shown = [
        part.value * part.denominator / part.numerator
        for part in parts
        if part.value and part.numerator and part.denominator
    ]
    if not shown:
        return 1.0 if all(same(part.value or 0, 0) for part in parts) else None
    power = round(math.log10(max(shown))) if max(shown) > 0 else 0
    return float(10**power)
