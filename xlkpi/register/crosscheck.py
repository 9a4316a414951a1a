"""What no single row can know: references that lead nowhere, rows that contradict each other."""

from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from typing import TypeVar

from xlkpi.errors import RefusalError
from xlkpi.register.cell import text_of
from xlkpi.register.kpi import Alignment, Kpi
from xlkpi.register.problem import Problem, problem_at
from xlkpi.register.raw import RawRow, RawTable
from xlkpi.register.record import Record
from xlkpi.register.result import Commentary, Result
from xlkpi.register.target import TargetRow
from xlkpi.rules.rag import RagRule
from xlkpi.terms.aggregation import Aggregation
from xlkpi.terms.comparator import ComparatorType
from xlkpi.terms.period import Frequency
from xlkpi.terms.wording import fold

Rows = Mapping[str, Sequence[Record]]
Found = TypeVar("Found", bound=Record)
AboutKpi = Alignment | Result | TargetRow | Commentary
OfPeriod = Result | TargetRow


class Crosscheck:
    """The checks between rows, with the means to say where each row stands."""

    def __init__(self, rows: Rows, tables: Sequence[RawTable]) -> None:
        """Take the sound records by table, and the raw tables they came from."""
        self.rows = rows
        self.kpis = {kpi.ref: kpi for kpi in self._all(Kpi)}
        self.listed = {_listed_ref(row) for t in tables if t.table == Kpi.table for row in t.rows}
        self.tables = tables

    def problems(self) -> list[Problem]:
        """Return every contradiction between the rows."""
        if not any(table.table == Kpi.table for table in self.tables):
            return []  # -- the list itself could not be read, and that is said already --
        if not self.listed:
            return [Problem("the Register holds no KPI: list at least one")]
        return [
            *self._repeats(Kpi, lambda kpi: fold(kpi.ref), "ref"),
            *self._repeats(Result, lambda result: result.key, "period"),
            *self._repeats(TargetRow, lambda target: (target.ref, target.period), "period"),
            *self._unknown_refs(),
            *self._impossible_kpis(),
            *self._wrong_periods(),
            *self._impossible_targets(),
            *self._contradictions(),
        ]

    def _contradictions(self) -> Iterator[Problem]:
        """Yield each field that says otherwise than another field of its row."""
        for rows in self.rows.values():
            for row in rows:
                for field, message in row.contradictions():
                    yield self._at(row, field, message)

    def _repeats(
        self, kind: type[Found], key: Callable[[Found], Hashable], field: str
    ) -> Iterator[Problem]:
        """Yield each row that says again what an earlier row already said."""
        first: dict[Hashable, Found] = {}
        for row in self._all(kind):
            earlier = first.setdefault(key(row), row)
            if earlier is not row:
                number = earlier.place.row if earlier.place else "?"
                what = {"kpis": "KPI", "results": "result", "targets": "target"}[kind.table]
                also = ", or number its revision" if kind is Result else ""
                yield self._at(
                    row,
                    field,
                    f"a second {what} for the same {_subject(row)} as row {number}: keep one{also}",
                )

    def _unknown_refs(self) -> Iterator[Problem]:
        """Yield each row about a KPI that the Register does not list."""
        about_kpis: tuple[type[AboutKpi], ...] = (Alignment, TargetRow, Result, Commentary)
        for kind in about_kpis:
            for row in self._all(kind):
                if row.ref not in self.listed:
                    yield self._at(row, "ref", _unknown(row.ref, self.kpis))

    def _impossible_kpis(self) -> Iterator[Problem]:
        """Yield each KPI whose own fields contradict each other."""
        for kpi in self._all(Kpi):
            if kpi.comparator_type is ComparatorType.BASELINE and kpi.baseline_period is None:
                yield self._at(
                    kpi, "baseline_period", "is blank with comparator Baseline: name the period"
                )
            if (
                kpi.aggregation is Aggregation.CUMULATIVE
                and kpi.comparator_type is ComparatorType.PREVIOUS_PERIOD
                and kpi.frequency in (Frequency.MONTH, Frequency.QUARTER)
            ):
                yield self._at(
                    kpi,
                    "comparator_type",
                    "a cumulative KPI cannot be compared with the previous period, which counts "
                    "fewer months: choose Same period last year",
                )

    def _wrong_periods(self) -> Iterator[Problem]:
        """Yield each result or target in a sort of period that its KPI does not have."""
        of_periods: tuple[type[OfPeriod], ...] = (Result, TargetRow)
        for kind in of_periods:
            for row in self._all(kind):
                kpi = self.kpis.get(row.ref)
                if kpi is None or row.period.frequency in (kpi.frequency, Frequency.YEAR):
                    continue
                yield self._at(
                    row,
                    "period",
                    f"period {row.period} is a {row.period.frequency.value}, but {row.ref} is "
                    f"recorded by {kpi.frequency.value}: correct the period or the KPI's frequency",
                )

    def _impossible_targets(self) -> Iterator[Problem]:
        """Yield each target that no rule can judge by: a floor beyond the target, say."""
        for row in self._all(TargetRow):
            kpi = self.kpis.get(row.ref)
            if kpi is None:
                continue
            try:
                RagRule(row.target, kpi.polarity, row.allowance)
            except RefusalError as error:
                yield self._at(row, "value", str(error))

    def _all(self, kind: type[Found]) -> Iterable[Found]:
        return (row for row in self.rows.get(kind.table, ()) if isinstance(row, kind))

    def _at(self, row: Record, field: str, message: str) -> Problem:
        """Return the problem of one field of `row`, with its address."""
        period = str(getattr(row, "period", ""))
        return problem_at(row.place, field, message, kpi=_kpi_of(row), period=period)


def _kpi_of(row: Record) -> str:
    return str(getattr(row, "ref", ""))


def _listed_ref(row: RawRow) -> str:
    """Return the reference of a row in the list of KPIs, even of one that has problems."""
    return text_of(row.cells.get("ref"))


def _subject(row: Record) -> str:
    return "ref" if isinstance(row, Kpi) else "KPI and period"


def _unknown(ref: str, kpis: Mapping[str, Kpi]) -> str:
    """Return the message for a reference that is not in the list, with the nearest that is."""
    near = next((known for known in kpis if fold(known) == fold(ref)), None)
    advice = f"did you mean {near}?" if near else "add the KPI or correct the reference"
    return f"there is no KPI {ref} in the list of KPIs: {advice}"
