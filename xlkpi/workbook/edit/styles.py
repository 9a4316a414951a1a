"""What a cell's style says: is it shown as a date, and may a protected sheet's cell be typed in?"""

import re
from dataclasses import dataclass

from xlkpi.workbook.parts import parsed

_DATES = {*range(14, 23), *range(27, 37), *range(45, 48), *range(50, 59)}
"""The built-in number formats that show a date or a time, those of East Asian Excel included."""
_QUOTED = re.compile(r'"[^"]*"|\\.|_.|\*.|\[[^\]]*\]')


@dataclass(frozen=True, slots=True)
class Style:
    """What matters of one cell format."""

    is_date: bool = False
    is_locked: bool = True


class Styles:
    """The cell formats of a workbook by number; a number it lacks is an ordinary cell."""

    def __init__(self, xml: bytes | None) -> None:
        """Read the styles part; a workbook may be without."""
        self._styles: list[Style] = []
        if xml is None:
            return
        root = parsed(xml)
        dates = set(_DATES)
        for one in root.iterfind("{*}numFmts/{*}numFmt"):
            number, code = int(str(one.get("numFmtId"))), str(one.get("formatCode"))
            shows_date = re.search(r"[dmyhs]", _QUOTED.sub("", code.lower())) is not None
            (dates.add if shows_date else dates.discard)(number)
        for xf in root.iterfind("{*}cellXfs/{*}xf"):
            protection = xf.find("{*}protection")
            locked = protection is None or protection.get("locked") not in ("0", "false")
            self._styles.append(Style(int(xf.get("numFmtId") or 0) in dates, locked))

    def __getitem__(self, number: str | None) -> Style:
        """Return the style of a cell's `s`; None is the first."""
        place = int(number or 0)
        return self._styles[place] if 0 <= place < len(self._styles) else Style()
