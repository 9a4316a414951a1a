"""Benchmark: where a value stands among other areas' values. Method: docs/analysis/benchmark.md."""

from collections.abc import Callable, Sequence
from typing import NamedTuple

from xlkpi.errors import RefusalError
from xlkpi.terms.band import Band
from xlkpi.terms.number import side
from xlkpi.terms.outcome import Outcome
from xlkpi.terms.polarity import Polarity


class Standing(NamedTuple):
    """A competition rank: 1 is best, and ties share the better rank."""

    rank: int
    areas: int
    """How many areas have a value, ours included."""
    equal: int
    """How many share our rank, ours included."""

    @property
    def text(self) -> str:
        """The words of the contract: `5th of 11`, `5th of 11 (2 equal)`."""
        words = f"{ordinal(self.rank)} of {self.areas}"
        return f"{words} ({self.equal} equal)" if self.equal > 1 else words


Merit = Callable[[float], float]
"""From a value to a number that is higher for a better value."""


def merit(polarity: Polarity, band: Band | None = None) -> Merit:
    """Return what orders values from worse to better: the one place where polarity turns them.

    Raises:
        RefusalError: polarity None, which has no order; Within without its band or midpoint.
    """
    match polarity:
        case Polarity.HIGHER:
            return lambda value: value
        case Polarity.LOWER:
            return lambda value: -value
        case Polarity.NONE:
            message = "polarity None cannot be ranked: expected Higher, Lower or Within"
            raise RefusalError(message)
        case Polarity.WITHIN:
            if band is None:
                message = "target is blank: polarity Within needs a band or a midpoint to be near"
                raise RefusalError(message)
            distance = band.distance
            return lambda value: -distance(value)


def standing(
    actual: float | None,
    peers: Sequence[float | None],
    polarity: Polarity,
    band: Band | None = None,
) -> Standing | Outcome:
    """Return our rank among us and every peer with a value, or why there is none.

    Args:
        actual: our value.
        peers: the other areas' values for the same period; None is an area without one.
        polarity: which way is better.
        band: for Within; a midpoint is a band of one point.

    Raises:
        RefusalError: as `merit`.
    """
    return standing_by(merit(polarity, band), actual, peers)


def standing_by(
    order: Merit, actual: float | None, peers: Sequence[float | None]
) -> Standing | Outcome:
    """Return our rank by an order that `merit` made ready."""
    if actual is None:
        return Outcome.NO_DATA
    ours = order(actual)
    sides = [side(order(peer), ours) for peer in peers if peer is not None]
    if not sides:
        return Outcome.NO_COMPARATOR
    return Standing(rank=sides.count(1) + 1, areas=len(sides) + 1, equal=sides.count(0) + 1)


def ordinal(number: int) -> str:
    """Return `1st`, `2nd`, `3rd`, `4th`, `11th` ..."""
    if number % 100 in (11, 12, 13):
        return f"{number}th"
    return f"{number}{ {1: 'st', 2: 'nd', 3: 'rd'}.get(number % 10, 'th') }"
