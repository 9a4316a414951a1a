"""Rows that say again what an earlier row already said."""

from collections.abc import Callable, Hashable, Iterator

from xlkpi.register.benchmark import ComparatorValue
from xlkpi.register.codes import REPEATED_ROW
from xlkpi.register.entry import Entry
from xlkpi.register.kpi import Kpi
from xlkpi.register.problem import Problem
from xlkpi.register.process import CustomerIssue, HighlightDecision, Risk
from xlkpi.register.result import Commentary, Result, SignOff
from xlkpi.register.rows import Found, Rows, at, row_of
from xlkpi.register.target import TargetRow
from xlkpi.terms.wording import fold


def repeats(rows: Rows) -> Iterator[Problem]:
    """Yield each row whose subject an earlier row of its table has."""
    one = "KPI and period"
    yield from _second(rows, Kpi, lambda kpi: fold(kpi.ref), "ref", "KPI for the same ref")
    yield from _second(rows, Result, _of_result, "period", f"result for the same {one}")
    yield from _second(
        rows, TargetRow, lambda t: (t.ref, t.period), "period", f"target for the same {one}"
    )
    yield from _second(
        rows, Entry, lambda e: (e.ref, e.period), "period", f"entry for the same {one}"
    )
    yield from _second(
        rows, Commentary, lambda c: (c.ref, c.period), "period", f"commentary for the same {one}"
    )
    yield from _second(
        rows,
        SignOff,
        lambda s: (fold(s.directorate), s.period),
        "period",
        "sign-off for the same directorate and period",
    )
    yield from _second(
        rows,
        ComparatorValue,
        lambda c: (c.ref, c.period, fold(c.area_code)),
        "area_code",
        "comparator value for the same KPI, period and area",
    )
    yield from _of_the_process(rows, one)


def _of_the_process(rows: Rows, one: str) -> Iterator[Problem]:
    """Yield the repeated rows of risks, issues and decisions."""
    yield from _second(
        rows,
        Risk,
        lambda r: (fold(r.risk), r.period),
        "period",
        "score of the same risk and period",
    )
    yield from _second(
        rows,
        CustomerIssue,
        lambda i: (fold(i.issue), i.period, fold(i.directorate or "")),
        "period",
        "row for the same issue, directorate and period",
    )
    yield from _second(
        rows,
        HighlightDecision,
        lambda h: (h.ref, h.period),
        "period",
        f"decision for the same {one}",
    )


def _second(
    rows: Rows, kind: type[Found], key: Callable[[Found], Hashable], field: str, what: str
) -> Iterator[Problem]:
    first: dict[Hashable, Found] = {}
    also = ", or number its revision" if kind is Result else ""
    for row in rows.of(kind):
        earlier = first.setdefault(key(row), row)
        if earlier is not row:
            message = f"a second {what} as row {row_of(earlier)}: keep one{also}"
            yield at(REPEATED_ROW, row, field, message)


def _of_result(row: Result) -> Hashable:
    """Return what no two results may share, told apart without folding where nothing divides."""
    return (row.ref, row.period, row.revision or 0) if row.is_headline else row.key
