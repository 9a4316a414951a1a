"""Entered: what stands in the Scorecard, judged as if it were posted already."""

from collections.abc import Mapping, Sequence

from xlkpi.assessment.assess import Question, judged
from xlkpi.assessment.assessment import Assessment
from xlkpi.assessment.expected import expected_period, gap_of, last_ended
from xlkpi.register.entry import Entry
from xlkpi.register.kpi import Kpi
from xlkpi.register.register import Register
from xlkpi.register.result import Result


def assess_entries(
    register: Register, entries: Sequence[Entry], question: Question
) -> tuple[Assessment, ...]:
    """Return the assessment of each entry, in their order: the row's own figure and period.

    A blank figure is no data: an older one in the Register does not stand in for it, since the
    row would then rate what it does not show.
    """
    known = register.as_at(question.as_at)
    kpis = {kpi.ref: kpi for kpi in known.kpis}
    return tuple(_assess(known, kpis, entry, question) for entry in entries)


def _assess(
    register: Register, kpis: Mapping[str, Kpi], entry: Entry, question: Question
) -> Assessment:
    kpi, typed = kpis[entry.ref], result_of(entry)
    earlier = (
        row
        for row in register.results_of(kpi.ref)
        if row.period.frequency is entry.period.frequency and row.period < entry.period
    )
    recorded, latest = (*earlier, typed), typed if typed.value is not None else None
    gap = gap_of(kpi, latest, recorded, question.period, question.as_at)
    return judged(register, kpi, question, recorded, latest, gap)


def due_entries(register: Register, question: Question) -> tuple[Entry, ...]:
    """Return the rows with which a quarter's entry begins: one a live KPI, for the period it owes.

    What the Register holds for that period, or for a later one, stands in the row already.
    """
    known = register.as_at(question.as_at)
    live = (kpi for kpi in known.kpis if kpi.is_live_in(question.period))
    return tuple(_due(known, kpi, question) for kpi in live)


def _due(register: Register, kpi: Kpi, question: Question) -> Entry:
    """Return a KPI's row: its latest result, or nothing yet where a later one is owed."""
    owed = expected_period(kpi, question.period, question.as_at)
    recorded = [
        row
        for row in register.results_of(kpi.ref)
        if row.period.frequency is kpi.frequency
        and row.period <= last_ended(kpi.frequency, question.period)
    ]
    is_there = bool(recorded) and recorded[-1].period >= owed
    row = recorded[-1] if is_there else Result.model_construct(ref=kpi.ref, period=owed)
    fields = ("ref", "period", "value", "status", "gap_reason", "note")
    return Entry.model_construct(**{field: getattr(row, field) for field in fields})


def result_of(entry: Entry) -> Result:
    """Return the result that an entry would be in the KPI Data Record."""
    fields = ("ref", "period", "value", "status", "gap_reason", "note", "place")
    return Result.model_construct(**{field: getattr(entry, field) for field in fields})
