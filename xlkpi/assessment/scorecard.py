"""Scorecard: the assessments one audience sees, counted."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import Enum
from functools import cached_property

from xlkpi.assessment.assessment import Assessment
from xlkpi.register.kpi import KpiKind
from xlkpi.terms.period import Period
from xlkpi.terms.rag import RATED, UNRATED, Rag


class AudienceKind(Enum):
    """Who reads a scorecard, and so what may stand in it."""

    CLT = "Corporate Leadership Team"
    DIRECTORATE = "Directorate Management Team"
    BOARD = "Scrutiny Board"
    PORTFOLIO = "Executive Board member"
    KPI = "KPI"
    PUBLIC = "Public"

    @property
    def is_public(self) -> bool:
        """Whether the paper is published: only KPIs marked for publication may appear."""
        return self in (AudienceKind.BOARD, AudienceKind.PUBLIC)


@dataclass(frozen=True, slots=True)
class Audience:
    """A reader of a scorecard: CLT, one directorate, board or portfolio, the public; or one KPI."""

    kind: AudienceKind
    name: str

    def sees(self, assessment: Assessment) -> bool:
        """Return whether the KPI belongs on this audience's scorecard."""
        kpi = assessment.kpi
        if self.kind.is_public and not kpi.is_published:
            return False
        if self.kind is AudienceKind.DIRECTORATE:
            return kpi.directorate == self.name
        if self.kind is AudienceKind.BOARD:
            return self.name in kpi.boards
        if self.kind is AudienceKind.PORTFOLIO:
            return kpi.portfolio == self.name
        return self.kind is not AudienceKind.KPI or kpi.ref == self.name


@dataclass(frozen=True, slots=True)
class Counts:
    """How many KPIs have each rating; percentages are of the rated ones only."""

    of: Mapping[Rag, int]

    @property
    def total(self) -> int:
        """All KPIs counted."""
        return sum(self.of.values())

    @property
    def rated(self) -> int:
        """KPIs that are Green, Amber or Red."""
        return sum(self.of[rag] for rag in RATED)

    def percent(self, rag: Rag) -> float | None:
        """Return the share of the rated KPIs in percent, or None when none is rated."""
        return 100 * self.of[rag] / self.rated if self.rated else None


def count(assessments: Iterable[Assessment]) -> Counts:
    """Return the counts by rating, every rating present."""
    found = Counter(assessment.rag for assessment in assessments)
    return Counts({rag: found[rag] for rag in (*RATED, *UNRATED)})


@dataclass(frozen=True)
class Scorecard:
    """What one audience sees of one reporting period, beside the period before."""

    audience: Audience
    period: Period
    assessments: tuple[Assessment, ...]
    previous: tuple[Assessment, ...]
    """The same audience's assessments one reporting period earlier."""

    def of_kind(self, kind: KpiKind) -> tuple[Assessment, ...]:
        """Return the assessments of the council's own services, or of wider city outcomes."""
        return tuple(a for a in self.assessments if a.kpi.kind is kind)

    def counts(self, kind: KpiKind | None = None) -> Counts:
        """Return the counts by rating; city outcomes are never mixed in with a `kind`."""
        return count(a for a in self.assessments if kind in (None, a.kpi.kind))

    def previous_counts(self, kind: KpiKind | None = None) -> Counts:
        """Return the counts one reporting period earlier."""
        return count(a for a in self.previous if kind in (None, a.kpi.kind))

    def groups(self, kind: KpiKind) -> Mapping[str, tuple[Assessment, ...]]:
        """Return the assessments by priority (for city outcomes by pillar), in register order."""
        return grouped(self.of_kind(kind), _heading)

    def before(self, assessment: Assessment) -> Assessment | None:
        """Return the same KPI's assessment one reporting period earlier."""
        return self._previous_by_ref.get(assessment.kpi.ref)

    @cached_property
    def _previous_by_ref(self) -> Mapping[str, Assessment]:
        return {earlier.kpi.ref: earlier for earlier in self.previous}


def scorecard(
    audience: Audience,
    period: Period,
    assessments: Sequence[Assessment],
    previous: Sequence[Assessment],
) -> Scorecard:
    """Return the part of the assessments that `audience` sees.

    Words that nobody has accepted yet, what was escalated, and why something was decided are for
    officers alone.
    """
    return Scorecard(
        audience,
        period,
        tuple(_as_seen(a, audience) for a in assessments if audience.sees(a)),
        tuple(a for a in previous if audience.sees(a)),
    )


def published(card: Scorecard) -> Scorecard:
    """Return the part of a scorecard that may be published."""
    return replace(
        card,
        assessments=tuple(map(_in_public, filter(_is_published, card.assessments))),
        previous=tuple(filter(_is_published, card.previous)),
    )


def _is_published(assessment: Assessment) -> bool:
    return assessment.kpi.is_published


def _as_seen(assessment: Assessment, audience: Audience) -> Assessment:
    return _in_public(assessment) if audience.kind.is_public else assessment


def _in_public(assessment: Assessment) -> Assessment:
    words = assessment.commentary
    is_draft = words is not None and words.accepted_by is None
    decision = assessment.decision
    return replace(
        assessment,
        commentary=None if is_draft else words,
        escalations=(),
        decision=decision.model_copy(update={"note": None}) if decision else None,
    )


def _heading(assessment: Assessment) -> str:
    alignment = assessment.alignment
    if alignment is None:
        return "Not aligned to a priority"
    return alignment.priority or alignment.pillar or alignment.framework


def grouped(
    assessments: Iterable[Assessment], heading: Callable[[Assessment], str]
) -> Mapping[str, tuple[Assessment, ...]]:
    """Return the assessments by what `heading` says of each, in the order of first appearance."""
    groups: dict[str, list[Assessment]] = {}
    for assessment in assessments:
        groups.setdefault(heading(assessment), []).append(assessment)
    return {name: tuple(group) for name, group in groups.items()}
