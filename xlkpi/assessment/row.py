"""The printed row: an assessment in words and figures, the same in every workbook and paper."""

from dataclasses import dataclass

from xlkpi.assessment.assessment import Assessment
from xlkpi.assessment.year_end import IN_YEAR
from xlkpi.register.kpi import Kpi
from xlkpi.register.result import Result, ResultStatus
from xlkpi.register.target import TargetRow
from xlkpi.terms.direction import Direction
from xlkpi.terms.missing import GapReason
from xlkpi.terms.number import decimals_in, rounded, spelling
from xlkpi.terms.polarity import Polarity
from xlkpi.terms.rag import Rag
from xlkpi.terms.target import Target, TargetKind
from xlkpi.terms.tolerance import ToleranceMode

NO_EARLIER, NO_COMPARISON = "No earlier figure", "No comparison"
NO_CHANGE, TOO_SMALL, AS_NEAR = "No change", "Too small to count", "As near its band"
NOT_AVAILABLE, CONFIDENTIAL, NOT_APPLICABLE = "[x]", "[c]", "[z]"

SYMBOLS = {
    NOT_AVAILABLE: "not available",
    CONFIDENTIAL: "withheld so that nobody can be identified",
    NOT_APPLICABLE: "not applicable",
    "[p]": "provisional",
    "[r]": "revised",
    "[e]": "estimated",
}
"""The shorthand a paper explains under its tables (Government Analysis Function)."""

STATUS_SYMBOLS = {
    ResultStatus.PROVISIONAL: " [p]",
    ResultStatus.REVISED: " [r]",
    ResultStatus.ESTIMATED: " [e]",
}

ARROWS = {
    Direction.IMPROVED: "▲",
    Direction.WORSENED: "▼",
    Direction.SAME: "=",
    Direction.UP: "↑",
    Direction.DOWN: "↓",
}
"""▲ means better and ▼ worse, whatever the sign; ↑ and ↓ only higher and lower."""


@dataclass(frozen=True, slots=True)
class ScorecardRow:
    """One line of a scorecard, every cell as text. No cell is ever empty."""

    ref: str
    title: str
    aim: str
    """Polarity and unit, such as `Lower is better, days`."""
    pillar: str
    priority: str
    directorate: str
    owner: str
    frequency: str
    period: str
    """The latest result's period."""
    latest: str
    comparator_period: str
    comparator: str
    change: str
    target: str
    tolerance: str
    rag: Rag
    direction: str
    """Arrow and word."""
    trend: str
    benchmark: str
    """The group's median."""
    rank: str
    why: str
    data_note: str
    """Age, status and reason for a gap; `Up to date` when there is nothing to say."""


def row_of(assessment: Assessment) -> ScorecardRow:
    """Return the printed row of an assessment."""
    kpi, alignment = assessment.kpi, assessment.alignment
    return ScorecardRow(
        ref=kpi.ref,
        title=kpi.title,
        aim=_aim(kpi),
        pillar=(alignment and alignment.pillar) or NOT_APPLICABLE,
        priority=(alignment and alignment.priority) or NOT_APPLICABLE,
        directorate=kpi.directorate,
        owner=kpi.owner or "Owner to be named",
        frequency=kpi.frequency.how_often,
        period=assessment.latest.period.name if assessment.latest else assessment.period.name,
        latest=show_result(kpi, assessment.latest, assessment.gap),
        comparator_period=assessment.comparator.period.name
        if assessment.comparator
        else NO_EARLIER,
        comparator=show_result(kpi, assessment.comparator),
        change=show_change(assessment),
        target=show_target(kpi, assessment.target),
        tolerance=show_tolerance(kpi, assessment.target),
        rag=assessment.rag,
        direction=show_direction(assessment.direction),
        trend=assessment.trend.text if assessment.trend else "Not charted",
        benchmark=_benchmark(assessment),
        rank=_rank(assessment),
        why=assessment.why,
        data_note=_data_note(assessment),
    )


def show_result(kpi: Kpi, result: Result | None, gap: GapReason | None = None) -> str:
    """Return a result's figure with its status mark, or the symbol of what is missing."""
    if result is None or result.value is None:
        reason = (result.gap_reason if result else None) or gap
        return CONFIDENTIAL if reason is GapReason.SUPPRESSED else NOT_AVAILABLE
    mark = STATUS_SYMBOLS.get(result.status, "") if result.status else ""
    return f"{kpi.show(result.value)}{mark}"


