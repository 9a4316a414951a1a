"""KPI_PERIOD."""

from datetime import date

from xlkpi.errors import RefusalError
from xlkpi.functions.cells import Cell, spelled
from xlkpi.functions.definition import Argument, Definition, Example, Holds, Judge, Kind
from xlkpi.functions.reading import is_blank, whole, word
from xlkpi.terms.period import Frequency
from xlkpi.terms.period_text import EXPECTED, FIRST_YEAR, LAST_YEAR, read_period
from xlkpi.terms.wording import quoted


def _prepare(frequency: Cell) -> Judge:
    text = word(frequency)
    kind = None if text is None else Frequency.read(text)

    def judge(period: Cell, shift: Cell) -> str:
        return _name(period, whole(shift, "shift") or 0, kind)

    return judge


def _name(cell: Cell, shift: int, frequency: Frequency | None) -> str:
    if is_blank(cell):
        message = f"period is blank: expected {EXPECTED}"
        raise RefusalError(message)
    found = cell if isinstance(cell, float | str | date) else spelled(cell)
    shifted = read_period(found, frequency).shift(shift)
    if not FIRST_YEAR <= shifted.number // shifted.frequency.per_year <= LAST_YEAR:
        text, by = quoted(spelled(cell)), spelled(float(shift))
        message = f"period {text} shifted by {by} is outside {FIRST_YEAR} to {LAST_YEAR}"
        raise RefusalError(message)
    return shifted.name


PERIOD = Definition(
    name="KPI_PERIOD",
    kind=Kind.ROW,
    summary="The canonical name of a period, shifted by so many periods: 2024/25, 2024/25 Q2, "
    "2024-09, 2024, 2024/25 academic or 12 months to 2024-09.",
    arguments=(
        Argument(
            "period",
            Holds.PERIOD,
            "A period in any usual spelling, or a date with a frequency.",
        ),
        Argument(
            "shift",
            Holds.NUMBER,
            "How many periods later; negative for earlier. Blank is 0.",
            is_optional=True,
        ),
        Argument(
            "frequency",
            Holds.WORD,
            "What sort of period it is: month, quarter, year, calendar year or academic year. "
            "Needed for dates and for what is ambiguous.",
            is_optional=True,
            is_rule=True,
        ),
    ),
    prepare=_prepare,
    examples=(
        Example('=KPI_PERIOD("Q2 2024/25")', "2024/25 Q2"),
        Example('=KPI_PERIOD("2024/25 Q2", -4)', "2023/24 Q2"),
        Example('=KPI_PERIOD("Sep 2024", 1)', "2024-10"),
        Example('=KPI_PERIOD("2024-04-01/P1Y")', "2024/25"),
        Example('=KPI_PERIOD("2011-12", , "year")', "2011/12"),
        Example('=KPI_PERIOD(45566, , "quarter")', "2024/25 Q3"),
    ),
    method="Financial years run from April to March; Q1 is April to June. What is ambiguous "
    "(Q2 26; 2011-12, a month and a year) or impossible (Q5 2024/25, 2024/26) is refused.",
    source="ISO 8601 intervals as the ONS publishes them; councils' own spellings.",
)
