"""The one reader of period names; `Period.name` is the one writer."""

import re
from collections.abc import Callable
from datetime import date, datetime, timedelta
from functools import lru_cache
from math import isfinite

from xlkpi.errors import RefusalError
from xlkpi.terms.number import same, shown
from xlkpi.terms.period import DECEMBER, MONTHS, YEAR, Frequency, Period
from xlkpi.terms.wording import fold, one_of, quoted

FIRST_YEAR, LAST_YEAR = 1900, 2199
EXCEL_EPOCH = date(1899, 12, 30)
"""Day 0 of a spreadsheet's date serials, for dates after February 1900."""
FIRST_SERIAL = 25569
"""1 January 1970: smaller numbers are years, quarters and slips, hardly ever dates."""

EXPECTED = "a period such as 2024/25, 2024/25 Q2, 2024-09, Sep 2024, 2024 or 2024/25 academic"

_FINANCIAL = r"(\d{4})\s*(?:/|-|to)\s*(\d{4}|\d{2})"
_MONTH_NAME = "|".join(rf"{name[:3]}[a-z]*\.?" for name in map(str.casefold, MONTHS))
_SHORT_YEARS = r"(?:fy ?|(?:q|quarter )\d[\s,-]*)?\d{2}[/-]\d{2}(?:[\s,-]*(?:q|quarter )\d| fy)?"
_DAY = r"(\d{4})-(\d{1,2})-(\d{1,2})"


def read_period(found: object, frequency: Frequency | None = None) -> Period:
    """Return the period that `found` names.

    Args:
        found: text, a date, or a number (a date serial, or a calendar year with that frequency).
        frequency: what sort of period it must be; it decides between readings, and a text that
            names another sort is refused.

    Raises:
        RefusalError: the text is ambiguous, impossible, or disagrees with `frequency`.
    """
    if isinstance(found, Period):
        period = found
    elif isinstance(found, datetime):
        period = _of_day(found.date(), frequency)
    elif isinstance(found, date):
        period = _of_day(found, frequency)
    elif isinstance(found, int | float) and not isinstance(found, bool):
        period = _of_number(float(found), frequency)
    elif isinstance(found, str):
        period = _of_text(found, frequency)
    else:
        raise _refused(found, f"expected {EXPECTED}")
    if frequency is not None and period.frequency is not frequency:
        kinds = f"{_with_article(period.frequency)}, not {_with_article(frequency)}"
        raise _refused(found, f"is {kinds}: change one of them")
    return period


def _of_day(day: date, frequency: Frequency | None) -> Period:
    if frequency is None:
        raise _refused(day.isoformat(), f"is a date: say {_frequencies()}")
    return _checked(Period.containing(day, frequency), day.isoformat())


def _of_number(number: float, frequency: Frequency | None) -> Period:
    if not isfinite(number):
        message = "period is not a number that a spreadsheet can hold: enter it again"
        raise RefusalError(message)
    text = shown(number).replace(",", "")
    if frequency is None:
        raise _refused(text, f"is a bare number: say {_frequencies()}")
    if same(number, round(number)) and FIRST_YEAR <= round(number) <= LAST_YEAR:
        if frequency is Frequency.CALENDAR_YEAR:
            return Period(frequency, round(number))
        raise _refused(text, f"does not say which {frequency.value}: expected {EXPECTED}")
    if number < FIRST_SERIAL:
        raise _refused(text, f"is neither a year nor a date from 1970 on: expected {EXPECTED}")
    try:
        day = EXCEL_EPOCH + timedelta(days=int(number))
    except OverflowError as error:
        raise _refused(text, f"is not a date: expected {EXPECTED}") from error
    return _checked(Period.containing(day, frequency), found=text)


