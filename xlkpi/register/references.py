"""References that lead nowhere: to a KPI that is not listed, to a group without members."""

from collections.abc import Iterator
from difflib import get_close_matches

from xlkpi.register.benchmark import ComparatorValue, GroupMember
from xlkpi.register.codes import EMPTY_GROUP, UNKNOWN_KPI
from xlkpi.register.entry import Entry
from xlkpi.register.kpi import Alignment, Change, Kpi
from xlkpi.register.problem import Problem
from xlkpi.register.process import Action, CustomerIssue, Escalation, HighlightDecision
from xlkpi.register.result import Commentary, Result
from xlkpi.register.rows import Rows, at
from xlkpi.register.target import TargetRow
from xlkpi.terms.wording import fold

AboutKpi = (
    Alignment
    | TargetRow
    | Result
    | Entry
    | Commentary
    | ComparatorValue
    | Change
    | Action
    | Escalation
    | CustomerIssue
    | HighlightDecision
)


UNKNOWN = "add the KPI or correct the reference"


def loose_references(rows: Rows) -> Iterator[Problem]:
    """Yield each row about a KPI that is not listed, and each KPI of a group without members."""
    yield from _unknown_kpis(rows)
    if GroupMember.table in rows.read:
        yield from _unknown_groups(rows)


def _unknown_kpis(rows: Rows) -> Iterator[Problem]:
    kinds: tuple[type[AboutKpi], ...] = (
        Alignment, TargetRow, Result, Entry, Commentary, ComparatorValue, Change, Action,
        Escalation, CustomerIssue, HighlightDecision,
    )  # fmt: skip
    spelled = {fold(ref): ref for ref in rows.listed}
    for kind in kinds:
        for row in rows.of(kind):
            if row.ref is not None and row.ref not in rows.listed:
                near = spelled.get(fold(row.ref), "")
                advice = f"did you mean {near}?" if near else UNKNOWN
                message = f"there is no KPI {row.ref} in the list of KPIs: {advice}"
                yield at(UNKNOWN_KPI, row, "ref", message, near)


def _unknown_groups(rows: Rows) -> Iterator[Problem]:
    groups = {row.group for row in rows.of(GroupMember)}
    for kpi in rows.of(Kpi):
        if kpi.benchmark_group is not None and kpi.benchmark_group not in groups:
            near = get_close_matches(kpi.benchmark_group, groups, n=1)
            advice = f"did you mean {near[0]}?" if near else "list its areas, or blank the cell"
            message = f"group {kpi.benchmark_group} has no member: {advice}"
            yield at(EMPTY_GROUP, kpi, "benchmark_group", message, near[0] if near else "")
