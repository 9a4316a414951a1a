"""Raw tables in, records and located problems out: everything in one pass."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from pydantic import ValidationError

from xlkpi.errors import RefusalError
from xlkpi.register.benchmark import AreaCode, ComparatorValue, GroupMember
from xlkpi.register.cell import text_of
from xlkpi.register.code import Code
from xlkpi.register.codes import NOT_A_PERIOD
from xlkpi.register.entry import Entry
from xlkpi.register.kpi import Alignment, Change, Contact, Kpi
from xlkpi.register.place import Place
from xlkpi.register.problem import Problem, problem_at
from xlkpi.register.process import (
    Action,
    ChecklistStep,
    CustomerIssue,
    Escalation,
    HighlightDecision,
    Meeting,
    Risk,
)
from xlkpi.register.raw import Column, RawRow, RawTable
from xlkpi.register.record import Record
from xlkpi.register.result import Commentary, Result, SignOff
from xlkpi.register.target import TargetRow
from xlkpi.register.unfit import code_of, expected_of
from xlkpi.terms.period import Frequency
from xlkpi.terms.period_text import read_period

RECORDS: dict[str, type[Record]] = {
    record.table: record
    for record in (
        Kpi, Alignment, TargetRow, Contact, Change, Result, Commentary, SignOff,
        ComparatorValue, GroupMember, AreaCode, ChecklistStep, Meeting, Action, Escalation,
        Risk, CustomerIssue, HighlightDecision,
    )
}  # fmt: skip
"""Every kind of record that makes a Register, by the name of its table."""

KINDS: dict[str, type[Record]] = {**RECORDS, Entry.table: Entry}
"""Every kind of row that is read: the Register's, and what the Scorecard holds beside it."""

Collected = dict[str, list[Record]]
Cells = Mapping[str, object]
"""A row's cells by field."""
Told = tuple[str, Code, str]
"""A field, the kind of problem, and its message."""


def collect(
    tables: Sequence[RawTable], known: Iterable[Kpi] = ()
) -> tuple[Collected, list[Problem]]:
    """Return every record by table, and every problem met on the way.

    KPIs, those `known` beside the tables included, come first: a KPI's frequency decides how a
    date in a period's cell is read.
    """
    records: Collected = {name: [] for name in KINDS}
    problems: list[Problem] = []
    frequencies: dict[str, Frequency] = {kpi.ref: kpi.frequency for kpi in known}
    for table in sorted(tables, key=lambda table: table.table != Kpi.table):
        blanks = _blanks(table.table, table.columns)
        for row in table.rows:
            record = _read(table, row, blanks, frequencies, problems)
            if record is None:
                continue
            records[table.table].append(record)
            if isinstance(record, Kpi):
                frequencies[record.ref] = record.frequency
    return records, problems


def _read(
    table: RawTable,
    row: RawRow,
    blanks: Cells,
    frequencies: Mapping[str, Frequency],
    problems: list[Problem],
) -> Record | None:
    """Return the record in `row`, or None after adding what is wrong with it to `problems`."""
    columns = {**table.columns, **row.columns} if row.columns else table.columns
    place = Place(table.file, table.sheet, row.number, columns)
    try:
        cells = _with_dates_as_periods(row.cells, frequencies)
        own = _blanks(table.table, columns) if row.columns else blanks
        return KINDS[table.table].model_validate({**own, **cells, "place": place})
    except RefusalError as error:
        problems.append(_problem(table, place, row, ("period", NOT_A_PERIOD, str(error))))
    except ValidationError as error:
        problems += [
            _problem(table, place, row, told) for told in _told(KINDS[table.table], row, error)
        ]
    return None


def _blanks(table: str, columns: Mapping[str, Column]) -> Cells:
    """Return the fields a row cannot do without; a blank one is refused by its own reader."""
    kind = KINDS[table]
    required = (name for name, field in kind.model_fields.items() if field.is_required())
    kept = (field for field in kind.never_blank if field in columns)
    return dict.fromkeys((*required, *kept))


def _with_dates_as_periods(cells: Cells, frequencies: Mapping[str, Frequency]) -> Cells:
    """Read a date or date serial in the period's cell by the KPI's own frequency."""
    period = cells.get("period")
    if period is None or isinstance(period, str | bool):
        return cells
    frequency = frequencies.get(text_of(cells.get("ref")))
    return cells if frequency is None else {**cells, "period": read_period(period, frequency)}


def _told(kind: type[Record], row: RawRow, error: ValidationError) -> Iterator[Told]:
    """Yield each field with its code and what is wrong with it, in an officer's English."""
    for detail in error.errors(include_url=False):
        field = str(detail["loc"][0]) if detail["loc"] else ""
        code = code_of(kind, field, row.cells.get(field))
        if detail["type"] == "value_error":
            yield field, code, str(detail["ctx"]["error"])
        elif detail["type"] == "missing" or detail["input"] is None:
            yield field, code, "is blank: every row needs one"
        else:
            yield field, code, f"found {detail['input']!r}: {detail['msg'].lower()}"


def _problem(table: RawTable, place: Place, row: RawRow, told: Told) -> Problem:
    """Return the problem of one cell, or of the row when no cell is to blame."""
    field, code, message = told
    subject = text_of(row.cells.get("ref")) or text_of(row.cells.get("role"))
    period = text_of(row.cells.get("period")) if field != "period" else ""
    found, expected = text_of(row.cells.get(field)), expected_of(KINDS[table.table], field, code)
    return problem_at(
        code, place, field, message, kpi=subject, period=period, found=found, expected=expected
    )
