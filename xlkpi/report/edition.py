"""Edition: what a run of papers has in common, beside the scorecards themselves."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date

from xlkpi.register.posting import Difference
from xlkpi.register.problem import Problem
from xlkpi.register.register import Register
from xlkpi.report.identity import Source
from xlkpi.report.marking import INTERNAL
from xlkpi.terms.period import MONTHS


@dataclass(frozen=True, slots=True)
class Edition:
    """One run of papers."""

    council: str
    as_at: date
    """When the figures were taken; papers are dated by it, never by the clock."""
    register: Register
    """For what is recorded beside results: changes, risks, actions, sign-offs."""
    notice: str | None = None
    """The demonstration notice printed on every page; None for the council's own papers."""
    marking: str = INTERNAL
    """Who may read the paper that is being made."""
    markings: Mapping[str, str] = field(default_factory=dict)
    """The council's own marking of a kind of paper, by the word that asks for it."""
    sources: tuple[Source, ...] = ()
    """The workbooks that the Register was read from."""
    area_code: str = ""
    """Our own area's code, which is no peer in a benchmark."""
    unposted: tuple[Difference, ...] | None = ()
    """What is typed in the Scorecard and not posted; None where it could not be read."""
    queries: Callable[[], tuple[Problem, ...]] = tuple
    """Gives the open queries about the Register's figures; asked only by papers that print them."""

    @property
    def as_at_words(self) -> str:
        """The date as a paper prints it: `22 October 2026`."""
        return in_full(self.as_at)


def in_full(day: date) -> str:
    """Return the date in words: `22 October 2026`."""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"
