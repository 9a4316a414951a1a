"""Table rows across pages: no row stands alone at the foot or the head of a page."""

from lxml import etree

from xlkpi.report.wordml import (
    KEEP_WITH_NEXT,
    PARAGRAPH,
    PARAGRAPH_PROPERTIES,
    STYLE,
    first_child_of,
    remove,
)


def hold_rows_together(rows: etree._Element) -> None:
    """Keep the first row with the second and the last but one with the last.

    The last row lets go of what follows the table. Only where lines break changes; what an officer
    set in the pattern row for all rows stays for those between.
    """
    for row in {0: rows[0], len(rows) - 2: rows[len(rows) - 2]}.values():
        for paragraph in row.iter(PARAGRAPH):
            _keep(paragraph)
    for keep in list(rows[-1].iter(KEEP_WITH_NEXT)):
        remove(keep)


def _keep(paragraph: etree._Element) -> None:
    properties = first_child_of(paragraph, PARAGRAPH_PROPERTIES)
    if next(properties.iterchildren(KEEP_WITH_NEXT), None) is not None:
        return
    style = next(properties.iterchildren(STYLE), None)
    properties.insert(0 if style is None else 1, etree.Element(KEEP_WITH_NEXT))
