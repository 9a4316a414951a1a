"""Content control: one tagged place in a Word file, around runs, paragraphs, a cell or a row."""

from collections.abc import Iterator

from lxml import etree

from xlkpi.report.wordml import (
    CELL,
    ID,
    LOCK,
    PARAGRAPH,
    PARAGRAPH_PROPERTIES,
    PLACEHOLDER,
    REPEATING_ITEM,
    REPEATING_SECTION,
    RUN,
    RUN_STYLE,
    SDT,
    SDT_CONTENT,
    SDT_PROPERTIES,
    SECTION_END,
    SHOWING_PLACEHOLDER,
    STYLE,
    TAG,
    TITLE,
    VALUE,
    child_of,
    first_child_of,
    parent_of,
    remove,
    value_of,
)

OFFICERS = "commentary"
"""The tag of every officer-owned control begins with this word."""


class Control:
    """A `w:sdt` element."""

    __slots__ = ("_tag", "element", "properties")

    def __init__(self, element: etree._Element) -> None:
        self.element = element
        self.properties = first_child_of(element, SDT_PROPERTIES)
        self._tag = next(self.properties.iterchildren(TAG), None)

    @property
    def content(self) -> etree._Element:
        """What stands inside."""
        return child_of(self.element, SDT_CONTENT)

    @property
    def tag(self) -> str:
        """The tag; empty when an officer forgot it."""
        return value_of(self._tag)

    @tag.setter
    def tag(self, tag: str) -> None:
        if self._tag is None:
            self._tag = etree.Element(TAG)
            title = self.properties.find(TITLE)
            self.properties.insert(
                0 if title is None else self.properties.index(title) + 1, self._tag
            )
        self._tag.set(VALUE, tag)

    def has(self, *names: str) -> bool:
        """Return whether the control's properties hold an element of one of these names."""
        return any(self.properties.find(name) is not None for name in names)

    @property
    def title(self) -> str:
        """What Word shows on the control; empty where it has no title."""
        return value_of(self.properties.find(TITLE))

    @property
    def is_section(self) -> bool:
        """Whether the control is a repeating section."""
        return self.has(REPEATING_SECTION)

    @property
    def is_officers(self) -> bool:
        """Whether an officer owns what stands inside."""
        return self.tag.startswith(OFFICERS)

    def set_id(self, number: str) -> None:
        """Give the control its `w:id`, which Word wants to be unique."""
        found = next(self.properties.iterchildren(ID), None)
        if found is None:
            found = etree.Element(ID)
            if self._tag is None:
                self.properties.append(found)
            else:
                self._tag.addnext(found)
        found.set(VALUE, number)

    def item(self) -> etree._Element | None:
        """Return the first item of a repeating section, None when there is none."""
        items = (c for c in self.content.findall(SDT) if Control(c).has(REPEATING_ITEM))
        return next(items, None)

    def show_as_data(self) -> None:
        """Take away the placeholder look, and lock the control against deletion."""
        self.show_as_words()
        for found in self.properties.findall(LOCK):
            self.properties.remove(found)
        lock = etree.Element(LOCK)
        lock.set(VALUE, "sdtLocked")
        if self._tag is not None:
            self._tag.addnext(lock)

    def show_as_words(self) -> None:
        """Take away the placeholder look."""
        for name in (SHOWING_PLACEHOLDER, PLACEHOLDER):
            for found in self.properties.findall(name):
                self.properties.remove(found)
        for style in list(self.content.iter(RUN_STYLE)):
            if value_of(style).startswith("Placeholder"):
                remove(style)

    def style_paragraph(self, style_id: str) -> None:
        """Give the paragraph inside or around the control a style."""
        inside = next(self.content.iter(PARAGRAPH), None)
        paragraph = parent_of(self.element) if inside is None else inside
        properties = first_child_of(paragraph, PARAGRAPH_PROPERTIES)
        first_child_of(properties, STYLE).set(VALUE, style_id)

    @property
    def unit(self) -> etree._Element:
        """What goes when the control goes: itself, or the paragraph that holds nothing else."""
        parent = parent_of(self.element)
        others = [child for child in parent if child is not self.element]
        holds_more = any(next(other.iter(RUN, SDT), None) is not None for other in others)
        if parent.tag != PARAGRAPH or holds_more:
            return self.element
        around = parent_of(parent)
        is_last_in_cell = around.tag == CELL and len(around.findall(PARAGRAPH)) == 1
        ends_section = next(parent.iter(SECTION_END), None) is not None
        return self.element if is_last_in_cell or ends_section else parent


def controls_in(element: etree._Element) -> Iterator[Control]:
    """Return the controls inside `element`, but not those inside its repeating sections."""
    for child in element:
        if child.tag == SDT:
            control = Control(child)
            yield control
            if control.is_section:
                continue
        yield from controls_in(child)
