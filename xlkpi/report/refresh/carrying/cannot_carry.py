"""Cannot carry: what stands in officers' words and cannot go into another file."""

from lxml import etree

from xlkpi.report.control import Control
from xlkpi.report.wordml import DATA_BINDING, SDT, SECTION_END, w

REFUSED = {
    w("footnoteReference"): "a footnote",
    w("endnoteReference"): "an endnote",
    w("altChunk"): "an embedded document",
    w("subDoc"): "an embedded document",
    w("control"): "a form field",
    SECTION_END: "a section break",
}


class CannotCarryError(Exception):
    """Says in a few words what cannot be carried: `a footnote`."""


def refuse_what_cannot_go(content: etree._Element) -> None:
    """Refuse content that would not be the same in another file.

    Raises:
        CannotCarryError: it holds such a thing.
    """
    for found in content.iter(*REFUSED):
        raise CannotCarryError(REFUSED[found.tag])
    if any(Control(found).has(DATA_BINDING) for found in content.iter(SDT)):
        message = "a control that is bound to data"
        raise CannotCarryError(message)
