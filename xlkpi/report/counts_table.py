"""How many KPIs have each rating: this period, the one before, and by priority."""

from collections.abc import Sequence
from dataclasses import dataclass

from xlkpi.assessment.assessment import Assessment
from xlkpi.assessment.finding import briefly, movement_sentence, rating_sentence
from xlkpi.assessment.scorecard import Counts, Scorecard, count
from xlkpi.register.kpi import KpiKind
from xlkpi.report.scorecard_table import KINDS
from xlkpi.terms.rag import Rag

FRESH = 12
"""A figure older than so many months says little of the period it is printed for."""


@dataclass(frozen=True, slots=True)
class CountsRow:
    """The counts of one period, or of one priority."""

    key: str
    label: str
    green: str
    amber: str
    red: str
    tracker: str
    no_target: str
    no_comparator: str
    no_data: str
    not_rated: str
    total: str


@dataclass(frozen=True, slots=True)
class KindCounts:
    """The counts of services, or of city outcomes."""

    key: str
    kind_title: str
    finding: str
    groups_title: str
    ratings: tuple[CountsRow, ...]
    """This period, then the one before."""
    age_sentence: str | None
    """How many of this period's ratings rest on an old figure; None where nothing is rated."""
    priorities: tuple[CountsRow, ...]


def counts_of_kinds(scorecard: Scorecard) -> tuple[KindCounts, ...]:
    """Return the counts of each kind of KPI that the scorecard has."""
    return tuple(_of_kind(scorecard, kind) for kind in KINDS if scorecard.of_kind(kind))


def counts_row(key: str, label: str, counts: Counts) -> CountsRow:
    """Return the counts as figures of a table."""
    of = {rag: f"{number:,}" for rag, number in counts.of.items()}
    return CountsRow(
        key=key,
        label=label,
        green=of[Rag.GREEN],
        amber=of[Rag.AMBER],
        red=of[Rag.RED],
        tracker=of[Rag.TRACKER],
        no_target=of[Rag.NO_TARGET],
        no_comparator=of[Rag.NO_COMPARATOR],
        no_data=of[Rag.NO_DATA],
        not_rated=f"{counts.total - counts.rated:,}",
        total=f"{counts.total:,}",
    )


def _of_kind(scorecard: Scorecard, kind: KpiKind) -> KindCounts:
    now, before = scorecard.counts(kind), scorecard.previous_counts(kind)
    earlier = scorecard.period.shift(-1).name
    ratings = [counts_row(f"{kind.name}-now", scorecard.period.name, now)]
    if before.total:
        ratings.append(counts_row(f"{kind.name}-before", earlier, before))
    priorities = tuple(
        counts_row(f"{kind.name}-{heading}", heading, count(assessments))
        for heading, assessments in scorecard.groups(kind).items()
    )
    finding = f"{rating_sentence(now)} {movement_sentence(now, before, earlier)}".strip()
    title = "Ratings by priority" if kind is KpiKind.SERVICE else "Ratings by pillar"
    return KindCounts(
        key=kind.name,
        kind_title=KINDS[kind],
        finding=finding,
        groups_title=title,
        ratings=tuple(ratings),
        age_sentence=age_sentence(scorecard.of_kind(kind), scorecard.period.name),
        priorities=priorities,
    )


def age_sentence(assessments: Sequence[Assessment], period: str) -> str | None:
    """Return how many ratings rest on a figure of more than a year ago, None without ratings."""
    ages = [a.months_old or 0 for a in assessments if a.rag.is_rated]
    if not ages:
        return None
    old = sum(age > FRESH for age in ages)
    verb = "rests" if old == 1 else "rest"
    return (
        f"For {period}, {briefly(old)} of {len(ages):,} ratings {verb} on a figure more than "
        f"{FRESH} months old."
    )
