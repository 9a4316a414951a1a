"""Year end: the Register with every in-year KPI turned into its yearly one."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import groupby
from typing import TypeVar

from xlkpi.register.kpi import Kpi
from xlkpi.register.register import Register
from xlkpi.register.result import Result
from xlkpi.register.target import TargetRow
from xlkpi.rules.aggregation import Part, aggregate
from xlkpi.terms.aggregation import Aggregation
from xlkpi.terms.comparator import ComparatorType
from xlkpi.terms.period import Frequency, Period

Row = TypeVar("Row", Result, TargetRow)
IN_YEAR = (Frequency.MONTH, Frequency.QUARTER)


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


def _yearly(kpi: Kpi) -> Kpi:
    if kpi.frequency not in IN_YEAR:
        return kpi
    return kpi.model_copy(
        update={
            "frequency": Frequency.YEAR,
            "comparator_type": ComparatorType.PREVIOUS_YEAR_END,
        }
    )


def _outturns(kpi: Kpi, results: Sequence[Result]) -> list[Result]:
    """Return one result a financial year: as recorded, else aggregated from its parts."""
    stated = {row.period: row for row in results if row.period.frequency is Frequency.YEAR}
    made = {year: _outturn(kpi, rows) for year, rows in _by_year(results).items()}
    years = {**{year: row for year, row in made.items() if row is not None}, **stated}
    return [years[year] for year in sorted(years)]


def _outturn(kpi: Kpi, rows: Sequence[Result]) -> Result | None:
    """Return the year's result made from its quarters or months; None unless all are there."""
    parts = [Part(row.value, row.numerator, row.denominator) for row in rows]
    value = aggregate(kpi.aggregation, parts, kpi.frequency.per_year)
    if value is None:
        return None
    last = rows[-1]
    update = {"period": last.period.financial_year, "value": value}
    return last.model_copy(update={**update, "numerator": None, "denominator": None})


def _targets(kpi: Kpi, rows: Sequence[TargetRow]) -> list[TargetRow]:
    """Return one target a financial year: as set, else what its profile comes to."""
    stated = {row.period: row for row in rows if row.period.frequency is Frequency.YEAR}
    made = {year: _year_target(kpi, part) for year, part in _by_year(rows).items()}
    years = {**{year: row for year, row in made.items() if row is not None}, **stated}
    return [years[year] for year in sorted(years)]


def _year_target(kpi: Kpi, rows: Sequence[TargetRow]) -> TargetRow | None:
    if len(rows) != kpi.frequency.per_year:
        return None
    last, values = rows[-1], [row.value for row in rows if row.value is not None]
    update: dict[str, object] = {"period": last.period.financial_year}
    if kpi.aggregation is Aggregation.SUM and len(values) == len(rows):
        update["value"] = sum(values)
    return last.model_copy(update=update)


def _by_year(rows: Sequence[Row]) -> Mapping[Period, Sequence[Row]]:
    """Return the in-year rows by the financial year they end in, in order."""
    in_year = [row for row in rows if row.period.frequency in IN_YEAR]
    return {y: list(group) for y, group in groupby(in_year, lambda row: row.period.financial_year)}
