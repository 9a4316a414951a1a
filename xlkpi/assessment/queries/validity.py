"""Validity: rows that hold at once, replace one another, or count one thing twice."""

from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator, Sequence
from datetime import date

from xlkpi.assessment.queries.row_codes import (
    AREA_UNDER_TWO_CODES,
    OVERLAPPING_ALIGNMENTS,
    OVERLAPPING_MEMBERSHIPS,
    REPLACED_BY_UNKNOWN,
    REPLACED_IN_CIRCLE,
    REPLACED_STILL_LIVE,
    REVISION_SKIPPED,
    SAME_SPAN_TWICE,
)
from xlkpi.assessment.queries.scope import Scope
from xlkpi.register.benchmark import ComparatorValue, GroupMember
from xlkpi.register.kpi import Alignment, Kpi
from xlkpi.register.problem import Problem
from xlkpi.register.record import Record
from xlkpi.register.result import Result
from xlkpi.register.rows import at, row_of
from xlkpi.terms.number import same, shown
from xlkpi.terms.period import Frequency
from xlkpi.terms.wording import fold

Span = tuple[Hashable, date | None, date | None, Record]
"""What holds, from when, to when, and its row."""


def validity_queries(scope: Scope) -> Iterator[Problem]:
    """Yield each row that another one should have ended, replaced or been joined with."""
    yield from _alignments(scope.register.alignments)
    yield from _memberships(scope)
    yield from _replacements(scope)
    yield from _areas(scope)
    for results in scope.results.values():
        yield from _revisions(results)
        yield from _spans(results)


def _alignments(rows: Iterable[Alignment]) -> Iterator[Problem]:
    spans: Iterable[Span] = (
        ((row.ref, fold(row.framework)), row.valid_from, row.valid_to, row) for row in rows
    )
    for row, earlier in _overlapping(spans):
        message = (
            f"the row holds at the same time as row {row_of(earlier)} of the same framework: end "
            f"one before the other begins"
        )
        yield at(OVERLAPPING_ALIGNMENTS, row, "framework", message)


def _memberships(scope: Scope) -> Iterator[Problem]:
    codes = scope.register.current_code
    spans: Iterable[Span] = (
        ((m.group, codes.get(m.area_code, m.area_code)), m.member_from, m.member_to, m)
        for m in scope.register.groups
    )
    for row, earlier in _overlapping(spans):
        message = (
            f"the area is in the group already by row {row_of(earlier)}: take one out, or end it "
            f"before the other begins"
        )
        yield at(OVERLAPPING_MEMBERSHIPS, row, "area_code", message)


def _overlapping(spans: Iterable[Span]) -> Iterator[tuple[Record, Record]]:
    """Yield each row that shares a day with an earlier one about the same, with that row."""
    held: defaultdict[Hashable, list[Span]] = defaultdict(list)
    for span in spans:
        what, first, last, row = span
        for _, other_first, other_last, other in held[what]:
            ends_before = last is not None and other_first is not None and last < other_first
            begins_after = first is not None and other_last is not None and first > other_last
            if not ends_before and not begins_after:
                yield row, other
                break
        held[what].append(span)


def _replacements(scope: Scope) -> Iterator[Problem]:
    listed = {fold(kpi.ref): kpi for kpi in scope.register.kpis}
    live = {one.kpi.ref for one in scope.assessments}
    for kpi in scope.register.kpis:
        if kpi.replaced_by is None:
            continue
        newer = listed.get(fold(kpi.replaced_by))
        if newer is None:
            message = f"there is no KPI {kpi.replaced_by}, which should replace it: correct it"
            yield at(REPLACED_BY_UNKNOWN, kpi, "replaced_by", message)
        elif _leads_back(kpi, listed):
            message = f"its replacement {newer.ref} leads back to {kpi.ref}: blank one of them"
            yield at(REPLACED_IN_CIRCLE, kpi, "replaced_by", message)
        elif {kpi.ref, newer.ref} <= live:
            message = (
                f"the KPI is reported for {scope.question.period} together with {newer.ref}, which "
                f"replaces it: end it before {newer.ref} begins"
            )
            yield at(REPLACED_STILL_LIVE, kpi, "replaced_by", message)


def _leads_back(kpi: Kpi, listed: dict[str, Kpi]) -> bool:
    seen: set[str] = set()
    now: Kpi | None = kpi
    while now is not None and now.replaced_by is not None and now.ref not in seen:
        seen.add(now.ref)
        now = listed.get(fold(now.replaced_by))
    return now is kpi


def _areas(scope: Scope) -> Iterator[Problem]:
    """Yield each area whose figures or memberships stand under two codes, once."""
    codes = scope.register.current_code
    known: dict[str, str] = {}
    told: set[str] = set()
    rows: Iterable[GroupMember | ComparatorValue] = (
        *scope.register.groups,
        *scope.register.comparator_values,
    )
    for row in rows:
        if not row.area:
            continue
        code, name = codes.get(row.area_code, row.area_code), fold(row.area)
        first = known.setdefault(name, code)
        if first != code and name not in told:
            told.add(name)
            message = (
                f"{row.area} has the code {row.area_code} here and {first} elsewhere: list the "
                f"former code under Former codes, or correct it"
            )
            yield at(AREA_UNDER_TWO_CODES, row, "area_code", message, first)


def _revisions(rows: Sequence[Result]) -> Iterator[Problem]:
    """Yield the first revision of a result after which a number is missing."""
    if not any(row.revision for row in rows):
        return
    held: defaultdict[Hashable, dict[int, Result]] = defaultdict(dict)
    for row in rows:
        held[row.key[:-1]][row.revision or 0] = row
    for numbered in held.values():
        for number in sorted(numbered):
            if number and number - 1 not in numbered:
                row = numbered[number]
                before = f"revision {number - 1}" if number > 1 else "the first figure"
                message = f"revision {number} stands without {before}: number them in order"
                yield at(REVISION_SKIPPED, row, "revision", message)
                break


def _spans(rows: Sequence[Result]) -> Iterator[Problem]:
    """Yield a financial year that a rolling year to the same March contradicts."""
    years = {
        row.period.last_month: row
        for row in rows
        if row.period.frequency is Frequency.YEAR and row.is_headline and row.value is not None
    }
    for row in rows if years else ():
        if row.period.frequency is not Frequency.ROLLING_YEAR or not row.is_headline:
            continue
        year = years.get(row.period.last_month)
        if year is None or row.value is None or same(row.value, year.value or 0.0):
            continue
        message = (
            f"{shown(row.value)} is not the {shown(year.value or 0.0)} of {year.period} in row "
            f"{row_of(year)}, which covers the same months: correct one of them"
        )
        yield at(SAME_SPAN_TWICE, row, "value", message, shown(year.value or 0.0))
