"""The text inside a content control, in the look of the first run and paragraph that it held."""

import re
from copy import deepcopy

from lxml import etree

from xlkpi.report.control import Control
from xlkpi.report.wordml import (
    BREAK,
    PARAGRAPH,
    PARAGRAPH_PROPERTIES,
    ROW,
    RUN,
    RUN_PROPERTIES,
    SDT,
    SPACE,
    TEXT,
    parent_of,
    remove,
)

LINE_END = re.compile(r"\r\n|[\r\n\v]")
"""A spreadsheet's line ends, whichever host wrote them."""

UNPRINTABLE = re.compile("[\\x00-\\x08\\x0c\\x0e-\\x1f\\ufffe\\uffff\\ud800-\\udfff]")
"""What no XML file can hold."""


def can_hold_text(control: Control) -> bool:
    """Return whether the control stands around text alone: no row, no other control."""
    content = control.content
    has_more = next(content.iter(ROW, SDT), None) is not None
    return not has_more and next(content.iter(RUN), None) is not None


def tidy(control: Control) -> None:
    """Leave one run for a text in a control that can hold one.

    Split runs and second paragraphs go; the first run's own look and the first paragraph's stay.
    """
    run = next(control.content.iter(RUN))
    for paragraph in list(control.content.iter(PARAGRAPH))[1:]:
        remove(paragraph)
    for child in [c for c in run if c.tag != RUN_PROPERTIES]:
        run.remove(child)
    holder = parent_of(run)
    for sibling in [c for c in holder if c is not run and c.tag != PARAGRAPH_PROPERTIES]:
        holder.remove(sibling)
    run.append(_empty_text())


def write(control: Control, text: str) -> None:
    """Write `text` into a tidy control; each line is a paragraph where paragraphs fit."""
    first, *rest = lines_of(text)
    node = next(control.content.iter(TEXT))
    node.text = first
    if not rest:
        return
    paragraph = next(control.content.iter(PARAGRAPH), None)
    for line in reversed(rest):
        if paragraph is None:
            _write_after_break(node, line)
        else:
            copy = deepcopy(paragraph)
            next(copy.iter(TEXT)).text = line
            paragraph.addnext(copy)


def lines_of(text: str) -> list[str]:
    """Return the lines of a text, without the few characters that no Word file can hold."""
    if text.isprintable():
        return [text]
    return [UNPRINTABLE.sub("", line) for line in LINE_END.split(text)]


def _write_after_break(node: etree._Element, line: str) -> None:
    """Write a further line behind `node`, in the same run."""
    text = _empty_text()
    text.text = line
    node.addnext(text)
    node.addnext(etree.Element(BREAK))


def _empty_text() -> etree._Element:
    text = etree.Element(TEXT)
    text.set(SPACE, "preserve")
    return text
