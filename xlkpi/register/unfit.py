"""Which kind of problem a cell has that does not fit its field."""

from collections.abc import Mapping
from datetime import date
from enum import Enum
from typing import get_args

from xlkpi.register.cell import ERRORS, is_blank, text_of
from xlkpi.register.code import Code
from xlkpi.register.codes import (
    BLANK_FIELD,
    FORMULA_ERROR,
    IMPOSSIBLE_TARGET,
    IMPOSSIBLE_VALUE,
    NOT_A_DATE,
    NOT_A_NUMBER,
    NOT_A_PERIOD,
    NOT_YES_OR_NO,
    OUT_OF_RANGE,
    UNKNOWN_WORD,
)
from xlkpi.register.record import Record
from xlkpi.terms.period import Period
from xlkpi.terms.wording import one_of

OF_TYPE: Mapping[type, Code] = {
    float: NOT_A_NUMBER,
    int: NOT_A_NUMBER,
    date: NOT_A_DATE,
    Period: NOT_A_PERIOD,
    bool: NOT_YES_OR_NO,
}

EXPECTED = {
    NOT_A_NUMBER: "a number",
    NOT_A_DATE: "a date such as 31/03/2026",
    NOT_A_PERIOD: "a period such as 2026/27 Q2",
    NOT_YES_OR_NO: "Yes or No",
}
"""What belongs in the cell, where the code alone says it."""


def code_of(kind: type[Record], field: str, found: object) -> Code:
    """Return the code of what is wrong with the cell of a field that holds `found`."""
    if not field:
        return IMPOSSIBLE_TARGET  # -- targets alone are checked as a row --
    if is_blank(found):
        return BLANK_FIELD
    if text_of(found).upper() in ERRORS:
        return FORMULA_ERROR
    types = _types(kind, field)
    if any(issubclass(one, Enum) for one in types):
        return UNKNOWN_WORD
    code = next((OF_TYPE[one] for one in types if one in OF_TYPE), IMPOSSIBLE_VALUE)
    is_number = isinstance(found, int | float) and not isinstance(found, bool)
    return OUT_OF_RANGE if code is NOT_A_NUMBER and is_number else code


def expected_of(kind: type[Record], field: str, code: Code) -> str:
    """Return what belongs in the cell of a field, or blank where only the message says it."""
    if code is not UNKNOWN_WORD:
        return EXPECTED.get(code, "")
    words = (word for one in _types(kind, field) if issubclass(one, Enum) for word in one)
    return one_of(str(word.value) for word in words)


def _types(kind: type[Record], field: str) -> list[type]:
    """Return the types that a field's value may have."""
    annotation = kind.model_fields[field].annotation
    return [one for one in get_args(annotation) or (annotation,) if isinstance(one, type)]
