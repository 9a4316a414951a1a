"""Illustrative targets: one row a KPI and year, and a row a period where the year is profiled."""

from collections.abc import Iterator
from datetime import date

from workbooks.making.sources import ILLUSTRATIVE, Cells, Source, kpis, number, rows_of
from xlkpi.terms.number import rounded
from xlkpi.terms.period import Frequency, Period

FIRST_YEAR, LAST_YEAR = 2021, 2026
SOURCE = f"{ILLUSTRATIVE}: made up for this demonstration"
YEARS = (Frequency.YEAR, Frequency.CALENDAR_YEAR, Frequency.ACADEMIC_YEAR)


def targets() -> Iterator[Cells]:
    """Yield the targets of every KPI, in the KPI's own sort of year."""
    for rule in rows_of("targets.csv"):
        frequency = Frequency.read(kpis()[rule["ref"]]["frequency"])
        for year in range(FIRST_YEAR, LAST_YEAR + 1):
            own = frequency if frequency in YEARS else Frequency.YEAR
            whole = Period(own, year)
            yield _row(rule, whole, _value(rule, year))
            for period, share in _profile(rule, whole, frequency):
                yield _row(rule, period, _value(rule, year, share))


def _row(rule: Source, period: Period, value: float | str | None) -> Cells:
    """Return the cells of one target."""
    is_number = isinstance(value, float)
    return {
        "ref": rule["ref"],
        "period": period.name,
        "value": value,
        "upper": number(rule["upper"]) if is_number else None,
        "tolerance": number(rule["tolerance"]) if is_number else None,
        "mode": rule["mode"] or None if is_number else None,
        "profile": "Profiled" if rule["shares"] else "Flat",
        "status": rule["status"],
        "source": SOURCE,
        "agreed_by": rule["agreed_by"] or None,
        "agreed_on": _agreed_on(period) if rule["agreed_by"] else None,
    }


def _value(rule: Source, year: int, share: float = 100) -> float | str | None:
    """Return the target's word, or its number in that year, or that share of it."""
    if rule["word"] or not rule["value_2021"]:
        return rule["word"] or None
    whole = float(rule["value_2021"]) + float(rule["yearly_step"] or 0) * (year - FIRST_YEAR)
    return rounded(whole * share / 100, int(kpis()[rule["ref"]]["decimals"]))


def _profile(rule: Source, year: Period, frequency: Frequency) -> Iterator[tuple[Period, float]]:
    """Yield the quarters or months of the year with the share that each should have reached."""
    first = Period.containing(year.start, frequency)
    for index, share in enumerate(rule["shares"].split()):
        yield first.shift(index), float(share)


def _agreed_on(period: Period) -> date:
    """Return the day in March, before the financial year, on which targets were agreed."""
    return date(period.financial_year.start.year, 3, 16)
