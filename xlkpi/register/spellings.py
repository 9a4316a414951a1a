"""Boards and directorates of which two spellings would make two audiences."""

from collections.abc import Iterator

from xlkpi.register.codes import TWO_SPELLINGS
from xlkpi.register.kpi import Kpi
from xlkpi.register.problem import Problem
from xlkpi.register.record import Record
from xlkpi.register.result import SignOff
from xlkpi.register.rows import Rows, at, row_of
from xlkpi.terms.wording import fold

Named = tuple[str, str, Record]
"""A field, what it names, and the row."""


def two_spellings(rows: Rows) -> Iterator[Problem]:
    """Yield the first row of each spelling that differs from an earlier one in case or spaces."""
    boards = (("boards", board, kpi) for kpi in rows.of(Kpi) for board in kpi.boards)
    yield from _differing("board", boards)
    yield from _differing("directorate", _directorates(rows))


def _directorates(rows: Rows) -> Iterator[Named]:
    for kpi in rows.of(Kpi):
        yield "directorate", kpi.directorate, kpi
    for sign_off in rows.of(SignOff):
        yield "directorate", sign_off.directorate, sign_off


def _differing(what: str, names: Iterator[Named]) -> Iterator[Problem]:
    first: dict[str, tuple[str, Record]] = {}
    told: set[str] = set()
    for field, name, row in names:
        spelling, earlier = first.setdefault(fold(name), (name, row))
        if spelling != name and name not in told:
            told.add(name)
            sheet = f"{earlier.place.sheet} row" if earlier.place else "row"
            yield at(
                TWO_SPELLINGS,
                row,
                field,
                f"the {what} '{name}' is spelt '{spelling}' in {sheet} {row_of(earlier)}: spell it "
                f"the same in every row",
                spelling,
            )
