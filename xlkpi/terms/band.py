"""Band: the range a KPI should stay within, and how far outside it a value lies."""

from dataclasses import dataclass

from xlkpi.errors import RefusalError
from xlkpi.terms.number import same, shown, side


@dataclass(frozen=True, slots=True)
class Band:
    """The values from `low` to `high`, both included; one point when they are equal."""

    low: float
    high: float

    def __post_init__(self) -> None:
        """Refuse a band upside down."""
        if side(self.high, self.low) < 0:
            message = (
                f"upper {shown(self.high)} is below the target {shown(self.low)}: target is the "
                f"lower end of the band, upper its upper end"
            )
            raise RefusalError(message)

    def distance(self, value: float) -> float:
        """Return how far outside the band `value` lies, in the KPI's unit; 0 inside."""
        nearest = self.low if value < self.low else self.high
        if self.low <= value <= self.high or same(value, nearest):
            return 0.0
        return abs(value - nearest)
