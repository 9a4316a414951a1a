"""The elements right under a part's root, with their places in the bytes."""

from dataclasses import dataclass
from xml.parsers import expat

from xlkpi.workbook.edit.xml_bytes import end_of_element, tag_at

_SEPARATOR = " "
_ROOT, _CHILD = 1, 2


@dataclass(frozen=True, slots=True)
class Element:
    """An element: its local name, its attributes, and where it begins and ends."""

    name: str
    attributes: dict[str, str]
    start: int
    end: int


def outline(xml: bytes) -> tuple[Element, ...]:
    """Return the root and then each of its children; the root's end is that of its start tag."""
    found: list[Element] = []
    opened: list[tuple[str, dict[str, str], int]] = []
    parser = expat.ParserCreate("utf-8", _SEPARATOR)

    def start(name: str, attributes: dict[str, str]) -> None:
        place = parser.CurrentByteIndex
        opened.append((name.rpartition(_SEPARATOR)[2], dict(attributes), place))
        if len(opened) == _ROOT:
            found.append(Element(*opened[0], tag_at(xml, place).end))

    def finish(_: str) -> None:
        name, attributes, begin = opened.pop()
        if len(opened) == _CHILD - 1:
            end = end_of_element(xml, begin, parser.CurrentByteIndex)
            found.append(Element(name, attributes, begin, end))

    parser.StartElementHandler = start
    parser.EndElementHandler = finish
    parser.Parse(xml, True)  # noqa: FBT003 -- its signature
    return tuple(found)
