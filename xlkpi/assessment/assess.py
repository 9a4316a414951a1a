"""Assess: the rules applied to the record, one KPI and reporting period at a time."""

from dataclasses import dataclass
from datetime import date

from xlkpi.assessment.assessment import Assessment
from xlkpi.assessment.benchmark import benchmark_of
from xlkpi.assessment.expected import ENDED, gap_of, last_ended
from xlkpi.assessment.held_target import held_target
from xlkpi.assessment.series import trend_of
from xlkpi.errors import RefusalError
from xlkpi.register.kpi import Kpi, KpiType
from xlkpi.register.register import Register
from xlkpi.register.result import Result
from xlkpi.register.target import TargetRow
from xlkpi.rules.comparator import comparator_period
from xlkpi.rules.direction import DirectionRule
from xlkpi.rules.rag import RagRule
from xlkpi.rules.rag_why import why
from xlkpi.terms.band import Band
from xlkpi.terms.direction import Direction
from xlkpi.terms.missing import GapReason
from xlkpi.terms.period import Period
from xlkpi.terms.polarity import Polarity
from xlkpi.terms.target import TRACKER, Target


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked of the record: a reporting period, on a day, for an area."""

    period: Period
    as_at: date
    area_code: str = ""
    """Our own area's code, so that we are not our own peer."""

    def one_period_earlier(self) -> "Question":
        """Return the same question about the reporting period before."""
        return Question(self.period.shift(-1), self.as_at, self.area_code)


def assess(register: Register, question: Question) -> tuple[Assessment, ...]:
    """Return the assessment of every KPI live in the period, in the order of the Register.

    Raises:
        RefusalError: the period has not ended on the day of the question.
    """
    if question.period.end > question.as_at:
        message = (
            f"period {question.period} ends on {question.period.end:%d/%m/%Y}, after the as-at day "
            f"{question.as_at:%d/%m/%Y}: report an earlier period, or set a later as_at"
        )
        raise RefusalError(message)
    known = register.as_at(question.as_at)
    live = (kpi for kpi in known.kpis if kpi.is_live_in(question.period))
    return tuple(_assess_kpi(known, kpi, question) for kpi in live)


def _assess_kpi(register: Register, kpi: Kpi, question: Question) -> Assessment:
    """Return the assessment of one KPI: its latest available result, rated and compared."""
    recorded = _recorded(register, kpi, question)
    latest = next((row for row in reversed(recorded) if row.value is not None), None)
    gap = gap_of(kpi, latest, recorded, question.period, question.as_at)
    return judged(register, kpi, question, recorded, None if gap in ENDED else latest, gap)


def judged(  # noqa: PLR0913, PLR0917 -- what a judgement is made from
    register: Register,
    kpi: Kpi,
    question: Question,
    recorded: tuple[Result, ...],
    latest: Result | None,
    gap: GapReason | None,
) -> Assessment:
    """Return the assessment of a KPI's `latest` result, which ends the series `recorded`."""
    period = latest.period if latest else last_ended(kpi.frequency, question.period)
    target = held_target(kpi, register.targets_of(kpi.ref), period)
    rule = _rule(kpi, target)
    comparator = _comparator(register, kpi, latest)
    earlier = comparator.value if comparator else None
    value = latest.value if latest else None
    age = _months_between(latest.period, question.period) if latest else None
    band = _band(target)
    return Assessment(
        kpi=kpi,
        period=question.period,
        alignment=register.alignment_of(kpi.ref, question.period),
        latest=latest,
        gap=gap,
        months_old=age,
        target=target,
        comparator=comparator,
        rag=rule.rate(value, earlier),
        why=why(rule, value, earlier, kpi.unit, kpi.decimals),
        direction=_direction(kpi, value, earlier, band),
        trend=trend_of(kpi, recorded) if latest else None,
        benchmark=benchmark_of(register, kpi, recorded, band, question.area_code),
        history=recorded,
        commentary=register.commentary_of(kpi.ref, question.period)
        or (register.commentary_of(kpi.ref, latest.period) if latest and not age else None),
        escalations=register.escalations_of(kpi.ref, question.period),
        decision=register.decision_of(kpi.ref, question.period),
        categories=register.categories_of(kpi.ref, question.period),
    )


def _recorded(register: Register, kpi: Kpi, question: Question) -> tuple[Result, ...]:
    """Return the KPI's results and gaps up to the end of the period."""
    return tuple(
        row
        for row in register.results_of(kpi.ref)
        if row.period.frequency is kpi.frequency
        and row.period.last_month <= question.period.last_month
    )


def _rule(kpi: Kpi, row: TargetRow | None) -> RagRule:
    """Return the rule that rates the KPI: its target, or that it is only watched."""
    target: Target | None = row.target if row else None
    if target is None and kpi.type is KpiType.TRACKER:
        target = TRACKER
    return RagRule(target, kpi.polarity, row.allowance if row else None)


def _comparator(register: Register, kpi: Kpi, latest: Result | None) -> Result | None:
    """Return the earlier result that the latest one is compared with."""
    if latest is None:
        return None
    valued = {row.period: row for row in register.results_of(kpi.ref) if row.value is not None}
    period = comparator_period(kpi.comparator_type, latest.period, valued, kpi.baseline_period)
    return valued.get(period) if period else None


def _band(row: TargetRow | None) -> Band | None:
    target = row.target if row else None
    if target is None or target.value is None:
        return None
    return Band(target.value, target.value if target.upper is None else target.upper)


def _direction(
    kpi: Kpi, value: float | None, earlier: float | None, band: Band | None
) -> Direction:
    """Return the direction of travel; without its band a Within KPI only goes up or down."""
    is_unbanded = kpi.polarity is Polarity.WITHIN and band is None
    polarity = Polarity.NONE if is_unbanded else kpi.polarity
    return DirectionRule(polarity, kpi.min_change, kpi.decimals, band).judge(value, earlier)


def _months_between(earlier: Period, later: Period) -> int:
    return (later.end.year - earlier.end.year) * 12 + later.end.month - earlier.end.month
