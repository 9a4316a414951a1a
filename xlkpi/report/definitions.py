"""List of KPIs: what each one of a paper measures, and where its figures come from."""

from collections.abc import Mapping
from dataclasses import dataclass

from xlkpi.assessment.scorecard import Scorecard
from xlkpi.report.kpi_line import KpiLine


@dataclass(frozen=True, slots=True)
class Definition:
    """What a KPI measures."""

    line: KpiLine
    definition: str
    source: str


def definitions(scorecard: Scorecard, lines: Mapping[str, KpiLine]) -> tuple[Definition, ...]:
    """Return the definition of each KPI of the scorecard, which has these lines."""
    return tuple(
        Definition(
            lines[a.kpi.ref],
            a.kpi.definition or "Definition not recorded",
            a.kpi.source or "Not recorded",
        )
        for a in scorecard.assessments
    )
