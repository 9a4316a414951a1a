"""Comparator: the earlier result that a result is compared with."""

from enum import Enum

from xlkpi.terms.wording import read_word


class ComparatorType(Enum):
    """Which earlier period a KPI is compared with; stated per KPI, no default."""

    PREVIOUS_PERIOD = "Previous period"
    SAME_PERIOD_LAST_YEAR = "Same period last year"
    PREVIOUS_YEAR_END = "Previous year end"
    BASELINE = "Baseline"

    @classmethod
    def read(cls, found: object) -> "ComparatorType":
        """Return the comparator type that `found` spells; anything else is refused."""
        return read_word(cls, found, "comparator type", SPELLINGS)


SPELLINGS = {
    "previous": ComparatorType.PREVIOUS_PERIOD,
    "last period": ComparatorType.PREVIOUS_PERIOD,
    "last quarter": ComparatorType.PREVIOUS_PERIOD,
    "same quarter last year": ComparatorType.SAME_PERIOD_LAST_YEAR,
    "same month last year": ComparatorType.SAME_PERIOD_LAST_YEAR,
    "last year": ComparatorType.SAME_PERIOD_LAST_YEAR,
    "year end": ComparatorType.PREVIOUS_YEAR_END,
    "last year end": ComparatorType.PREVIOUS_YEAR_END,
}
