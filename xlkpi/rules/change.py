"""Change: by how much a value moved, signed so that positive is better.

Method: the Local Government Benchmarking Framework's aim-adjusted change; docs/analysis/change.md.
"""

from xlkpi.errors import RefusalError
from xlkpi.terms.number import same
from xlkpi.terms.outcome import Outcome
from xlkpi.terms.polarity import Polarity
from xlkpi.terms.unit import Unit


def change(
    actual: float | None, previous: float | None, polarity: Polarity, unit: Unit | None = None
) -> float | Outcome:
    """Return the change, positive being better, or why there is none.

    A percentage changes by points (97 to 95 is -2 for Higher); anything else by a fraction of the
    earlier value's size (200 to 210 is 0.05). Polarity None leaves the sign of the movement.

    Raises:
        RefusalError: polarity Within, for which neither sign of a movement is better.
    """
    refuse_polarity(polarity)
    if actual is None:
        return Outcome.NO_DATA
    if previous is None:
        return Outcome.NO_COMPARATOR
    moved = _moved(actual, previous, is_points=unit is not None and unit.is_percent)
    if isinstance(moved, Outcome) or polarity is not Polarity.LOWER:
        return moved
    return 0.0 - moved


def refuse_polarity(polarity: Polarity) -> None:
    """Refuse polarity Within."""
    if polarity is Polarity.WITHIN:
        message = "polarity Within has no signed change: expected Higher, Lower or None"
        raise RefusalError(message)


def _moved(actual: float, previous: float, *, is_points: bool) -> float | Outcome:
    """Return the movement before polarity: points, or a fraction of the earlier value."""
    if same(actual, previous):
        return 0.0
    if is_points:
        return actual - previous
    if same(previous, 0.0):
        return Outcome.NOT_CALCULABLE
    return (actual - previous) / abs(previous)
