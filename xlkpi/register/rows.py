"""The sound records before they are a Register, with the means to say where each stands."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from enum import Enum
from typing import TypeVar

from xlkpi.register.cell import text_of
from xlkpi.register.code import Code
from xlkpi.register.kpi import Kpi
from xlkpi.register.problem import Problem, problem_at
from xlkpi.register.raw import RawTable
from xlkpi.register.record import Record

Found = TypeVar("Found", bound=Record)


class Rows:
    """The sound records of every table; `kpis` by reference."""

    def __init__(self, records: Mapping[str, Sequence[Record]], tables: Sequence[RawTable]) -> None:
        """Take the sound records by table, and the raw tables they came from."""
        self._records = records
        self.read = frozenset(table.table for table in tables)
        """The names of the tables that were found, even those without a row."""
        self.kpis = {kpi.ref: kpi for kpi in self.of(Kpi)}
        self.listed = {*self.kpis} | {
            text_of(row.cells.get("ref"))
            for table in tables
            if table.table == Kpi.table
            for row in table.rows
        }
        """The references in the list of KPIs, even of one that has problems."""

    def of(self, kind: type[Found]) -> Iterable[Found]:
        """Return the records of one kind."""
        return (row for row in self._records.get(kind.table, ()) if isinstance(row, kind))

    def __iter__(self) -> Iterator[Record]:
        """Yield every record."""
        for rows in self._records.values():
            yield from rows


def at(  # noqa: PLR0913, PLR0917 -- the parts of one line
    code: Code, row: Record, field: str, message: str, expected: str = "", period: str = ""
) -> Problem:
    """Return what was found in one field of `row`, with its address and what it holds.

    The period is the row's own where none is given.
    """
    ref, period = str(getattr(row, "ref", None) or ""), period or str(getattr(row, "period", ""))
    found = spelt(getattr(row, field, None))
    return problem_at(
        code, row.place, field, message, kpi=ref, period=period, found=found, expected=expected
    )


def spelt(found: object) -> str:
    """Return what a field holds as text: the words of its cell, blank for none."""
    if isinstance(found, tuple):
        return "; ".join(map(str, found))
    return text_of(found.value if isinstance(found, Enum) else found)


def row_of(row: Record) -> str:
    """Return the number of a row for a message."""
    return str(row.place.row) if row.place else "?"