@lru_cache(maxsize=4096)
def _of_text(text: str, frequency: Frequency | None) -> Period:
    plain = fold(text.replace("\N{EN DASH}", "-").replace("\N{NON-BREAKING HYPHEN}", "-"))
    if not plain:
        raise _refused(text, f"is blank: expected {EXPECTED}")
    for pattern, read in _READINGS:
        match = re.fullmatch(pattern, plain)
        if match:
            return _checked(read(match.groups(), text, frequency), text)
    if re.fullmatch(r"q[1-4][\s-]*(\d{2}|\d{4})|(\d{2}|\d{4})[\s-]*q[1-4]", plain):
        raise _refused(text, "does not say which financial year: write Q2 2024/25")
    if re.fullmatch(rf"(?:{_MONTH_NAME})[\s'-]+\d{{1,2}}|{_SHORT_YEARS}", plain):
        raise _refused(text, "does not say which year: write all four digits of the year")
    raise _refused(text, f"is not a period: expected {EXPECTED}")


Groups = tuple[str | None, ...]
Reading = Callable[[Groups, str, Frequency | None], Period]


def _financial_year(groups: Groups, text: str, frequency: Frequency | None) -> Period:
    first, second = groups[0] or "", groups[1] or ""
    is_hyphen = "/" not in text and "to" not in fold(text)
    if is_hyphen and len(second) == 2 and 1 <= int(second) <= DECEMBER:  # noqa: PLR2004 -- MM or YY
        could_be_year = (int(first) + 1) % 100 == int(second)
        if frequency is Frequency.MONTH or not could_be_year:
            return _month((first, second), text, frequency)
        if frequency is None:
            raise _refused(
                text, f"is a month and a year: write {first}/{second} or give a frequency"
            )
    elif is_hyphen and len(second) == 2 and (int(first) + 1) % 100 != int(second):  # noqa: PLR2004
        raise _refused(text, f"has no month {int(second)}: expected 01 to 12, or a year as 2024/25")
    kind = Frequency.ACADEMIC_YEAR if frequency is Frequency.ACADEMIC_YEAR else Frequency.YEAR
    return Period(kind, _first_of(first, second, text))


def _academic_year(groups: Groups, text: str, _: Frequency | None) -> Period:
    return Period(Frequency.ACADEMIC_YEAR, _first_of(groups[0] or "", groups[1] or "", text))


def _quarter(groups: Groups, text: str, _: Frequency | None) -> Period:
    first, second, quarter = groups[0] or "", groups[1] or "", int(groups[2] or 0)
    if not 1 <= quarter <= 4:  # noqa: PLR2004 -- there are four
        raise _refused(text, f"has no quarter {quarter}: expected Q1 to Q4")
    return Period.quarter(_first_of(first, second, text), quarter)


def _quarter_first(groups: Groups, text: str, frequency: Frequency | None) -> Period:
    return _quarter((groups[1], groups[2], groups[0]), text, frequency)


def _month(groups: Groups, text: str, _: Frequency | None) -> Period:
    year, month = int(groups[0] or 0), int(groups[1] or 0)
    if not 1 <= month <= DECEMBER:
        raise _refused(text, f"has no month {month}: expected 01 to 12")
    return Period.month(year, month)


def _named_month(groups: Groups, text: str, frequency: Frequency | None) -> Period:
    return _month((groups[1], str(_month_number(groups[0], text))), text, frequency)


def _named_quarter(groups: Groups, text: str, _: Frequency | None) -> Period:
    first, last = (_month_number(name, text) for name in groups[:2])
    period = Period.containing(date(int(groups[2] or 0), last, 1), Frequency.QUARTER)
    if (period.start.month, period.end.month) != (first, last):
        raise _refused(text, "is not a quarter: expected April to June, July to September ...")
    return period


def _month_number(name: str | None, text: str) -> int:
    months = [m for m in MONTHS if m.casefold().startswith((name or "?").rstrip("."))]
    if len(months) != 1:
        raise _refused(text, f"names no month: expected one of {one_of(MONTHS)}")
    return MONTHS.index(months[0]) + 1


def _rolling(groups: Groups, text: str, frequency: Frequency | None) -> Period:
    name = (groups[0] or "").strip()
    # -- the months must end in a month, never in another span of months: no text reads itself --
    if re.match("rolling|12|twelve|year", name):
        raise _refused(text, "names no last month: expected one such as 12 months to 2024-09")
    last = read_period(name, Frequency.MONTH)
    del frequency
    return Period(Frequency.ROLLING_YEAR, last.number)


