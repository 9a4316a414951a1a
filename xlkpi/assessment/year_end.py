"""Year end: the Register with every in-year KPI turned into its yearly one."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import TypeVar

from xlkpi.register.kpi import Kpi
from xlkpi.register.register import Register
from xlkpi.register.result import Result, ResultStatus
from xlkpi.register.target import TargetRow
from xlkpi.rules.aggregation import Part, aggregate
from xlkpi.terms.aggregation import Aggregation
from xlkpi.terms.comparator import ComparatorType
from xlkpi.terms.period import Frequency, Period
from xlkpi.terms.tolerance import ToleranceMode

Row = TypeVar("Row", Result, TargetRow)

IN_YEAR = (Frequency.MONTH, Frequency.QUARTER)
COMBINED = (Aggregation.SUM, Aggregation.WEIGHTED)
"""Aggregations by which a year is made of all its parts rather than read off its last one."""


def year_end(register: Register) -> Register:
    """Return the Register by financial years.

    A monthly or quarterly KPI's year is the outturn recorded for it, or what its parts make by its
    aggregation; a year whose parts are not all there is left out. Other KPIs stay as they are.
    """
    in_year = {kpi.ref: kpi for kpi in register.kpis if kpi.frequency in IN_YEAR}
    kept = [row for row in register.results if row.ref not in in_year]
    held = [row for row in register.targets if row.ref not in in_year]
    results = [r for kpi in in_year.values() for r in _outturns(kpi, register.results_of(kpi.ref))]
    targets = [t for kpi in in_year.values() for t in _targets(kpi, register.targets_of(kpi.ref))]
    return replace(
        register,
        kpis=tuple(_yearly(kpi) for kpi in register.kpis),
        results=(*kept, *results),
        targets=(*held, *targets),
    )


def year_result(kpi: Kpi, results: Sequence[Result], year: Period) -> Result | None:
    """Return the KPI's result for a financial year: as recorded, else made from its parts.

    Args:
        kpi: an in-year KPI.
        results: its headline results, oldest first, one a period.
        year: the financial year.
    """
    stated = next((row for row in results if row.period == year), None)
    return stated or _outturn(kpi, year, _by_year(results).get(year, {}))


def _yearly(kpi: Kpi) -> Kpi:
    if kpi.frequency not in IN_YEAR:
        return kpi
    update = {"frequency": Frequency.YEAR, "comparator_type": ComparatorType.PREVIOUS_YEAR_END}
    return kpi.model_copy(update=update)


def _outturns(kpi: Kpi, results: Sequence[Result]) -> list[Result]:
    """Return one result a financial year for which there is one."""
    stated = {row.period for row in results if row.period.frequency is Frequency.YEAR}
    years = sorted(stated | set(_by_year(results)))
    found = (year_result(kpi, results, year) for year in years)
    return [row for row in found if row is not None]


def _outturn(kpi: Kpi, year: Period, parts: Mapping[Period, Result]) -> Result | None:
    """Return the year's result made from its quarters or months; None when it cannot be known."""
    rows = [parts.get(period) for period in _periods(kpi, year)]
    value = aggregate(kpi.aggregation, [_part(row) for row in rows])
    last = rows[-1] or next((row for row in reversed(rows) if row is not None), None)
    if value is None or last is None:
        return None
    known = [row.status for row in rows if row is not None]
    is_open = kpi.aggregation in COMBINED and ResultStatus.PROVISIONAL in known
    status = ResultStatus.PROVISIONAL if is_open else last.status
    update = {"period": year, "value": value, "status": status}
    return last.model_copy(update={**update, "numerator": None, "denominator": None})


def _part(row: Result | None) -> Part | None:
    return Part(row.value, row.numerator, row.denominator) if row else None


def _targets(kpi: Kpi, rows: Sequence[TargetRow]) -> list[TargetRow]:
    """Return one target a financial year: as set, else what its profile comes to."""
    stated = {row.period: row for row in rows if row.period.frequency is Frequency.YEAR}
    made = {year: _year_target(kpi, year, parts) for year, parts in _by_year(rows).items()}
    years = {**{year: row for year, row in made.items() if row is not None}, **stated}
    return [years[year] for year in sorted(years)]


def _year_target(kpi: Kpi, year: Period, parts: Mapping[Period, TargetRow]) -> TargetRow | None:
    """Return the year's target made from a profile; None unless every part has one."""
    rows = [parts[period] for period in _periods(kpi, year) if period in parts]
    if len(rows) != kpi.frequency.per_year:
        return None
    last = rows[-1]
    if kpi.aggregation is Aggregation.SUM:
        return last.model_copy(update={"period": year, **_summed(rows)})
    if kpi.aggregation is Aggregation.WEIGHTED and len({row.value for row in rows}) > 1:
        return None  # -- a rate's year is no quarter's: only a profile that never moves says it --
    return last.model_copy(update={"period": year})


def _summed(rows: Sequence[TargetRow]) -> dict[str, float | None]:
    """Return what adds up over the year: the target, its band, a tolerance in the KPI's unit."""
    summed = {field: _sum_of(rows, field) for field in ("value", "upper")}
    if all(row.mode in (ToleranceMode.POINTS, ToleranceMode.FLOOR) for row in rows):
        summed["tolerance"] = _sum_of(rows, "tolerance")
    return summed


def _sum_of(rows: Sequence[TargetRow], field: str) -> float | None:
    values = [getattr(row, field) for row in rows]
    return None if any(value is None for value in values) else sum(values)


def _periods(kpi: Kpi, year: Period) -> list[Period]:
    """Return the KPI's own periods inside a financial year, oldest first."""
    last = Period.containing(year.end, kpi.frequency)
    return [last.shift(by - kpi.frequency.per_year + 1) for by in range(kpi.frequency.per_year)]


def _by_year(rows: Sequence[Row]) -> Mapping[Period, Mapping[Period, Row]]:
    """Return the in-year rows by the financial year they end in, and by period."""
    years: dict[Period, dict[Period, Row]] = {}
    for row in rows:
        if row.period.frequency in IN_YEAR:
            years.setdefault(row.period.financial_year, {})[row.period] = row
    return years
