"""Benchmark: what other areas recorded for the same measure, and which areas make a group."""

from collections.abc import Iterator
from typing import ClassVar

from xlkpi.register.fields import (
    Day,
    Number,
    OptionalText,
    PeriodField,
    Text,
    YesNo,
    days_crossed,
    limits_crossed,
)
from xlkpi.register.record import Contradiction, Record
from xlkpi.terms.period import Period


class ComparatorValue(Record):
    """One area's value of a KPI's measure in one period."""

    table: ClassVar[str] = "comparator_values"

    ref: Text
    period: PeriodField
    area_code: Text
    area: OptionalText = None
    value: Number = None
    lower: Number = None
    upper: Number = None
    status: OptionalText = None
    source: OptionalText = None
    restricted: YesNo = None
    """Whether the figure must stay out of public papers."""

    def contradictions(self) -> Iterator[Contradiction]:
        """Yield limits the wrong way round."""
        if message := limits_crossed(self.lower, self.upper):
            yield "lower", message


class GroupMember(Record):
    """An area's membership of a comparator group; groups change, so it is dated."""

    table: ClassVar[str] = "groups"

    group: Text
    area_code: Text
    area: Text
    member_from: Day = None
    member_to: Day = None

    def contradictions(self) -> Iterator[Contradiction]:
        """Yield a membership that ends before it begins."""
        if message := days_crossed(self.member_from, self.member_to):
            yield "member_from", message

    def belongs_in(self, period: Period) -> bool:
        """Return whether the area was a member at the end of `period`."""
        joined = self.member_from is None or self.member_from <= period.end
        return joined and (self.member_to is None or self.member_to >= period.end)


class AreaCode(Record):
    """A former code of an area: values under it are that area's own."""

    table: ClassVar[str] = "area_codes"

    former_code: Text
    area_code: Text
    area: OptionalText = None
    until: Day = None
