"""The elements of a part with their places in the bytes."""

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
    elements = sorted(_elements(xml, None), key=lambda one: one.start)
    return tuple(elements)


def elements_named(xml: bytes, name: str) -> tuple[Element, ...]:
    """Return every element of a local name, wherever it stands."""
    return tuple(_elements(xml, name))


def _elements(xml: bytes, name: str | None) -> list[Element]:
    """Return the elements of a name, or the root and its children, in the order they end."""
    found: list[Element] = []
    opened: list[tuple[str, dict[str, str], int]] = []
    parser = expat.ParserCreate("utf-8", _SEPARATOR)

    def start(spelt: str, attributes: dict[str, str]) -> None:
        place = parser.CurrentByteIndex
        opened.append((spelt.rpartition(_SEPARATOR)[2], dict(attributes), place))
        if name is None and len(opened) == _ROOT:
            found.append(Element(*opened[0], tag_at(xml, place).end))

    def finish(_: str) -> None:
        local, attributes, begin = opened.pop()
        is_meant = len(opened) == _CHILD - 1 if name is None else local == name
        if is_meant:
            end = end_of_element(xml, begin, parser.CurrentByteIndex)
            found.append(Element(local, attributes, begin, end))

    parser.StartElementHandler = start
    parser.EndElementHandler = finish
    parser.Parse(xml, True)  # noqa: FBT003 -- its signature
    return found
