"""Styles of a Word file: what each inherits, and which of them make headings."""

import re
from collections.abc import Iterator
from functools import cached_property
from itertools import islice

from lxml import etree

from xlkpi.report.wordml import (
    PARAGRAPH_PROPERTIES,
    RUN_PROPERTIES,
    value_of,
    w,
)

HEADING = re.compile(r"heading ([1-9])$", re.IGNORECASE)
OUTLINE, BASED_ON, NAME, TYPE = w("outlineLvl"), w("basedOn"), w("name"), w("type")
CONDITION, BAND = w("tblStylePr"), w("tblStyleRowBandSize")
STYLE_ID, IS_DEFAULT = w("styleId"), w("default")
BODY_TEXT = 9
"""The outline level that makes no heading."""

LONGEST_CHAIN = 40
"""A chain that goes on is a circle."""


class Styles:
    """The styles of one file by their ids."""

    def __init__(self, root: etree._Element | None) -> None:
        every = () if root is None else root.iter(w("style"))
        self._root = root
        self._of = {style.get(STYLE_ID, ""): style for style in every}
        self._default = {
            style.get(TYPE, ""): key
            for key, style in self._of.items()
            if style.get(IS_DEFAULT) in ("1", "true", "on")
        }
        self._conditions: dict[tuple[str, tuple[str, ...]], tuple[etree._Element, ...]] = {}
        self._chains: dict[tuple[str, str], tuple[etree._Element, ...]] = {}
        self._levels: dict[str, int] = {}

    @cached_property
    def run_defaults(self) -> etree._Element | None:
        """What the file says of all text."""
        if self._root is None:
            return None
        return self._root.find(f"{w('docDefaults')}/{w('rPrDefault')}/{RUN_PROPERTIES}")

    @property
    def names(self) -> frozenset[str]:
        """The names of all styles."""
        return frozenset(value_of(style.find(NAME)) for style in self._of.values())

    def name_of(self, key: str) -> str:
        """Return the name that Word shows for a style, or for the default one."""
        style = self._of.get(key or self._default.get("paragraph", ""))
        return "" if style is None else value_of(style.find(NAME))

    def chain(self, key: str, properties: str) -> tuple[etree._Element, ...]:
        """Return these properties of a style and of those it is based on, the nearest first.

        Without a key it is the default paragraph style's.
        """
        if (key, properties) not in self._chains:
            found = (style.find(properties) for style in self.lineage(key, "paragraph"))
            self._chains[key, properties] = tuple(one for one in found if one is not None)
        return self._chains[key, properties]

    def lineage(self, key: str, kind: str) -> tuple[etree._Element, ...]:
        """Return a style and those it is based on; a style that is not there is the default one."""
        return tuple(islice(self._line(key, kind), LONGEST_CHAIN))

    def level_of(self, paragraph: etree._Element, key: str) -> int:
        """Return the level that a paragraph has as a heading, 0 for none."""
        own = paragraph.find(f"{PARAGRAPH_PROPERTIES}/{OUTLINE}")
        if own is not None:
            return _level(value_of(own))
        if key not in self._levels:
            self._levels[key] = self._heading_level(key)
        return self._levels[key]

    def conditions(self, key: str, kinds: tuple[str, ...]) -> tuple[etree._Element, ...]:
        """Return what a table style says under these conditions, then what it says of all cells."""
        if (key, kinds) not in self._conditions:
            lineage = self.lineage(key, "table")
            found = (
                condition
                for kind in kinds
                for style in lineage
                for condition in style.iterchildren(CONDITION)
                if condition.get(TYPE) == kind
            )
            self._conditions[key, kinds] = (*found, *lineage)
        return self._conditions[key, kinds]

    def band(self, key: str) -> int:
        """Return how many rows a band of a table style has."""
        sizes = (value_of(f) for style in self.lineage(key, "table") for f in style.iter(BAND))
        size = next(sizes, "")
        return int(size) if size.isdigit() and int(size) else 1

    def is_list(self, key: str) -> bool:
        """Return whether the style numbers or bullets its paragraphs."""
        numbers = w("numPr")
        return any(one.find(numbers) is not None for one in self.chain(key, PARAGRAPH_PROPERTIES))

    def _heading_level(self, key: str) -> int:
        for style in self.lineage(key, "paragraph"):
            outline = style.find(f"{PARAGRAPH_PROPERTIES}/{OUTLINE}")
            if outline is not None:
                return _level(value_of(outline))
            named = HEADING.match(value_of(style.find(NAME)))
            if named:
                return int(named[1])
        return 0

    def _line(self, key: str, kind: str) -> Iterator[etree._Element]:
        style = self._of.get(key)
        if style is None:
            style = self._of.get(self._default.get(kind, ""))
        while style is not None:
            yield style
            style = self._of.get(value_of(style.find(BASED_ON)))


def _level(outline: str) -> int:
    level = int(outline) if outline.isdigit() else BODY_TEXT
    return level + 1 if level < BODY_TEXT else 0
