"""Recent trend: whether the last five points rise or fall by more than chance.

Method: the recent trends of OHID's Fingertips, for values with intervals and for proportions;
docs/analysis/recent_trend.md.
"""

from collections.abc import Iterable, Sequence
from math import fsum, isfinite, log
from typing import NamedTuple

from xlkpi.errors import RefusalError
from xlkpi.terms.number import same, shown, side
from xlkpi.terms.polarity import Polarity
from xlkpi.terms.trend import RecentTrend

POINTS = 5
CRITICAL = 9.54953570608324
"""Chi-squared on one degree of freedom at 99.8%."""
INTERVAL_WIDTH = 3.92
"""A 95% interval is this many standard errors wide."""

Places = Sequence[float | None]


class _Point(NamedTuple):
    """One position in the regression: time 1 to 5, a value, and how much it weighs."""

    time: int
    value: float
    weight: float = 1.0


def recent_trend(values: Places, lowers: Places, uppers: Places) -> RecentTrend:
    """Return the direction of the last five of `values`, given their 95% intervals.

    Weighted least squares on 1/se^2; significant where (slope/its standard error)^2 exceeds the
    critical value and the slope keeps its sign whichever point is left out.

    Raises:
        RefusalError: a lower limit above its upper one among the last five.
    """
    _refuse_upside_down(lowers[-POINTS:], uppers[-POINTS:])
    found = _last_five([values, lowers, uppers])
    if found is None:
        return RecentTrend.NOT_CALCULABLE
    if any(same(low, high) for low, high in zip(found[1], found[2], strict=True)):
        return RecentTrend.NOT_CALCULABLE
    points = [
        _Point(time, value, (INTERVAL_WIDTH / (high - low)) ** 2)
        for time, (value, low, high) in enumerate(zip(*found, strict=True), start=1)
    ]
    slope, spread = _slope(points)
    return _judged(points, slope, chi_squared=slope * slope * spread)


def recent_trend_of_proportions(numerators: Places, denominators: Places) -> RecentTrend:
    """Return the direction of the last five proportions.

    Chi-squared for linear trend; the slopes that must keep their sign are those of the log odds.

    Raises:
        RefusalError: a negative count, or a numerator above its denominator, among the last five.
    """
    _refuse_impossible(numerators[-POINTS:], denominators[-POINTS:])
    found = _last_five([numerators, denominators])
    if found is None:
        return RecentTrend.NOT_CALCULABLE
    pairs = list(zip(*found, strict=True))
    if any(same(count, 0) or same(count, whole) for count, whole in pairs):
        return RecentTrend.NOT_CALCULABLE
    odds = [
        _Point(time, log(count / (whole - count)))
        for time, (count, whole) in enumerate(pairs, start=1)
    ]
    return _judged(odds, _slope(odds)[0], _chi_squared_for_trend(pairs))


def with_polarity(found: RecentTrend, polarity: Polarity | None) -> str:
    """Return the words of the contract, `Increasing and getting better` where polarity says so."""
    way = {RecentTrend.INCREASING: 1, RecentTrend.DECREASING: -1}.get(found, 0)
    if polarity is None or way * polarity.sign == 0:
        return found.value
    return f"{found.value} and getting {'better' if way == polarity.sign else 'worse'}"


def _last_five(series: Sequence[Places]) -> list[list[float]] | None:
    """Return the last five positions of each series; None where one is a gap or not there."""
    tails = [[value for value in places[-POINTS:] if value is not None] for places in series]
    return None if any(len(tail) < POINTS for tail in tails) else tails


def _judged(points: Sequence[_Point], slope: float, chi_squared: float) -> RecentTrend:
    if side(chi_squared, CRITICAL) <= 0:
        return RecentTrend.NO_CHANGE
    way = side(slope, 0)
    for left_out in points:
        rest = [point for point in points if point is not left_out]
        # -- a slope of nothing has not kept its sign: four level points and a jump are no trend --
        if side(_slope(rest)[0], 0) != way:
            return RecentTrend.NO_CHANGE
    return RecentTrend.DECREASING if way < 0 else RecentTrend.INCREASING


def _slope(points: Sequence[_Point]) -> tuple[float, float]:
    """Return the weighted least-squares slope, and the weighted spread of the times about it."""
    total = _sum(p.weight for p in points)
    middle = _sum(p.weight * p.time for p in points) / total
    centre = _sum(p.weight * p.value for p in points) / total
    spread = _sum(p.weight * (p.time - middle) ** 2 for p in points)
    joint = _sum(p.weight * (p.time - middle) * (p.value - centre) for p in points)
    return joint / spread, spread


def _chi_squared_for_trend(pairs: Sequence[tuple[float, ...]]) -> float:
    """Return N(NS - CT)^2 / (C(N - C)(NQ - T^2)), all sums over the counts and wholes."""
    counts = _sum(count for count, _ in pairs)
    wholes = _sum(whole for _, whole in pairs)
    timed_counts = _sum(time * count for time, (count, _) in enumerate(pairs, start=1))
    timed_wholes = _sum(time * whole for time, (_, whole) in enumerate(pairs, start=1))
    squared = _sum(time * time * whole for time, (_, whole) in enumerate(pairs, start=1))
    # -- the shares keep the products within a double for any counts --
    share, centre = counts / wholes, timed_wholes / wholes
    joint = timed_counts - counts * centre
    spread = squared - timed_wholes * centre
    return joint * joint / (share * (1 - share) * spread)


def _sum(terms: Iterable[float]) -> float:
    """Return an exact sum.

    Raises:
        OverflowError: a term, or the sum, is larger than a number can be.
    """
    known = list(terms)
    if not all(map(isfinite, known)):
        message = "a term is too large to hold"
        raise OverflowError(message)
    return fsum(known)


def _refuse_upside_down(lowers: Places, uppers: Places) -> None:
    for low, high in zip(lowers, uppers, strict=False):
        if low is not None and high is not None and side(low, high) > 0:
            message = (
                f"lowers has {shown(low)} above {shown(high)} in uppers: expected each lower "
                f"limit at or below its upper limit"
            )
            raise RefusalError(message)


def _refuse_impossible(counts: Places, wholes: Places) -> None:
    for count, whole in zip(counts, wholes, strict=False):
        if count is None or whole is None:
            continue
        if side(count, 0) < 0 or side(count, whole) > 0:
            message = (
                f"numerators has {shown(count)} of {shown(whole)} in denominators: expected a "
                f"count from 0 to its denominator"
            )
            raise RefusalError(message)
