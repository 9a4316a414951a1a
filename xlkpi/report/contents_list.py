"""Contents list: a finished paper's headings, written as what Word's own TOC field shows.

The field stays a field, which Word brings up to date when asked to. It lists no page numbers, which
only Word can know.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import takewhile
from xml.sax.saxutils import escape, quoteattr

from lxml import etree

from xlkpi.report.wordml import (
    BOOKMARK_END,
    BOOKMARK_START,
    FIELD_KIND,
    FIELD_MARK,
    FIELD_TEXT,
    ID,
    NAME,
    PARAGRAPH,
    PARAGRAPH_PROPERTIES,
    STYLE,
    TABLE,
    WORD,
    parent_of,
    remove,
    text_of,
    value_of,
)

LEVELS = re.compile(r'\\o\s+"?(\d)\s*-\s*(\d)')
ALL_LEVELS = (1, 9)
STEPS = {"begin": 1, "end": -1}
BOOKMARKS_FROM = 10_000
"""Numbers of our own, far above those of any bookmark in a template."""

ENTRY = (
    '<w:p xmlns:w="{word}"><w:pPr><w:pStyle w:val={style}/></w:pPr>{before}'
    '<w:hyperlink w:anchor="{anchor}" w:history="1"><w:r>{look}'
    '<w:t xml:space="preserve">{text}</w:t></w:r></w:hyperlink>{after}</w:p>'
)
OPENING = (
    '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
    '<w:r><w:instrText xml:space="preserve">{instruction}</w:instrText></w:r>'
    '<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
)
CLOSING = '<w:r><w:fldChar w:fldCharType="end"/></w:r>'


def write_contents_list(paper: etree._Element, styles: Mapping[str, str]) -> None:
    """Write the paper's headings into its TOC field, if it has one, each a link to its place.

    Args:
        paper: the filled document.
        styles: the ids of its styles by name.
    """
    paragraphs = list(_outside_tables(paper))
    field = _field_in(paragraphs)
    if not field:
        return
    instruction = _instruction_of(field[0])
    headings = list(_headings(paragraphs, instruction, styles))
    home = parent_of(field[0])
    place = home.index(field[0])
    for number, (level, heading) in enumerate(headings):
        entry = _entry(level, text_of(heading), _bookmarked(heading, number), styles)
        is_last = number == len(headings) - 1
        before = OPENING.format(instruction=escape(instruction)) if number == 0 else ""
        line = entry.format(before=before, after=CLOSING if is_last else "")
        home.insert(place + number, etree.fromstring(line))
    for paragraph in field:
        remove(paragraph)


def has_contents_list(template: etree._Element) -> bool:
    """Return whether the document has a TOC field; cheap as long as it is not filled."""
    return any("TOC" in (node.text or "") for node in template.iter(FIELD_TEXT))


def _outside_tables(element: etree._Element) -> Iterator[etree._Element]:
    """Return the paragraphs that stand in no table, in reading order."""
    for child in element:
        if child.tag == PARAGRAPH:
            yield child
        elif child.tag != TABLE:
            yield from _outside_tables(child)


def _field_in(paragraphs: Sequence[etree._Element]) -> list[etree._Element]:
    """Return the paragraphs of the first TOC field; none where there is none that also ends."""
    found: list[etree._Element] = []
    depth = 0
    for paragraph in paragraphs:
        if not found and not _instruction_of(paragraph).strip().startswith("TOC"):
            continue
        found.append(paragraph)
        depth += sum(STEPS.get(mark.get(FIELD_KIND, ""), 0) for mark in paragraph.iter(FIELD_MARK))
        if depth == 0:
            return found
    return []


def _instruction_of(paragraph: etree._Element) -> str:
    """Return what the paragraph's first field is told to do."""
    nodes = takewhile(
        lambda node: node.get(FIELD_KIND) != "separate", paragraph.iter(FIELD_MARK, FIELD_TEXT)
    )
    return "".join(node.text or "" for node in nodes)


def _headings(
    paragraphs: Sequence[etree._Element], instruction: str, styles: Mapping[str, str]
) -> Iterator[tuple[int, etree._Element]]:
    """Return the headings that the instruction asks for, with their levels."""
    asked = LEVELS.search(instruction)
    first, last = (int(asked[1]), int(asked[2])) if asked else ALL_LEVELS
    names = {styles.get(f"heading {n}"): n for n in range(first, last + 1)}
    for paragraph in paragraphs:
        properties = next(paragraph.iterchildren(PARAGRAPH_PROPERTIES), None)
        if properties is None:
            continue
        style = value_of(next(properties.iterchildren(STYLE), None))
        if style in names and text_of(paragraph).strip():
            yield names[style], paragraph


def _bookmarked(heading: etree._Element, number: int) -> str:
    """Return the name of a new bookmark around the heading's text."""
    name, key = f"_Toc{BOOKMARKS_FROM + number:08d}", str(BOOKMARKS_FROM + number)
    start, end = etree.Element(BOOKMARK_START), etree.Element(BOOKMARK_END)
    start.set(ID, key)
    start.set(NAME, name)
    end.set(ID, key)
    heading.insert(1, start)  # -- behind its properties: a heading always has its style --
    heading.append(end)
    return name


def _entry(level: int, text: str, anchor: str, styles: Mapping[str, str]) -> str:
    """Return a line of the list, open for what the field needs before and after it."""
    link = styles.get("Hyperlink")
    return ENTRY.format(
        word=WORD,
        style=quoteattr(styles.get(f"toc {level}", "Normal")),
        anchor=anchor,
        look=f"<w:rPr><w:rStyle w:val={quoteattr(link)}/></w:rPr>" if link else "",
        text=escape(text).replace("{", "{{").replace("}", "}}"),
        before="{before}",
        after="{after}",
    )
