"""Comparison: how a confidence interval stands to a benchmark."""

from enum import Enum


class Comparison(Enum):
    """Whether a value differs from a benchmark by more than chance."""

    BETTER = "Better"
    SIMILAR = "Similar"
    WORSE = "Worse"
    HIGHER = "Higher"
    """For a KPI without a better direction."""
    LOWER = "Lower"
    """For a KPI without a better direction."""
