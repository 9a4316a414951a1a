"""Assurance: whether a process, left as it is, will meet its target."""

from enum import Enum


class Assurance(Enum):
    """The answer of the limits to the target. The words are the contract of `KPI_ASSURANCE`."""

    PASSING = "Consistently passing"
    """The whole expected range meets the target."""
    FAILING = "Consistently failing"
    """No part of the expected range meets the target."""
    HIT_AND_MISS = "Hit and miss"
    """The target lies inside the expected range: chance decides."""
    NO_TARGET = "No target"
    TOO_FEW_POINTS = "Too few points"
