"""A problem or a query is data: located, in one line, collected with all the others."""

from dataclasses import dataclass

from xlkpi.register.code import Code, Severity
from xlkpi.register.codes import UNREADABLE
from xlkpi.register.place import Place


@dataclass(frozen=True, slots=True)
class Problem:
    """Something found in the Register, with its place and what to do about it."""

    message: str
    """What was found, what was expected and what to do."""
    file: str = ""
    sheet: str = ""
    cell: str = ""
    """The address, such as `F14`; blank when a whole sheet or file is meant."""
    heading: str = ""
    kpi: str = ""
    period: str = ""
    code: Code = UNREADABLE
    found: str = ""
    """What the cell holds, as text; blank where nothing is there or no cell is meant."""
    expected: str = ""
    """What belongs there, where that can be said."""

    @property
    def severity(self) -> Severity:
        """Whether the Register can be used as it stands."""
        return self.code.severity

    def __str__(self) -> str:
        """Return the problem as one line: place, KPI, message."""
        cell = f"{self.sheet}!{self.cell}" if self.cell else self.sheet
        heading = f" ({self.heading})" if self.heading else ""
        place = ", ".join(part for part in (self.file, f"{cell}{heading}") if part.strip())
        subject = " ".join(part for part in (self.kpi, self.period) if part)
        return ": ".join(part for part in (place, subject, self.message) if part)


def problem_at(  # noqa: PLR0913 -- the parts of one line, each named by its caller
    code: Code,
    place: Place | None,
    field: str,
    message: str,
    *,
    kpi: str = "",
    period: str = "",
    found: str = "",
    expected: str = "",
) -> Problem:
    """Return what was found in one field of the row at `place`, with its address and heading."""
    return Problem(
        message,
        place.file if place else "",
        place.sheet if place else "",
        place.cell(field) if place else "",
        place.heading(field) if place else "",
        kpi,
        period,
        code,
        found,
        expected,
    )
