"""The reporting process: its steps and dates, and what was escalated and promised."""

from typing import ClassVar

from xlkpi.register.fields import Day, OptionalPeriod, OptionalText, PeriodField, Text, Whole
from xlkpi.register.record import Record


class ChecklistStep(Record):
    """One step of producing a quarter's papers."""

    table: ClassVar[str] = "checklist"

    number: Whole
    step: Text
    who: OptionalText = None
    how: OptionalText = None
    due: OptionalText = None
    done_on: Day = None
    done_by: OptionalText = None


class Meeting(Record):
    """A meeting that receives a paper."""

    table: ClassVar[str] = "timetable"

    body: Text
    period: PeriodField
    submission: Day = None
    papers: Day = None
    meets_on: Day = None


class Action(Record):
    """Something promised about a KPI; shown again next quarter."""

    table: ClassVar[str] = "actions"

    number: Whole
    ref: OptionalText = None
    action: Text
    owner: OptionalText = None
    due: Day = None
    state: OptionalText = None
    raised_in: OptionalPeriod = None
    source: OptionalText = None


class Escalation(Record):
    """A concern carried from a service to its management team, or from there to CLT."""

    table: ClassVar[str] = "escalations"

    number: Whole
    ref: OptionalText = None
    period: PeriodField
    from_level: Text
    to_level: Text
    reason: OptionalText = None
    raised_on: Day = None
    outcome: OptionalText = None
    closed_on: Day = None
