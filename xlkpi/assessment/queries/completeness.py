"""Completeness: what the Supporting Information should say of every KPI, and does not."""

from collections.abc import Iterator
from dataclasses import replace

from xlkpi.assessment.queries.codes import MISSING_FIELD, MISSING_TARGET
from xlkpi.assessment.queries.row_codes import NO_ALIGNMENT, NO_CONTACT
from xlkpi.assessment.queries.scope import Scope
from xlkpi.register.kpi import Kpi, KpiType
from xlkpi.register.problem import Problem
from xlkpi.register.rows import at
from xlkpi.register.target import TargetRow, TargetStatus
from xlkpi.terms.period import Period
from xlkpi.terms.wording import fold

NEEDED = {
    "definition": "definition",
    "source": "source",
    "owner": "owner",
    "contact": "key contact",
    "lag_days": "lag, by which results fall due",
    "data_quality": "statement of data quality",
}
"""What every KPI needs, as a message calls it."""


def completeness_queries(scope: Scope) -> Iterator[Problem]:
    """Yield what is missing of the KPIs that are reported: fields, targets, places, contacts."""
    live = [one.kpi for one in scope.assessments]
    yield from _fields(live)
    for kpi in live:
        yield from _target(scope, kpi)
        yield from _alignment(scope, kpi)
    yield from _contacts(scope, live)


def _fields(live: list[Kpi]) -> Iterator[Problem]:
    """Yield a query a KPI, and one in all for a field that no KPI has."""
    nobody = [field for field in NEEDED if all(_lacks(kpi, field) for kpi in live)]
    for field in nobody if live else ():
        article = "an" if field == "owner" else "a"
        message = f"no KPI has {article} {NEEDED[field]}: fill the column, or add it"
        place = live[0].place
        file, sheet = (place.file, place.sheet) if place else ("", "")
        needed = NEEDED[field]
        yield Problem(message, file, sheet, "", needed, code=MISSING_FIELD, expected=needed)
    for kpi in live:
        lacks = [field for field in NEEDED if field not in nobody and _lacks(kpi, field)]
        if lacks:
            words = " and no ".join(NEEDED[field] for field in lacks)
            yield at(MISSING_FIELD, kpi, lacks[0], f"the KPI has no {words}: fill in", words)


def _lacks(kpi: Kpi, field: str) -> bool:
    return getattr(kpi, field) is None


def _target(scope: Scope, kpi: Kpi) -> Iterator[Problem]:
    """Yield a KPI to be held against a target that has none for its period around the report's."""
    if kpi.type is KpiType.TRACKER:
        return
    now = Period.containing(scope.question.period.end, kpi.frequency)
    rows = [row for row in scope.register.targets_of(kpi.ref) if _meets(row.period, now)]
    if any(row.target is not None or _is_none_needed(row) for row in rows):
        return
    year = now if now.frequency.per_year == 1 else now.financial_year
    message = (
        f"the KPI is of type {kpi.type.value} and has no target for {year}: agree one and enter "
        f"it, or make the KPI a tracker"
    )
    if rows:
        yield at(MISSING_TARGET, rows[0], "value", message, "a target")
    else:
        yield at(MISSING_TARGET, kpi, "type", message, "a target", year.name)


def _is_none_needed(row: TargetRow) -> bool:
    return row.status is TargetStatus.NOT_APPROPRIATE


def _meets(one: Period, other: Period) -> bool:
    """Return whether two periods share a day of the same financial year."""
    first, second = one.financial_year, other.financial_year
    return first == second or (one.start <= other.end and other.start <= one.end)


def _alignment(scope: Scope, kpi: Kpi) -> Iterator[Problem]:
    register, period = scope.register, scope.question.period
    if register.alignments and register.alignment_of(kpi.ref, period) is None:
        message = f"the KPI has no place in the framework at the end of {period}: add its alignment"
        yield replace(at(NO_ALIGNMENT, kpi, "ref", message, "an alignment"), found="")


def _contacts(scope: Scope, live: list[Kpi]) -> Iterator[Problem]:
    """Yield each role of which nobody is listed, once, at its first KPI."""
    known = {fold(contact.role) for contact in scope.register.contacts}
    if not known:
        return
    named: dict[str, list[tuple[Kpi, str]]] = {}
    for kpi in live:
        for field, role in (("owner", kpi.owner), ("contact", kpi.contact)):
            if role is not None and fold(role) not in known:
                named.setdefault(fold(role), []).append((kpi, field))
    for places in named.values():
        kpi, field = places[0]
        many = f" (and of {len(places) - 1} more)" if len(places) > 1 else ""
        message = (
            f"'{getattr(kpi, field)}' of this KPI{many} is not in the list of contacts: add the "
            f"role or correct its spelling"
        )
        yield at(NO_CONTACT, kpi, field, message)
