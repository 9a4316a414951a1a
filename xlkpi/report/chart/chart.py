"""Chart: what a native chart shows, as plain values."""

from dataclasses import dataclass
from enum import Enum


class Role(Enum):
    """What a line of a chart is. Its value begins the series' name, in Word and in its data."""

    COVID = "Covid-19"
    """A band behind the periods of 2020/21."""
    BREAK = "New "
    """A line up the period from which on results are another measure: `New definition`."""
    UPPER = "Upper limit"
    LOWER = "Lower limit"
    AVERAGE = "Average"
    MEDIAN = "Median"
    """That of the comparator group."""
    TARGET = "Target"
    """Each stretch of one target is a series of its own, so that a step is a step."""
    RESULT = "Result"
    WORSE = "Unusual, for the worse"
    BETTER = "Unusual, for the better"
    UNUSUAL = "Unusual result"

    @classmethod
    def of(cls, name: str) -> "Role | None":
        """Return the role of a series with this name, None where it is an officer's own."""
        return next((role for role in cls if name.startswith(role.value)), None)

    @property
    def is_band(self) -> bool:
        """Whether it is drawn as columns behind the lines."""
        return self is Role.COVID


@dataclass(frozen=True, slots=True)
class Line:
    """One series."""

    role: Role
    name: str
    values: tuple[float | None, ...]
    shift: float = 0.0
    """How far the label at its last point moves down, as a share of the chart's height."""
    label: bool = False
    is_points: bool = False
    """Whether it has a level mark a period, because its stretches are too short for a line."""


@dataclass(frozen=True, slots=True)
class Axis:
    """The upright axis, in the KPI's unit."""

    low: float
    high: float
    step: float
    number_format: str
    """That of the axis, as a spreadsheet writes formats."""
    label_format: str
    """That of the labels in the chart, which have the KPI's own decimals."""


@dataclass(frozen=True, slots=True)
class Chart:
    """A chart with its words for who does not see it."""

    periods: tuple[str, ...]
    names: tuple[str, ...]
    """What stands under the axis for each period: a short name, or nothing where many stand."""
    lines: tuple[Line, ...]
    axis: Axis
    alternative: str
