"""A problem or a query is data: located, in one line, collected with all the others."""

from dataclasses import dataclass
from enum import Enum

from xlkpi.register.place import Place


class Severity(Enum):
    """Whether the Register can be used as it stands."""

    PROBLEM = "Problem"
    """It must be mended first; nothing is produced."""
    QUERY = "Query"
    """Somebody should look; papers can be produced."""


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
    severity: Severity = Severity.PROBLEM

    def __str__(self) -> str:
        """Return the problem as one line: place, KPI, message."""
        cell = f"{self.sheet}!{self.cell}" if self.cell else self.sheet
        heading = f" ({self.heading})" if self.heading else ""
        place = ", ".join(part for part in (self.file, f"{cell}{heading}") if part.strip())
        subject = " ".join(part for part in (self.kpi, self.period) if part)
        return ": ".join(part for part in (place, subject, self.message) if part)


def problem_at(  # noqa: PLR0913 -- the parts of one line, each named by its caller
    place: Place | None,
    field: str,
    message: str,
    *,
    kpi: str = "",
    period: str = "",
    severity: Severity = Severity.PROBLEM,
) -> Problem:
    """Return what was found in one field of the row at `place`, with its address and heading."""
    if place is None:
        return Problem(message, kpi=kpi, period=period, severity=severity)
    return Problem(
        message,
        place.file,
        place.sheet,
        place.cell(field),
        place.heading(field),
        kpi,
        period,
        severity,
    )
