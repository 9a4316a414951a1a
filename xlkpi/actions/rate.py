"""Rate: what stands in the Scorecard is rated, row by row, and the ratings are written into it."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from xlkpi.actions.snapshot import refuse_snapshot
from xlkpi.assessment.assessment import Assessment
from xlkpi.assessment.entered import assess_entries
from xlkpi.errors import SettingsError
from xlkpi.register.entry import Entry
from xlkpi.register.register import Register
from xlkpi.settings.settings import Settings
from xlkpi.workbook.book import Books
from xlkpi.workbook.edit.change import AnyEdit, Change, Edited, Formula
from xlkpi.workbook.read import read_entries, read_register
from xlkpi.workbook.scorecard_edits import ScorecardEdits


@dataclass(frozen=True, slots=True)
class Rated:
    """The Scorecards as they now stand."""

    rows: int
    edited: tuple[Edited, ...]
    notes: tuple[str, ...]
    """What was left as it is, and why."""
    ratings: tuple[Change, ...] = ()
    """The ratings that are others than those that stood there."""


def rate(settings: Settings, books: Books, *, is_live: bool = False) -> Rated:
    """Return what came of rating every row of the Scorecard.

    Args:
        settings: the council's.
        books: where the workbooks are.
        is_live: whether the ratings become formulas, with their values, rather than values.

    Raises:
        RegisterError: the Register or the Scorecard has problems.
        WorkbookError: what stands in the way of writing; then nothing was written.
    """
    refuse_snapshot(settings)
    refuse_without_scorecard(settings)
    register = read_register(settings.sources, books.open)
    entries = read_entries(settings.entries, register, books.open)
    edits, notes = rating_edits(settings, books, register, entries, is_live=is_live)
    edited = books.write(edits) if any(edits.values()) else ()
    cells = {(e.place.sheet, e.place.cell("rag")) for e in entries if e.place}
    ratings = tuple(
        change
        for one in edited
        for change in one.changes
        if (change.sheet, change.cell) in cells and not isinstance(change.new, Formula)
    )
    return Rated(len(entries), edited, notes, ratings)


def rating_edits(
    settings: Settings,
    books: Books,
    register: Register,
    entries: Sequence[Entry],
    *,
    is_live: bool,
) -> tuple[dict[Path, list[AnyEdit]], tuple[str, ...]]:
    """Return the edits that bring every Scorecard up to date with `register`, and notes."""
    judged = zip(entries, assess_entries(register, entries, settings.question), strict=True)
    rows: dict[tuple[str, str], list[tuple[Entry, Assessment]]] = {}
    for entry, assessment in judged:
        if entry.place is not None:
            rows.setdefault((entry.place.file, entry.place.sheet), []).append((entry, assessment))
    edits: dict[Path, list[AnyEdit]] = {}
    notes: list[str] = []
    for source in settings.entries:
        book = books.open(source.path)
        sheet = ScorecardEdits(book, source, register, settings.area_code, is_live)
        wanted = sheet.of(rows.get((source.path.name, source.sheet), []))
        edits.setdefault(source.path, []).extend(wanted)
        notes += sheet.notes
    return edits, tuple(notes)


def refuse_without_scorecard(settings: Settings) -> None:
    """Refuse settings that name no sheet in which a quarter is entered."""
    if not settings.entries:
        message = (
            f'{settings.path}: names no Scorecard: add scorecard = "..." under [books], or a '
            f'[[tables]] section with fills = "entries"'
        )
        raise SettingsError(message)
