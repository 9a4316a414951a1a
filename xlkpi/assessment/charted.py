"""Charted series: everything that a chart of a KPI shows, before anything is drawn."""

from dataclasses import dataclass
from datetime import date
from statistics import median

from xlkpi.assessment.assessment import Assessment
from xlkpi.assessment.benchmark import FEWEST, peer_values
from xlkpi.assessment.control_chart import ControlChart, control_chart_of
from xlkpi.assessment.events import Break, breaks_among, covid_among
from xlkpi.assessment.held_target import held_target
from xlkpi.assessment.window import Window, window_of
from xlkpi.register.register import Register
from xlkpi.terms.period import Period
from xlkpi.terms.target import Target

FEWEST_RESULTS = 3
"""Two results make a table, not a chart."""

FEWEST_MEDIANS = 3


@dataclass(frozen=True, slots=True)
class ChartedSeries:
    """A KPI's latest results with what they are held against, each period in its place."""

    window: Window
    targets: tuple[Target | None, ...]
    """The number or band that holds in each period; None where no number is to be met."""
    control: ControlChart | None
    """None where results overlap or run up, are too few, or never change."""
    medians: tuple[float | None, ...]
    """Those of the comparator group, where they are shown instead of provisional limits."""
    covid: tuple[Period, ...]
    breaks: tuple[Break, ...]


def charted_series(
    assessment: Assessment, register: Register, area_code: str, as_at: date
) -> ChartedSeries | None:
    """Return what a chart of the KPI shows, None where it has too few results for one.

    Args:
        assessment: the KPI as it stands.
        register: where targets, changes and other areas' figures are.
        area_code: our own area's, which is no comparator.
        as_at: the day of the paper.
    """
    window, kpi = window_of(assessment), assessment.kpi
    if len(window.valued) < FEWEST_RESULTS:
        return None
    control = control_chart_of(assessment)
    medians: tuple[float | None, ...] = ()
    if control is None or control.is_trial:
        medians = _medians(assessment, register, area_code, window)
    return ChartedSeries(
        window,
        tuple(_target(assessment, register, period) for period in window.periods),
        None if any(m is not None for m in medians) else control,
        medians,
        covid_among(window.periods),
        breaks_among(register, kpi.ref, window.periods, as_at),
    )


def _target(assessment: Assessment, register: Register, period: Period) -> Target | None:
    row = assessment.target if _is_last(assessment, period) else None
    if row is None:
        row = held_target(assessment.kpi, register.targets_of(assessment.kpi.ref), period)
    target: Target | None = row.target if row else None
    return target if target is not None and target.value is not None else None


def _is_last(assessment: Assessment, period: Period) -> bool:
    return assessment.latest is not None and assessment.latest.period == period


def _medians(
    assessment: Assessment, register: Register, area_code: str, window: Window
) -> tuple[float | None, ...]:
    """Return the group's median of each period, nothing where there are too few to make a line."""
    if assessment.kpi.benchmark_group is None:
        return ()
    peers = [
        list(peer_values(register, assessment.kpi, period, area_code).values())
        for period in window.periods
    ]
    found = tuple(median(values) if len(values) >= FEWEST else None for values in peers)
    return found if sum(m is not None for m in found) >= FEWEST_MEDIANS else ()
