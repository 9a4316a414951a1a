"""Which of a KPI's targets a result is held against."""

from collections.abc import Sequence

from xlkpi.register.kpi import Kpi
from xlkpi.register.target import TargetRow
from xlkpi.terms.aggregation import Aggregation
from xlkpi.terms.period import Period


def held_target(kpi: Kpi, rows: Sequence[TargetRow], period: Period) -> TargetRow | None:
    """Return the target that holds in the period of a result, or None.

    The target of the very period comes first; otherwise that of the year around it, unless the
    KPI adds up over the year: a year's total says nothing of one quarter's (a profile does).
    """
    for row in rows:
        if row.period == period:
            return row
    if kpi.aggregation in (Aggregation.SUM, Aggregation.CUMULATIVE) and not _is_word(rows):
        return None
    return next((row for row in rows if _contains(row.period, period)), None)


def _is_word(rows: Sequence[TargetRow]) -> bool:
    """Return whether the targets are words (Tracker, Increase), which hold for any length."""
    return all(row.word is not None for row in rows)


def _contains(longer: Period, shorter: Period) -> bool:
    return longer.start <= shorter.start and shorter.end <= longer.end
