"""Carrier: an officer's words put into the control of another file, whatever stands in them."""

from collections import Counter
from collections.abc import Iterable
from copy import deepcopy

from lxml import etree

from xlkpi.report.control import Control
from xlkpi.report.refresh.carrying.cannot_carry import CannotCarryError, refuse_what_cannot_go
from xlkpi.report.refresh.carrying.comments import Comments
from xlkpi.report.refresh.carrying.look import Look
from xlkpi.report.refresh.carrying.numbers import Numbers
from xlkpi.report.refresh.carrying.package_parts import PackageParts
from xlkpi.report.refresh.officers_paper import OfficersPaper
from xlkpi.report.wordml import (
    BREAK,
    CELL,
    CHECKBOX,
    PARAGRAPH,
    PARAGRAPH_PROPERTIES,
    ROW,
    RUN,
    RUN_PROPERTIES,
    SDT,
    STYLE,
    TABLE,
    VALUE,
    value_of,
    w,
)

BLOCKS = (PARAGRAPH, TABLE)
LIST, CELL_PROPERTIES, PLAIN_TEXT = w("numPr"), w("tcPr"), w("text")
STATES = (CHECKBOX, w("date"))
"""Properties in which a control keeps what was ticked or picked."""


class Carrier:
    """Carries officers' words from one file into another."""

    def __init__(self, old: OfficersPaper, new: OfficersPaper, root: etree._Element) -> None:
        """Make ready.

        Args:
            old: the file that the words are from.
            new: the file that they go into.
            root: the new file's own part, which the words become a part of.
        """
        self._parts = PackageParts(old, new)
        self._look = Look(self._parts)
        self._comments = Comments(self._parts, self._look)
        self._numbers = Numbers(root)
        self._usual = ""

    def learn_usual_style(self, controls: Iterable[Control]) -> None:
        """Take note of the style in which the old template had words typed."""
        found = Counter(
            value_of(paragraph.find(f"{PARAGRAPH_PROPERTIES}/{STYLE}"))
            for control in controls
            for paragraph in control.content.iterchildren(PARAGRAPH)
        )
        self._usual = next((style for style, _ in found.most_common(1)), "")

    def carry(self, held: Control, old_part: str, home: Control, new_part: str) -> None:
        """Put the words of one control into another; on a refusal that one stays as it is.

        Raises:
            CannotCarryError: something in them cannot go into another file.
        """
        refuse_what_cannot_go(held.content)
        source, target = _inside(held), _inside(home)
        shell = etree.Element(w("body"))
        shell.extend([deepcopy(child) for child in source if child.tag != CELL_PROPERTIES])
        if _is_block(source) and not _is_block(target):
            shell[:] = _in_a_line(shell)
        elif _is_block(target) and not _is_block(source):
            line = etree.Element(PARAGRAPH)
            line.append(_usual(self._usual))
            line.extend(list(shell))
            shell.append(line)
        plain = [p for p in shell.iterchildren(PARAGRAPH) if self._is_plain(p)]
        for paragraph in plain:
            _suit(paragraph, None)
        self._parts.relink(shell, old_part, new_part)
        self._look.set_in(shell)
        self._comments.carry(shell)
        self._numbers.renumber(shell)
        for paragraph in plain:
            _suit(paragraph, next(target.iterchildren(PARAGRAPH), None))
        _put(shell, target)
        _show_as_words(held, home)

    def put(self) -> None:
        """Put what the words need into the new file; to be called once, at the end."""
        self._look.put()

    def _is_plain(self, paragraph: etree._Element) -> bool:
        """Return whether nobody has given the paragraph a look beside that of the template."""
        properties = paragraph.find(PARAGRAPH_PROPERTIES)
        looks = [] if properties is None else [c for c in properties if c.tag != RUN_PROPERTIES]
        styles = [value_of(look) if look.tag == STYLE else look.tag for look in looks]
        return styles == ([self._usual] if self._usual else [])


def _usual(style: str) -> etree._Element:
    """Return the properties of a paragraph that nobody has given a look."""
    made = etree.Element(PARAGRAPH_PROPERTIES)
    if style:
        etree.SubElement(made, STYLE).set(VALUE, style)
    return made


def _inside(control: Control) -> etree._Element:
    """Return what holds the words: the control's content, or the cell in it."""
    content = control.content
    if next(content.iterchildren(ROW), None) is not None:
        message = "rows of a table"
        raise CannotCarryError(message)
    cells = list(content.iterchildren(CELL))
    if len(cells) > 1:
        message = "cells of a table"
        raise CannotCarryError(message)
    return cells[0] if cells else content


def _is_block(inside: etree._Element) -> bool:
    """Return whether paragraphs stand there, not words of a line."""
    return inside.tag == CELL or any(
        child.tag in BLOCKS or (child.tag == SDT and next(child.iter(PARAGRAPH), None) is not None)
        for child in inside
    )


def _in_a_line(shell: etree._Element) -> list[etree._Element]:
    """Return paragraphs as words of one line, breaks between them."""
    paragraphs = [child for child in shell if child.tag == PARAGRAPH]
    if len(paragraphs) < len(shell) or next(shell.iter(LIST), None) is not None:
        message = "a list or table where the new layout has room for a line"
        raise CannotCarryError(message)
    found: list[etree._Element] = []
    for number, paragraph in enumerate(paragraphs):
        if number:
            run = etree.Element(RUN)
            etree.SubElement(run, BREAK)
            found.append(run)
        found += [child for child in paragraph if child.tag != PARAGRAPH_PROPERTIES]
    return found


def _suit(paragraph: etree._Element, like: etree._Element | None) -> None:
    """Give a plain paragraph the look that the new layout has words in."""
    wanted = None if like is None else like.find(PARAGRAPH_PROPERTIES)
    held = paragraph.find(PARAGRAPH_PROPERTIES)
    made = etree.Element(PARAGRAPH_PROPERTIES) if wanted is None else deepcopy(wanted)
    for look in made.findall(RUN_PROPERTIES):
        made.remove(look)
    if held is not None:
        made.extend(held.findall(RUN_PROPERTIES))
        paragraph.remove(held)
    if len(made):
        paragraph.insert(0, made)


def _put(shell: etree._Element, target: etree._Element) -> None:
    for child in [c for c in target if c.tag != CELL_PROPERTIES]:
        target.remove(child)
    target.extend(list(shell))
    if target.tag == CELL and target[-1].tag != PARAGRAPH:
        etree.SubElement(target, PARAGRAPH)


def _show_as_words(held: Control, home: Control) -> None:
    """Take the placeholder's look away, and let the control hold what an officer put there."""
    home.show_as_words()
    for only_text in home.properties.findall(PLAIN_TEXT):
        home.properties.remove(only_text)
    for name in STATES:
        old, new = held.properties.find(name), home.properties.find(name)
        if old is not None and new is not None:
            home.properties.replace(new, deepcopy(old))
