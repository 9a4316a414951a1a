"""Aggregation: how shorter periods make a longer one, and whether results overlap."""

from enum import Enum

from xlkpi.terms.wording import read_word


class Aggregation(Enum):
    """How a KPI's results combine; it decides what a quarter or a year is."""

    SUM = "Sum"
    """Counts and money: a year is the sum of its quarters."""
    LAST = "Last"
    """A stock at a date: a year is its last quarter."""
    WEIGHTED = "Weighted rate"
    """A rate: numerators and denominators are summed, percentages are never averaged."""
    CUMULATIVE = "Cumulative year to date"
    """Each result counts from 1 April: a year is its last quarter."""
    ROLLING = "Rolling"
    """Each result covers a longer span than its period: neighbours overlap."""

    @classmethod
    def read(cls, found: object) -> "Aggregation":
        """Return the aggregation that `found` spells; anything else is refused."""
        return read_word(cls, found, "aggregation", SPELLINGS)

    @property
    def has_independent_points(self) -> bool:
        """Whether successive results are separate measurements, as control charts require."""
        return self not in (Aggregation.CUMULATIVE, Aggregation.ROLLING)


SPELLINGS = {
    "total": Aggregation.SUM,
    "latest": Aggregation.LAST,
    "rate": Aggregation.WEIGHTED,
    "weighted": Aggregation.WEIGHTED,
    "cumulative": Aggregation.CUMULATIVE,
    "year to date": Aggregation.CUMULATIVE,
    "rolling 12 months": Aggregation.ROLLING,
}
