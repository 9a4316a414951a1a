"""ChartML: the few element names of DrawingML charts that the room uses, spelled once."""

from typing import Final

from lxml import etree

CHARTS: Final = "http://schemas.openxmlformats.org/drawingml/2006/chart"
DRAWING: Final = "http://schemas.openxmlformats.org/drawingml/2006/main"
OFFICE: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
NAMESPACES: Final = f'xmlns:c="{CHARTS}" xmlns:a="{DRAWING}" xmlns:r="{OFFICE}"'

CHART_RELATION: Final = f"{OFFICE}/chart"
WORKBOOK_RELATION: Final = f"{OFFICE}/package"
CHART_TYPE: Final = "application/vnd.openxmlformats-officedocument.drawingml.chart+xml"
WORKBOOK_TYPE: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def c(name: str) -> str:
    """Return the qualified name of an element of a chart."""
    return f"{{{CHARTS}}}{name}"


SERIES, LINES, BARS, PLOT = c("ser"), c("lineChart"), c("barChart"), c("plotArea")
CHART, RELATION_ID = c("chart"), f"{{{OFFICE}}}id"


def element(xml: str) -> etree._Element:
    """Return the element that this XML spells, in the prefixes `c`, `a` and `r`."""
    head, mark, rest = xml.partition(" " if " " in xml.split(">", maxsplit=1)[0] else ">")
    closed = head.endswith("/") and mark == ">"
    name = head.removesuffix("/")
    return etree.fromstring(f"{name} {NAMESPACES}{'/' if closed else ''}{mark}{rest}")


def name_of(series: etree._Element) -> str:
    """Return the name of a series as the chart holds it."""
    words = series.find(c("tx"))
    found = None if words is None else next(words.iter(c("v")), None)
    return "" if found is None else found.text or ""


def put(parent: etree._Element, child: etree._Element, order: tuple[str, ...]) -> None:
    """Put the child where its schema has it; an element of its name gives way.

    Args:
        parent: what it is to stand in.
        child: the new element.
        order: the names of the elements that must stand before it.
    """
    for held in parent.findall(child.tag):
        parent.remove(held)
    before = {c(name) for name in order}
    place = max((n + 1 for n, one in enumerate(parent) if one.tag in before), default=0)
    parent.insert(place, child)
