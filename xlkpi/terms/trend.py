"""Trend: what a control chart says of its last point, and the flags of all of them."""

from dataclasses import dataclass
from enum import Enum


class Flag(Enum):
    """Why a point on an XmR chart is a special cause, in the order in which they are given."""

    OUTSIDE = "outside"
    """Beyond a process limit."""
    TREND = "trend"
    """One of seven points that all rise or all fall."""
    TWO_OF_THREE = "two of three"
    """Near a limit, as is another of three neighbours, all on the same side of the mean."""
    SHIFT = "shift"
    """One of seven points on the same side of the mean."""


class Variation(Enum):
    """What the last value present says. The words are the public contract of `KPI_TREND`."""

    COMMON_CAUSE = "Common cause"
    IMPROVEMENT = "Special cause improvement"
    CONCERN = "Special cause concern"
    HIGH = "Special cause high"
    """For a KPI without a better direction."""
    LOW = "Special cause low"
    """For a KPI without a better direction."""
    TOO_FEW_POINTS = "Too few points"
    NO_VARIATION = "No variation"
    """Every value alike, so that nothing can be unusual."""


@dataclass(frozen=True, slots=True)
class Trend:
    """A variation, and whether its limits are provisional because the points are few."""

    variation: Variation
    is_trial: bool = False

    @property
    def text(self) -> str:
        """The words of the public contract: `Common cause (trial limits)`."""
        return f"{self.variation.value} (trial limits)" if self.is_trial else self.variation.value


class RecentTrend(Enum):
    """The direction of the last five points, by OHID's test."""

    INCREASING = "Increasing"
    DECREASING = "Decreasing"
    NO_CHANGE = "No significant change"
    NOT_CALCULABLE = "Cannot be calculated"
