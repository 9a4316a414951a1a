"""Left behind: what officers put into a paper beside its commentary, which no new layout has."""

import re
from collections import Counter
from collections.abc import Collection, Iterator, Sequence

from lxml import etree

from xlkpi.report.control import Control
from xlkpi.report.record import Written
from xlkpi.report.refresh.figure import DRAWINGS
from xlkpi.report.refresh.frame import MARKS
from xlkpi.report.refresh.outside import lines_outside, unknown
from xlkpi.report.refresh.part_text import PartText
from xlkpi.report.shown import shown
from xlkpi.report.wordml import SDT, SHOWING_PLACEHOLDER

MOST, MOST_SHOWN = 8, 60
PICTURE = re.compile(r"\[picture[^\]]*\]")
WORDS_FOR = {
    "ins": "tracked change",
    "del": "tracked change",
    "moveFrom": "tracked change",
    "moveTo": "tracked change",
    "commentReference": "comment",
    "footnoteReference": "footnote",
    "endnoteReference": "endnote",
}


def left_behind(
    parts: Sequence[PartText], written: Written, fixed: Collection[str]
) -> Iterator[str]:
    """Yield a line for everything that stands outside the commentary and was not generated.

    Args:
        parts: the paper as officers left it.
        written: what was written into it.
        fixed: marks of what today's template says, which is in the new layout anyway.
    """
    known = {*written.texts, *written.words}

    def is_ours(control: Control) -> bool:
        return control.is_officers or control.tag in known

    lines = [line for part in parts for line in lines_outside(part.root, is_ours)]
    yield from _told(unknown(lines, {*written.fixed, *fixed}), "stands outside the commentary")
    controls = (Control(sdt) for part in parts for sdt in part.root.iter(SDT))
    typed = dict.fromkeys(text for control in controls if (text := _typed(control, written)))
    yield from _told(list(typed), "was typed into a figure")
    counts = Counter(
        WORDS_FOR[name]
        for part in parts
        for mark in part.root.iter(*MARKS)
        if (name := etree.QName(mark).localname) in WORDS_FOR and not _is_in_words(mark)
    )
    for word, many in counts.items():
        yield f"{many} {word}{'' if many == 1 else 's'} outside the commentary: not carried"


def _told(found: Sequence[str], what: str) -> Iterator[str]:
    for line in found[:MOST]:
        text = PICTURE.sub("[picture]", line)
        short = text if len(text) <= MOST_SHOWN else f"{text[: MOST_SHOWN - 3]}..."
        yield f"'{short}' {what}: not carried"
    if len(found) > MOST:
        yield f"{len(found) - MOST} more of the kind: not carried"


def _typed(control: Control, written: Written) -> str:
    """Return what an officer made of a figure; empty where it says what was generated."""
    made = written.texts.get(control.tag)
    is_drawn = next(control.content.iter(*DRAWINGS), None) is not None
    if made is None or is_drawn or control.has(SHOWING_PLACEHOLDER):
        return ""
    now = shown(control.content)
    return "" if now.split() == made.split() else " ".join(now.split())


def _is_in_words(mark: etree._Element) -> bool:
    return any(Control(around).is_officers for around in mark.iterancestors(SDT))
