"""RAG: a rating of one value against its target. Method: docs/analysis/rag.md."""

from dataclasses import dataclass, field
from math import inf

from xlkpi.errors import RefusalError
from xlkpi.terms.number import NEARNESS, same, shown, side
from xlkpi.terms.polarity import Polarity
from xlkpi.terms.rag import RATED, Rag
from xlkpi.terms.target import Target, TargetKind
from xlkpi.terms.tolerance import Tolerance, ToleranceMode

Span = tuple[float, float]
"""From a lowest to a highest value, both included; an open end is infinite."""

EVERYTHING: Span = (-inf, inf)
GREEN, AMBER, RED = RATED


@dataclass(frozen=True, slots=True)
class RagRule:
    """A target with its polarity and tolerance, made ready to rate any number of values.

    Refused when made: a number without a polarity or with polarity None; a band without its upper
    end; a floor beyond the target, or with a band; an interim target that contradicts the polarity.
    What the target does not use is not judged.
    """

    target: Target | None
    polarity: Polarity | None
    tolerance: Tolerance | None
    green: Span = field(init=False, repr=False, compare=False)
    """The values that are Green, where the target is a number."""
    amber: Span = field(init=False, repr=False, compare=False)
    """The values that are Amber or better, where the target is a number."""
    reach: tuple[Span, Span] | None = field(init=False, repr=False, compare=False)
    """The same two without their ends, widened by floating point; None where it is no number."""

    def __post_init__(self) -> None:
        """Refuse what cannot be rated, and find the limits."""
        target = self.target
        green = amber = EVERYTHING
        reach = None
        if target is not None and target.kind is TargetKind.NUMBER:
            green = _green(target, self.polarity)
            amber = _amber(green, self.tolerance)
            reach = _widened(green), _widened(amber)
        elif target is not None and target.is_interim:
            _refuse_contradiction(target, self.polarity)
        object.__setattr__(self, "green", green)
        object.__setattr__(self, "amber", amber)
        object.__setattr__(self, "reach", reach)

    def rate(self, actual: float | None, comparator: float | None = None) -> Rag:
        """Return the rating of `actual`, or the reason for none: Tracker, No data, No target ...

        Args:
            actual: in the KPI's own unit; None where the period has no value.
            comparator: the earlier value, which only an interim target uses.
        """
        if actual is None or self.reach is None:
            return self._unrated(actual, comparator)
        (low, high), (amber_low, amber_high) = self.reach
        if low < actual < high:
            return GREEN
        return AMBER if amber_low < actual < amber_high else RED

    @property
    def is_band(self) -> bool:
        """Whether the Green values have two ends."""
        return inf not in self.green and -inf not in self.green

    def bound(self, actual: float) -> float:
        """Return the end of the Green values that `actual` is held against."""
        low, high = self.green
        return low if high == inf or (low != -inf and actual < low) else high

    @property
    def has_tolerance(self) -> bool:
        """Whether a tolerance is in force: a tolerance of 0 is none, except as a floor."""
        return (
            self.target is not None
            and self.target.kind is TargetKind.NUMBER
            and self.tolerance is not None
            and not self.tolerance.is_nothing
        )

    def _unrated(self, actual: float | None, comparator: float | None) -> Rag:
        """Return why there is no colour, or an interim target's colour."""
        if self.target is not None and self.target.kind is TargetKind.TRACKER:
            return Rag.TRACKER
        if actual is None:
            return Rag.NO_DATA
        if self.target is None:
            return Rag.NO_TARGET
        if comparator is None:
            return Rag.NO_COMPARATOR
        if same(actual, comparator):
            return AMBER
        wants_increase = self.target.kind is TargetKind.INCREASE
        return GREEN if (actual > comparator) is wants_increase else RED


def _widened(span: Span) -> Span:
    """Return the open span of all that is inside `span` or the same as one of its ends."""
    low, high = span
    # -- an open end is infinite, and stays so --
    return low - NEARNESS * max(1.0, abs(low)), high + NEARNESS * max(1.0, abs(high))


def _green(target: Target, polarity: Polarity | None) -> Span:
    """Return the Green values: the one place where a numbered target asks for the polarity.

    From here on its open end, or its two ends, say which way is better.
    """
    value = target.value or 0.0
    if polarity is Polarity.HIGHER:
        return value, inf
    if polarity is Polarity.LOWER:
        return -inf, value
    if polarity is Polarity.WITHIN:
        if target.upper is None:
            message = (
                f"upper is blank: polarity Within needs the band, "
                f"from the target {shown(value)} to upper"
            )
            raise RefusalError(message)
        return value, target.upper
    found = "blank" if polarity is None else "None"
    message = f"polarity is {found}: a target of {shown(value)} needs Higher, Lower or Within"
    raise RefusalError(message)


def _amber(green: Span, tolerance: Tolerance | None) -> Span:
    """Return the values that are Amber or better: the Green ones, widened by the tolerance."""
    if tolerance is None or tolerance.is_nothing:
        return green
    if tolerance.mode is ToleranceMode.FLOOR:
        return _with_floor(green, tolerance.value)
    low, high = green
    if tolerance.mode is ToleranceMode.POINTS:
        return low - tolerance.value, high + tolerance.value
    return _less(low, tolerance.value), -_less(-high, tolerance.value)


def _less(limit: float, percent: float) -> float:
    """Return `limit` lowered by a percentage of its size; an open end stays open."""
    # -- -inf would meet itself as nan --
    if limit == -inf:
        return limit
    # -- divided last, so that 80 less 5% is 76 exactly; first where that would overflow --
    part = abs(limit) * percent / 100
    return limit - (part if part != inf else abs(limit) / 100 * percent)


def _with_floor(green: Span, floor: float) -> Span:
    low, high = green
    if high == inf:
        if side(floor, low) > 0:
            raise _beyond(floor, "above", low, "Higher")
        return floor, high
    if low == -inf:
        if side(floor, high) < 0:
            raise _beyond(floor, "below", high, "Lower")
        return low, floor
    message = "mode floor cannot be used with polarity Within: expected percent or points"
    raise RefusalError(message)


def _beyond(floor: float, where: str, target: float, polarity: str) -> RefusalError:
    other = "below" if where == "above" else "above"
    return RefusalError(
        f"floor {shown(floor)} is {where} the target {shown(target)}: with polarity {polarity} "
        f"the last amber value is at or {other} the target"
    )


def _refuse_contradiction(target: Target, polarity: Polarity | None) -> None:
    fitting = Polarity.HIGHER if target.kind is TargetKind.INCREASE else Polarity.LOWER
    if polarity not in (None, Polarity.NONE, fitting):
        message = (
            f"target {target.kind.value} contradicts polarity {polarity.value}: "
            f"expected {fitting.value}, None or blank"
        )
        raise RefusalError(message)
