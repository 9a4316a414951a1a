"""Numbers: marks of carried content numbered so that no two in the new file are alike."""

from collections.abc import Iterator
from itertools import count

from lxml import etree

from xlkpi.report.control import Control
from xlkpi.report.refresh.media import PROPERTIES
from xlkpi.report.wordml import BOOKMARK_END, BOOKMARK_START, ID, NAME, SDT, VALUE, remove, w

TRACKED = tuple(
    w(name)
    for name in (
        "ins", "del", "moveFrom", "moveTo", "moveFromRangeStart", "moveFromRangeEnd",
        "moveToRangeStart", "moveToRangeEnd", "rPrChange", "pPrChange", "tblPrChange",
        "trPrChange", "tcPrChange", "tblGridChange", "sectPrChange", "numberingChange",
        "cellIns", "cellDel", "cellMerge", "tblPrExChange",
    )
)  # fmt: skip
NOBODYS = ("_GoBack", "kpi_")
"""Bookmarks that no officer made begin like this."""

FIRST = 40_000
"""Above the numbers of bookmarks and of the list of contents."""


class Numbers:
    """Numbers that the new file does not have yet."""

    def __init__(self, root: etree._Element) -> None:
        held = [int(n) for node in root.iter("*") if (n := node.get(ID, "")).isdecimal()]
        self._marks = count(max([FIRST, *(n + 1 for n in held)]))
        drawings = [
            int(n) for node in root.iter(PROPERTIES) if (n := node.get("id", "")).isdecimal()
        ]
        self._drawings = count(max(drawings, default=0) + 1)
        self._controls = _free(root)
        self._names = {node.get(NAME, "") for node in root.iter(BOOKMARK_START)}

    def renumber(self, content: etree._Element) -> None:
        """Number everything in copied content anew."""
        self._bookmarks(content)
        ranges: dict[str, str] = {}
        for node in content.iter(*TRACKED):
            held = node.get(ID)
            if held is not None and "Range" in etree.QName(node).localname:
                node.set(ID, ranges.setdefault(held, str(next(self._marks))))
            elif held is not None:
                node.set(ID, str(next(self._marks)))
        for node in content.iter(PROPERTIES):
            node.set("id", str(next(self._drawings)))
        for node in content.iter(SDT):
            Control(node).set_id(next(self._controls))

    def _bookmarks(self, content: etree._Element) -> None:
        """Number the officers' own bookmarks; those that do not stand whole in the content go."""
        ends = {node.get(ID): node for node in content.iter(BOOKMARK_END)}
        for start in list(content.iter(BOOKMARK_START)):
            end, name = ends.pop(start.get(ID), None), start.get(NAME, "")
            if end is None or name in self._names or name.startswith(NOBODYS):
                for mark in (start, end):
                    if mark is not None:
                        remove(mark)
                continue
            self._names.add(name)
            number = str(next(self._marks))
            start.set(ID, number)
            end.set(ID, number)
        for end in ends.values():
            remove(end)


def _free(root: etree._Element) -> Iterator[str]:
    taken = {node.get(VALUE) for node in root.iter(ID)}
    yield from (str(n) for n in count(1) if str(n) not in taken)
