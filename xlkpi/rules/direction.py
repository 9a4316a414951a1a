"""Direction of travel: what a change means. Method: docs/analysis/direction.md."""

from dataclasses import dataclass

from xlkpi.errors import RefusalError
from xlkpi.terms.band import Band
from xlkpi.terms.direction import Direction
from xlkpi.terms.number import refuse_decimals, same, shown, side
from xlkpi.terms.polarity import Polarity


@dataclass(frozen=True, slots=True)
class DirectionRule:
    """A polarity with its dead bands, made ready to judge any number of changes.

    `min_change` is in the KPI's own unit; a smaller change is Same. At `decimals` places two
    values that print alike are Same. Polarity Within needs `band`; no other uses it.
    """

    polarity: Polarity
    min_change: float | None = None
    decimals: int | None = None
    band: Band | None = None

    def __post_init__(self) -> None:
        """Refuse a negative dead band, impossible decimals, and Within without its band."""
        if self.min_change is not None and side(self.min_change, 0) < 0:
            message = f"min_change {shown(self.min_change)} is negative: expected 0 or more"
            raise RefusalError(message)
        refuse_decimals(self.decimals)
        if self.polarity is Polarity.WITHIN and self.band is None:
            message = "target or upper is blank: polarity Within needs both ends of the band"
            raise RefusalError(message)

    def judge(self, actual: float | None, previous: float | None) -> Direction:
        """Return the direction from `previous` to `actual`, or why there is none."""
        if actual is None:
            return Direction.NO_DATA
        if previous is None:
            return Direction.NO_COMPARATOR
        now, before = self._measured(actual), self._measured(previous)
        if same(now, before) or self._prints_alike(actual, previous):
            return Direction.SAME
        change = now - before
        if self.min_change is not None and _is_less(abs(change), self.min_change):
            return Direction.SAME
        return self._word(change)

    def _measured(self, value: float) -> float:
        """Return what is compared: the value, or for Within its distance from the band."""
        if self.polarity is Polarity.WITHIN and self.band is not None:
            return self.band.distance(value)
        return value

    def _prints_alike(self, actual: float, previous: float) -> bool:
        if self.decimals is None:
            return False
        return shown(actual, self.decimals) == shown(previous, self.decimals)

    def _word(self, change: float) -> Direction:
        """Return the word for a change: the one place where polarity turns it."""
        if self.polarity is Polarity.NONE:
            return Direction.UP if change > 0 else Direction.DOWN
        better = change > 0 if self.polarity is Polarity.HIGHER else change < 0
        return Direction.IMPROVED if better else Direction.WORSENED


def _is_less(a: float, b: float) -> bool:
    return a < b and not same(a, b)
