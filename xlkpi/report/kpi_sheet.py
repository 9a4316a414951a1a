"""The KPI sheet: everything the Register says of one KPI, on a page or two."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from xlkpi.assessment.assessment import Assessment
from xlkpi.assessment.benchmark import peer_values
from xlkpi.assessment.held_target import held_target
from xlkpi.assessment.row import CONFIDENTIAL, NOT_APPLICABLE, show_result, show_target
from xlkpi.assessment.scorecard import Scorecard
from xlkpi.register.kpi import Kpi
from xlkpi.register.result import Result
from xlkpi.report.changes_table import ChangeRow, every_change
from xlkpi.report.contents import Contents, heading
from xlkpi.report.edition import Edition
from xlkpi.report.highlight_item import HighlightWords, words_of
from xlkpi.report.kpi_line import KpiLine, line_of
from xlkpi.report.notes import LICENCE, illustrative_sentence
from xlkpi.report.over_time import OverTime, over_time
from xlkpi.terms.missing import GapReason
from xlkpi.terms.polarity import Polarity

NAME = "KPI sheet"
MOST_PERIODS = 12
"""Three years of quarters; older results stand in the Data Record."""


@dataclass(frozen=True, slots=True)
class Fact:
    """One thing that the Supporting Information says."""

    key: str
    what: str
    said: str


@dataclass(frozen=True, slots=True)
class Past:
    """The result of one period."""

    key: str
    past_period: str
    past_result: str
    past_target: str
    past_count: str
    """Numerator and denominator, where they were recorded."""
    past_note: str


@dataclass(frozen=True, slots=True)
class AreaRow:
    """One area's figure."""

    key: str
    area: str
    area_figure: str


@dataclass(frozen=True, slots=True)
class BenchmarkPart:
    """The areas of the comparator group, the best first."""

    key: str
    benchmark_sentence: str
    areas: tuple[AreaRow, ...]


@dataclass(frozen=True, slots=True)
class Subject:
    """The KPI itself; its names are those of a highlight, apart from those of the paper."""

    line: KpiLine
    over_time: OverTime
    history_sentence: str
    history: tuple[Past, ...]
    words: HighlightWords


@dataclass(frozen=True, slots=True, kw_only=True)
class KpiSheetContents(Contents):
    """Everything a KPI sheet may print."""

    subject: tuple[Subject, ...]
    """The one KPI."""
    benchmark_part: tuple[BenchmarkPart, ...]
    facts: tuple[Fact, ...]
    changes_sentence: str
    changes: tuple[ChangeRow, ...]
    illustrative: str | None
    attribution: str


def kpi_contents(scorecard: Scorecard, edition: Edition) -> KpiSheetContents:
    """Return the sheet of the scorecard's one KPI."""
    (assessment,) = scorecard.assessments
    kpi, changed = assessment.kpi, every_change(scorecard, edition)
    top = heading(edition, kpi.title, "officers and members", scorecard.period)
    many = len(changed)
    return KpiSheetContents(
        key=kpi.ref,
        top=top,
        subject=(_subject(assessment, edition),),
        benchmark_part=_benchmark(assessment, edition),
        facts=tuple(_facts(assessment)),
        changes_sentence="No change of this KPI is recorded."
        if not many
        else f"{many} change{'' if many == 1 else 's'} of this KPI "
        f"{'is' if many == 1 else 'are'} recorded.",
        changes=changed,
        illustrative=illustrative_sentence(scorecard.assessments),
        attribution=LICENCE,
    )


def _subject(assessment: Assessment, edition: Edition) -> Subject:
    return Subject(
        line=line_of(assessment, draws_trend=True),
        over_time=over_time(assessment, edition),
        history_sentence=_history_sentence(assessment),
        history=_history(assessment, edition),
        words=words_of(assessment.commentary),
    )


