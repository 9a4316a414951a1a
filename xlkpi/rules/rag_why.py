"""The reason for a rating as one plain sentence, in the KPI's own unit and decimals."""

from typing import NamedTuple

from xlkpi.rules.rag import RagRule
from xlkpi.terms.number import MOST_DECIMALS, decimals_in, rounded, same, shown
from xlkpi.terms.polarity import Polarity
from xlkpi.terms.rag import Rag
from xlkpi.terms.target import TargetKind
from xlkpi.terms.tolerance import ToleranceMode
from xlkpi.terms.unit import Unit

PENCE = 2
"""Pounds are written whole, or with this many places: £3.50, not £3.5."""


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
            where rounding would hide the difference that the rating rests on.
    """
    rag = rule.rate(actual, comparator)
    return f"{rag.value}: {_reason(rule, actual, comparator, unit or Unit(''), decimals)}."


def _reason(
    rule: RagRule,
    actual: float | None,
    comparator: float | None,
    unit: Unit,
    decimals: int | None,
) -> str:
    if rule.target is not None and rule.target.kind is TargetKind.TRACKER:
        return "this KPI is watched and not rated"
    if actual is None:
        return "there is no value to rate"
    given = _given(rule, actual, comparator)
    if rule.target is None:
        return f"{_figures(given, actual, [], unit, decimals).show(actual)} has no target to meet"
    if rule.target.is_interim:
        held = [] if comparator is None else [comparator]
        figures = _figures(given, actual, held, unit, decimals)
        aim = f"the interim target is to {rule.target.kind.value.casefold()}"
        return _against_comparator(actual, comparator, figures, aim)
    limits = [*rule.green, *rule.amber]
    return _against_target(rule, actual, _figures(given, actual, limits, unit, decimals))


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
        """Return figures with as many places as a tolerance of that size has."""
        return self._replace(decimals=max(self.decimals, decimals_in(size)))

    def _placed(self, value: float) -> tuple[float, int | None]:
        if self.unit.text.strip() == "£" and self.decimals > 0:
            return value, max(self.decimals, PENCE)
        if self.is_padded:
            return value, self.decimals
        return rounded(value, self.decimals), None


def _given(rule: RagRule, actual: float, comparator: float | None) -> list[float]:
    """Return the numbers that the rule was given and uses."""
    target, tolerance = rule.target, rule.tolerance
    found: list[float | None] = [actual]
    if target is not None:
        found += [comparator] if target.is_interim else [target.value, target.upper]
    if tolerance is not None and rule.has_tolerance:
        found.append(tolerance.value)
    return [value for value in found if value is not None]


def _figures(
    given: list[float], actual: float, limits: list[float], unit: Unit, decimals: int | None
) -> _Figures:
    """Return how to write the numbers, with more places where fewer would hide a difference."""
    places = max(map(decimals_in, given)) if decimals is None else decimals
    gaps = [(actual, limit) for limit in limits if abs(limit) != float("inf")]
    while places < MOST_DECIMALS and any(_hides(places, *gap) for gap in gaps):
        places += 1
    return _Figures(unit, places, is_padded=decimals is not None)


def _hides(places: int, a: float, b: float) -> bool:
    if same(a, b):
        return False
    return shown(a, places) == shown(b, places) or rounded(abs(a - b), places) == 0


def _against_comparator(
    actual: float, comparator: float | None, figures: _Figures, aim: str
) -> str:
    value = figures.show(actual)
    if comparator is None:
        return f"{aim}, and there is no earlier value to compare {value} with"
    if same(actual, comparator):
        return f"{value} is the same as the comparator, and {aim}"
    side = "above" if actual > comparator else "below"
    gap = figures.gap(actual, comparator)
    return f"{value} is {gap} {side} the comparator of {figures.brief(comparator)}, and {aim}"


def _against_target(rule: RagRule, actual: float, figures: _Figures) -> str:
    value, (low, high) = figures.show(actual), rule.green
    is_band = rule.polarity is Polarity.WITHIN
    is_good = rule.rate(actual) is Rag.GREEN
    if is_band and is_good:
        return f"{value} is within the band of {figures.brief(low)} to {figures.brief(high)}"
    bound = _bound(rule, actual)
    if same(actual, bound):
        return f"{value} meets the target of {figures.brief(bound)}"
    aim = (
        f"band of {figures.brief(low)} to {figures.brief(high)}"
        if is_band
        else f"target of {figures.brief(bound)}"
    )
    side = "above" if actual > bound else "below"
    short = f"{value} is {figures.gap(actual, bound)} {side} the {aim}"
    return short if is_good else f"{short}, {_against_tolerance(rule, actual, figures)}"


def _bound(rule: RagRule, actual: float) -> float:
    """Return the end of the Green span that `actual` is held against."""
    low, high = rule.green
    if rule.polarity is Polarity.WITHIN:
        return low if actual < low else high
    return low if rule.polarity is Polarity.HIGHER else high


def _against_tolerance(rule: RagRule, actual: float, figures: _Figures) -> str:
    """Return how far the tolerance reaches, and whether `actual` is within it."""
    if rule.tolerance is None or not rule.has_tolerance:
        return "and no tolerance is set"
    is_below = actual < _bound(rule, actual)
    limit = rule.amber[0] if is_below else rule.amber[1]
    is_amber = rule.rate(actual) is Rag.AMBER
    size = rule.tolerance.value
    if rule.tolerance.mode is not ToleranceMode.PERCENT:
        figures = figures.to_hold(size)
    if rule.tolerance.mode is ToleranceMode.FLOOR:
        name = f"{'floor' if is_below else 'ceiling'} of {figures.brief(limit)}"
        if is_amber:
            return f"at or {'above' if is_below else 'below'} the {name}"
        return f"{'below' if is_below else 'above'} the {name}"
    if same(limit, _bound(rule, actual)):
        return f"and {shown(size)}% of a target of 0 leaves no amber"
    reach = f"(amber {'down' if is_below else 'up'} to {figures.brief(limit)})"
    return f"{'within' if is_amber else 'beyond'} the {_tolerance_name(rule, figures)} {reach}"


def _tolerance_name(rule: RagRule, figures: _Figures) -> str:
    size = 0.0 if rule.tolerance is None else rule.tolerance.value
    if rule.tolerance is not None and rule.tolerance.mode is ToleranceMode.PERCENT:
        return f"{shown(size)}% tolerance"
    if figures.unit.is_percent:
        return f"{shown(size)}-point tolerance"
    return f"tolerance of {figures.gap(size, 0.0)}"
