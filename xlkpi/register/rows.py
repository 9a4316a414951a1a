"""The sound records before they are a Register, with the means to say where each stands."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TypeVar

from xlkpi.register.cell import text_of
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


def at(row: Record, field: str, message: str) -> Problem:
    """Return the problem of one field of `row`, with its address."""
    ref, period = str(getattr(row, "ref", None) or ""), str(getattr(row, "period", ""))
    return problem_at(row.place, field, message, kpi=ref, period=period)


def row_of(row: Record) -> str:
    """Return the number of a row for a message."""
    return str(row.place.row) if row.place else "?"