def show_change(assessment: Assessment) -> str:
    """Return the change since the comparator with its sign: `+2.6 points`, `-£1.9m`, `+3`.

    It is the difference of the two figures as printed: figures that print alike have not changed,
    as the direction says too. Beside Same stands no number. A unit of words is left to the row's
    aim.
    """
    kpi, change = assessment.kpi, printed_change(assessment)
    if change is None:
        return NOT_AVAILABLE
    if not change:
        return NO_CHANGE
    if assessment.direction is Direction.SAME:
        return AS_NEAR if kpi.polarity is Polarity.WITHIN else TOO_SMALL
    if kpi.unit.is_percent:
        return kpi.unit.show_change(change, kpi.decimals)
    return f"{'-' if change < 0 else '+'}{kpi.show(abs(change))}"


def printed_change(assessment: Assessment) -> float | None:
    """Return the latest figure less its comparator, each as printed; None without one of them."""
    before = assessment.comparator.value if assessment.comparator else None
    now, decimals = assessment.value, assessment.kpi.decimals
    if now is None or before is None:
        return None
    if decimals is None:
        decimals = max(decimals_in(now), decimals_in(before))
    return rounded(rounded(now, decimals) - rounded(before, decimals), decimals)


def show_target(kpi: Kpi, row: TargetRow | None) -> str:
    """Return a target as a table cell shows it: `80%`, `95 to 105`, `Increase (interim)`."""
    target: Target | None = row.target if row else None
    if target is None:
        return "Not set"
    if target.kind is TargetKind.TRACKER:
        return "Tracker"
    if target.is_interim:
        return f"{target.kind.value} (interim)"
    if target.upper is not None:
        return f"{kpi.show(target.value)} to {kpi.show(target.upper)}"
    return kpi.show(target.value)


def show_tolerance(kpi: Kpi, row: TargetRow | None) -> str:
    """Return a tolerance with its mode: `5% of target`, `2 points`, `£3m`, `amber to 75`."""
    tolerance = row.allowance if row else None
    if tolerance is None:
        return "None"
    match tolerance.mode:
        case ToleranceMode.PERCENT:
            return f"{spelling(tolerance.value)}% of target"
        case ToleranceMode.POINTS if kpi.unit.is_money:
            return kpi.unit.show_figure(tolerance.value)
        case ToleranceMode.POINTS:
            return kpi.unit.show_gap(tolerance.value)
        case ToleranceMode.FLOOR:
            return f"amber to {kpi.show(tolerance.value)}"


def show_direction(direction: Direction) -> str:
    """Return the direction as arrow and word; a reason for none is the word alone."""
    arrow = ARROWS.get(direction)
    return f"{arrow} {direction.value}" if arrow else direction.value


def _aim(kpi: Kpi) -> str:
    unit = kpi.unit.text
    return f"{kpi.polarity.sentence}, {unit}" if unit else kpi.polarity.sentence


def _benchmark(assessment: Assessment) -> str:
    benchmark = assessment.benchmark
    return assessment.kpi.show(benchmark.median) if benchmark else NOT_AVAILABLE


def _rank(assessment: Assessment) -> str:
    benchmark = assessment.benchmark
    if benchmark is None:
        return NO_COMPARISON
    place = benchmark.standing or f"{benchmark.areas} areas"
    same_period = assessment.latest is not None and benchmark.period == assessment.latest.period
    return place if same_period else f"{place}, {benchmark.period.name}"


def _data_note(assessment: Assessment) -> str:
    """Return the age and state of the figure in a few words."""
    if assessment.latest is None:
        return assessment.gap.value if assessment.gap else "Never recorded"
    notes = []
    if assessment.gap is not None:
        notes.append(f"{_awaited(assessment)}{assessment.gap.value.lower()}")
    if assessment.months_old:
        plural = "" if assessment.months_old == 1 else "s"
        which = "last figure " if notes else ""
        notes.append(f"{which}{assessment.months_old} month{plural} old")
    status = assessment.latest.status
    if status is not None and status in STATUS_SYMBOLS:
        notes.append(status.value.lower())
    text = "; ".join(notes)
    return f"{text[0].upper()}{text[1:]}" if text else "Up to date"


def _awaited(assessment: Assessment) -> str:
    """Return the reporting period of a KPI that has a result in it; an annual one's is its own."""
    frequency, reporting = assessment.kpi.frequency, assessment.period
    has_one = frequency in IN_YEAR or frequency is reporting.frequency
    return f"{reporting.name}: " if has_one else ""
