"""Change: a KPI's scope, target or tolerance changes in the year, with its reason on record."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from xlkpi.actions.snapshot import refuse_snapshot
from xlkpi.errors import RefusalError, WorkbookError
from xlkpi.register.cell import text_of
from xlkpi.register.kpi import Change, Kpi
from xlkpi.register.record import Record
from xlkpi.register.register import Register
from xlkpi.register.target import TargetRow
from xlkpi.settings.settings import Settings
from xlkpi.terms.period import Period
from xlkpi.terms.wording import fold, one_of
from xlkpi.workbook.book import Book, Books
from xlkpi.workbook.edit.change import AnyEdit, Edit, Edited, Value
from xlkpi.workbook.overlaid import Overlaid
from xlkpi.workbook.read import read_register
from xlkpi.workbook.record_sheet import RecordSheet
from xlkpi.workbook.refreshed import equal
from xlkpi.workbook.source import TableSource
from xlkpi.workbook.table_sheet import written

OF_TARGETS = ("value", "upper", "tolerance", "mode")
"""What a target's row says; everything else is said of the KPI itself."""
UNCHANGED = ("ref", "valid_from", "valid_to", "state", "replaced_by")
"""What a change of a KPI cannot change: another KPI takes its place."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """A change as somebody agreed it."""

    ref: str
    what: str
    """The heading or the field, such as `Target` or `definition`."""
    new: Value
    reason: str
    agreed_by: str
    """A role."""
    effective: Period


def change(settings: Settings, books: Books, wanted: Wanted, day: date) -> tuple[Edited, ...]:
    """Return the workbooks with the change made and logged; both or neither.

    The whole Register is read as it will be first: a change that makes a problem is refused.

    Raises:
        RefusalError: there is no such KPI, field or target row.
        RegisterError: the Register has problems, or would have them with the change.
        WorkbookError: what stands in the way of writing; then nothing was written.
    """
    refuse_snapshot(settings)
    for what, said in (("reason", wanted.reason), ("agreed by", wanted.agreed_by)):
        if not said.strip():
            message = f"{what} is blank: a change is logged with its reason and who agreed it"
            raise RefusalError(message)
    register = read_register(settings.sources, books.open)
    row, field = _row(register, wanted)
    source = _source(settings, type(row), row)
    place = row.place
    if place is None or field not in place.columns:
        message = f"{source.path.name}, {source.sheet}: has no column for the {wanted.what}"
        raise RefusalError(message)
    edit = Edit(place.sheet, place.cell(field), wanted.new)
    old = text_of(written(_value(row, field)))
    if equal(written(_value(row, field)), wanted.new):
        message = f"{wanted.ref}: {place.heading(field)} is {old or 'blank'} already"
        raise RefusalError(message)

    def as_it_will_be(path: Path) -> Book:
        book = books.open(path)
        return Overlaid(book, (edit,)) if path == source.path else book

    read_register(settings.sources, as_it_will_be)
    log = _source(settings, Change, None)
    line = {
        "ref": wanted.ref,
        "field": place.heading(field),
        "old": old,
        "new": text_of(wanted.new),
        "reason": wanted.reason,
        "agreed_by": wanted.agreed_by,
        "effective": wanted.effective,
        "changed_on": day,
    }
    edits: dict[Path, list[AnyEdit]] = {source.path: [edit]}
    edits.setdefault(log.path, []).extend(RecordSheet(books.open(log.path), log).new_row(line))
    return books.write(edits)


def _row(register: Register, wanted: Wanted) -> tuple[Record, str]:
    """Return the record that changes, and its field."""
    kpi = next((one for one in register.kpis if fold(one.ref) == fold(wanted.ref)), None)
    if kpi is None:
        message = f"there is no KPI {wanted.ref} in the list of KPIs: correct the reference"
        raise RefusalError(message)
    field = _field(wanted.what, kpi)
    if field not in OF_TARGETS:
        return kpi, field
    rows = register.targets_of(kpi.ref)
    target = next((row for row in rows if row.period == wanted.effective), None)
    if target is None:
        periods = one_of([row.period.name for row in rows])
        message = f"{kpi.ref} has no target for {wanted.effective}: it has them for {periods}"
        raise RefusalError(message)
    return target, field


def _field(what: str, kpi: Kpi) -> str:
    """Return the field that a heading or a field's own name means."""
    names = {fold("target"): "value", fold("tolerance mode"): "mode"}
    names |= {fold(field): field for field in OF_TARGETS}
    fields = [f for f in type(kpi).model_fields if f not in (*UNCHANGED, "place")]
    names |= {fold(field.replace("_", " ")): field for field in fields}
    names |= {fold(kpi.place.heading(field)): field for field in fields} if kpi.place else {}
    if fold(what.replace("_", " ")) not in names:
        message = f"a KPI has nothing called '{what}' that can change: say {one_of(_told(fields))}"
        raise RefusalError(message)
    return names[fold(what.replace("_", " "))]


def _told(fields: Iterable[str]) -> list[str]:
    return ["target", "upper", "tolerance", "mode", *(f.replace("_", " ") for f in fields)]


def _value(row: Record, field: str) -> object:
    if isinstance(row, TargetRow) and field == "value" and row.word is not None:
        return row.word
    return getattr(row, field)


def _source(settings: Settings, kind: type[Record], row: Record | None) -> TableSource:
    """Return the sheet that holds a record, or the first that holds its kind."""
    for source in settings.sources:
        is_its = row is None or row.place is None or row.place.file == source.path.name
        if source.fills == kind.table and is_its:
            return source
    message = (
        f"{settings.path}: no sheet keeps the {kind.table}: name one under [[tables]] with fills "
        f'= "{kind.table}"'
    )
    raise WorkbookError(message)
