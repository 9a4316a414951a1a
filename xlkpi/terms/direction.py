"""Direction of travel: what the change since the comparator means."""

from enum import Enum


class Direction(Enum):
    """The direction of travel, after polarity; or why there is none."""

    IMPROVED = "Improved"
    WORSENED = "Worsened"
    SAME = "Same"
    UP = "Up"
    DOWN = "Down"
    NO_DATA = "No data"
    NO_COMPARATOR = "No comparator"
