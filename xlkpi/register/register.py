"""The Register: everything the council wrote down, as one aggregate that can be asked."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from typing import Any, TypeVar

from xlkpi.errors import RegisterError
from xlkpi.register.benchmark import AreaCode, ComparatorValue, GroupMember
from xlkpi.register.collect import RECORDS, Collected, collect
from xlkpi.register.crosscheck import crosscheck
from xlkpi.register.kpi import Alignment, Change, Contact, Kpi
from xlkpi.register.problem import Problem
from xlkpi.register.process import (
    Action,
    ChecklistStep,
    CustomerIssue,
    Escalation,
    HighlightDecision,
    Meeting,
    Risk,
)
from xlkpi.register.raw import RawTable
from xlkpi.register.result import Commentary, Result, SignOff
from xlkpi.register.target import TargetRow
from xlkpi.terms.period import Period

Row = TypeVar("Row", Alignment, Result, TargetRow, ComparatorValue, Commentary)


@dataclass(frozen=True)
class Register:
    """Every table of the Register; tuples in the order of the officers' rows."""

    kpis: tuple[Kpi, ...]
    alignments: tuple[Alignment, ...] = ()
    targets: tuple[TargetRow, ...] = ()
    contacts: tuple[Contact, ...] = ()
    changes: tuple[Change, ...] = ()
    results: tuple[Result, ...] = ()
    commentary: tuple[Commentary, ...] = ()
    sign_offs: tuple[SignOff, ...] = ()
    comparator_values: tuple[ComparatorValue, ...] = ()
    groups: tuple[GroupMember, ...] = ()
    area_codes: tuple[AreaCode, ...] = ()
    checklist: tuple[ChecklistStep, ...] = ()
    timetable: tuple[Meeting, ...] = ()
    actions: tuple[Action, ...] = ()
    escalations: tuple[Escalation, ...] = ()
    risks: tuple[Risk, ...] = ()
    customer_issues: tuple[CustomerIssue, ...] = ()
    highlights: tuple[HighlightDecision, ...] = ()

    @classmethod
    def of(cls, records: Collected) -> "Register":
        """Return the Register of the collected records."""
        fields: dict[str, Any] = {table: tuple(records[table]) for table in RECORDS}
        return cls(**fields)

    def as_at(self, day: date) -> "Register":
        """Return the Register as it stood on `day`: without results supplied later.

        A revision that came later leaves the figure it replaced.
        """
        known = tuple(r for r in self.results if r.supplied_on is None or r.supplied_on <= day)
        return self if len(known) == len(self.results) else replace(self, results=known)

    def results_of(self, ref: str) -> tuple[Result, ...]:
        """Return the KPI's headline results, oldest first, the latest revision of each period."""
        return self._headlines.get(ref, ())

    def categories_of(self, ref: str, last: Period) -> tuple[Result, ...]:
        """Return the KPI's results by category up to `last`, the latest revision of each."""
        rows = self._categories.get(ref, ())
        return tuple(row for row in rows if row.period.last_month <= last.last_month)

    def targets_of(self, ref: str) -> tuple[TargetRow, ...]:
        """Return the KPI's targets, oldest first."""
        return self._targets.get(ref, ())

    def comparators_of(self, ref: str, period: Period) -> tuple[ComparatorValue, ...]:
        """Return what other areas recorded for the KPI's measure in `period`."""
        return tuple(row for row in self._comparators.get(ref, ()) if row.period == period)

    def alignment_of(self, ref: str, period: Period) -> Alignment | None:
        """Return the KPI's place in the framework at the end of `period`, or None."""
        rows = self._alignments.get(ref, ())
        return next((row for row in rows if row.holds_in(period)), None)

    def commentary_of(self, ref: str, period: Period) -> Commentary | None:
        """Return the officer's words about the KPI in `period`, or None."""
        rows = self._commentary.get(ref, ())
        return next((row for row in rows if row.period == period), None)

    def escalations_of(self, ref: str, period: Period) -> tuple[Escalation, ...]:
        """Return what was escalated about the KPI in `period` and is still open."""
        rows = (row for row in self.escalations if row.ref == ref and row.period == period)
        return tuple(row for row in rows if row.closed_on is None)

    def decision_of(self, ref: str, period: Period) -> HighlightDecision | None:
        """Return what was decided about the KPI as a highlight of `period`, or None."""
        rows = (row for row in self.highlights if row.ref == ref and row.period == period)
        return next((row for row in rows if row.highlight is not None), None)

    def members_of(self, group: str, period: Period) -> tuple[GroupMember, ...]:
        """Return the areas that belonged to `group` at the end of `period`."""
        return tuple(m for m in self.groups if m.group == group and m.belongs_in(period))

    @cached_property
    def current_code(self) -> Mapping[str, str]:
        """Former area codes with the code that replaced each."""
        return {row.former_code: row.area_code for row in self.area_codes}

    @cached_property
    def _headlines(self) -> Mapping[str, tuple[Result, ...]]:
        standing: dict[tuple[str, Period], Result] = {}
        for row in self.results:
            held = standing.get((row.ref, row.period))
            if row.is_headline and (held is None or (row.revision or 0) > (held.revision or 0)):
                standing[row.ref, row.period] = row
        return _grouped(sorted(standing.values(), key=lambda row: row.period.sort_key))

    @cached_property
    def _categories(self) -> Mapping[str, tuple[Result, ...]]:
        standing: dict[tuple[object, ...], Result] = {}
        for row in self.results:
            if not row.is_headline:
                key = row.key[:-1]
                held = standing.get(key)
                if held is None or (row.revision or 0) > (held.revision or 0):
                    standing[key] = row
        return _grouped(sorted(standing.values(), key=lambda row: row.period.sort_key))

    @cached_property
    def _targets(self) -> Mapping[str, tuple[TargetRow, ...]]:
        return _grouped(sorted(self.targets, key=lambda row: row.period.sort_key))

    @cached_property
    def _comparators(self) -> Mapping[str, tuple[ComparatorValue, ...]]:
        return _grouped(self.comparator_values)

    @cached_property
    def _alignments(self) -> Mapping[str, tuple[Alignment, ...]]:
        return _grouped(self.alignments)

    @cached_property
    def _commentary(self) -> Mapping[str, tuple[Commentary, ...]]:
        return _grouped(self.commentary)


def _grouped(rows: Iterable[Row]) -> Mapping[str, tuple[Row, ...]]:
    groups: defaultdict[str, list[Row]] = defaultdict(list)
    for row in rows:
        groups[row.ref].append(row)
    return {ref: tuple(group) for ref, group in groups.items()}


def register_from(tables: Sequence[RawTable], problems: Sequence[Problem] = ()) -> Register:
    """Return the Register that the raw tables hold.

    Args:
        tables: what the workbooks hold.
        problems: what was already found while reading them.

    Raises:
        RegisterError: with every problem in every table, in one pass.
    """
    records, found = collect(tables)
    everything = [*problems, *found, *crosscheck(records, tables)]
    if everything:
        raise RegisterError(everything)
    return Register.of(records)
