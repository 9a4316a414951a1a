"""Control chart: the limits of a KPI's series, and which results lie beyond chance."""

from collections.abc import Mapping
from dataclasses import dataclass

from xlkpi.assessment.assessment import Assessment
from xlkpi.rules.trend import oriented
from xlkpi.rules.xmr import Limits, limits, present
from xlkpi.rules.xmr_flags import signals
from xlkpi.terms.period import Period
from xlkpi.terms.trend import Flag, Variation

UNJUDGED = (Variation.TOO_FEW_POINTS, Variation.NO_VARIATION)


@dataclass(frozen=True, slots=True)
class Unusual:
    """A result that differs by more than chance."""

    flag: Flag
    variation: Variation
    """For the better, for the worse, or only high or low."""


@dataclass(frozen=True, slots=True)
class ControlChart:
    """The chart of a whole series, of which a paper may show the latest stretch."""

    limits: Limits
    points: int
    is_trial: bool
    unusual: Mapping[Period, Unusual]


def control_chart_of(assessment: Assessment) -> ControlChart | None:
    """Return the chart that the KPI's trend was judged on; None where there is no judgement."""
    trend = assessment.trend
    if trend is None or trend.variation in UNJUDGED:
        return None
    valued = [result for result in assessment.history if result.value is not None]
    points = present([result.value for result in valued])
    found = limits(points)
    if found is None:
        return None
    polarity = assessment.kpi.polarity
    unusual = {
        result.period: Unusual(signal.flag, oriented(signal.side, polarity))
        for result, signal in zip(valued, signals(points, found), strict=True)
        if signal is not None
    }
    return ControlChart(found, len(points), trend.is_trial, unusual)
