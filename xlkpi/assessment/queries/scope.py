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
from xlkpi.register.posting import Difference, Fate, differences
from xlkpi.register.register import Register
from xlkpi.register.result import Result


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
    def unposted(self) -> tuple[Difference, ...]:
        """The filled rows of the Scorecard that say otherwise than the Record."""
        found = differences(self.register, self.entries, self.question.as_at)
        return tuple(one for one in found if one.fate not in (Fate.UNCHANGED, Fate.BLANK))

    @cached_property
    def entered(self) -> tuple[Assessment, ...]:
        """What is not yet posted, judged as if it were."""
        return assess_entries(self.register, [one.entry for one in self.unposted], self.question)

    @cached_property
    def figures(self) -> tuple[Result, ...]:
        """The figures of the reporting year, the latest ones and the typed ones, each once."""
        year, period = self.question.period.financial_year, self.question.period
        first, last = year.last_month - 11, period.last_month
        rows = [r for r in self.register.results if first <= r.period.last_month <= last]
        latest = (a.latest for a in self.assessments if a.latest is not None)
        typed = (result_of(one.entry) for one in self.unposted)
        found = {id(row): row for row in (*rows, *latest, *typed) if row.value is not None}
        return tuple(found.values())

    @cached_property
    def results(self) -> Mapping[str, Sequence[Result]]:
        """Every row of the Record by KPI, in the order of the rows."""
        rows: defaultdict[str, list[Result]] = defaultdict(list)
        for row in self.register.results:
            rows[row.ref].append(row)
        return rows
