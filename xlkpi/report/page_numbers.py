"""Page numbers: put beside the entries of a paper's contents list, as Word's own fields.

Only a program that lays pages out knows them: they come from the bookmarks of the paper's PDF.
"""

import re
from collections.abc import Mapping, Sequence
from xml.sax.saxutils import quoteattr

from lxml import etree

from xlkpi.errors import PaperError
from xlkpi.report.check.word_paper import WordPaper
from xlkpi.report.refresh.officers_paper import OfficersPaper
from xlkpi.report.wordml import (
    BOOKMARK_START,
    FIELD_TEXT,
    NAME,
    PARAGRAPH,
    PARAGRAPH_PROPERTIES,
    SECTION_END,
    STYLE,
    TEXT,
    WORD,
    first_child_of,
    parent_of,
    value_of,
    w,
)

LINK, ANCHOR, TABS = w("hyperlink"), w("anchor"), w("tabs")
PAGE_SIZE, MARGINS, WIDTH = w("pgSz"), w("pgMar"), w("w")
NO_NUMBERS = re.compile(r"\\n(\s+\"?\d-\d\"?)?\s*")
"""The switch of a TOC field that leaves page numbers out, for all levels or for some."""

NUMBER = (
    '<w:x xmlns:w="{word}"><w:r><w:tab/></w:r><w:r><w:fldChar w:fldCharType="begin"/></w:r>'
    '<w:r><w:instrText xml:space="preserve"> PAGEREF {anchor} \\h </w:instrText></w:r>'
    '<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>{page}</w:t></w:r>'
    '<w:r><w:fldChar w:fldCharType="end"/></w:r></w:x>'
)
TAB = '<w:tabs xmlns:w="{word}"><w:tab w:val="right" w:leader="dot" w:pos="{place}"/></w:tabs>'


def with_page_numbers(content: bytes, pages: Sequence[int]) -> bytes:
    """Return the paper with the page of each heading in its contents list; nothing else changes.

    Args:
        content: the Word file.
        pages: the page of each of its headings, in reading order.

    Raises:
        PaperError: the file cannot be read, or has another number of headings.
    """
    paper = OfficersPaper(content)
    root = etree.fromstring(paper.members[paper.document])
    numbers = _pages_by_anchor(content, pages)
    place = _text_width(root)
    for link in root.iter(LINK):
        page = numbers.get(link.get(ANCHOR, ""))
        entry = next(link.iterancestors(PARAGRAPH), None)
        if page is None or entry is None or not _is_entry(entry, paper.style_ids):
            continue
        _number(link, page)
        _set_tab(entry, place)
    for instruction in root.iter(FIELD_TEXT):
        if (instruction.text or "").strip().startswith("TOC"):
            instruction.text = NO_NUMBERS.sub("", instruction.text or "")
    paper.members[paper.document] = etree.tostring(
        root, xml_declaration=True, encoding="UTF-8", standalone=True
    )
    return paper.to_bytes()


def _pages_by_anchor(content: bytes, pages: Sequence[int]) -> Mapping[str, int]:
    """Return the page of each bookmark that stands in a heading."""
    walked = WordPaper.opened(content).body.paragraphs
    headings = [one.element for one in walked if one.level and one.text.strip()]
    if len(headings) != len(pages):
        message = f"has {len(headings)} headings where its pages have {len(pages)}: print it again"
        raise PaperError(message)
    return {
        mark.get(NAME, ""): page
        for heading, page in zip(headings, pages, strict=True)
        for mark in heading.iter(BOOKMARK_START)
    }


def _is_entry(paragraph: etree._Element, styles: Mapping[str, str]) -> bool:
    style = value_of(paragraph.find(f"{PARAGRAPH_PROPERTIES}/{STYLE}"))
    levels = {styles.get(name) for name in styles if name.lower().startswith("toc ")}
    return bool(style) and style in levels


def _number(link: etree._Element, page: int) -> None:
    """Write the page behind the entry's words, or over the one that stands there."""
    for instruction in link.iter(FIELD_TEXT):
        if "PAGEREF" in (instruction.text or ""):
            texts = [node for node in link.iter(TEXT) if _is_behind(node, instruction)]
            texts[0].text = str(page)
            for other in texts[1:]:
                other.text = ""
            return
    anchor = quoteattr(link.get(ANCHOR, ""))[1:-1]
    link.extend(etree.fromstring(NUMBER.format(word=WORD, anchor=anchor, page=page)))


def _is_behind(node: etree._Element, other: etree._Element) -> bool:
    run, mark = parent_of(node), parent_of(other)
    return run in mark.itersiblings()


def _set_tab(entry: etree._Element, place: int) -> None:
    """Give the entry the tab stop at which its number stands."""
    properties = first_child_of(entry, PARAGRAPH_PROPERTIES)
    if properties.find(TABS) is not None:
        return
    tab = etree.fromstring(TAB.format(word=WORD, place=place))
    style = properties.find(STYLE)
    properties.insert(0 if style is None else properties.index(style) + 1, tab)


def _text_width(root: etree._Element) -> int:
    """Return how wide the text of the first section is, in twentieths of a point."""
    section = next(root.iter(SECTION_END), None)
    size = None if section is None else section.find(PAGE_SIZE)
    margins = None if section is None else section.find(MARGINS)
    if size is None or margins is None:
        return 9026  # -- A4 with an inch to each side, which Word takes for itself --
    sides = sum(int(margins.get(w(side), "0")) for side in ("left", "right"))
    return int(size.get(WIDTH, "11906")) - sides
