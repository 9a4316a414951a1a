"""Confidence: the reasons for which a column is taken for a field, and what each weighs."""

from dataclasses import dataclass
from enum import Enum
from typing import Self


class Reason(Enum):
    """Something that speaks for or against a reading; the weights are compared nowhere else."""

    weight: float
    words: str

    OWN_NAME = 1.0, "the heading is the Register's own"
    OTHER_NAME = 0.9, "the heading is a usual name for it"
    A_PERIOD = 0.8, "the heading is a period and nothing else"
    NAMES_IT = 0.6, "the heading contains '{}'"
    RESEMBLES = 0.5, "the heading resembles '{}'"
    VALUES_FIT = 0.3, "its cells look like {}"
    VALUES_DO_NOT_FIT = -0.6, "its cells do not look like {}"

    def __new__(cls, weight: float, words: str) -> Self:
        """Return a member whose value is its words."""
        member = object.__new__(cls)
        member._value_ = words
        member.weight, member.words = weight, words
        return member


class Confidence(Enum):
    """How sure a reading is, in a word."""

    CERTAIN = "certain"
    LIKELY = "likely"
    POSSIBLE = "possible"
    NONE = "none"
    """Not enough to propose it."""


AT_LEAST = {Confidence.CERTAIN: 1.0, Confidence.LIKELY: 0.8, Confidence.POSSIBLE: 0.5}
"""The weight from which on a reading is that sure."""

SAME = 0.005
"""Weights closer than this are the same but for binary floating point."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """One reason with what it is about, such as the words that a heading contains."""

    reason: Reason
    about: str = ""

    def __str__(self) -> str:
        """Return the reason as an officer reads it."""
        return self.reason.words.format(self.about)


def weight(evidence: tuple[Evidence, ...]) -> float:
    """Return what all reasons weigh together."""
    return sum(one.reason.weight for one in evidence)


def confidence(evidence: tuple[Evidence, ...]) -> Confidence:
    """Return how sure a reading with these reasons is."""
    total = weight(evidence) + SAME
    return next((word for word, least in AT_LEAST.items() if total >= least), Confidence.NONE)
