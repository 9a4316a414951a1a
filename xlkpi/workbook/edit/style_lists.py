"""The lists of the styles part: items put at their ends and taken out again, to the byte.

What a list was like before is kept in blanks inside its end tag, which no program minds:
`</dxfs >` was an empty element, `</dxfs  >` was not there, `</dxfs   >` had nothing between its
tags. A program that writes the part anew drops them; then nobody asks any more.
"""

import re
from collections.abc import Sequence

from xlkpi.workbook.edit.outline import Element, outline
from xlkpi.workbook.edit.xml_bytes import Splice, masked, spliced, tag_at

_ORDER = (
    "numFmts",
    "fonts",
    "fills",
    "borders",
    "cellStyleXfs",
    "cellXfs",
    "cellStyles",
    "dxfs",
)
_ITEM = {"fonts": b"font", "fills": b"fill", "borders": b"border", "cellXfs": b"xf", "dxfs": b"dxf"}
_COUNT = re.compile(rb"\scount\s*=\s*[\"'](\d+)[\"']")
_EMPTY_ELEMENT, _ABSENT, _BLANK = 1, 2, 3


def prefix_of(xml: bytes) -> bytes:
    """Return the namespace prefix of the part's elements, with its colon."""
    return tag_at(xml, outline(xml)[0].start).prefix


def has_list(xml: bytes, name: str) -> bool:
    """Return whether the part has the list."""
    return _list(xml, name) is not None


def place_of(xml: bytes, name: str, items: Sequence[bytes], *, is_last: bool = False) -> int | None:
    """Return the number of the first of `items` where they stand in a row; None if nowhere."""
    held = _list(xml, name)
    if held is None:
        return None
    whole = xml[held.start : held.end]
    end = whole.rfind(b"</")
    place = whole.rfind(b"".join(items), 0, max(end, 0))
    if place < 0 or (is_last and place + sum(map(len, items)) != end):
        return None
    return _count_items(whole[:place], xml, name)


def with_items(
    xml: bytes, name: str, items: Sequence[bytes], base: Sequence[bytes]
) -> tuple[bytes, int]:
    """Return the part with items at the end of a list, and the number of the first of them.

    A list that is empty or missing begins with `base`, which other parts count on.
    """
    held = _list(xml, name)
    number = _count_items(xml[held.start : held.end], xml, name) if held else 0
    if number and not items:
        return xml, number
    added = [*items] if number else [*base, *items]
    new = b"".join(added)
    if held is None:
        spelt = prefix_of(xml) + name.encode()
        whole = b'<%s count="%d">%s</%s%s>' % (spelt, len(added), new, spelt, b" " * _ABSENT)
        return _put(xml, _place_for(xml, name), whole), len(added) - len(items)
    tag = tag_at(xml, held.start)
    opening = _counted(xml[tag.start : tag.end], len(added))
    if tag.is_empty:
        opening = opening[: opening.rindex(b"/")] + b">"
        closing = b"</%s%s>" % (tag.name, b" " * _EMPTY_ELEMENT)
        whole = opening + new + closing
    else:
        end = xml.rindex(b"</", held.start, held.end)
        closing = xml[end : held.end] if number else b"</%s%s>" % (tag.name, b" " * _BLANK)
        whole = opening + xml[tag.end : end] + new + closing
    return _joined(xml, Splice(held.start, held.end, whole)), number or len(base)


def without_items(xml: bytes, name: str, items: Sequence[bytes], base: Sequence[bytes]) -> bytes:
    """Return the part with items taken from the end of a list, and the list as it was before."""
    held = _list(xml, name)
    if held is None:
        return xml
    tag, end = tag_at(xml, held.start), xml.rfind(b"</", held.start, held.end)
    blanks = xml[end : held.end].count(b" ")
    taken = [*base, *items] if blanks else [*items]
    new = b"".join(taken)
    if end < 0 or not xml[tag.end : end].endswith(new):
        return xml
    inside = xml[tag.end : end - len(new)]
    if blanks == _ABSENT and not inside:
        return _joined(xml, Splice(held.start, held.end, b""))
    opening = _counted(xml[tag.start : tag.end], -len(taken))
    closing = xml[end : held.end]
    if blanks == _EMPTY_ELEMENT and not inside:
        opening, closing = opening[:-1] + b"/>", b""
    elif blanks == _BLANK:
        closing = b"</%s>" % tag.name
    return _joined(xml, Splice(held.start, held.end, opening + inside + closing))


def _list(xml: bytes, name: str) -> Element | None:
    return next((one for one in outline(xml)[1:] if one.name == name), None)


def _count_items(piece: bytes, xml: bytes, name: str) -> int:
    """Return how many items of a list a piece of it holds."""
    item = re.escape(prefix_of(xml) + _ITEM[name])
    return len(re.findall(rb"<%s[\s/>]" % item, masked(piece)))


def _counted(opening: bytes, more: int) -> bytes:
    """Return a start tag whose count, if it states one, is so much higher."""
    found = _COUNT.search(opening)
    if found is None:
        return opening
    return opening[: found.start(1)] + b"%d" % (int(found[1]) + more) + opening[found.end(1) :]


def _place_for(xml: bytes, name: str) -> int:
    """Return where a list goes that the part lacks."""
    root, *children = outline(xml)
    before = _ORDER[: _ORDER.index(name)]
    return max((one.end for one in children if one.name in before), default=root.end)


def _put(xml: bytes, place: int, new: bytes) -> bytes:
    return _joined(xml, Splice(place, place, new))


def _joined(xml: bytes, splice: Splice) -> bytes:
    return b"".join(spliced(xml, [splice]))
