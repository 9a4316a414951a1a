"""The look of the sheets that edits add: formats at the end of the styles."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from xlkpi.workbook.edit.style_lists import (
    has_list,
    place_of,
    prefix_of,
    with_items,
    without_items,
)
from xlkpi.workbook.edit.xml_bytes import markup
from xlkpi.workbook.parts import parsed

NAVY, LINK, TYPED, RULE = b"FF12436D", b"FF0B5394", b"FFE9F1F8", b"FFC9CED2"
DATE = 14
"""The built-in short date, which each computer shows its own way."""
_TITLE_SIZE = 16
_SIDES = (b"left", b"right", b"top", b"bottom")
_HEADER_FONT, _TITLE_FONT, _LINK_FONT = range(3)


@dataclass(frozen=True, slots=True)
class Format:
    """How a cell of an added sheet looks."""

    kind: str = "text"
    """title, about, header, text (which numbers share), date or link."""
    wraps: bool = False
    is_typed: bool = False
    is_quoted: bool = False
    """Whether Excel is told that its text is one, though it begins like a formula."""


FORMATS = (
    Format("title"),
    Format("about"),
    Format("about", is_quoted=True),
    Format("header", wraps=True),
    Format("link", wraps=True),
    *(
        Format("text", wraps, is_typed, is_quoted)
        for wraps in (False, True)
        for is_typed in (False, True)
        for is_quoted in (False, True)
    ),
    *(Format("date", is_typed=is_typed) for is_typed in (False, True)),
)


def with_look(xml: bytes) -> tuple[bytes, int]:
    """Return the styles with every format of the look, and the number of the first of them."""
    found = _found(xml, is_last=False)
    if found is not None:
        return xml, found
    base, numbers = _base(xml), []
    for name, items in _lists(xml).items():
        xml, number = with_items(xml, name, items, base[name])
        numbers.append(number)
    return with_items(xml, "cellXfs", _xfs(xml, *numbers), base["cellXfs"])


def without_look(xml: bytes, others: Iterable[bytes]) -> bytes:
    """Return the styles as they were before `with_look`, unless other sheets use its formats."""
    first = _found(xml, is_last=True)
    if first is None:
        return xml
    numbers = b"|".join(b"%d" % (first + number) for number in range(len(FORMATS)))
    used = re.compile(rb"\s(?:s|style)\s*=\s*[\"'](?:%s)[\"']" % numbers)
    if any(used.search(sheet) for sheet in others):
        return xml
    base, lists = _base(xml), _lists(xml)
    places = [place_of(xml, name, items) or 0 for name, items in lists.items()]
    xml = without_items(xml, "cellXfs", _xfs(xml, *places), base["cellXfs"])
    for name, items in lists.items():
        xml = without_items(xml, name, items, base[name])
    return xml


def empty_styles(namespace: bytes) -> bytes:
    """Return the styles of a workbook that has none: one ordinary format."""
    xf = b'<xf numFmtId="0" fontId="0" fillId="0" borderId="0"%s/>'
    plain = (
        b'<fonts count="1"><font><sz val="11"/><name val="Calibri"/></font></fonts>',
        b'<fills count="2"><fill><patternFill patternType="none"/></fill>',
        b'<fill><patternFill patternType="gray125"/></fill></fills>',
        b'<borders count="1">%s</borders>' % _no_border(b""),
        b'<cellStyleXfs count="1">%s</cellStyleXfs>' % (xf % b""),
        b'<cellXfs count="1">%s</cellXfs>' % (xf % b' xfId="0"'),
        b'<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles>',
    )
    start = b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    return start + b'<styleSheet xmlns="%s">%s</styleSheet>' % (namespace, b"".join(plain))


def _found(xml: bytes, *, is_last: bool) -> int | None:
    """Return the number of the look's first format where the styles hold it whole."""
    places = [place_of(xml, name, items, is_last=is_last) for name, items in _lists(xml).items()]
    numbers = [place for place in places if place is not None]
    if len(numbers) < len(places):
        return None
    return place_of(xml, "cellXfs", _xfs(xml, *numbers), is_last=is_last)


