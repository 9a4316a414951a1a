"""Outcome: the named answers that several judgements share where no number can be given."""

from enum import Enum


class Outcome(Enum):
    """Why a judgement gives no number; a domain outcome, not a failure."""

    NO_DATA = "No data"
    """No value for the period."""
    NO_COMPARATOR = "No comparator"
    """A value, and nothing to compare it with."""
    NOT_CALCULABLE = "Not calculable"
    """The arithmetic has no answer: a divisor is zero."""
    TOO_FEW_AREAS = "Too few areas"
    """A quartile of so few areas would mislead."""
    TOO_FEW_POINTS = "Too few points"
    """A chart of so few points has no limits."""
