"""Reporting period: one value, one name, one sort key. `period_text` reads the spellings."""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import Enum
from functools import total_ordering
from typing import Self

from xlkpi.terms.wording import read_word

MONTHS = (
    "January", "February", "March", "April", "May", "June", "July",
    "August", "September", "October", "November", "December",
)  # fmt: skip
APRIL, SEPTEMBER, DECEMBER = 4, 9, 12
YEAR, QUARTER = 12, 3


class Frequency(Enum):
    """What sort of period a result covers. Financial years run from April to March."""

    months: int
    """How many months such a period lasts."""
    per_year: int
    """How many steps of such periods make a year; a rolling year steps by the month."""
    how_often: str
    """The frequency as a scorecard prints it."""

    MONTH = "month", 1, 12, "Monthly"
    QUARTER = "quarter", 3, 4, "Quarterly"
    YEAR = "year", 12, 1, "Annual"
    CALENDAR_YEAR = "calendar year", 12, 1, "Annual (calendar)"
    ACADEMIC_YEAR = "academic year", 12, 1, "Annual (academic)"
    ROLLING_YEAR = "rolling year", 12, 12, "Rolling year"

    def __new__(cls, word: str, months: int, per_year: int, how_often: str) -> Self:
        """Return a member whose value is its word."""
        member = object.__new__(cls)
        member._value_ = word
        member.months, member.per_year, member.how_often = months, per_year, how_often
        return member

    @classmethod
    def read(cls, found: object) -> "Frequency":
        """Return the frequency that `found` spells; anything else is refused."""
        return read_word(cls, found, "frequency", SPELLINGS)


SPELLINGS = {
    "monthly": Frequency.MONTH,
    "quarterly": Frequency.QUARTER,
    "annual": Frequency.YEAR,
    "annually": Frequency.YEAR,
    "yearly": Frequency.YEAR,
    "financial year": Frequency.YEAR,
    "annual (financial year)": Frequency.YEAR,
    "annual (calendar year)": Frequency.CALENDAR_YEAR,
    "annual (academic year)": Frequency.ACADEMIC_YEAR,
    "12 months": Frequency.ROLLING_YEAR,
    "rolling 12 months": Frequency.ROLLING_YEAR,
}


@total_ordering
@dataclass(frozen=True, slots=True)
class Period:
    """A reporting period.

    `number` counts periods of one frequency: neighbours differ by one. It is the (first) year for
    years, four times the financial year plus 0 to 3 for quarters, and twelve times the year plus
    0 to 11 for months; a rolling year is numbered by its last month.
    """

    frequency: Frequency
    number: int

    @classmethod
    def month(cls, year: int, month: int) -> "Period":
        """Return the month, January being 1."""
        return cls(Frequency.MONTH, year * YEAR + month - 1)

    @classmethod
    def quarter(cls, year: int, quarter: int) -> "Period":
        """Return the quarter of the financial year that begins in `year`; 1 is April to June."""
        return cls(Frequency.QUARTER, year * 4 + quarter - 1)

    @classmethod
    def containing(cls, day: date, frequency: Frequency) -> "Period":
        """Return the period of that frequency in which `day` lies; a rolling year ends then."""
        months = day.year * YEAR + day.month - 1
        number = {
            Frequency.MONTH: months,
            Frequency.ROLLING_YEAR: months,
            Frequency.QUARTER: (months - (APRIL - 1)) // QUARTER,
            Frequency.YEAR: (months - (APRIL - 1)) // YEAR,
            Frequency.CALENDAR_YEAR: day.year,
            Frequency.ACADEMIC_YEAR: (months - (SEPTEMBER - 1)) // YEAR,
        }[frequency]
        return cls(frequency, number)

    @property
    def name(self) -> str:
        """The canonical name: `2024/25`, `2024/25 Q2`, `2024-09`, `12 months to 2024-09` ..."""
        match self.frequency:
            case Frequency.MONTH:
                return _month_name(self.number)
            case Frequency.QUARTER:
                return f"{_year_name(self.number // 4)} Q{self.number % 4 + 1}"
            case Frequency.YEAR:
                return _year_name(self.number)
            case Frequency.CALENDAR_YEAR:
                return str(self.number)
            case Frequency.ACADEMIC_YEAR:
                return f"{_year_name(self.number)} academic"
            case Frequency.ROLLING_YEAR:
                return f"12 months to {_month_name(self.number)}"

    @property
    def title(self) -> str:
        """The name a paper's heading uses: `Quarter 2, July to September 2026`."""
        first, last = self.start, self.end
        match self.frequency:
            case Frequency.MONTH:
                return f"{MONTHS[first.month - 1]} {first.year}"
            case Frequency.QUARTER:
                months = f"{MONTHS[first.month - 1]} to {MONTHS[last.month - 1]}"
                return f"Quarter {self.number % 4 + 1}, {months} {last.year}"
            case Frequency.YEAR:
                return f"Financial year {self.name}"
            case Frequency.CALENDAR_YEAR:
                return f"Calendar year {self.name}"
            case Frequency.ACADEMIC_YEAR:
                return f"Academic year {_year_name(self.number)}"
            case Frequency.ROLLING_YEAR:
                return f"Twelve months to {MONTHS[last.month - 1]} {last.year}"

    @property
    def start(self) -> date:
        """The first day."""
        return date(self._first_month // YEAR, self._first_month % YEAR + 1, 1)

    @property
    def end(self) -> date:
        """The last day."""
        year, month = divmod(self.last_month + 1, YEAR)
        return date(year, month + 1, 1) - timedelta(days=1)

    @property
    def last_month(self) -> int:
        """The month in which it ends, counted as twelve times the year plus 0 to 11."""
        return self._first_month + self.frequency.months - 1

    @property
    def sort_key(self) -> tuple[int, int]:
        """Order by the last month, shorter periods first: Q4 comes before its year."""
        return self.last_month, self.frequency.months

    @property
    def financial_year(self) -> "Period":
        """The financial year in which the period ends."""
        return Period.containing(self.end, Frequency.YEAR)

    def shift(self, by: int) -> "Period":
        """Return the period `by` periods later, or earlier when negative."""
        return Period(self.frequency, self.number + by)

    def year_earlier(self) -> "Period":
        """Return the same period of the year before."""
        return self.shift(-self.frequency.per_year)

    def __lt__(self, other: object) -> bool:
        """Order periods by `sort_key`, whatever their frequency."""
        if not isinstance(other, Period):
            return NotImplemented
        return self.sort_key < other.sort_key

    def __str__(self) -> str:
        """Return the canonical name."""
        return self.name

    @property
    def _first_month(self) -> int:
        """The first month, counted as twelve times the year plus 0 to 11."""
        match self.frequency:
            case Frequency.MONTH:
                return self.number
            case Frequency.QUARTER:
                return self.number * QUARTER + APRIL - 1
            case Frequency.YEAR:
                return self.number * YEAR + APRIL - 1
            case Frequency.CALENDAR_YEAR:
                return self.number * YEAR
            case Frequency.ACADEMIC_YEAR:
                return self.number * YEAR + SEPTEMBER - 1
            case Frequency.ROLLING_YEAR:
                return self.number - YEAR + 1


def _year_name(year: int) -> str:
    return f"{year}/{(year + 1) % 100:02d}"


def _month_name(months: int) -> str:
    return f"{months // YEAR}-{months % YEAR + 1:02d}"
