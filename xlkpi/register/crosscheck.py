"""What no single row can know: references that lead nowhere, rows that contradict each other."""

from collections.abc import Iterator, Mapping, Sequence

from xlkpi.register.agreement import disagreements
from xlkpi.register.codes import (
    CONTRADICTION,
    DATES_CROSSED,
    LIMITS_CROSSED,
    MODE_WITHOUT_TOLERANCE,
    NO_KPIS,
    NONE_LIVE,
    TOLERANCE_WITHOUT_MODE,
    VALUE_AND_GAP,
)
from xlkpi.register.entry import Entry
from xlkpi.register.kpi import Kpi, KpiState
from xlkpi.register.problem import Problem
from xlkpi.register.raw import RawTable
from xlkpi.register.record import Record
from xlkpi.register.references import loose_references
from xlkpi.register.repeats import repeats
from xlkpi.register.rows import Rows, at
from xlkpi.register.spellings import two_spellings

OF_FIELD = {
    "tolerance": TOLERANCE_WITHOUT_MODE,
    "mode": MODE_WITHOUT_TOLERANCE,
    "gap_reason": VALUE_AND_GAP,
    "lower": LIMITS_CROSSED,
    "valid_from": DATES_CROSSED,
    "member_from": DATES_CROSSED,
}
"""The code of a contradiction by the field at which a record tells it."""


def crosscheck(
    records: Mapping[str, Sequence[Record]], tables: Sequence[RawTable]
) -> list[Problem]:
    """Return every contradiction between the sound records, or within one of them."""
    rows = Rows(records, tables)
    if Kpi.table not in rows.read:
        return []  # -- the list itself could not be read, and that is said already --
    if not rows.listed:
        return [Problem("the Register holds no KPI: list at least one", code=NO_KPIS)]
    return [
        *_none_live(rows),
        *repeats(rows),
        *loose_references(rows),
        *two_spellings(rows),
        *disagreements(rows),
        *_contradictions(rows),
    ]


def crosscheck_entries(entries: Sequence[Entry], kpis: Sequence[Kpi]) -> list[Problem]:
    """Return every contradiction within the Scorecard, or between it and the list of KPIs."""
    rows = Rows({Kpi.table: kpis, Entry.table: entries}, ())
    return [
        *repeats(rows),
        *loose_references(rows),
        *disagreements(rows),
        *_contradictions(rows),
    ]


def _none_live(rows: Rows) -> Iterator[Problem]:
    """Yield the problem of a Register of which nothing would be reported."""
    if rows.kpis and all(kpi.state is not KpiState.LIVE for kpi in rows.kpis.values()):
        first = next(iter(rows.kpis.values()))
        message = "no KPI is Live, so nothing would be reported: correct the State"
        yield at(NONE_LIVE, first, "state", message, KpiState.LIVE.value)


def _contradictions(rows: Rows) -> Iterator[Problem]:
    """Yield each field that says otherwise than another field of its row."""
    for row in rows:
        for field, message in row.contradictions():
            yield at(OF_FIELD.get(field, CONTRADICTION), row, field, message)
