"""The reason for a rating as one plain sentence, in the KPI's own unit and decimals."""

from collections.abc import Iterable
from math import isfinite
from typing import NamedTuple

from xlkpi.rules.rag import RagRule
from xlkpi.terms.number import MOST_DECIMALS, decimals_in, placed, rounded, same, shown
from xlkpi.terms.rag import Rag
from xlkpi.terms.tolerance import ToleranceMode
from xlkpi.terms.unit import Unit

PENCE = 2
"""Pounds are written whole, or with this many places: £3.50, not £3.5."""

MORE_PLACES = 4
"""A limit that needs at most so many more places than its sentence is written exactly."""


def why(
    rule: RagRule,
    actual: float | None,
    comparator: float | None = None,
    unit: Unit | None = None,
    decimals: int | None = None,
) -> str:
    """Return the rating and its reason: `Amber: 77.4% is 2.6 points below the target of 80% ...`.

    Args:
        rule: the rule that rates.
        actual: the value, as `RagRule.rate` takes it.
        comparator: the earlier value, as `RagRule.rate` takes it.
        unit: how the figures are written; None for bare numbers.
        decimals: places to show; None for the most that any figure given has. More are shown
            where rounding would hide the difference that the rating rests on, or print a gap
            that is not the difference of the two figures beside it.
    """
    rag = rule.rate(actual, comparator)
    writing = _Writing(unit or Unit(""), decimals)
    return f"{rag.value}: {_reason(rule, rag, actual, comparator, writing)}."


class _Writing(NamedTuple):
    """How the caller wants figures written."""

    unit: Unit
    decimals: int | None

    def figures(
        self, given: Iterable[float], actual: float, held: float | None, limits: Iterable[float]
    ) -> "_Figures":
        """Return how to write the numbers, with more places where fewer would mislead.

        Args:
            given: the numbers that the rule was given and uses.
            actual: the value that is rated.
            held: what it is held against, whose distance is printed; None where none is.
            limits: what else it must be told apart from.
        """
        wanted = max(map(decimals_in, given)) if self.decimals is None else self.decimals
        places = _of_money(self.unit, wanted)
        others = [limit for limit in limits if isfinite(limit) and not same(actual, limit)]
        while places < MOST_DECIMALS and (
            any(_hides(places, actual, limit) for limit in others)
            or (held is not None and not _adds_up(places, actual, held))
        ):
            places = _of_money(self.unit, places + 1)
        return _Figures(self.unit, places, is_padded=self.decimals is not None)


def _of_money(unit: Unit, places: int) -> int:
    """Return so many places, or those of pence where pounds have any."""
    return max(places, PENCE) if unit.text.strip() == "£" and places > 0 else places


def _hides(places: int, a: float, b: float) -> bool:
    # -- a whole step apart nothing is hidden --
    if abs(a - b) > 10.0**-places:
        return False
    return placed(a, places) == placed(b, places) or rounded(abs(a - b), places) == 0


def _adds_up(places: int, a: float, b: float) -> bool:
    # -- two figures that are written exactly add up --
    if max(decimals_in(a), decimals_in(b)) <= places:
        return True
    return abs(placed(a, places) - placed(b, places)) == placed(abs(a - b), places)


class _Figures(NamedTuple):
    """How this sentence writes its numbers: in one unit, at one number of places."""

    unit: Unit
    decimals: int
    is_padded: bool
    """Whether 80 is written 80.0 beside a 77.4."""

    def show(self, value: float) -> str:
        return self.unit.show(*self._placed(value))

    def brief(self, value: float) -> str:
        """Return a figure beside another: a rate's unit is written once a sentence."""
        return shown(*self._placed(value)) if self.unit.is_rate else self.show(value)

    def gap(self, a: float, b: float) -> str:
        size = abs(a - b)
        return self.brief(size) if self.unit.is_rate else self.unit.show_gap(*self._placed(size))

    def to_hold(self, size: float) -> "_Figures":
        """Return figures with as many places as a number has that is written as it was set."""
        return self.at(max(self.decimals, decimals_in(size)))

    def at(self, places: int) -> "_Figures":
        """Return figures with so many places."""
        return self._replace(decimals=_of_money(self.unit, places))

    def _placed(self, value: float) -> tuple[float, int | None]:
        if self.is_padded or (self.unit.text.strip() == "£" and self.decimals > 0):
            return value, self.decimals
        return rounded(value, self.decimals), None


