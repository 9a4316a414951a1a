"""The reporting process: its steps and dates, what was escalated and promised, what is at risk."""

from typing import ClassVar

from xlkpi.register.fields import (
    Day,
    OptionalPeriod,
    OptionalText,
    PeriodField,
    Text,
    Whole,
    YesNo,
)
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


class Risk(Record):
    """A risk of the council's risk register as it was scored for a period."""

    table: ClassVar[str] = "risks"

    risk: Text
    """Its reference, as the column Risk ref of the list of KPIs names it."""
    title: Text
    period: PeriodField
    owner: OptionalText = None
    score: Whole = None
    level: OptionalText = None
    """The score in the council's own words, such as `High`."""
    controls: OptionalText = None
    source: OptionalText = None


class CustomerIssue(Record):
    """Something that people contacted the council about in a period."""

    table: ClassVar[str] = "customer_issues"

    issue: Text
    period: PeriodField
    contacts: Whole = None
    complaints: Whole = None
    directorate: OptionalText = None
    ref: OptionalText = None
    """The KPI that the issue bears on."""
    cause: OptionalText = None
    action: OptionalText = None
    source: OptionalText = None


class HighlightDecision(Record):
    """What a person decided about a KPI as a highlight of a period; nothing is decided of others.

    Rules propose highlights; a decision adds one, keeps it, or drops it.
    """

    table: ClassVar[str] = "highlights"

    ref: Text
    period: PeriodField
    highlight: YesNo = None
    """Whether the KPI is a highlight; blank leaves it to the rules."""
    note: OptionalText = None
    decided_by: OptionalText = None
    decided_on: Day = None
