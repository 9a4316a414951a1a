"""Bookmarks: the names by which places are found again, also where a program has dropped tags."""

from collections import Counter
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

    numbers: "count[int]" = field(default_factory=lambda: count(FIRST))
    seen: Counter[str] = field(default_factory=Counter)

    def put_around(self, element: etree._Element, tag: str) -> None:
        """Put the bookmark of `tag` around the element."""
        start, end = self._pair(tag)
        element.addprevious(start)
        element.addnext(end)

    def put_before(self, element: etree._Element, tag: str) -> None:
        """Put the bookmark of `tag` before the element, around nothing."""
        for mark in self._pair(tag):
            element.addprevious(mark)

    def _pair(self, tag: str) -> tuple[etree._Element, etree._Element]:
        name, number = anchor_of(tag), str(next(self.numbers))
        self.seen[name] += 1
        turn = self.seen[name]
        start, end = etree.Element(BOOKMARK_START), etree.Element(BOOKMARK_END)
        start.set(ID, number)
        start.set(NAME, name if turn == 1 else f"{name}_{turn}")
        end.set(ID, number)
        return start, end
