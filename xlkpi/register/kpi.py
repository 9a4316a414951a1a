"""KPI: what the Supporting Information says of one indicator."""

from collections.abc import Iterator
from enum import Enum
from typing import Annotated, ClassVar

from xlkpi.register.fields import (
    AggregationField,
    ComparatorField,
    Day,
    FrequencyField,
    Number,
    OptionalPeriod,
    OptionalText,
    PolarityField,
    Text,
    Texts,
    UnitField,
    Whole,
    YesNo,
    between,
    days_crossed,
)
from xlkpi.register.record import Contradiction, Record, spelled
from xlkpi.terms.number import MOST_DECIMALS
from xlkpi.terms.period import Period
from xlkpi.terms.unit import Unit


class KpiState(Enum):
    """Where a KPI stands in its life."""

    PROPOSED = "Proposed"
    LIVE = "Live"
    RETIRED = "Retired"


class KpiKind(Enum):
    """Whether the council delivers the result or only contributes to it."""

    SERVICE = "Council service"
    CITY = "City outcome"


class KpiType(Enum):
    """How a KPI is held to account."""

    TARGETED = "Targeted"
    INTERIM = "Interim"
    """To increase or decrease until a target is set."""
    TRACKER = "Tracker"
    """Watched, never rated."""


class Kpi(Record):
    """One row of the KPI Supporting Information."""

    table: ClassVar[str] = "kpis"
    never_blank: ClassVar[tuple[str, ...]] = ("state",)

    ref: Text
    title: Text
    definition: OptionalText = None
    definition_version: OptionalText = None
    valid_from: Day = None
    valid_to: Day = None
    state: Annotated[KpiState, spelled(KpiState, "state")] = KpiState.LIVE
    replaced_by: OptionalText = None
    kind: Annotated[KpiKind, spelled(KpiKind, "kind")]
    directorate: Text
    service: OptionalText = None
    portfolio: OptionalText = None
    boards: Texts = ()
    unit: UnitField = Unit("")
    decimals: Annotated[Whole, between(0, MOST_DECIMALS)] = None
    frequency: FrequencyField
    every: Annotated[Whole, between(1, 20)] = None
    """Collected every so many periods; None is every one (3 for a three-yearly survey)."""
    lag_days: Annotated[Whole, between(0, 3660)] = None
    """Days from the end of a period until its result can be had."""
    aggregation: AggregationField
    polarity: PolarityField
    type: Annotated[KpiType, spelled(KpiType, "type")]
    comparator_type: ComparatorField
    baseline_period: OptionalPeriod = None
    min_change: Annotated[Number, between(0)] = None
    benchmark_group: OptionalText = None
    source: OptionalText = None
    limitations: OptionalText = None
    assurance: OptionalText = None
    data_quality: OptionalText = None
    owner: OptionalText = None
    contact: OptionalText = None
    publish: YesNo = None
    """Whether the KPI may appear in a public paper; blank is no."""
    sensitivity: OptionalText = None
    risk_ref: OptionalText = None

    def contradictions(self) -> Iterator[Contradiction]:
        """Yield a validity that ends before it begins."""
        if message := days_crossed(self.valid_from, self.valid_to):
            yield "valid_from", message

    @property
    def is_published(self) -> bool:
        """Whether the KPI may appear in a public paper: marked for it, and not sensitive."""
        return bool(self.publish) and not self.sensitivity

    def is_live_in(self, period: Period) -> bool:
        """Return whether the KPI is reported for `period`."""
        if self.state is not KpiState.LIVE:
            return False
        started = self.valid_from is None or self.valid_from <= period.end
        return started and (self.valid_to is None or self.valid_to >= period.start)

    def show(self, value: float | None) -> str:
        """Return `value` as a table cell shows it in the KPI's own unit and decimals."""
        return "[x]" if value is None else self.unit.show_figure(value, self.decimals)


class Alignment(Record):
    """Which pillar and priority of which framework a KPI serves, and from when to when."""

    table: ClassVar[str] = "alignments"

    ref: Text
    framework: Text
    pillar: OptionalText = None
    priority: OptionalText = None
    valid_from: Day = None
    valid_to: Day = None

    def contradictions(self) -> Iterator[Contradiction]:
        """Yield a validity that ends before it begins."""
        if message := days_crossed(self.valid_from, self.valid_to):
            yield "valid_from", message

    def holds_in(self, period: Period) -> bool:
        """Return whether the alignment is in force at the end of `period`."""
        started = self.valid_from is None or self.valid_from <= period.end
        return started and (self.valid_to is None or self.valid_to >= period.end)


class Contact(Record):
    """Who holds a role. The only table that may name a person; it never reaches a paper."""

    table: ClassVar[str] = "contacts"

    role: Text
    name: OptionalText = None
    team: OptionalText = None
    directorate: OptionalText = None
    email: OptionalText = None
    deputy: OptionalText = None
    last_confirmed: Day = None


class Change(Record):
    """A change to a KPI's scope or definition, as agreed."""

    table: ClassVar[str] = "changes"

    ref: Text
    field: OptionalText = None
    old: OptionalText = None
    new: OptionalText = None
    reason: OptionalText = None
    agreed_by: OptionalText = None
    effective: OptionalPeriod = None
    changed_on: Day = None
    reported_in: OptionalText = None