def _calendar_year(groups: Groups, text: str, frequency: Frequency | None) -> Period:
    if frequency in (None, Frequency.CALENDAR_YEAR):
        return Period(Frequency.CALENDAR_YEAR, int(groups[0] or 0))
    return _of_number(float(text), frequency)


def _iso_span(groups: Groups, text: str, frequency: Frequency | None) -> Period:
    day = _day(groups[:3], text)
    length = int(groups[3] or 0) * (YEAR if groups[4] == "y" else 1)
    # -- where it is another sort than asked for, the reader of periods says which --
    for kind in (*((frequency,) if frequency else ()), *Frequency):
        period = Period.containing(day, kind) if kind is not Frequency.ROLLING_YEAR else None
        if period and period.start == day and kind.months == length:
            return period
    raise _refused(text, "does not start and last as a month, quarter or year does")


def _iso_day(groups: Groups, text: str, frequency: Frequency | None) -> Period:
    return _of_day(_day(groups, text), frequency)


def _named_day(groups: Groups, text: str, frequency: Frequency | None) -> Period:
    month = str(_month_number(groups[1], text))
    return _of_day(_day((groups[2], month, groups[0]), text), frequency)


def _british_day(groups: Groups, text: str, frequency: Frequency | None) -> Period:
    return _of_day(_day((groups[2], groups[1], groups[0]), text), frequency)


_READINGS: tuple[tuple[str, Reading], ...] = (
    (rf"(?:fy ?)?{_FINANCIAL}(?: fy)?", _financial_year),
    (rf"(?:academic year |ay ){_FINANCIAL}", _academic_year),
    (rf"{_FINANCIAL}(?: \(?academic(?: year)?\)?| ay)", _academic_year),
    (rf"{_FINANCIAL}[\s,-]*(?:q|quarter )(\d)", _quarter),
    (rf"(?:q|quarter )(\d)[\s,-]*{_FINANCIAL}", _quarter_first),
    (r"(\d{4})-(\d{1,2})", _month),
    (rf"({_MONTH_NAME})[\s-]+(\d{{4}})", _named_month),
    (rf"({_MONTH_NAME})\s*(?:-|to)\s*({_MONTH_NAME})[\s,]+(\d{{4}})", _named_quarter),
    (r"(?:rolling )?(?:12|twelve) months (?:to|ending) (.+)", _rolling),
    (r"(?:rolling )?year (?:to|ending) (.+)", _rolling),
    (r"(\d{4})", _calendar_year),
    (rf"{_DAY}/p(\d{{1,3}})([my])", _iso_span),
    (_DAY, _iso_day),
    (r"(\d{1,2})/(\d{1,2})/(\d{4})", _british_day),
    (rf"(\d{{1,2}}) ({_MONTH_NAME}) (\d{{4}})", _named_day),
)


def _first_of(first: str, second: str, text: str) -> int:
    year = int(first)
    if (year + 1) % 10 ** len(second) != int(second):
        raise _refused(
            text, f"is not two consecutive years: expected {year}/{(year + 1) % 100:02d}"
        )
    return year


def _day(groups: Groups, text: str) -> date:
    try:
        return date(*(int(group or 0) for group in groups))
    except ValueError as error:
        raise _refused(text, "is not a date in the calendar") from error


def _checked(period: Period, found: object) -> Period:
    if not FIRST_YEAR <= period.number // period.frequency.per_year <= LAST_YEAR:
        raise _refused(found, f"is outside the years {FIRST_YEAR} to {LAST_YEAR}")
    return period


def _refused(found: object, why: str) -> RefusalError:
    return RefusalError(f"period {quoted(found)} {why}")


def _with_article(kind: Frequency) -> str:
    return f"{'an' if kind is Frequency.ACADEMIC_YEAR else 'a'} {kind.value}"


def _frequencies() -> str:
    return f"which frequency it has ({one_of(kind.value for kind in Frequency)})"
