"""Where in a template something stands, in words an officer can follow."""

from lxml import etree

from xlkpi.report.wordml import (
    CELL,
    PARAGRAPH,
    PARAGRAPH_PROPERTIES,
    ROW,
    STYLE,
    TABLE,
    text_of,
    value_of,
    w,
)

LONGEST = 60


def place_of(element: etree._Element, part: str) -> str:
    """Return the nearest heading and the table's column: `under 'Scorecard', column 'Target'`.

    Args:
        element: the element in question.
        part: what the file's part is called when no heading stands above, such as `page header`.
    """
    heading = _heading_above(element)
    column = _column_of(element)
    place = f"under '{heading}'" if heading else f"in the {part}"
    return f"{place}, column '{column}'" if column else place


def _heading_above(element: etree._Element) -> str:
    """Return the text of the last heading before or around the element."""
    root = element.getroottree().getroot()
    heading = ""
    for node in root.iter():
        if node is element:
            break
        if node.tag == PARAGRAPH and _is_heading(node):
            heading = _short(text_of(node))
    return heading


def _is_heading(paragraph: etree._Element) -> bool:
    style = value_of(paragraph.find(f"{PARAGRAPH_PROPERTIES}/{STYLE}"))
    return style.startswith(("Heading", "Title"))


def _column_of(element: etree._Element) -> str:
    """Return the heading of the table column that the element stands in."""
    cell = _around(element, CELL)
    row = _around(element, ROW)
    table = _around(element, TABLE)
    if cell is None:
        cell = next(element.iter(CELL), None)
    if cell is None or row is None or table is None:
        return ""
    column = list(row.iter(CELL)).index(cell)
    headings = list(next(table.iter(ROW)).iter(CELL))
    return _short(text_of(headings[column])) if column < len(headings) else ""


def _around(element: etree._Element, name: str) -> etree._Element | None:
    return next(element.iterancestors(name), None)


def _short(text: str) -> str:
    return text if len(text) <= LONGEST else f"{text[: LONGEST - 3]}..."


def part_title(root: etree._Element) -> str:
    """Return what an officer calls the part: the page header, the page footer or the paper."""
    return {w("hdr"): "page header", w("ftr"): "page footer"}.get(root.tag, "paper")
