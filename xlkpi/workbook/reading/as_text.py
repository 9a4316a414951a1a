"""Cells that the fast reader would show as blank or wrong, turned into texts that say so."""

import re
from collections.abc import Collection
from itertools import pairwise

_ERROR = b' t="e"'
_CELL = b"<c "
_MOST_NAMED = 50
"""More styles than that are looked up cell by cell; a pattern of them all would be slow."""
NO_DATE = b"#NUM!"
"""What a spreadsheet's own functions say of a date that there is not."""
LEAP_BUG, LAST_DAY = 61, 2_958_466
"""Days below the first differ between programs by one; the second is past 31 December 9999."""


def errors_as_text(sheet: bytes) -> bytes:
    """Return a plain sheet with each error as the text that a spreadsheet shows, such as #N/A."""
    if _ERROR not in sheet:
        return sheet
    pieces = sheet.split(_ERROR)
    joined = [pieces[0]]
    for before, piece in pairwise(pieces):
        is_cell = before.startswith(_CELL, before.rfind(b"<"))
        joined += [b' t="str"' if is_cell else _ERROR, piece]
    return b"".join(joined)


def no_dates_as_text(
    sheet: bytes, days: frozenset[int], times: frozenset[int], *, is_1904: bool
) -> bytes:
    """Return a plain sheet with each day that cannot be told as the error #NUM!.

    Args:
        sheet: its XML.
        days: the cell formats that show a day.
        times: the cell formats that show a time of day alone.
        is_1904: whether days are counted from 1904, where no programs differ.
    """

    def shown(found: re.Match[bytes]) -> bytes:
        style, formula, number = int(found[1]), found[2], float(found[3])
        first = (0 if is_1904 else LEAP_BUG) if style in days else 0
        is_told = style not in days and style not in times
        if is_told or first <= number < LAST_DAY:
            return found[0]
        return b' t="str">%s<v>%s</v>' % (formula, NO_DATE)

    named = sorted(days | times)
    return _suspects(named).sub(shown, sheet) if named else sheet


def _suspects(styles: Collection[int]) -> re.Pattern[bytes]:
    """Return the pattern of a number below 100 or above 999,999 in one of these cell formats."""
    names = b"|".join(b"%d" % one for one in styles)
    style = names if len(styles) == 1 else b"(?:%s)" % names
    if len(styles) > _MOST_NAMED:
        style = rb"\d{1,5}"
    number = rb"-?\d{1,2}(?:\.\d*)?(?:[eE][-+]?\d+)?|-\d+(?:\.\d*)?(?:[eE]\+?\d+)?|\d{7,}(?:\.\d*)?"
    formula = rb"(?:<f[^<>]*/>|<f[^<>]*>[^<]*</f>)?"
    return re.compile(rb' s="(%s)"(?: t="n")?>(%s)<v>(%s)</v>' % (style, formula, number))
