"""Content control: one tagged place in a Word file, at any of its four levels.

A control may stand around runs, paragraphs, a cell or a row. Its text keeps the look of the first
run and paragraph inside, which is how officers set it.
"""

import re
from collections.abc import Iterator
from copy import deepcopy

from lxml import etree

from xlkpi.report.wordml import (
    BREAK,
    CELL,
    CHECKBOX,
    DATA_BINDING,
    ID,
    LOCK,
    PARAGRAPH,
    PARAGRAPH_PROPERTIES,
    PLACEHOLDER,
    REPEATING_ITEM,
    REPEATING_SECTION,
    ROW,
    RUN,
    RUN_PROPERTIES,
    RUN_STYLE,
    SDT,
    SDT_CONTENT,
    SDT_PROPERTIES,
    SECTION_END,
    SHOWING_PLACEHOLDER,
    SPACE,
    STYLE,
    TAG,
    TEXT,
    TITLE,
    VALUE,
    child_of,
    first_child_of,
    parent_of,
    remove,
    value_of,
)

LINE_END = re.compile(r"\r\n|[\r\n\v]")
"""A spreadsheet's line ends, whichever host wrote them."""

UNPRINTABLE = re.compile("[\x00-\x08\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")

OFFICERS = "commentary"
"""The tag of every officer-owned control begins with this word."""


class Control:
    """A `w:sdt` element."""

    __slots__ = ("element", "properties")

    def __init__(self, element: etree._Element) -> None:
        self.element = element
        self.properties = first_child_of(element, SDT_PROPERTIES)

    @property
    def content(self) -> etree._Element:
        """What stands inside."""
        return child_of(self.element, SDT_CONTENT)

    @property
    def tag(self) -> str:
        """The tag; empty when an officer forgot it."""
        return value_of(next(self.properties.iterchildren(TAG), None))

    @tag.setter
    def tag(self, tag: str) -> None:
        child_of(self.properties, TAG).set(VALUE, tag)

    @property
    def title(self) -> str:
        """What Word shows on the control's handle."""
        return value_of(self.properties.find(TITLE))

    def has(self, *names: str) -> bool:
        """Return whether the control's properties hold an element of one of these names."""
        return any(self.properties.find(name) is not None for name in names)

    @property
    def is_section(self) -> bool:
        """Whether the control is a repeating section."""
        return self.has(REPEATING_SECTION)

    @property
    def is_officers(self) -> bool:
        """Whether an officer owns what stands inside."""
        return self.tag.startswith(OFFICERS)

    @property
    def is_without_words(self) -> bool:
        """Whether the control is no place for text: a tick box, a binding to Word's own data."""
        return self.has(CHECKBOX, DATA_BINDING)

    def set_id(self, number: str) -> None:
        """Give the control its `w:id`, which Word wants to be unique."""
        found = next(self.properties.iterchildren(ID), None)
        if found is None:
            found = etree.Element(ID)
            tag = self.properties.find(TAG)
            if tag is None:
                self.properties.append(found)
            else:
                tag.addnext(found)
        found.set(VALUE, number)

    def item(self) -> etree._Element | None:
        """Return the first item of a repeating section, None when there is none."""
        items = (c for c in self.content.findall(SDT) if Control(c).has(REPEATING_ITEM))
        return next(items, None)

    def tidy(self) -> bool:
        """Return whether the control can hold a text, leaving one run of it if so.

        Split runs, hidden placeholder looks and second paragraphs go; the first run's own look and
        the first paragraph's stay.
        """
        if next(self.content.iter(ROW, SDT), None) is not None:
            return False
        run = next(self.content.iter(RUN), None)
        if run is None:
            return False
        for paragraph in list(self.content.iter(PARAGRAPH))[1:]:
            remove(paragraph)
        for child in [c for c in run if c.tag != RUN_PROPERTIES]:
            run.remove(child)
        holder = parent_of(run)
        for sibling in [c for c in holder if c is not run and c.tag != PARAGRAPH_PROPERTIES]:
            holder.remove(sibling)
        etree.SubElement(run, TEXT).set(SPACE, "preserve")
        return True

    def show_as_data(self) -> None:
        """Take away the placeholder look, and lock the control against deletion."""
        self.show_as_words()
        for found in self.properties.findall(LOCK):
            self.properties.remove(found)
        lock = etree.Element(LOCK)
        lock.set(VALUE, "sdtLocked")
        child_of(self.properties, TAG).addnext(lock)

    def show_as_words(self) -> None:
        """Take away the placeholder look."""
        for name in (SHOWING_PLACEHOLDER, PLACEHOLDER):
            for found in self.properties.findall(name):
                self.properties.remove(found)
        for style in list(self.content.iter(RUN_STYLE)):
            if value_of(style).startswith("Placeholder"):
                remove(style)

    def write(self, text: str) -> None:
        """Write `text` into a tidy control; each line is a paragraph where paragraphs fit."""
        first, *rest = lines_of(text)
        node = next(self.content.iter(TEXT))
        node.text = first
        if not rest:
            return
        paragraph = next(self.content.iter(PARAGRAPH), None)
        for line in reversed(rest):
            if paragraph is None:
                _write_after_break(node, line)
            else:
                copy = deepcopy(paragraph)
                next(copy.iter(TEXT)).text = line
                paragraph.addnext(copy)

    def style_paragraph(self, style_id: str) -> None:
        """Give the paragraph inside or around the control a style."""
        inside = next(self.content.iter(PARAGRAPH), None)
        paragraph = parent_of(self.element) if inside is None else inside
        properties = first_child_of(paragraph, PARAGRAPH_PROPERTIES)
        first_child_of(properties, STYLE).set(VALUE, style_id)

    def remove(self) -> None:
        """Take the control away, with the paragraph that held nothing else."""
        parent = parent_of(self.element)
        parent.remove(self.element)
        if parent.tag != PARAGRAPH or next(parent.iter(RUN, SDT), None) is not None:
            return
        around = parent_of(parent)
        is_last_in_cell = around.tag == CELL and len(around.findall(PARAGRAPH)) == 1
        ends_section = next(parent.iter(SECTION_END), None) is not None
        if not is_last_in_cell and not ends_section:
            around.remove(parent)


def lines_of(text: str) -> list[str]:
    """Return the lines of a text, without the few characters that no Word file can hold."""
    return [UNPRINTABLE.sub("", line) for line in LINE_END.split(text)]


def controls_in(element: etree._Element) -> Iterator[Control]:
    """Return the controls inside `element`, but not those inside its repeating sections."""
    for child in element:
        if child.tag == SDT:
            control = Control(child)
            yield control
            if control.is_section:
                continue
        yield from controls_in(child)


def _write_after_break(node: etree._Element, line: str) -> None:
    """Write a further line behind `node`, in the same run."""
    text = etree.Element(TEXT)
    text.set(SPACE, "preserve")
    text.text = line
    node.addnext(text)
    node.addnext(etree.Element(BREAK))
