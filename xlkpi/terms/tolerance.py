"""Tolerance: how far short of a target is still Amber, and how that distance is read."""

from dataclasses import dataclass, field
from enum import Enum

from xlkpi.errors import RefusalError
from xlkpi.terms.number import shown, side
from xlkpi.terms.wording import read_word


class ToleranceMode(Enum):
    """How a tolerance is read; required wherever a tolerance is given."""

    PERCENT = "percent"
    """Of the target: 5 on a target of 80 reaches to 76."""
    POINTS = "points"
    """In the KPI's own unit: 5 on a target of 80 reaches to 75."""
    FLOOR = "floor"
    """The tolerance is itself the last amber value."""

    @classmethod
    def read(cls, found: object) -> "ToleranceMode":
        """Return the mode that `found` spells; anything else is refused."""
        return read_word(cls, found, "mode", {})


@dataclass(frozen=True, slots=True)
class Tolerance:
    """A tolerance with its mode: neither means anything without the other."""

    value: float
    mode: ToleranceMode
    is_nothing: bool = field(init=False, repr=False, compare=False)
    """Whether this is no tolerance at all: one of 0, except as a floor."""

    def __post_init__(self) -> None:
        """Refuse a negative tolerance; a floor may be negative."""
        way = 1 if self.mode is ToleranceMode.FLOOR else side(self.value, 0)
        object.__setattr__(self, "is_nothing", way == 0)
        if way < 0:
            message = (
                f"tolerance {shown(self.value)} is negative: give the distance from the target "
                f"as a number of 0 or more"
            )
            raise RefusalError(message)
