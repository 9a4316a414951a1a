"""The kinds of field a record has, each with the one way a cell becomes it.

A cell arrives as None, text, a number, a date or TRUE/FALSE. What does not fit is refused in one
line; nothing is converted silently.
"""

from datetime import date, datetime
from math import isfinite
from typing import Annotated, Any

from pydantic import AfterValidator, BeforeValidator

from xlkpi.errors import RefusalError
from xlkpi.register.cell import is_blank, refuse_error, text_of
from xlkpi.terms.aggregation import Aggregation
from xlkpi.terms.comparator import ComparatorType
from xlkpi.terms.missing import GapReason, is_missing
from xlkpi.terms.number import shown
from xlkpi.terms.period import Frequency, Period
from xlkpi.terms.period_text import FIRST_YEAR, LAST_YEAR, read_period
from xlkpi.terms.polarity import Polarity
from xlkpi.terms.rag import Rag
from xlkpi.terms.tolerance import ToleranceMode
from xlkpi.terms.unit import Unit
from xlkpi.terms.wording import fold, quoted, read_word


def _text(found: object) -> object:
    text = text_of(found)
    refuse_error(text)
    return text or None


def _number(found: object) -> object:
    if is_missing(found):
        return None
    if isinstance(found, bool):
        message = f"found {str(found).upper()} where a number belongs: type the number"
        raise RefusalError(message)
    if isinstance(found, int | float):
        if not isfinite(found):
            message = "found a number that no spreadsheet can hold: type it again"
            raise RefusalError(message)
        return float(found)
    if isinstance(found, datetime | date):
        message = (
            f"found the date {found:%d/%m/%Y} where a number belongs: type the number and "
            f"format the cell as a number"
        )
        raise RefusalError(message)
    text = str(found).strip()
    if _is_number(text.rstrip("%").lstrip("£").replace(",", "")):
        message = (
            f"found {quoted(text)}, a number stored as text: select the cell, choose Convert to "
            f"Number, or type it again"
        )
        raise RefusalError(message)
    refuse_error(text)
    message = (
        f"found the text {quoted(text)} where a number belongs: type the number, or leave the "
        f"cell blank and give the reason for the gap"
    )
    raise RefusalError(message)


def _is_number(text: str) -> bool:
    try:
        float(text)
    except ValueError:
        return False
    return True


def _whole(found: object) -> object:
    number = _number(found)
    if isinstance(number, float) and number != int(number):
        message = f"found {shown(number)} where a whole number belongs"
        raise RefusalError(message)
    return None if number is None else int(float(str(number)))


def _day(found: object) -> object:
    if is_blank(found):
        return None
    if isinstance(found, datetime):
        return found.date()
    if isinstance(found, date):
        return found
    for form in ("%d/%m/%Y", "%Y-%m-%d", "%d %B %Y"):
        try:
            return datetime.strptime(str(found).strip(), form).date()  # noqa: DTZ007 -- a day only
        except ValueError:
            continue
    message = f"found {quoted(found)} where a date belongs: type it as 31/03/2026"
    raise RefusalError(message)


def _yes(found: object) -> object:
    if isinstance(found, bool):
        return found
    if is_blank(found):
        return None
    if fold(str(found)) in ("yes", "y", "true"):
        return True
    if fold(str(found)) in ("no", "n", "false"):
        return False
    message = f"found {quoted(found)} where Yes or No belongs"
    raise RefusalError(message)


def _period(found: object) -> object:
    if is_blank(found):
        return None
    is_year = isinstance(found, int | float) and FIRST_YEAR <= found <= LAST_YEAR
    return read_period(str(int(float(str(found)))) if is_year else found)


def _several(found: object) -> object:
    if isinstance(found, tuple):
        return found
    text = text_of(found)
    refuse_error(text)
    return tuple(part.strip() for part in text.split(";") if part.strip())


def _unit(found: object) -> object:
    if isinstance(found, Unit):
        return found
    text = text_of(found)
    refuse_error(text)
    return Unit(text)


def _or_none(read: Any) -> BeforeValidator:  # noqa: ANN401 -- each enumeration's own reader
    return BeforeValidator(lambda found: None if is_blank(found) else read(found))


def _rag(found: object) -> Rag:
    return read_word(Rag, found, "rating", {"data only": Rag.TRACKER, "unknown": Rag.NO_TARGET})


def between(lowest: float, highest: float | None = None) -> AfterValidator:
    """Return the check that a number lies between two others; no highest is 0 or more, say."""

    def read(number: Any) -> Any:  # noqa: ANN401 -- whole or not, as the field before it read
        if number is None or (lowest <= number and (highest is None or number <= highest)):
            return number
        belongs = (
            f"of {shown(lowest)} or more"
            if highest is None
            else f"from {shown(lowest)} to {shown(highest)}"
        )
        message = f"found {shown(number)} where a number {belongs} belongs: correct it"
        raise RefusalError(message)

    return AfterValidator(read)


def limits_crossed(lower: float | None, upper: float | None) -> str:
    """Return what is wrong with limits the wrong way round; blank when they are not."""
    if lower is None or upper is None or lower <= upper:
        return ""
    return f"the lower limit {shown(lower)} is above the upper {shown(upper)}: correct one of them"


def days_crossed(first: date | None, last: date | None) -> str:
    """Return what is wrong with a span that ends before it begins; blank when it does not."""
    if first is None or last is None or first <= last:
        return ""
    return f"begins on {first:%d/%m/%Y}, after its end on {last:%d/%m/%Y}: correct one of them"


Text = Annotated[str, BeforeValidator(_text)]
OptionalText = Annotated[str | None, BeforeValidator(_text)]
Number = Annotated[float | None, BeforeValidator(_number)]
Whole = Annotated[int | None, BeforeValidator(_whole)]
Day = Annotated[date | None, BeforeValidator(_day)]
YesNo = Annotated[bool | None, BeforeValidator(_yes)]
Texts = Annotated[tuple[str, ...], BeforeValidator(_several)]
PeriodField = Annotated[Period, BeforeValidator(_period)]
OptionalPeriod = Annotated[Period | None, BeforeValidator(_period)]
UnitField = Annotated[Unit, BeforeValidator(_unit)]
PolarityField = Annotated[Polarity, BeforeValidator(Polarity.read)]
FrequencyField = Annotated[Frequency, BeforeValidator(Frequency.read)]
AggregationField = Annotated[Aggregation, BeforeValidator(Aggregation.read)]
ComparatorField = Annotated[ComparatorType, BeforeValidator(ComparatorType.read)]
OptionalMode = Annotated[ToleranceMode | None, _or_none(ToleranceMode.read)]
OptionalGap = Annotated[GapReason | None, _or_none(GapReason.read)]
OptionalRag = Annotated[Rag | None, _or_none(_rag)]
