"""Rules of headings and spacing: what a screen reader's list of headings is made of."""

import re
from collections.abc import Iterator

from xlkpi.report.check.finding import Finding
from xlkpi.report.check.walk import Paragraph
from xlkpi.report.check.word_paper import WordPaper
from xlkpi.report.wordml import PARAGRAPH_PROPERTIES, SECTION_END, TABLE, w

NUMBERS, BREAK, FIELD = w("numPr"), w("br"), w("fldChar")
MARKER = re.compile(r"\s*(?:[-*\u2013\u2022\u25cf\u25aa\u25a0o\uf0b7]|\(?\d{1,2}[.)]|\(?[a-z]\))\s")
"""How a list looks that was typed by hand."""


def empty_headings(paper: WordPaper) -> Iterator[Finding]:
    """Find headings without words."""
    for paragraph in paper.paragraphs:
        if paragraph.level and paragraph.is_blank:
            yield Finding(
                "A03", paragraph.place, f"an empty heading of level {paragraph.level}",
                "delete it, or give it the style Normal",
            )  # fmt: skip


def skipped_levels(paper: WordPaper) -> Iterator[Finding]:
    """Find headings that stand more than one level below the heading before."""
    before = 0
    for paragraph in paper.body.paragraphs:
        if not paragraph.level or paragraph.is_blank:
            continue
        if paragraph.level > before + 1:
            after = f"follows level {before}" if before else "is the first"
            yield Finding(
                "A04", paragraph.place, f"a heading of level {paragraph.level} {after}",
                f"give it the style Heading {before + 1}",
            )  # fmt: skip
        before = paragraph.level


def empty_paragraphs(paper: WordPaper) -> Iterator[Finding]:
    """Find empty paragraphs that stand for space."""
    for walk in paper.walks:
        is_alone = len(walk.paragraphs) == 1
        for paragraph in walk.paragraphs:
            is_space = paragraph.is_blank and not paragraph.level and paragraph.cell is None
            if is_space and not is_alone and not _must_be_there(paragraph):
                yield Finding(
                    "A05", paragraph.place, "an empty paragraph stands for space",
                    "delete it, and set the space before or after in the style",
                )  # fmt: skip


def typed_lists(paper: WordPaper) -> Iterator[Finding]:
    """Find lists whose bullets or numbers were typed."""
    for paragraph in paper.paragraphs:
        marker = MARKER.match(paragraph.text)
        if marker is None or paragraph.level or _is_list(paper, paragraph):
            continue
        yield Finding(
            "A08", paragraph.place, f"'{marker[0].strip()}' was typed to make a list",
            "delete it, and use Home > Bullets or Numbering",
        )  # fmt: skip


def _must_be_there(paragraph: Paragraph) -> bool:
    """Return whether Word itself needs the paragraph, or it holds a field's end or a page break."""
    element = paragraph.element
    if next(element.iter(SECTION_END, BREAK, FIELD), None) is not None:
        return True
    before = element.getprevious()
    follows = element.getnext()
    is_last = follows is None or follows.tag == SECTION_END
    return is_last and before is not None and next(before.iter(TABLE), None) is not None


def _is_list(paper: WordPaper, paragraph: Paragraph) -> bool:
    own = paragraph.element.find(f"{PARAGRAPH_PROPERTIES}/{NUMBERS}")
    return own is not None or paper.styles.is_list(paragraph.style)
