"""Whether KPIs, their periods and their targets say the same."""

from collections import defaultdict
from collections.abc import Iterator

from xlkpi.errors import RefusalError
from xlkpi.register.codes import (
    CUMULATIVE_COMPARATOR,
    IMPOSSIBLE_TARGET,
    NO_BASELINE,
    WRONG_FREQUENCY,
    WRONG_TARGET,
)
from xlkpi.register.entry import Entry
from xlkpi.register.kpi import Kpi, KpiType
from xlkpi.register.problem import Problem
from xlkpi.register.result import Result
from xlkpi.register.rows import Rows, at
from xlkpi.register.target import TargetRow
from xlkpi.rules.rag import RagRule
from xlkpi.terms.aggregation import Aggregation
from xlkpi.terms.comparator import ComparatorType
from xlkpi.terms.period import Frequency
from xlkpi.terms.target import TargetKind

OfPeriod = Result | TargetRow | Entry

WITHIN_YEARS = (Frequency.MONTH, Frequency.QUARTER, Frequency.ROLLING_YEAR)
"""Frequencies whose KPIs may have a figure of the financial year as well."""

KINDS = {
    KpiType.TARGETED: {TargetKind.NUMBER},
    KpiType.INTERIM: {TargetKind.INCREASE, TargetKind.DECREASE},
    KpiType.TRACKER: {TargetKind.TRACKER},
}
"""The targets that a KPI of each type can be held against."""


def disagreements(rows: Rows) -> Iterator[Problem]:
    """Yield each KPI, period and target that another row or field speaks against."""
    yield from _impossible_kpis(rows)
    yield from _wrong_periods(rows)
    yield from _impossible_targets(rows)
    yield from _other_types(rows)


def _impossible_kpis(rows: Rows) -> Iterator[Problem]:
    """Yield each KPI whose own fields contradict each other."""
    for kpi in rows.of(Kpi):
        if kpi.comparator_type is ComparatorType.BASELINE and kpi.baseline_period is None:
            message = "is blank with comparator Baseline: name the period"
            yield at(NO_BASELINE, kpi, "baseline_period", message, "a period")
        if (
            kpi.aggregation is Aggregation.CUMULATIVE
            and kpi.comparator_type is ComparatorType.PREVIOUS_PERIOD
            and kpi.frequency in (Frequency.MONTH, Frequency.QUARTER)
        ):
            yield at(
                CUMULATIVE_COMPARATOR,
                kpi,
                "comparator_type",
                "a cumulative KPI cannot be compared with the previous period, which counts "
                "fewer months: choose Same period last year",
                ComparatorType.SAME_PERIOD_LAST_YEAR.value,
            )


def _wrong_periods(rows: Rows) -> Iterator[Problem]:
    """Yield each result or target in a sort of period that its KPI does not have."""
    of_periods: tuple[type[OfPeriod], ...] = (Result, TargetRow, Entry)
    for kind in of_periods:
        for row in rows.of(kind):
            kpi, found = rows.kpis.get(row.ref), row.period.frequency
            if kpi is None or found is kpi.frequency:
                continue
            if found is Frequency.YEAR and kpi.frequency in WITHIN_YEARS:
                continue
            sort = "financial year" if found is Frequency.YEAR else found.value
            yield at(
                WRONG_FREQUENCY,
                row,
                "period",
                f"period {row.period} is a {sort}, but {row.ref} is recorded by "
                f"{kpi.frequency.value}: correct the period or the KPI's frequency",
                f"a {kpi.frequency.value}".replace("a academic", "an academic"),
            )


def _impossible_targets(rows: Rows) -> Iterator[Problem]:
    """Yield each target that no rule can judge by: a floor beyond the target, say."""
    for row in rows.of(TargetRow):
        kpi = rows.kpis.get(row.ref)
        if kpi is None:
            continue
        try:
            RagRule(row.target, kpi.polarity, row.allowance)
        except RefusalError as error:
            yield at(IMPOSSIBLE_TARGET, row, "value", str(error))


def _other_types(rows: Rows) -> Iterator[Problem]:
    """Yield each target of another kind than its KPI's type, in the last year that has targets.

    Earlier years keep what held then: a tracker of old may have a target now.
    """
    held: defaultdict[str, list[TargetRow]] = defaultdict(list)
    for row in rows.of(TargetRow):
        held[row.ref].append(row)
    for ref, targets in held.items():
        kpi = rows.kpis.get(ref)
        if kpi is None:
            continue
        last = max(row.period.financial_year for row in targets)
        for row in targets:
            target = row.target
            if target is None or row.period.financial_year != last:
                continue
            if target.kind not in KINDS[kpi.type]:
                said = "a number" if row.word is None else f"the word {row.word.value}"
                yield at(
                    WRONG_TARGET,
                    row,
                    "value",
                    f"the target is {said}, but {ref} is of type {kpi.type.value}: correct the "
                    f"target or the KPI's type",
                    " or ".join(sorted(kind.value for kind in KINDS[kpi.type])),
                )
