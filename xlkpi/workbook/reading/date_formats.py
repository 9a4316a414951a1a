"""Which cell formats show a day, and which a time of day alone."""

import re
from collections.abc import Iterator

from xlkpi.workbook.parts import parsed

_DAYS = {*range(14, 18), 22, *range(27, 32), 36, *range(50, 59)}
_TIMES = {*range(18, 22), *range(32, 36), 45, 47}
"""The built-in number formats, those of East Asian Excel included."""
_SILENT = re.compile(r'"[^"]*"|\\.|_.|\*.|\[[^\]]*\]')
_ELAPSED = re.compile(r"\[[hms]+\]")


def date_formats(styles: bytes) -> tuple[frozenset[int], frozenset[int]]:
    """Return the cell formats that show a day, and those that show a time of day alone."""
    if not styles:
        return frozenset(), frozenset()
    root = parsed(styles)
    kinds = dict.fromkeys(_DAYS, "day") | dict.fromkeys(_TIMES, "time")
    for one in root.iterfind("{*}numFmts/{*}numFmt"):
        kinds[int(str(one.get("numFmtId")))] = _kind(str(one.get("formatCode")))
    numbers = [int(xf.get("numFmtId") or 0) for xf in root.iterfind("{*}cellXfs/{*}xf")]

    def of(kind: str) -> Iterator[int]:
        return (place for place, number in enumerate(numbers) if kinds.get(number) == kind)

    return frozenset(of("day")), frozenset(of("time"))


def _kind(code: str) -> str:
    """Return `day`, `time`, or blank for a number, text or elapsed time."""
    lower = code.lower()
    said = _SILENT.sub("", lower).replace("general", "").partition(";")[0]
    if re.search(r"[dy]", said) or (re.search("m", said) and not re.search("[hs]", said)):
        return "" if _ELAPSED.search(lower) else "day"
    return "time" if re.search(r"[hs]", said) and not _ELAPSED.search(lower) else ""
