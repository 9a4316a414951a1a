"""Scope: which figures are asked about, with the Register that they stand in."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from xlkpi.assessment.assess import Question
from xlkpi.assessment.assessment import Assessment
from xlkpi.assessment.entered import assess_entries, result_of
from xlkpi.register.entry import Entry
from xlkpi.register.kpi import Kpi
from xlkpi.register.register import Register
from xlkpi.register.result import Result
from xlkpi.terms.number import same
from xlkpi.terms.period import Period


@dataclass(frozen=True)
class Scope:
    """A Register on the day of a question, with what stands in the Scorecard beside it."""

    register: Register
    question: Question
    assessments: Sequence[Assessment]
    """Of every KPI that is reported."""
    entries: Sequence[Entry] = ()
    """The Scorecard's rows, posted or not."""

    @cached_property
    def kpis(self) -> Mapping[str, Kpi]:
        """Every KPI by its reference."""
        return {kpi.ref: kpi for kpi in self.register.kpis}

    @cached_property
    def unposted(self) -> tuple[Entry, ...]:
        """The filled rows of the Scorecard that say otherwise than the Record."""
        return tuple(e for e in self.entries if e.is_filled and not self._is_posted(e))

    @cached_property
    def entered(self) -> tuple[Assessment, ...]:
        """What is not yet posted, judged as if it were."""
        return assess_entries(self.register, self.unposted, self.question)

    @cached_property
    def figures(self) -> tuple[Result, ...]:
        """The figures of the reporting year, the latest ones and the typed ones, each once."""
        year, period = self.question.period.financial_year, self.question.period
        first, last = year.last_month - 11, period.last_month
        rows = [r for r in self.register.results if first <= r.period.last_month <= last]
        latest = (a.latest for a in self.assessments if a.latest is not None)
        typed = (result_of(entry) for entry in self.unposted)
        found = {id(row): row for row in (*rows, *latest, *typed) if row.value is not None}
        return tuple(found.values())

    @cached_property
    def results(self) -> Mapping[str, Sequence[Result]]:
        """Every row of the Record by KPI, in the order of the rows."""
        rows: defaultdict[str, list[Result]] = defaultdict(list)
        for row in self.register.results:
            rows[row.ref].append(row)
        return rows

    @cached_property
    def _recorded(self) -> Mapping[tuple[str, Period], Result]:
        wanted = {(entry.ref, entry.period) for entry in self.entries}
        refs = dict.fromkeys(ref for ref, _ in wanted)
        rows = (row for ref in refs for row in self.register.results_of(ref))
        return {(row.ref, row.period): row for row in rows if (row.ref, row.period) in wanted}

    def _is_posted(self, entry: Entry) -> bool:
        row = self._recorded.get((entry.ref, entry.period))
        if row is None:
            return False
        if entry.value is None or row.value is None:
            return entry.value is row.value and entry.gap_reason is row.gap_reason
        return same(entry.value, row.value)
