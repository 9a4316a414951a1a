"""The scorecard: a part for services and one for city outcomes, a table for each priority."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from xlkpi.assessment.finding import rating_sentence, red_sentence
from xlkpi.assessment.scorecard import Scorecard
from xlkpi.register.kpi import KpiKind
from xlkpi.report.kpi_line import KpiLine, line_of

KINDS = {
    KpiKind.SERVICE: "The council\u2019s own services",
    KpiKind.CITY: "City outcomes",
}
"""The two kinds of KPI as papers name them; their counts are never mixed."""

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


def scorecard_parts(scorecard: Scorecard, *, draws_trend: bool = False) -> tuple[Part, ...]:
    """Return the scorecard's parts; a kind without KPIs has none."""
    return tuple(
        _part(scorecard, kind, draws_trend=draws_trend) for kind in KINDS if scorecard.of_kind(kind)
    )


def lines_of(parts: Sequence[Part]) -> Mapping[str, KpiLine]:
    """Return the line of each KPI by its reference, for the other tables of the same paper."""
    return {line.row.ref: line for part in parts for group in part.groups for line in group.rows}


def _part(scorecard: Scorecard, kind: KpiKind, *, draws_trend: bool) -> Part:
    groups = tuple(
        Group(
            f"{kind.name}-{heading}",
            heading,
            tuple(line_of(a, draws_trend=draws_trend) for a in assessments),
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
