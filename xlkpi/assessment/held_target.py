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
    around = next((row for row in rows if _contains(row.period, period)), None)
    adds_up = kpi.aggregation in (Aggregation.SUM, Aggregation.CUMULATIVE)
    is_number = around is not None and around.value is not None
    return None if adds_up and is_number else around


def _contains(longer: Period, shorter: Period) -> bool:
    return longer.start <= shorter.start and shorter.end <= longer.end
