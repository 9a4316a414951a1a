"""Formats that a value needs: text that begins like a formula stays text, a date shows as one."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from xlkpi.workbook.edit.change import Value
from xlkpi.workbook.edit.outline import elements_named
from xlkpi.workbook.edit.plan import Plan
from xlkpi.workbook.edit.style_lists import place_of, with_items
from xlkpi.workbook.edit.xml_bytes import tag_at

_LIKE_A_FORMULA = tuple("=+-@\t\r")
DATE, DATE_AND_TIME = b"14", b"22"
"""Excel's own short forms, which follow the country of the reader."""


def is_like_a_formula(value: Value) -> bool:
    """Return whether Excel would read a text as a formula if somebody typed it."""
    return isinstance(value, str) and value.startswith(_LIKE_A_FORMULA)


def quoted_style(plan: Plan, style: str | None) -> str | None:
    """Return the number of a cell's format with the mark that Excel's apostrophe sets."""
    return _style_with(plan, style, {"quotePrefix": b"1"})


def dated_style(plan: Plan, style: str | None, value: date) -> str | None:
    """Return the number of a cell's format that shows a date, and its time where it has one."""
    form = DATE_AND_TIME if isinstance(value, datetime) else DATE
    return _style_with(plan, style, {"numFmtId": form, "applyNumberFormat": b"1"})


def _style_with(plan: Plan, style: str | None, attributes: Mapping[str, bytes]) -> str | None:
    """Return the number of a cell's format with these attributes.

    Such a format is put at the end of the styles unless it is there; a workbook without formats
    keeps none.
    """
    parts = plan.book.parts
    found = parts.referred(parts.main, "styles")
    if not found or not parts.has(found[0]):
        return style
    xml = plan.text(found[0])
    lists = elements_named(xml, "cellXfs")
    xfs = [xf for xf in elements_named(xml, "xf") if lists and xf.start > lists[0].start]
    held = [xf for xf in xfs if xf.end < lists[0].end]
    if int(style or 0) >= len(held):
        return style
    one = held[int(style or 0)]
    tag = tag_at(xml, one.start)
    if all(tag.get(name.encode()) in _same(value) for name, value in attributes.items()):
        return style
    given: dict[str, Any] = dict(attributes)
    new = tag.with_attributes(**given) + xml[tag.end : one.end]
    number = place_of(xml, "cellXfs", [new])
    if number is None:
        plan.texts[found[0]], number = with_items(xml, "cellXfs", [new], [])
    return str(number)


def _same(value: bytes) -> tuple[bytes, ...]:
    """Return the spellings of an attribute's value."""
    return (value, b"true") if value == b"1" else (value,)
