"""Post: agreed figures go from the Scorecard to the KPI Data Record, and both say the same."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from xlkpi.actions.check import findings
from xlkpi.actions.rate import rating_edits, refuse_without_scorecard
from xlkpi.actions.snapshot import Snapshot, refuse_snapshot, snapshot
from xlkpi.assessment.assess import assess
from xlkpi.errors import RefusalError, WorkbookError, XlkpiError
from xlkpi.register.entry import Entry
from xlkpi.register.posting import Difference, Fate, differences, steps
from xlkpi.register.problem import Problem
from xlkpi.register.register import Register
from xlkpi.register.result import Result
from xlkpi.settings.settings import Settings
from xlkpi.workbook.book import Books
from xlkpi.workbook.change_log import LogLine, log_edits, spoken
from xlkpi.workbook.data_record import DataRecord
from xlkpi.workbook.edit.change import AnyEdit, Edited
from xlkpi.workbook.read import read_entries, read_register


@dataclass(frozen=True, slots=True)
class Posting:
    """What posting would do; nothing is written yet."""

    settings: Settings
    register: Register
    entries: tuple[Entry, ...]
    differences: tuple[Difference, ...]
    queries: tuple[Problem, ...] = ()
    """What `check` asks about the entries and nobody has answered."""

    @property
    def posted(self) -> tuple[Difference, ...]:
        """The rows that will be written."""
        return tuple(one for one in self.differences if one.is_posted)

    @property
    def lines(self) -> tuple[str, ...]:
        """The difference list: a line for each row that is posted or held back."""
        return tuple(
            f"{line}{self._asked(one.entry)}" for one in self.differences if (line := _line(one))
        )

    def _asked(self, entry: Entry) -> str:
        """Return what is asked about an entry, to follow its line."""
        place = entry.place
        found = [
            f"{query.message} [{query.code}]"
            for query in self.queries
            if place and (query.file, query.sheet) == (place.file, place.sheet)
            if query.cell in (place.cell("value"), place.cell("period"))
        ]
        return f" (query: {'; '.join(found)})" if found else ""

    @property
    def summary(self) -> str:
        """How many rows are new, revised, held back and as they were."""
        counts = Counter(one.fate.value.lower() for one in self.differences)
        told = ", ".join(f"{number} {fate}" for fate, number in counts.items())
        settings = self.settings
        return f"{settings.council}, {settings.period.name}: {told or 'nothing entered'}."


@dataclass(frozen=True, slots=True)
class Posted:
    """What was posted."""

    differences: tuple[Difference, ...]
    edited: tuple[Edited, ...]
    notes: tuple[str, ...]
    snapshot: Snapshot | None
    """None when it could not be made; a note says why."""


def posting(settings: Settings, books: Books) -> Posting:
    """Return what posting would do, row by row of the Scorecard.

    Raises:
        RegisterError: the Register or the Scorecard has problems.
    """
    refuse_snapshot(settings)
    refuse_without_scorecard(settings)
    register = read_register(settings.sources, books.open)
    entries = read_entries(settings.entries, register, books.open)
    found = differences(register, entries, settings.as_at)
    records = list(_records(settings, books))
    held = tuple(_without_place(one, records, register) for one in found)
    asked = findings(settings, register, assess(register, settings.question), books.open).queries
    return Posting(settings, register, entries, held, asked)


def post(planned: Posting, books: Books, *, role: str, stamp: datetime) -> Posted:
    """Return what came of posting; the Data Record and the Scorecard change both or neither.

    Args:
        planned: what `posting` said and somebody looked at.
        books: where the workbooks are.
        role: who posts, never a name.
        stamp: when, by the door's clock.

    Raises:
        WorkbookError: what stands in the way; then nothing was written.
    """
    settings = planned.settings
    if not role.strip():
        message = "nobody is said to post: give the role, such as --by 'Intelligence and Policy'"
        raise RefusalError(message)
    results = {id(one): one.result(role, settings.as_at) for one in planned.posted}
    records = list(_records(settings, books))
    edits: dict[Path, list[AnyEdit]] = {}
    lines: dict[Path, list[LogLine]] = {}
    for one in planned.posted:
        result = results[id(one)]
        record = _place_of(result, records, planned.register)
        if record is None:  # -- it had one a moment ago --
            message = f"{one.entry.ref} {one.entry.period}: the Data Record has changed: post again"
            raise WorkbookError(message)
        edits.setdefault(record.book.path, []).extend(record.edits(result))
        lines.setdefault(record.book.path, []).extend(_lines(one, role, stamp))
    for path, said in lines.items():
        edits[path] += log_edits(books.open(path), said)
    register = replace(planned.register, results=(*planned.register.results, *results.values()))
    fresh, notes = rating_edits(settings, books, register, planned.entries, is_live=False)
    for path, wanted in fresh.items():
        edits.setdefault(path, []).extend(wanted)
    edited = books.write({path: wanted for path, wanted in edits.items() if wanted})
    try:
        return Posted(planned.differences, edited, notes, snapshot(settings))
    except (OSError, XlkpiError) as error:
        line = f"what is listed was posted, but no snapshot was made ({error}): mend it, post again"
        return Posted(planned.differences, edited, (*notes, line), None)


def _line(one: Difference) -> str:
    """Return a row of the difference list; blank for what stays as it is."""
    subject = f"{one.fate.value}: {one.entry.ref} {one.entry.period.name}"
    if one.fate is Fate.HELD_BACK:
        cell = one.entry.place.cell("value") if one.entry.place else ""
        return f"{subject} ({cell}): {one.why}"
    if not one.is_posted:
        return ""
    told = (
        f"{step.what.lower()} {step.old or 'none'} -> {step.new or 'none'}" for step in steps(one)
    )
    return f"{subject}: {', '.join(told)}"


def _records(settings: Settings, books: Books) -> Iterator[DataRecord]:
    for source in settings.sources:
        if source.fills == Result.table:
            yield DataRecord(books.open(source.path), source)


def _place_of(
    result: Result, records: Sequence[DataRecord], register: Register
) -> DataRecord | None:
    """Return the sheet that takes a result: where the KPI's others are, else the only one."""
    fit = [record for record in records if record.takes(result)]
    places = {row.place for row in register.results_of(result.ref) if row.place}
    known = [r for r in fit if any(r.where == f"{p.file}, {p.sheet}" for p in places)]
    return next(iter(known or (fit if len(fit) == 1 else ())), None)


def _without_place(
    one: Difference, records: Sequence[DataRecord], register: Register
) -> Difference:
    """Return the difference, held back where no sheet has room for its result."""
    if not one.is_posted or _place_of(one.result("", one.entry.period.end), records, register):
        return one
    where = " or ".join(record.where for record in records)
    why = (
        f"there is no place for {one.entry.ref} in {one.entry.period} in {where}: add its column "
        f"or row there, and name a new column in xlkpi.toml"
    )
    return replace(one, fate=Fate.HELD_BACK, why=why)


def _lines(one: Difference, role: str, stamp: datetime) -> Iterator[LogLine]:
    """Yield the lines of the change log for a posted row."""
    entry, place = one.entry, one.entry.place
    file = place.file if place else ""
    cell = f"{place.sheet}!{place.cell('value')}" if place else ""
    for step in steps(one):
        yield LogLine(
            spoken(stamp),
            role,
            entry.ref,
            entry.period.name,
            step.what,
            step.old,
            step.new,
            file,
            cell,
        )
