"""The Annual Performance Report: the year's results, what went well, where to do more."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from xlkpi.assessment.assessment import Assessment
from xlkpi.assessment.finding import counted, kpis, rating_sentence
from xlkpi.assessment.scorecard import Scorecard, count, grouped
from xlkpi.register.kpi import KpiKind
from xlkpi.report.contents import Contents, heading
from xlkpi.report.counts_table import KindCounts, counts_of_kinds
from xlkpi.report.edition import Edition
from xlkpi.report.kpi_line import KpiLine
from xlkpi.report.notes import Notes, notes_on
from xlkpi.report.scorecard_table import KINDS, Part, lines_of, scorecard_parts
from xlkpi.terms.direction import Direction
from xlkpi.terms.rag import Rag

NAME = "Annual Performance Report"
"""The paper's one name: its title, its file and its page header."""


@dataclass(frozen=True, slots=True)
class Selection:
    """The KPIs of one kind that a rule picks."""

    key: str
    kind_title: str
    list_sentence: str
    rows: tuple[KpiLine, ...]


@dataclass(frozen=True, slots=True)
class Results:
    """Every KPI of one directorate or pillar."""

    key: str
    heading: str
    list_sentence: str
    rows: tuple[KpiLine, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class AnnualContents(Contents):
    """Everything the Annual Performance Report may print."""

    kinds: tuple[KindCounts, ...]
    went_well: tuple[Selection, ...]
    redouble: tuple[Selection, ...]
    directorates: tuple[Results, ...]
    pillars: tuple[Results, ...]
    notes: Notes
    scorecard: tuple[Part, ...]


def annual_contents(scorecard: Scorecard, edition: Edition) -> AnnualContents:
    """Return the contents of the Annual Performance Report."""
    services, city = scorecard.of_kind(KpiKind.SERVICE), scorecard.of_kind(KpiKind.CITY)
    reader = "Executive Board"
    parts = tuple(_named(part, city) for part in scorecard_parts(scorecard, draws_trend=True))
    lines = lines_of(parts)
    return AnnualContents(
        key="Annual",
        top=heading(edition, NAME, reader, scorecard.period),
        kinds=counts_of_kinds(scorecard),
        went_well=_selections(scorecard, lines, "well", _went_well, "Green and improved"),
        redouble=_selections(scorecard, lines, "more", _needs_more, "Red, or Amber and worsened"),
        directorates=_results(services, lines, lambda a: a.kpi.directorate),
        pillars=_results(city, lines, _pillar),
        notes=notes_on(scorecard.assessments),
        scorecard=parts,
    )


def _went_well(assessment: Assessment) -> bool:
    return assessment.rag is Rag.GREEN and assessment.direction is Direction.IMPROVED


def _needs_more(assessment: Assessment) -> bool:
    is_slipping = assessment.rag is Rag.AMBER and assessment.direction is Direction.WORSENED
    return assessment.rag is Rag.RED or is_slipping


def _selections(
    scorecard: Scorecard,
    lines: Mapping[str, KpiLine],
    key: str,
    picks: Callable[[Assessment], bool],
    rule: str,
) -> tuple[Selection, ...]:
    """Return what the rule picks of each kind, Red first."""
    found = []
    for kind, title in KINDS.items():
        every = scorecard.of_kind(kind)
        picked = sorted(filter(picks, every), key=lambda a: a.rag is not Rag.RED)
        if every:
            total = f"of {kpis(len(every))}"
            sentence = counted(
                len(picked), f"{total} is {rule}.", f"{total} are {rule}.", none="None"
            )
            rows = tuple(lines[a.kpi.ref] for a in picked)
            found.append(Selection(f"{kind.name}-{key}", title, sentence, rows))
    return tuple(found)


def _results(
    assessments: Sequence[Assessment],
    lines: Mapping[str, KpiLine],
    heading_of: Callable[[Assessment], str],
) -> tuple[Results, ...]:
    return tuple(
        Results(name, name, rating_sentence(count(group)), tuple(lines[a.kpi.ref] for a in group))
        for name, group in grouped(assessments, heading_of).items()
    )


def _named(part: Part, city: Sequence[Assessment]) -> Part:
    """Return the scorecard of city outcomes under the name of the plan that they all serve."""
    plans = {a.alignment.framework for a in city if a.alignment}
    if part.key != KpiKind.CITY.name or len(plans) != 1:
        return part
    return replace(part, part_title=f"Appendix: {plans.pop()} scorecard")


def _pillar(assessment: Assessment) -> str:
    alignment = assessment.alignment
    return (alignment and alignment.pillar) or "Not aligned to a pillar"
