"""Frame: what stands in an item beside its controls, by which an officer's hand is recognised."""

from lxml import etree

from xlkpi.report.control import Control
from xlkpi.report.wordml import RUN, SDT, TEXT, w

MARKS = tuple(
    w(name)
    for name in (
        "ins", "del", "moveFrom", "moveTo", "commentRangeStart", "commentReference",
        "footnoteReference", "endnoteReference",
    )
)  # fmt: skip
"""Tracked changes, comments and notes: always a person's."""

THINGS = frozenset(
    {w(name) for name in ("drawing", "pict", "object", "hyperlink", "tbl", "fldSimple", "fldChar")}
)

Frame = tuple[str, ...]


def frame_of(item: etree._Element) -> Frame:
    """Return the words and things in the item that stand in none of its controls."""
    found: list[str] = []
    words: list[str] = []
    inside = item.find(w("sdtContent"))
    _look(item if inside is None else inside, found, words)
    return ("".join(words), *found)


def has_marks(item: etree._Element) -> bool:
    """Return whether a tracked change, a comment or a note stands in it beside commentary."""
    return any(not _is_in_words(mark, item) for mark in item.iter(*MARKS))


def _is_in_words(mark: etree._Element, item: etree._Element) -> bool:
    """Return whether an officer-owned control stands around the mark, inside the item."""
    for around in mark.iterancestors():
        if around is item:
            return False
        if around.tag == SDT and Control(around).is_officers:
            return True
    return False


def _look(element: etree._Element, found: list[str], words: list[str]) -> None:
    for child in element.iterchildren("*"):
        if child.tag == SDT:
            continue
        if child.tag in THINGS:
            found.append(etree.QName(child).localname)
        if child.tag == TEXT and element.tag == RUN:
            words.append(child.text or "")
        _look(child, found, words)
