"""MADs: how far from the median, counted in median absolute deviations.

Method: the Office for Local Government's automated text; docs/analysis/mads.md.
"""

from collections.abc import Sequence

from xlkpi.terms.number import gap
from xlkpi.terms.outcome import Outcome


def mads(actual: float | None, values: Sequence[float | None]) -> float | Outcome:
    """Return (actual - median) / median(|value - median|), positive being above the median.

    Args:
        actual: our value.
        values: every area's value, ours included; None is an area without one.

    The deviation is not scaled by 1.4826, and the sign is not turned for polarity.
    """
    if actual is None:
        return Outcome.NO_DATA
    present = [value for value in values if value is not None]
    if not present:
        return Outcome.NO_COMPARATOR
    middle = median(present)
    spread = median([abs(gap(value, middle)) for value in present])
    return gap(actual, middle) / spread if spread else Outcome.NOT_CALCULABLE


def median(values: Sequence[float]) -> float:
    """Return the middle value, or the mean of the two middle ones; at least one is needed."""
    ordered = sorted(values)
    half, is_odd = divmod(len(ordered), 2)
    return ordered[half] if is_odd else (ordered[half - 1] + ordered[half]) / 2