def _lists(xml: bytes) -> dict[str, list[bytes]]:
    """Return what the look adds to each list that its formats choose from."""
    return {"fonts": _fonts(xml), "fills": _fills(xml), "borders": [_border(xml)]}


def _fonts(xml: bytes) -> list[bytes]:
    """Return the fonts of the look: the workbook's own, but bold, larger or underlined."""
    p = prefix_of(xml)
    first = parsed(xml).find("{*}fonts/{*}font")
    name, size = (None, None) if first is None else (first.find("{*}name"), first.find("{*}sz"))
    face = markup(str(name.get("val")) if name is not None else "Calibri")
    points = markup(str(size.get("val")) if size is not None else "11")

    def font(marks: bytes, points: bytes, colour: bytes) -> bytes:
        inside = b'%s<%ssz val="%s"/><%scolor rgb="%s"/>' % (marks, p, points, p, colour)
        return b'<%sfont>%s<%sname val="%s"/></%sfont>' % (p, inside, p, face, p)

    return [
        font(b"<%sb/>" % p, points, b"FFFFFFFF"),
        font(b"<%sb/>" % p, b"%d" % _TITLE_SIZE, NAVY),
        font(b"<%su/>" % p, points, LINK),
    ]


def _fills(xml: bytes) -> list[bytes]:
    p = prefix_of(xml)
    return [
        b'<%sfill><%spatternFill patternType="solid"><%sfgColor rgb="%s"/>'
        b'<%sbgColor indexed="64"/></%spatternFill></%sfill>' % (p, p, p, colour, p, p, p)
        for colour in (NAVY, TYPED)
    ]


def _border(xml: bytes) -> bytes:
    """Return thin grey lines on every side, as the house's tables have."""
    p = prefix_of(xml)
    sides = b"".join(
        b'<%s%s style="thin"><%scolor rgb="%s"/></%s%s>' % (p, side, p, RULE, p, side)
        for side in _SIDES
    )
    return b"<%sborder>%s<%sdiagonal/></%sborder>" % (p, sides, p, p)


def _no_border(p: bytes) -> bytes:
    sides = b"".join(b"<%s%s/>" % (p, side) for side in (*_SIDES, b"diagonal"))
    return b"<%sborder>%s</%sborder>" % (p, sides, p)


def _xfs(xml: bytes, font: int, fill: int, border: int) -> list[bytes]:
    """Return the formats of the look, its fonts, fills and border having these numbers."""
    p = prefix_of(xml)
    parent = b' xfId="0"' if has_list(xml, "cellStyleXfs") else b""
    fonts = {"header": _HEADER_FONT, "title": _TITLE_FONT, "link": _LINK_FONT}
    made = []
    for one in FORMATS:
        number = font + fonts[one.kind] if one.kind in fonts else 0
        filled = fill if one.kind == "header" else fill + 1 if one.is_typed else 0
        marks = b' quotePrefix="1"' if one.is_quoted else b""
        marks += b' applyNumberFormat="1"' if one.kind == "date" else b""
        marks += b' applyFont="1"' if number else b""
        marks += b' applyFill="1"' if filled else b""
        is_plain = one.kind in ("title", "about")
        marks += b"" if is_plain else b' applyBorder="1"'
        wrap = b' wrapText="1"' if one.wraps else b""
        numbers = DATE if one.kind == "date" else 0, number, filled, 0 if is_plain else border
        made.append(
            b'<%sxf numFmtId="%d" fontId="%d" fillId="%d" borderId="%d"%s%s applyAlignment="1">'
            b'<%salignment vertical="top"%s/></%sxf>' % (p, *numbers, parent, marks, p, wrap, p)
        )
    return made


def _base(xml: bytes) -> dict[str, list[bytes]]:
    """Return what the first items of each list must be."""
    p = prefix_of(xml)
    return {
        "fonts": [b'<%sfont><%ssz val="11"/><%sname val="Calibri"/></%sfont>' % (p, p, p, p)],
        "fills": [
            b'<%sfill><%spatternFill patternType="%s"/></%sfill>' % (p, p, kind, p)
            for kind in (b"none", b"gray125")
        ],
        "borders": [_no_border(p)],
        "cellXfs": [b'<%sxf numFmtId="0" fontId="0" fillId="0" borderId="0"/>' % p],
    }
