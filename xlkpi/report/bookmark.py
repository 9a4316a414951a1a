"""Bookmarks: the names by which places are found again, also where a program has dropped tags."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import count

from lxml import etree

from xlkpi.report.record import anchor_of
from xlkpi.report.wordml import BOOKMARK_END, BOOKMARK_START, ID, NAME

FIRST = 20_000
"""Numbers of our own, above those of a template and of the list of contents."""


@dataclass(slots=True)
class Bookmarks:
    """The bookmarks put into one paper; no two have a name or a number in common."""

    numbers: Iterator[int] = field(default_factory=lambda: count(FIRST))
    taken: set[str] = field(default_factory=set)

    def put_around(self, element: etree._Element, tag: str) -> None:
        """Put the bookmark of `tag` around the element."""
        start, end = self.pair(tag)
        element.addprevious(start)
        element.addnext(end)

    def put_before(self, element: etree._Element, tag: str) -> None:
        """Put the bookmark of `tag` before the element, around nothing."""
        for mark in self.pair(tag):
            element.addprevious(mark)

    def pair(self, tag: str) -> tuple[etree._Element, etree._Element]:
        """Return the beginning and the end of a new bookmark of `tag`."""
        first, number = anchor_of(tag), str(next(self.numbers))
        names = (first if turn == 1 else f"{first}_{turn}" for turn in count(1))
        name = next(name for name in names if name not in self.taken)
        self.taken.add(name)
        start, end = etree.Element(BOOKMARK_START), etree.Element(BOOKMARK_END)
        start.set(ID, number)
        start.set(NAME, name)
        end.set(ID, number)
        return start, end
