"""What is missing: KPIs without a target, and results that are not there."""

from dataclasses import dataclass

from xlkpi.assessment.assessment import Assessment
from xlkpi.assessment.finding import counted
from xlkpi.assessment.row import show_result
from xlkpi.assessment.scorecard import Scorecard
from xlkpi.register.kpi import KpiType
from xlkpi.register.target import TargetStatus
from xlkpi.report.kpi_line import KpiLine, line_of
from xlkpi.terms.missing import GapReason


@dataclass(frozen=True, slots=True)
class MissingTarget:
    """A KPI that still needs a target."""

    line: KpiLine
    target_state: str


@dataclass(frozen=True, slots=True)
class LateResult:
    """A KPI whose result is not there."""

    line: KpiLine
    last_figure: str
    reason: str


def missing_targets(scorecard: Scorecard) -> tuple[MissingTarget, ...]:
    """Return the KPIs that are meant to have a target and have none."""
    return tuple(
        MissingTarget(line_of(assessment), _state(assessment))
        for assessment in scorecard.assessments
        if assessment.kpi.type is not KpiType.TRACKER and _has_no_target(assessment)
    )


def targets_sentence(found: tuple[MissingTarget, ...]) -> str:
    """Return how many KPIs have no target."""
    if not found:
        return "Every KPI that is held to a target has one."
    return f"{counted(len(found), 'KPI has', 'KPIs have')} no target yet, and so no rating."


def late_results(scorecard: Scorecard) -> tuple[LateResult, ...]:
    """Return the KPIs whose result for the period is late, missing or withheld."""
    return tuple(_late(a) for a in scorecard.assessments if _is_late(a))


def late_sentence(found: tuple[LateResult, ...], period: str) -> str:
    """Return how many results are not there."""
    if not found:
        return f"Every result that was due for {period} is there."
    return f"{counted(len(found), 'result is', 'results are')} late, missing or withheld."


def _has_no_target(assessment: Assessment) -> bool:
    return assessment.target is None or assessment.target.target is None


def _state(assessment: Assessment) -> str:
    row = assessment.target
    return (row.status if row and row.status else TargetStatus.NEEDED).value


def _is_late(assessment: Assessment) -> bool:
    return assessment.gap not in (None, GapReason.NOT_DUE)


def _late(assessment: Assessment) -> LateResult:
    line = line_of(assessment)
    known = [result for result in assessment.history if result.value is not None]
    last = f"{show_result(assessment.kpi, known[-1])} ({known[-1].period})" if known else "None"
    return LateResult(line, last, line.row.data_note)
