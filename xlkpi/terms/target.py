"""Target: what a result is held against."""

from dataclasses import dataclass
from enum import Enum

from xlkpi.errors import RefusalError
from xlkpi.terms.band import Band


class TargetKind(Enum):
    """What sort of target a KPI has in a period."""

    NUMBER = "Number"
    """A value to reach, or with an upper bound a band to stay within."""
    INCREASE = "Increase"
    """Interim: better than the comparator, until a target is set."""
    DECREASE = "Decrease"
    """Interim: lower than the comparator, until a target is set."""
    TRACKER = "Tracker"
    """Watched, never rated."""


@dataclass(frozen=True, slots=True)
class Target:
    """A target; `value` (and for a band `upper`) is in the KPI's own unit.

    `value` is None exactly for the kinds that name no number.
    """

    kind: TargetKind
    value: float | None = None
    upper: float | None = None

    def __post_init__(self) -> None:
        """Refuse a number where none belongs, none where one does, and a band upside down."""
        if (self.kind is TargetKind.NUMBER) != (self.value is not None):
            message = f"a target of kind {self.kind.value} and a value of {self.value}"
            raise RefusalError(message)
        if self.value is not None and self.upper is not None:
            # -- a band refuses to be upside down --
            Band(self.value, self.upper)

    @classmethod
    def number(cls, value: float, upper: float | None = None) -> "Target":
        """Return a target to reach, or the band from `value` to `upper`."""
        return cls(TargetKind.NUMBER, value, upper)

    @property
    def band(self) -> Band | None:
        """The band to stay within; None unless both its ends are given."""
        if self.value is None or self.upper is None:
            return None
        return Band(self.value, self.upper)

    @property
    def is_interim(self) -> bool:
        """Whether the target is only to move in the right direction."""
        return self.kind in (TargetKind.INCREASE, TargetKind.DECREASE)


TRACKER = Target(TargetKind.TRACKER)
INCREASE = Target(TargetKind.INCREASE)
DECREASE = Target(TargetKind.DECREASE)
