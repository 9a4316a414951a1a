"""Interval: the confidence interval of a proportion, a count or a rate.

Methods: Wilson (1927); Byar's approximation (Breslow and Day, 1987); below 10 the exact Poisson
interval, as public-health practice has it. docs/analysis/interval.md.
"""

from enum import Enum
from math import exp, sqrt

from xlkpi.errors import RefusalError
from xlkpi.terms.number import same, shown, side
from xlkpi.terms.outcome import Outcome
from xlkpi.terms.wording import read_word

EXACT_BELOW = 10
"""Byar's approximation is too coarse for fewer events than this."""

Interval = tuple[float, float]


class Method(Enum):
    """How an interval is computed."""

    WILSON = "wilson"
    """For a proportion: a count out of a denominator."""
    BYAR = "byar"
    """For a count, or a rate of a count per 1 of the denominator."""

    @classmethod
    def read(cls, found: object) -> "Method":
        """Return the method that `found` spells; anything else is refused."""
        return read_word(cls, found, "method", {})


class Confidence(Enum):
    """How sure the interval is; the two levels that public-health practice publishes."""

    NINETY_FIVE = 0.95
    NINETY_NINE_POINT_EIGHT = 0.998

    @property
    def z(self) -> float:
        """The standard normal deviate, two-sided."""
        return 1.959963984540054 if self is Confidence.NINETY_FIVE else 3.090232306167813

    @property
    def tail(self) -> float:
        """The probability left out on each side."""
        return (1 - self.value) / 2


def interval(
    count: float | None, denominator: float | None, method: Method, confidence: Confidence
) -> Interval | Outcome:
    """Return the lower and upper limit, as a fraction of the denominator, or why there are none.

    Raises:
        RefusalError: a count that is negative or not whole; a negative denominator; for Wilson a
            count above its denominator.
    """
    _refuse_impossible(count, denominator, method)
    if count is None or denominator is None:
        return Outcome.NO_DATA
    if same(denominator, 0):
        return Outcome.NOT_CALCULABLE
    events = round(count)
    if method is Method.WILSON:
        # -- a count the same as its denominator may be a trace above it --
        return _wilson(min(1.0, events / denominator), denominator, confidence.z)
    if events < EXACT_BELOW:
        low, high = _exact(events, confidence.tail)
    else:
        low, high = _byar(events, confidence.z)
    return low / denominator, high / denominator


def _wilson(share: float, denominator: float, z: float) -> Interval:
    middle = 2 * denominator * share + z * z
    reach = z * sqrt(z * z + 4 * denominator * share * (1 - share))
    divisor = 2 * (denominator + z * z)
    # -- at 0 and at 1 the limit is exact; subtraction would leave a trace --
    low = 0.0 if share == 0 else (middle - reach) / divisor
    return low, 1.0 if share == 1 else (middle + reach) / divisor


def _byar(count: float, z: float) -> Interval:
    above = count + 1
    low = count * (1 - 1 / (9 * count) - z / (3 * sqrt(count))) ** 3
    return low, above * (1 - 1 / (9 * above) + z / (3 * sqrt(above))) ** 3


def _exact(count: int, tail: float) -> Interval:
    """Return the means at which so small, or so large, a count would be a chance of `tail`."""
    low = 0.0 if count == 0 else _mean_with(count - 1, 1 - tail)
    return low, _mean_with(count, tail)


def _mean_with(count: int, probability: float) -> float:
    """Return the Poisson mean at which `count` events or fewer have that probability."""
    low, high = 0.0, 100.0
    for _ in range(80):
        middle = (low + high) / 2
        if _at_most(count, middle) > probability:
            low = middle
        else:
            high = middle
    return (low + high) / 2


def _at_most(count: int, mean: float) -> float:
    """Return the Poisson probability of `count` events or fewer."""
    term = total = exp(-mean)
    for events in range(1, count + 1):
        term *= mean / events
        total += term
    return total


def _refuse_impossible(count: float | None, denominator: float | None, method: Method) -> None:
    """Refuse, of what is given, what no interval can come from."""
    if count is not None and (side(count, 0) < 0 or not same(count, round(count))):
        message = f"count {shown(count)} is not a whole number of 0 or more: give the events"
        raise RefusalError(message)
    if denominator is not None and side(denominator, 0) < 0:
        message = f"denominator {shown(denominator)} is negative: expected more than 0"
        raise RefusalError(message)
    if count is None or denominator is None or method is Method.BYAR:
        return
    if side(count, denominator) > 0:
        message = (
            f"count {shown(count)} is above the denominator {shown(denominator)}: "
            f"a proportion is part of a whole; for a rate use method byar"
        )
        raise RefusalError(message)
