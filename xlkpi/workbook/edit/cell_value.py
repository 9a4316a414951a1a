"""What a cell's part says its value is, and the part that says a value."""

import math
from datetime import UTC, date, datetime, timedelta

from xlkpi.errors import RefusalError
from xlkpi.workbook.edit.change import CellError, Formula, Plain, Value
from xlkpi.workbook.edit.row_xml import Cell
from xlkpi.workbook.edit.shared_strings import SharedStrings, text_element
from xlkpi.workbook.edit.xml_bytes import escaped, markup, unescaped

MOST_NUMBER = 10**308
LONGEST_TEXT, LONGEST_FORMULA = 32_767, 8_192
FIRST_DAY = date(1900, 3, 1)
"""Excel believes in 29 February 1900; days before this one are told apart wrongly."""
_EPOCH, _EPOCH_1904 = datetime(1899, 12, 30, tzinfo=UTC), datetime(1904, 1, 1, tzinfo=UTC)
_DAY = timedelta(days=1)


def checked(value: Value) -> Value:
    """Return the value as a cell can hold it; a RefusalError says why it cannot."""
    if isinstance(value, Formula):
        return Formula(_checked_formula(value.text), checked_result(value.cached))
    return _checked_plain(value)


def checked_result(value: Value) -> Plain:
    """Return a formula's result as a cell can hold it: unlike a value, it may be empty text."""
    if isinstance(value, Formula):
        message = "a formula is no result: give the value that it has"
        raise RefusalError(message)
    return value if value == "" else _checked_plain(value)


def _checked_plain(value: Plain) -> Plain:
    if isinstance(value, str):
        text = value.replace("\r\n", "\n")
        if _length(text) > LONGEST_TEXT:
            message = f"the text has {_length(text):,} characters: a cell holds {LONGEST_TEXT:,}"
            raise RefusalError(message)
        escaped(text)
        return text or None
    if isinstance(value, datetime) and value.tzinfo is not None:
        message = "a cell's time has no time zone: give it as the clock showed it"
        raise RefusalError(message)
    if isinstance(value, int | float) and not isinstance(value, bool):
        return _checked_number(value)
    return value


def _length(text: str) -> int:
    """Return the length as Excel counts it: a character outside the basic plane counts twice."""
    return len(text) + sum(character > "\uffff" for character in text)


def _checked_number(value: float) -> float:
    if isinstance(value, int) and (abs(value) >= MOST_NUMBER or int(float(value)) != value):
        message = f"{value} has more digits than a cell can hold: give it as text"
        raise RefusalError(message)
    if not math.isfinite(value) or abs(value) >= MOST_NUMBER:
        message = f"{value} is not a number that a cell can hold: leave it blank or give a number"
        raise RefusalError(message)
    return value


def _checked_formula(text: str) -> str:
    text = text.removeprefix("=")
    if not text.strip() or len(text) > LONGEST_FORMULA or escaped(text) != text:
        message = f"'{text[:40]}' is not a formula that a cell can hold"
        raise RefusalError(message)
    return text


def serial(value: date, *, is_1904: bool) -> float:
    """Return the number that a sheet holds for a date; the fraction is the time of day."""
    moment = datetime(value.year, value.month, value.day, tzinfo=UTC)
    if isinstance(value, datetime):
        moment = value.replace(tzinfo=UTC)
    days = (moment - (_EPOCH_1904 if is_1904 else _EPOCH)) / _DAY
    if days < (0 if is_1904 else (FIRST_DAY - _EPOCH.date()).days):
        message = f"{value:%d/%m/%Y} is before the first day this workbook can hold"
        raise RefusalError(message)
    return int(days) if days.is_integer() else days


def from_serial(number: float, *, is_1904: bool) -> Plain:
    """Return the date that a sheet's number shows; the number itself where it shows none."""
    try:
        moment = (_EPOCH_1904 if is_1904 else _EPOCH) + timedelta(days=number)
    except OverflowError:
        return number
    moment = (moment + timedelta(microseconds=500)).replace(tzinfo=None)
    moment = moment.replace(microsecond=moment.microsecond // 1000 * 1000)
    if number < 0 or (not is_1904 and moment.date() < FIRST_DAY):
        return number
    return moment.date() if not number % 1 else moment


def read_value(cell: Cell, strings: SharedStrings | None) -> Value:
    """Return what a cell holds; numbers that are shown as dates are numbers here."""
    plain = _read_plain(cell, strings)
    if cell.formula is not None:
        return Formula(cell.texts.get("f", ""), plain)
    return plain


def _read_plain(cell: Cell, strings: SharedStrings | None) -> Plain:
    kind, text = cell.attributes.get("t", "n"), cell.texts.get("v", "")
    found: Plain = None
    match kind:
        case "inlineStr":
            found = unescaped(cell.texts.get("is", "")) or None
        case "str" if "v" in cell.texts:
            found = unescaped(text)
        case _ if not text:
            found = None
        case "s":
            found = _shared(text, strings)
        case "b":
            found = text.strip() in ("1", "true")
        case "e":
            found = CellError(text)
        case "n":
            found = float(text)
        case _:
            found = unescaped(text)
    return found


def _shared(number: str, strings: SharedStrings | None) -> str | None:
    if strings is None:
        message = "shared strings"
        raise KeyError(message)
    return unescaped(strings.text(int(number))) or None


def exact(value: Value, *, is_1904: bool) -> tuple[str, object]:
    """Return a value so that only what a cell holds alike is equal; 1 is not TRUE."""
    if isinstance(value, Formula):
        return f"={value.text}", exact(value.cached, is_1904=is_1904)
    if isinstance(value, date):
        value = serial(value, is_1904=is_1904)
    if isinstance(value, int | float) and not isinstance(value, bool):
        return "number", float(value)
    return type(value).__name__, value


def content(
    prefix: bytes, value: Value, strings: SharedStrings | None, *, is_1904: bool
) -> tuple[bytes | None, bytes]:
    """Return the `t` of a cell that holds a value, and the elements inside the cell."""
    if isinstance(value, Formula):
        formula = b"<%sf>%s</%sf>" % (prefix, markup(value.text), prefix)
        kind, cached = result_content(prefix, value.cached, is_1904=is_1904)
        return kind, formula + cached
    if not isinstance(value, str):
        return result_content(prefix, value, is_1904=is_1904)
    if strings is not None:
        return b"s", _v(prefix, b"%d" % strings.add(escaped(value)))
    inline = text_element(prefix, escaped(value))
    return b"inlineStr", b"<%sis>%s</%sis>" % (prefix, inline, prefix)


def result_content(prefix: bytes, value: Plain, *, is_1904: bool) -> tuple[bytes | None, bytes]:
    """Return the `t` and the `v` of a plain value; text is as a formula's result holds it."""
    if isinstance(value, date):
        value = serial(value, is_1904=is_1904)
    match value:
        case None:
            return None, b""
        case bool():
            return b"b", _v(prefix, b"1" if value else b"0")
        case CellError():
            return b"e", _v(prefix, markup(value.code))
        case str():
            return b"str", _v(prefix, markup(escaped(value)))
        case _:
            return None, _v(prefix, repr(value).encode())


def _v(prefix: bytes, text: bytes) -> bytes:
    return b"<%sv>%s</%sv>" % (prefix, text, prefix)
