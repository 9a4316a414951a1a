"""Which period a heading names, and what the sheet says where the heading alone does not."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from xlkpi.terms.period import MONTHS, Frequency, Period
from xlkpi.terms.wording import fold

_YEARS = re.compile(
    r"(?<!\d)(?:fy ?)?((?:19|20)\d\d)\s*[/-]\s*((?:19|20)?\d\d)(?![\d/-])", re.IGNORECASE
)
_SHORT_YEARS = re.compile(r"(?<![\d/-])(?:fy ?)?(\d\d)\s*[/-]\s*(\d\d)(?![\d/-])", re.IGNORECASE)
_YEAR = re.compile(r"(?<![\d/-])((?:19|20)\d\d)(?![\d/-])")
_QUARTER = re.compile(
    r"\b(?:q|qtr|quarter)[ .]*([1-4])\b|\b([1-4])[a-z]{2} (?:qtr|quarter)\b", re.IGNORECASE
)
_NAMES = "|".join(
    rf"{n[:3]}(?:{n[3:]})?" if n != "September" else "Sept?(?:ember)?" for n in MONTHS
)
_MONTH = re.compile(rf"\b({_NAMES})\b\.?(?:[ '-]*((?:19|20)\d\d|\d\d)(?![\d/]))?", re.IGNORECASE)
_RELATIVE = tuple(
    (re.compile(rf"\b(?:{which}) (?:{what})\b", re.IGNORECASE), sort, by)
    for which, by in (("last|previous|prior", -1), ("this|current|latest", 0))
    for what, sort in (("(?:financial )?year", "year"), ("qtr|quarter|period|month", "period"))
)
_WHOLE_YEAR = re.compile(
    r"\b(?:out ?turn|year[ -]?end|annual|full year|end of year|yr end)\b", re.IGNORECASE
)
_CENTURY = 2000
_FIRST_MONTHS = 3
"""January to March lie in the second year of a financial year."""


@dataclass(frozen=True, slots=True)
class Context:
    """What the sheet says of its time, apart from its headings."""

    year: Period | None = None
    current: Period | None = None
    """The period that the sheet reports."""
    where: str = ""
    """What said so, such as `the title 'Quarter 2 2014/15'`."""


@dataclass(frozen=True, slots=True)
class Timed:
    """A heading that names a period."""

    period: Period | None
    """None where its year is not known."""
    because: str
    rest: str
    """The heading without what named the period, such as `Actual`."""
    says: str = ""
    """What named it, such as `Qtr 1`."""


def context_of(texts: Sequence[tuple[str, str]]) -> Context:
    """Return what titles say, the first that names a year counting; contradictions say nothing.

    Args:
        texts: what each text is, such as `the sheet's name`, with the text.
    """
    found = Context()
    for what, text in texts:
        years = set(_years_in(text))
        said = f"{what} '{' '.join(text.split())}'"
        if len(years) == 1:
            year = years.pop()
            if found.year is None:
                found = Context(year, None, said)
            elif year != found.year and not what.startswith("the file"):
                return Context(where=f"{found.where} and {said} name different years")
    for what, text in texts:
        if found.year and (current := _current(text, found.year)):
            return Context(found.year, current, f"{what} '{' '.join(text.split())}'")
    return found


def timed(heading: object, context: Context) -> Timed | None:
    """Return the period that a heading names; None where it names none."""
    if isinstance(heading, datetime | date):
        period = Period.month(heading.year, heading.month)
        return Timed(period, "the heading is a date in that month", "", heading.isoformat()[:10])
    text = " ".join(str(heading).split())
    years = tuple(dict.fromkeys(_years_in(text)))
    if len(years) > 1:
        return None
    year = years[0] if years else None
    bare = _SHORT_YEARS.sub(" ", _YEARS.sub(" ", text)) if year else text
    for read in (_quarter, _month, _relative, _whole_year):
        if found := read(bare, year, context):
            return replace(found, rest=_tidy(found.rest))
    if year:
        return Timed(year, "the heading names the financial year", _tidy(bare), year.name)
    if match := _YEAR.search(text):
        period = Period(Frequency.CALENDAR_YEAR, int(match[1]))
        return Timed(period, "the heading is a calendar year", _tidy(_cut(text, match)), match[1])
    return None


def _quarter(text: str, year: Period | None, context: Context) -> Timed | None:
    match = _QUARTER.search(text)
    if not match:
        return None
    number = int(match[1] or match[2])
    if year is None and (calendar := _YEAR.search(text)):
        return Timed(None, f"'{calendar[0]}' does not say which financial year", "", match[0])
    base, because = _year_of(year, context)
    period = Period.quarter(base.number, number) if base else None
    return Timed(period, because, _cut(text, match), match[0])


def _month(text: str, year: Period | None, context: Context) -> Timed | None:
    match = _MONTH.search(text)
    if not match or (fold(match[1]) == "may" and not match[2] and fold(text) != "may"):
        return None
    month = next(n for n, name in enumerate(MONTHS, 1) if fold(name[:3]) == fold(match[1])[:3])
    rest = _cut(text, match)
    if match[2]:
        own = int(match[2]) + (_CENTURY if len(match[2]) == 2 else 0)  # noqa: PLR2004 -- of two digits
        return Timed(Period.month(own, month), "the heading names the month", rest, match[0])
    base, because = _year_of(year, context)
    if base is None:
        return Timed(None, because, rest, match[0])
    own = base.number + (1 if month <= _FIRST_MONTHS else 0)
    return Timed(Period.month(own, month), because, rest, match[0])


def _relative(text: str, year: Period | None, context: Context) -> Timed | None:
    del year
    for pattern, sort, by in _RELATIVE:
        if match := pattern.search(text):
            base = context.year if sort == "year" else context.current
            period = base.shift(by) if base else None
            because = f"counted from {context.where}" if base else _UNKNOWN
            return Timed(period, because, _cut(_WHOLE_YEAR.sub(" ", text), match), match[0])
    return None


def _whole_year(text: str, year: Period | None, context: Context) -> Timed | None:
    match = _WHOLE_YEAR.search(text)
    if not match:
        return None
    base, because = _year_of(year, context)
    return Timed(base, because, _cut(text, match), match[0])


_UNKNOWN = "nothing in the sheet says which year"


def _year_of(year: Period | None, context: Context) -> tuple[Period | None, str]:
    if year:
        return year, f"the heading names {year.name}"
    if context.year:
        return context.year, f"the year is that of {context.where}"
    return None, context.where or _UNKNOWN


def _years_in(text: str) -> list[Period]:
    """Return the financial years that a text names; two years that are not neighbours are none."""
    found = [(int(a), b) for a, b in _YEARS.findall(text)]
    found += [(int(a) + _CENTURY, b) for a, b in _SHORT_YEARS.findall(_YEARS.sub(" ", text))]
    return [
        Period(Frequency.YEAR, first)
        for first, second in found
        if (first + 1) % 10 ** len(second) == int(second)
    ]


def _current(text: str, year: Period) -> Period | None:
    """Return the quarter or month that a title names beside its year."""
    if match := _QUARTER.search(text):
        return Period.quarter(year.number, int(match[1] or match[2]))
    return None


def _cut(text: str, match: re.Match[str]) -> str:
    return f"{text[: match.start()]} {text[match.end() :]}"


def _tidy(text: str) -> str:
    return " ".join(text.split()).strip(" -:/()\N{EN DASH}")