def _reason(
    rule: RagRule, rag: Rag, actual: float | None, comparator: float | None, writing: _Writing
) -> str:
    if rag is Rag.TRACKER:
        return "this KPI is watched and not rated"
    if actual is None:
        return "there is no value to rate"
    if rule.target is None:
        return f"{writing.figures([actual], actual, None, []).show(actual)} has no target to meet"
    if rule.target.is_interim:
        aim = f"the interim target is to {rule.target.kind.value.casefold()}"
        return _against_comparator(actual, comparator, writing, aim)
    held = None if rule.is_band and rag is Rag.GREEN else rule.bound(actual)
    limits = [*rule.green, *rule.amber]
    figures = writing.figures(_given(rule, actual), actual, held, limits)
    return _against_target(rule, rag, actual, figures)


def _given(rule: RagRule, actual: float) -> list[float]:
    """Return the numbers that a rule with a numbered target was given and uses."""
    found = [actual, *(end for end in rule.green if isfinite(end))]
    if rule.tolerance is not None and rule.has_tolerance:
        found.append(rule.tolerance.value)
    return found


def _against_comparator(
    actual: float, comparator: float | None, writing: _Writing, aim: str
) -> str:
    if comparator is None:
        value = writing.figures([actual], actual, None, []).show(actual)
        return f"{aim}, and there is no earlier value to compare {value} with"
    figures = writing.figures([actual, comparator], actual, comparator, [comparator])
    value = figures.show(actual)
    if same(actual, comparator):
        return f"{value} is the same as the comparator, and {aim}"
    side = "above" if actual > comparator else "below"
    gap = figures.gap(actual, comparator)
    return f"{value} is {gap} {side} the comparator of {figures.brief(comparator)}, and {aim}"


def _against_target(rule: RagRule, rag: Rag, actual: float, figures: _Figures) -> str:
    value, bound = figures.show(actual), rule.bound(actual)
    aim = f"target of {figures.brief(bound)}"
    if rule.is_band:
        low, high = rule.green
        aim = f"band of {figures.brief(low)} to {figures.brief(high)}"
        if rag is Rag.GREEN:
            return f"{value} is within the {aim}"
    if same(actual, bound):
        return f"{value} meets the {aim}"
    side = "above" if actual > bound else "below"
    short = f"{value} is {figures.gap(actual, bound)} {side} the {aim}"
    if rag is Rag.GREEN:
        return short
    return f"{short}, {_against_tolerance(rule, rag, actual, figures)}"


def _against_tolerance(rule: RagRule, rag: Rag, actual: float, figures: _Figures) -> str:
    """Return how far the tolerance reaches, and whether `actual` is within it."""
    if rule.tolerance is None or not rule.has_tolerance:
        return "and no tolerance is set"
    bound, size = rule.bound(actual), rule.tolerance.value
    is_below, is_amber = actual < bound, rag is Rag.AMBER
    limit = rule.amber[0] if is_below else rule.amber[1]
    if rule.tolerance.mode is ToleranceMode.FLOOR:
        name = f"{'floor' if is_below else 'ceiling'} of {figures.to_hold(limit).brief(limit)}"
        if is_amber:
            return f"at or {'above' if is_below else 'below'} the {name}"
        return f"{'below' if is_below else 'above'} the {name}"
    if same(limit, bound):
        return f"and {shown(size)}% of a target of {figures.brief(bound)} leaves no amber"
    reach = f"(amber {'down' if is_below else 'up'} to {_limit(rule, limit, bound, figures)})"
    return f"{'within' if is_amber else 'beyond'} the {_tolerance_name(rule, figures)} {reach}"


def _tolerance_name(rule: RagRule, figures: _Figures) -> str:
    size = 0.0 if rule.tolerance is None else rule.tolerance.value
    if rule.tolerance is not None and rule.tolerance.mode is ToleranceMode.PERCENT:
        return f"{shown(size)}% tolerance"
    if figures.unit.is_percent:
        return f"{shown(size)}-point tolerance"
    return f"tolerance of {figures.to_hold(size).gap(size, 0.0)}"


def _limit(rule: RagRule, limit: float, bound: float, figures: _Figures) -> str:
    """Return the last amber value, so that what is printed is itself amber.

    Exact where that takes few more places; otherwise rounded towards the target, with as many
    places as keep it from reaching the target.
    """
    needed = decimals_in(limit)
    if needed <= figures.decimals + MORE_PLACES:
        return figures.at(max(needed, figures.decimals)).brief(limit)
    for places in range(figures.decimals, MOST_DECIMALS):
        inside = _rounded_towards(limit, bound, places)
        if rule.rate(inside) is Rag.AMBER:
            return figures.at(places).brief(inside)
    return figures.at(MOST_DECIMALS).brief(limit)


def _rounded_towards(value: float, bound: float, places: int) -> float:
    """Return `value` at so many places, on its own side of where `bound` lies or nearer to it."""
    found = rounded(value, places)
    if same(found, value) or (found > value) is (bound > value):
        return found
    step = 10.0**-places
    return rounded(found + (step if bound > value else -step), places)
