"""Check: the first question that a new value raises. Method: docs/analysis/check.md."""

from collections.abc import Sequence
from dataclasses import dataclass

from xlkpi.errors import RefusalError
from xlkpi.rules.mads import median
from xlkpi.rules.xmr import limits, present
from xlkpi.terms.number import same, shown, side
from xlkpi.terms.unit import Unit

OK = "OK"
NOT_A_NUMBER = "Not a number"
ZERO = "Zero where earlier values were not near zero"
REPEATED = "Same as the last value"
UNUSUAL = "Unusual against its history"

NEAR_ZERO = 0.1
"""An earlier value above this share of the median was not near zero."""
FEWEST_FOR_ZERO = 4
FEWEST_FOR_ZERO_PERCENT = 2
FEWEST_FOR_UNUSUAL = 8
WIDTH = 1.5
"""A value is unusual beyond this many times the customary limits: a query, not a signal."""


@dataclass(frozen=True, slots=True)
class Check:
    """The bounds of a KPI, made ready to question any number of values; unit % supplies 0 to 100.

    Refused when made: a lower bound above the upper one.
    """

    lower: float | None = None
    upper: float | None = None
    unit: Unit | None = None

    def __post_init__(self) -> None:
        """Supply the bounds of a percentage, and refuse bounds upside down."""
        is_given = self.lower is not None, self.upper is not None
        if self._is_percent:
            object.__setattr__(self, "lower", 0.0 if self.lower is None else self.lower)
            object.__setattr__(self, "upper", 100.0 if self.upper is None else self.upper)
        if self.lower is not None and self.upper is not None and side(self.lower, self.upper) > 0:
            advice = (
                "give the lowest possible value first, then the highest"
                if all(is_given)
                else f"unit % supplies {'lower 0' if is_given[1] else 'upper 100'}, so give both"
            )
            message = f"lower {shown(self.lower)} is above upper {shown(self.upper)}: {advice}"
            raise RefusalError(message)

    def query(self, actual: float, history: Sequence[float | None] = ()) -> str:
        """Return the first query that `actual` raises, or `OK`.

        Args:
            actual: the new value, in the KPI's unit.
            history: earlier values, oldest first; None is a gap.
        """
        earlier = present(history)
        if self.lower is not None and side(actual, self.lower) < 0:
            return f"Below {shown(self.lower)}"
        if self.upper is not None and side(actual, self.upper) > 0:
            return f"Above {shown(self.upper)}"
        if same(actual, 0) and self._was_never_near_zero(earlier):
            return ZERO
        if earlier and same(actual, earlier[-1]) and not _is_constant(earlier):
            return REPEATED
        return UNUSUAL if _is_unusual(actual, earlier) else OK

    @property
    def _is_percent(self) -> bool:
        return self.unit is not None and self.unit.is_percent

    def _was_never_near_zero(self, earlier: Sequence[float]) -> bool:
        if len(earlier) < (FEWEST_FOR_ZERO_PERCENT if self._is_percent else FEWEST_FOR_ZERO):
            return False
        least = NEAR_ZERO * median(earlier)
        return least > 0 and all(side(abs(value), least) > 0 for value in earlier)


def _is_constant(earlier: Sequence[float]) -> bool:
    return all(same(value, earlier[0]) for value in earlier)


def _is_unusual(actual: float, earlier: Sequence[float]) -> bool:
    if len(earlier) < FEWEST_FOR_UNUSUAL:
        return False
    chart = limits(earlier, screen=False, width=WIDTH)
    return chart is not None and (side(actual, chart.lower) < 0 or side(actual, chart.upper) > 0)
