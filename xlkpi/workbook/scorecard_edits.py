"""From assessments to the cells of the Scorecard: ratings, what they were made of, other sheets."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from xlkpi.assessment.assessment import Assessment
from xlkpi.functions.formula_name import calls_kpi_function
from xlkpi.register.cell import text_of
from xlkpi.register.entry import Entry
from xlkpi.register.register import Register
from xlkpi.terms.wording import fold
from xlkpi.workbook.book import Book
from xlkpi.workbook.edit.change import AnyEdit, Cached, Edit, Formula, Plain
from xlkpi.workbook.entry_form import (
    entry_row,
    history_row,
    history_sheet,
    peers,
    rated,
)
from xlkpi.workbook.own_words import own_word
from xlkpi.workbook.package import column_letter
from xlkpi.workbook.refreshed import KeyedSheet, equal
from xlkpi.workbook.scorecard_formulas import Argument, live
from xlkpi.workbook.source import TableSource
from xlkpi.workbook.table_sheet import written

TYPED = ("ref", "period", "value", "status", "gap_reason", "note")
"""The columns that officers fill; nothing here writes into them."""

FIRST_VALUE = 2
"""Columns before the series on the sheets History and Peers: the KPI and the period."""


@dataclass
class ScorecardEdits:
    """What brings one workbook's Scorecard up to date; `notes` say what was left as it is."""

    book: Book
    source: TableSource
    register: Register
    area_code: str
    is_live: bool
    notes: list[str] = field(default_factory=list)
    ranges: list["Series"] = field(default_factory=list)

    def of(self, rows: Sequence[tuple[Entry, Assessment]]) -> list[AnyEdit]:
        """Return the edits for the rows of this workbook, each with its assessment."""
        edits: list[AnyEdit] = []
        for series in self._series([assessment for _, assessment in rows]):
            edits += series.keyed.edits(list(series.rows.values()))
            self.ranges.append(series)
        for entry, assessment in rows:
            edits += self._row(entry, assessment)
        return edits

    @cached_property
    def formulas(self) -> Mapping[str, str]:
        """The formulas of the Scorecard's sheet by address."""
        return self.book.formulas(self.source.sheet)

    def _series(self, judged: Sequence[Assessment]) -> Iterator["Series"]:
        """Yield the sheets of our own form that the series functions read, as they shall be."""
        if not self.source.follows_layout:
            return
        sheets = {
            "history": (history_sheet(), [history_row(a) for a in judged]),
            "peers": peers(self.register, judged, self.area_code),
        }
        for name, (sheet, rows) in sheets.items():
            keyed = KeyedSheet(self.book, sheet)
            if keyed.is_there:
                yield Series(name, keyed, {str(row["ref"]): row for row in rows})
            else:
                self.notes.append(f"there is no sheet {sheet.name}: its series are not refreshed")

    def _row(self, entry: Entry, assessment: Assessment) -> Iterator[AnyEdit]:
        """Yield the edits of one row: its ratings and, in our own form, what it copies."""
        said = rated(assessment)
        copied = entry_row(assessment) if self.source.follows_layout else said
        place = entry.place
        if place is None:
            return
        for name, value in {**copied, **said}.items():
            if name in TYPED or name not in place.columns:
                continue
            cell = place.cell(name)
            word, is_said = written(value), _says(getattr(entry, name), value)
            live_one = self._formula(name, entry, assessment) if name in said else None
            there = self.formulas.get(cell)
            if there is not None and not calls_kpi_function(there):
                if not is_said:
                    where = f"{place.sheet}!{cell}"
                    self.notes.append(f"{where} holds a formula of your own and was left as it is")
            elif live_one is not None and live_one.text != there:
                yield Edit(place.sheet, cell, live_one)
            elif is_said:
                continue
            elif there is not None:
                yield Cached(place.sheet, cell, word)
            else:
                own = own_word(self.source, name, word) if isinstance(word, str) else word
                yield Edit(place.sheet, cell, own)

    def _formula(self, name: str, entry: Entry, assessment: Assessment) -> Formula | None:
        """Return the live formula of a rated cell, where one is asked for and says the same."""
        if not self.is_live:
            return None
        row = entry_row(assessment)
        given = {f: self._argument(entry, f, row[f]) for f in row}
        for series in self.ranges:
            if argument := series.argument(entry.ref):
                given[series.name] = argument
        return live(name, given, text_of(written(rated(assessment)[name])))

    def _argument(self, entry: Entry, name: str, value: object) -> Argument:
        """Return an argument: the row's own cell where it says so, else the value itself."""
        place, new = entry.place, written(value)
        cell = new if isinstance(new, int | float | str) else None
        if place is None or name not in place.columns or not self._will_say(entry, name, new):
            return Argument(cell)
        return Argument(cell, place.cell(name))

    def _will_say(self, entry: Entry, name: str, value: Plain) -> bool:
        """Whether the row's cell holds a value, or will when it is refreshed."""
        is_refreshed = self.source.follows_layout and name not in TYPED
        return is_refreshed or equal(getattr(entry, name), value)


def _says(held: object, value: object) -> bool:
    """Whether a cell says a word or figure already, in whatever case a council writes it."""
    said = written(value)
    return equal(held, said) or fold(text_of(held)) == fold(text_of(said))


@dataclass(frozen=True, slots=True)
class Series:
    """A sheet with one series a KPI: `rows` are what it shall hold, by reference."""

    name: str
    keyed: KeyedSheet
    rows: Mapping[str, Mapping[str, object]]

    def argument(self, ref: str) -> Argument | None:
        """Return the series of a KPI and where it stands; None where the sheet has no such row."""
        if ref not in self.keyed.row_of or ref not in self.rows:
            return None
        columns = self.keyed.sheet.columns[FIRST_VALUE:]
        found = (written(self.rows[ref].get(column.field)) for column in columns)
        cells = [cell if isinstance(cell, int | float) else None for cell in found]
        row = self.keyed.row_of[ref] + 1
        first, last = column_letter(FIRST_VALUE + 1), column_letter(FIRST_VALUE + len(columns))
        return Argument(cells, f"{self.keyed.sheet.name}!${first}{row}:${last}{row}")
