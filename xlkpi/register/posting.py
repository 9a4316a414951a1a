"""Posting: what each row of the Scorecard would change in the KPI Data Record."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import Enum

from xlkpi.register.entry import Entry
from xlkpi.register.kpi import KpiState
from xlkpi.register.register import Register
from xlkpi.register.result import Result, ResultStatus
from xlkpi.terms.missing import GapReason
from xlkpi.terms.number import same, shown


class Fate(Enum):
    """What becomes of a row when it is posted."""

    NEW = "New"
    """The Data Record has no figure for the KPI and period yet."""
    REVISED = "Revised"
    """It joins the figure that was posted before, which stays in its own row."""
    HELD_BACK = "Held back"
    """Somebody has to say something first; nothing is posted of it."""
    UNCHANGED = "Unchanged"
    BLANK = "Nothing entered"


@dataclass(frozen=True, slots=True)
class Difference:
    """A row of the Scorecard beside what stands in the Data Record."""

    entry: Entry
    standing: Result | None
    fate: Fate
    why: str = ""
    """What has to be said first; blank unless it is held back."""

    @property
    def is_posted(self) -> bool:
        """Whether posting writes something for the row."""
        return self.fate in (Fate.NEW, Fate.REVISED)

    @property
    def is_same_figure(self) -> bool:
        """Whether value and reason for a gap are those that were posted."""
        return self.standing is not None and _is_figure(self.entry, self.standing)

    def result(self, role: str, day: date) -> Result:
        """Return the row that the Data Record gets, supplied by `role` on `day`."""
        entry, standing = self.entry, self.standing
        return Result(
            ref=entry.ref,
            period=entry.period,
            value=entry.value,
            status=entry.status or (standing.status if standing and self.is_same_figure else None),
            revision=None if standing is None else (standing.revision or 0) + 1,
            gap_reason=entry.gap_reason,
            note=entry.note,
            supplied_by=role,
            supplied_on=day,
        )


def differences(
    register: Register, entries: Sequence[Entry], as_at: date
) -> tuple[Difference, ...]:
    """Return the difference of every entry, in their order.

    Args:
        register: what has been posted.
        entries: what stands in the Scorecard.
        as_at: the day on which it is posted; a period that has not ended yet has no result.
    """
    return tuple(_difference(register, entry, as_at) for entry in entries)


def _difference(register: Register, entry: Entry, as_at: date) -> Difference:
    results = register.results_of(entry.ref)
    standing = next((row for row in results if row.period == entry.period), None)
    if not entry.is_filled:
        return Difference(entry, standing, Fate.BLANK)
    if why := _unfit(register, entry, as_at):
        return Difference(entry, standing, Fate.HELD_BACK, why)
    if standing is None or (standing.value is None and entry.value is not None):
        return Difference(entry, standing, Fate.NEW)
    if _says_the_same(entry, standing):
        return Difference(entry, standing, Fate.UNCHANGED)
    if _is_figure(entry, standing) or _replaces(entry.status, standing.status):
        return Difference(entry, standing, Fate.REVISED)
    why = (
        f"{_words(standing.value, standing.gap_reason)} was posted for {entry.period}: choose "
        f"Revised under Status to replace it, or correct the Period"
    )
    return Difference(entry, standing, Fate.HELD_BACK, why)


def _unfit(register: Register, entry: Entry, as_at: date) -> str:
    """Return why nothing can be posted for the KPI and period; blank where something can."""
    kpi = next(one for one in register.kpis if one.ref == entry.ref)
    if kpi.state is not KpiState.LIVE:
        return f"{kpi.ref} is {kpi.state.value}, not Live: nothing is posted for it"
    if entry.period.end > as_at:
        return (
            f"{entry.period} ends on {entry.period.end:%d/%m/%Y}, after {as_at:%d/%m/%Y}: correct "
            f"the Period, or as_at in xlkpi.toml"
        )
    return ""


def _says_the_same(entry: Entry, standing: Result) -> bool:
    """Whether nothing that the officer filled differs; a blank status or note says nothing."""
    return (
        _is_figure(entry, standing)
        and entry.status in (None, standing.status)
        and entry.note in (None, standing.note)
    )


def _is_figure(entry: Entry, standing: Result) -> bool:
    """Whether value and gap are those that were posted."""
    if entry.value is None or standing.value is None:
        return (entry.value, entry.gap_reason) == (standing.value, standing.gap_reason)
    return same(entry.value, standing.value)


def _replaces(status: ResultStatus | None, standing: ResultStatus | None) -> bool:
    """Whether an officer said that a figure takes the place of the one before.

    Final says so of a figure that was not final; the status that stands already says nothing.
    """
    return status is ResultStatus.REVISED or (
        status is ResultStatus.FINAL and standing not in (ResultStatus.FINAL, ResultStatus.REVISED)
    )


def _words(value: float | None, gap: GapReason | None) -> str:
    return shown(value) if value is not None else gap.value if gap else "nothing"


@dataclass(frozen=True, slots=True)
class Step:
    """One thing that posting changed, for the change log."""

    what: str
    old: str
    new: str


def steps(difference: Difference) -> tuple[Step, ...]:
    """Return what a posted row changes, one step a thing that is not as it was."""
    entry, standing = difference.entry, difference.standing
    old_status = standing.status if standing else None
    figure = Step(
        "Figure",
        _words(standing.value, standing.gap_reason) if standing else "",
        _words(entry.value, entry.gap_reason),
    )
    new_status = entry.status or (old_status if difference.is_same_figure else None)
    status = Step(
        "Status",
        old_status.value if old_status else "",
        new_status.value if new_status else "",
    )
    note = Step("Note", (standing.note or "") if standing else "", entry.note or "")
    return tuple(step for step in (figure, status, note) if step.old != step.new)
