"""The scorecard: a part for services and one for city outcomes, a table for each priority."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, replace

from xlkpi.assessment.assessment import Assessment
from xlkpi.assessment.finding import rating_sentence, red_sentence
from xlkpi.assessment.scorecard import Scorecard
from xlkpi.register.kpi import KpiKind
from xlkpi.report.kpi_line import KpiLine, line_of

KINDS = {
    KpiKind.SERVICE: "The council\u2019s own services",
    KpiKind.CITY: "City outcomes",
}
"""The two kinds of KPI as papers name them; their counts are never mixed."""

NOT_SIGNED_OFF = "not signed off"
"""Stands under a KPI whose directorate's management team has not agreed its results."""

TABLE_KEY = (
    "Direction: ▲ improved, ▼ worsened, = the same, after allowing for which way is better; ↑ ↓ "
    "only higher or lower. Benchmark: the median of the comparator group, with our place in it. "
    "[x] not available, [c] withheld, [p] provisional, [r] revised, [e] estimated."
)


@dataclass(frozen=True, slots=True)
class Group:
    """The KPIs of one priority."""

    key: str
    heading: str
    rows: tuple[KpiLine, ...]


@dataclass(frozen=True, slots=True)
class Part:
    """One kind of KPI."""

    key: str
    part_title: str
    part_sentence: str
    groups: tuple[Group, ...]
    table_key: str


def scorecard_parts(
    scorecard: Scorecard, *, draws_trend: bool = False, unsigned: Collection[str] = ()
) -> tuple[Part, ...]:
    """Return the scorecard's parts; a kind without KPIs has none.

    Args:
        scorecard: whose KPIs they are.
        draws_trend: whether the paper shows trend lines.
        unsigned: the directorates whose figures nobody has signed off.
    """

    def line(assessment: Assessment) -> KpiLine:
        found = line_of(assessment, draws_trend=draws_trend)
        is_marked = assessment.kpi.directorate in unsigned
        return replace(found, note=f"{found.note} · {NOT_SIGNED_OFF}") if is_marked else found

    return tuple(_part(scorecard, kind, line) for kind in KINDS if scorecard.of_kind(kind))


def lines_of(parts: Sequence[Part]) -> Mapping[str, KpiLine]:
    """Return the line of each KPI by its reference, for the other tables of the same paper."""
    return {line.row.ref: line for part in parts for group in part.groups for line in group.rows}


def _part(scorecard: Scorecard, kind: KpiKind, line: Callable[[Assessment], KpiLine]) -> Part:
    groups = tuple(
        Group(
            f"{kind.name}-{heading}",
            heading,
            tuple(map(line, assessments)),
        )
        for heading, assessments in scorecard.groups(kind).items()
    )
    named = red_sentence(scorecard.of_kind(kind))
    sentence = f"{rating_sentence(scorecard.counts(kind))} {named}".strip()
    return Part(
        kind.name, f"Appendix: scorecard of {_lower(KINDS[kind])}", sentence, groups, TABLE_KEY
    )


def _lower(text: str) -> str:
    return text[0].lower() + text[1:]