def _facts(assessment: Assessment) -> Iterator[Fact]:
    """Yield what the Supporting Information says, in the order in which one asks."""
    kpi = assessment.kpi
    boards = "; ".join(kpi.boards)
    place = assessment.alignment
    plan = (place.framework, place.pillar, place.priority) if place else ()
    version = f" (version {kpi.definition_version})" if kpi.definition_version else ""
    said = {
        "Definition": f"{kpi.definition}{version}" if kpi.definition else None,
        "Kind": kpi.kind.value,
        "Owner": kpi.owner,
        "Directorate": " · ".join(part for part in (kpi.directorate, kpi.service) if part),
        "Portfolio": kpi.portfolio,
        "Scrutiny Boards": boards or None,
        "Plan": " · ".join(part for part in plan if part) or None,
        "Source": kpi.source,
        "Collected": _collected(kpi),
        "Good is": kpi.polarity.sentence,
        "Compared with": kpi.comparator_type.value,
        "Quality of the data": kpi.data_quality,
        "Checked by": kpi.assurance,
        "Limitations": kpi.limitations,
        "Linked risk": kpi.risk_ref,
    }
    for what, text in said.items():
        yield Fact(what, what, text or "Not recorded")


def _collected(kpi: Kpi) -> str:
    lag = "" if kpi.lag_days is None else f", {kpi.lag_days} days after the period ends"
    return f"{kpi.frequency.how_often}{lag}"


def _history_sentence(assessment: Assessment) -> str:
    known = [row for row in assessment.history if row.value is not None]
    if not known:
        return "No result is recorded yet."
    kpi = assessment.kpi
    low, high = (pick(known, key=lambda row: row.value or 0.0) for pick in (min, max))
    shown = len(assessment.history[-MOST_PERIODS:])
    return (
        f"{len(known)} results are recorded from {known[0].period} to {known[-1].period}; the "
        f"lowest is {show_result(kpi, low)} ({low.period}), the highest {show_result(kpi, high)} "
        f"({high.period}). The table has the last {shown} periods."
    )


def _history(assessment: Assessment, edition: Edition) -> tuple[Past, ...]:
    """Return the periods of the series, the latest first."""
    kpi = assessment.kpi
    targets = edition.register.targets_of(kpi.ref)
    return tuple(
        Past(
            key=f"{kpi.ref} {row.period}",
            past_period=row.period.name,
            past_result=show_result(kpi, row),
            past_target=show_target(kpi, held_target(kpi, targets, row.period)),
            past_count=_count(row),
            past_note=_note(row),
        )
        for row in reversed(assessment.history[-MOST_PERIODS:])
    )


def _count(row: Result) -> str:
    """Return `412 of 520`; nothing of a result that is withheld."""
    if row.gap_reason is GapReason.SUPPRESSED:
        return CONFIDENTIAL
    if row.numerator is None or row.denominator is None:
        return NOT_APPLICABLE
    return f"{row.numerator:,.10g} of {row.denominator:,.10g}"


def _note(row: Result) -> str:
    gap = row.gap_reason.value if row.gap_reason else None
    return ": ".join(part for part in (gap, row.note) if part) or "None"


def _benchmark(assessment: Assessment, edition: Edition) -> tuple[BenchmarkPart, ...]:
    """Return the areas of the group in the latest period that both sides have."""
    kpi, found = assessment.kpi, assessment.benchmark
    if found is None:
        return ()
    register, period = edition.register, found.period
    names = {m.area_code: m.area for m in register.members_of(found.group, period)}
    peers = peer_values(register, kpi, period, edition.area_code)
    ours = next((row.value for row in register.results_of(kpi.ref) if row.period == period), None)
    every = [(names.get(code, code), value) for code, value in peers.items()]
    if ours is not None:
        every.append((edition.council, ours))
    rows = _in_order(every, kpi)
    sentence = f"{found.group}, {period}: the median of the other areas is {kpi.show(found.median)}"
    if found.standing:
        sentence += f"; ours is {found.standing}"
    areas = tuple(AreaRow(name, name, kpi.show(value)) for name, value in rows)
    return (BenchmarkPart("benchmark", f"{sentence}.", areas),)


def _in_order(every: Sequence[tuple[str, float]], kpi: Kpi) -> list[tuple[str, float]]:
    """Return the areas with the best first; by name where neither way is better."""
    if kpi.polarity is Polarity.HIGHER:
        return sorted(every, key=lambda one: -one[1])
    if kpi.polarity is Polarity.LOWER:
        return sorted(every, key=lambda one: one[1])
    return sorted(every)
