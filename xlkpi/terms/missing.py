"""Missing: a blank is not a zero, and a gap has a named reason."""

from enum import Enum

from xlkpi.terms.wording import fold, read_word

SHORTHAND = frozenset({"[x]", "[c]", "[z]", "[low]", "n/a", "..", "-"})
"""Spellings of a missing value, folded. Source: Government Analysis Function, symbols in tables."""


def is_missing(found: object) -> bool:
    """Return whether a cell stands for a missing value: blank, spaces or the shorthand."""
    if found is None:
        return True
    return isinstance(found, str) and (fold(found) == "" or fold(found) in SHORTHAND)


class GapReason(Enum):
    """Why the Register holds no value for a period."""

    NOT_DUE = "Not due"
    """No result is expected in this period."""
    AWAITING = "Awaiting data"
    """Expected, and not yet supplied."""
    NOT_AVAILABLE = "Not available"
    """It will not be supplied: a national collection stopped, records lost."""
    SUSPENDED = "Suspended"
    """The survey or collection is paused."""
    SUPPRESSED = "Suppressed"
    """Withheld so that nobody can be identified."""

    @classmethod
    def read(cls, found: object) -> "GapReason":
        """Return the reason that `found` spells; anything else is refused."""
        return read_word(cls, found, "reason for a gap", SPELLINGS)


SPELLINGS = {
    "[x]": GapReason.NOT_AVAILABLE,
    "[c]": GapReason.SUPPRESSED,
    "[z]": GapReason.NOT_DUE,
    "paused": GapReason.SUSPENDED,
    "survey paused": GapReason.SUSPENDED,
    "awaiting": GapReason.AWAITING,
    "confidential": GapReason.SUPPRESSED,
}
