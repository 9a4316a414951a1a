"""The rows below the headings: records, and what stands between and below them."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from xlkpi.register.cell import is_blank, text_of
from xlkpi.terms.wording import fold
from xlkpi.workbook.adopt.header import Header
from xlkpi.workbook.adopt.looks import is_reference
from xlkpi.workbook.adopt.naming import Named
from xlkpi.workbook.own_words import is_left_out

_TOTAL_WORD = r"(?:(?:sub|grand|overall)[ -]?)?totals?|average|overall|mean|sum|summary"
_TOTAL = re.compile(rf"(?:{_TOTAL_WORD})\b.*", re.IGNORECASE)
_TOTAL_ALONE = re.compile(rf"(?:{_TOTAL_WORD})[ :]*", re.IGNORECASE)
"""A measure's own name may begin with `Average` or `Total`, so there nothing may follow."""
LONGEST_EXACT = 60
"""A longer text is named by its beginning."""
MOST_NAMED = 60
"""More rows of their own sort than this are no sections: the sheet is not understood."""


@dataclass(frozen=True, slots=True)
class Left:
    """A row that is no record."""

    number: int
    """As the spreadsheet counts."""
    text: str
    sort: str
    """`section`, `total`, `repeated headings` or `note`."""


@dataclass(frozen=True, slots=True)
class Body:
    """The rows of a sheet, sorted."""

    records: tuple[int, ...]
    """Counted from 0."""
    left: tuple[Left, ...] = ()
    leave_out: tuple[str, ...] = ()
    ends_at: str = ""
    loose: tuple[int, ...] = ()
    """Rows that hold figures and no reference, as the spreadsheet counts."""


def body_of(rows: Sequence[Sequence[object]], header: Header, columns: Sequence[Named]) -> Body:
    """Return the rows below the headings, told apart by the column that names each record."""
    by_name = {one.meaning.name: one.index for one in columns if one.meaning}
    key = by_name.get("ref", by_name.get("title"))
    used = [one.index for one in columns if one.meaning]
    if key is None or not used:
        return Body(())
    heading = fold(text_of(header.headings[key]))
    records, left, loose = [], [], []
    for index in range(header.row + 1, len(rows)):
        row = rows[index]
        filled = [i for i, cell in enumerate(row) if not is_blank(cell)]
        if not filled:
            continue
        first = text_of(row[filled[0]])
        known = [i for i in filled if i in used]
        is_title = filled[0] == by_name.get("title")
        sort = _sort(row, filled, key, heading, is_title=is_title)
        if sort:
            left.append(Left(index + 1, first, sort))
        elif key in filled and (len(known) > 1 or len(filled) == 1):
            records.append(index)
        elif key not in filled and known:
            loose.append(index + 1)
        else:
            left.append(Left(index + 1, first, "section"))
    return _sorted(rows, records, left, loose)


def _sort(
    row: Sequence[object], filled: Sequence[int], key: int, heading: str, *, is_title: bool
) -> str:
    """Return what a row is beside a record; blank where it may be one."""
    text = fold(text_of(row[key])) if key < len(row) else ""
    if text and text in heading and heading.endswith(text) and len(filled) > 1:
        return "repeated headings"
    total = _TOTAL_ALONE if is_title else _TOTAL
    if total.fullmatch(text_of(row[filled[0]])):
        return "total"
    is_bare_ref = filled == [key] and any(map(str.isdigit, text)) and is_reference(text)
    return "section" if len(filled) == 1 and not is_bare_ref else ""


def _sorted(
    rows: Sequence[Sequence[object]], records: list[int], left: list[Left], loose: list[int]
) -> Body:
    """Return the rows with those between and below the records named as settings name them."""
    last = max(records, default=-1)
    between = [one for one in left if one.number - 1 < last]
    below = [one for one in left if one.number - 1 > last]
    notes = [one for one in below if one.sort == "section"]
    ends = notes[0] if notes else None
    if ends:
        kept = [one for one in below if one.number < ends.number]
        after = [n for n in loose if n < ends.number]
        notes = [Left(one.number, one.text, "note") for one in below if one.number >= ends.number]
    else:
        kept, after = below, loose
    named = tuple(dict.fromkeys(_pattern(one.text) for one in (*between, *kept)))
    if len(named) > MOST_NAMED:
        named = ()
    firsts = {_first(rows[index]) for index in records}
    named = tuple(p for p in named if not any(is_left_out((p,), text) for text in firsts))
    ends_at = _pattern(ends.text) if ends else ""
    if ends_at and any(is_left_out((ends_at,), _first(rows[i])) for i in range(last + 1)):
        ends_at = ""
    return Body(tuple(records), (*between, *kept, *notes), named, ends_at, tuple(after))


def _first(row: Sequence[object]) -> str:
    return next((text_of(cell) for cell in row if not is_blank(cell)), "")


def _pattern(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= LONGEST_EXACT else f"{line[:LONGEST_EXACT].rstrip()}*"
