"""What a sheet with one table says: its words, its columns, and the help to fill each cell."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import Enum
from types import NoneType
from typing import get_args

from xlkpi.register.record import Record
from xlkpi.terms.period import Period
from xlkpi.terms.unit import Unit
from xlkpi.workbook.layout import Layout

LONGEST_MESSAGE = 255
EARLIEST_DAY = date(1990, 1, 1)


class Kind(Enum):
    """What a column holds: it decides format, alignment and entry help."""

    TEXT = "text"
    PERIOD = "period"
    NUMBER = "number"
    WHOLE = "whole number"
    DATE = "date"
    CHOICE = "one of a list"


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table; `choices` are the words that its drop-down offers."""

    field: str
    heading: str
    kind: Kind = Kind.TEXT
    choices: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet with one table: its tab, the words above the table, and the columns."""

    name: str
    title: str
    about: str
    """One line that says what a row is."""
    table_name: str
    columns: tuple[Column, ...]


def sheet_for(layout: Layout, title: str, about: str) -> Sheet:
    """Return the sheet of one kind of record, its drop-downs taken from the record's own words."""
    columns = tuple(
        _column(layout.record, field, heading) for field, heading in layout.headings.items()
    )
    return Sheet(layout.sheet, title, about, layout.table_name, columns)


def _column(record: type[Record], field: str, heading: str) -> Column:
    """Return a column whose kind and choices follow from the type of the record's field."""
    annotation = record.model_fields[field].annotation
    kinds = [kind for kind in get_args(annotation) or (annotation,) if kind is not NoneType]
    kind = kinds[0] if isinstance(kinds[0], type) else str
    if issubclass(kind, Enum):
        return Column(field, heading, Kind.CHOICE, tuple(str(word.value) for word in kind))
    if kind is bool:
        return Column(field, heading, Kind.CHOICE, ("Yes", "No"))
    plain = {float: Kind.NUMBER, int: Kind.WHOLE, date: Kind.DATE, Period: Kind.PERIOD}
    return Column(field, heading, plain.get(kind, Kind.TEXT))


def written(found: object) -> str | float | date | None:
    """Return what a cell holds for a field's value; text is never a formula."""
    if isinstance(found, bool):
        return "Yes" if found else "No"
    if found is None or isinstance(found, int | float | date):
        return found
    if isinstance(found, tuple):
        return "; ".join(map(str, found)) or None
    text = (
        found.value if isinstance(found, Enum) else found.text if isinstance(found, Unit) else found
    )
    return str(text) or None


def entry_help(column: Column) -> dict[str, object]:
    """Return the drop-down or entry help of a column as XlsxWriter takes it; empty without any."""
    titles = {"input_title": column.heading, "error_title": column.heading}
    if not column.choices:
        help_with = _ENTRY.get(column.kind)
        return titles | help_with if help_with else {}
    words = ", ".join(column.choices)
    return titles | {
        "validate": "list",
        "source": list(column.choices),
        "input_message": f"Choose one of: {words}."[:LONGEST_MESSAGE],
        "error_message": f"Choose one of: {words}."[:LONGEST_MESSAGE],
    }


_ENTRY: Mapping[Kind, dict[str, object]] = {
    Kind.PERIOD: {
        "validate": "any",
        "input_message": "As 2026/27 Q2, 2026/27, 2026-09, 2026 or 2025/26 academic.",
    },
    Kind.DATE: {
        "validate": "date",
        "criteria": ">=",
        "value": EARLIEST_DAY,
        "input_message": "Type the date as 31/03/2026.",
        "error_message": "This is not a date. Type it as 31/03/2026.",
    },
    Kind.WHOLE: {
        "validate": "integer",
        "criteria": ">=",
        "value": 0,
        "input_message": "Type a whole number, or leave the cell blank.",
        "error_message": "Only a whole number of 0 or more, or nothing, belongs here.",
    },
}
"""What helps to fill a cell, by kind of column."""
