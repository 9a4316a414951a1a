"""Edition: what a run of papers has in common, beside the scorecards themselves."""

from dataclasses import dataclass
from datetime import date

from xlkpi.register.register import Register
from xlkpi.report.identity import Source
from xlkpi.terms.period import MONTHS


@dataclass(frozen=True, slots=True)
class Edition:
    """One run of papers."""

    council: str
    as_at: date
    """When the figures were taken; papers are dated by it, never by the clock."""
    register: Register
    """For what is recorded beside results: changes, sources."""
    notice: str | None = None
    """The demonstration notice printed on every page; None for the council's own papers."""
    marking: str = "OFFICIAL"
    sources: tuple[Source, ...] = ()
    """The workbooks that the Register was read from."""
    area_code: str = ""
    """Our own area's code, so that we are not among the areas we are compared with."""

    @property
    def as_at_words(self) -> str:
        """The date as a paper prints it: `22 October 2026`."""
        return in_full(self.as_at)


def in_full(day: date) -> str:
    """Return the date in words: `22 October 2026`."""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"
