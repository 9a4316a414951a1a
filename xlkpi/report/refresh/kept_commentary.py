"""Kept commentary: officers' words whose KPI has left a paper, in a document of their own."""

from collections.abc import Sequence
from copy import deepcopy
from dataclasses import dataclass, replace

from lxml import etree

from xlkpi.report.control import Control
from xlkpi.report.record import Written
from xlkpi.report.refresh.media import DRAWN, Media
from xlkpi.report.refresh.officers_paper import OfficersPaper
from xlkpi.report.refresh.words import parts_of, spoken
from xlkpi.report.wordml import (
    BODY,
    BOOKMARK_END,
    BOOKMARK_START,
    PARAGRAPH,
    PARAGRAPH_PROPERTIES,
    RUN,
    SDT,
    SECTION_END,
    SPACE,
    STYLE,
    TABLE,
    TEXT,
    VALUE,
    remove,
)

KIND = "Kept commentary"


@dataclass(frozen=True, slots=True)
class Kept:
    """Words to be kept, and where they come from."""

    heading: str
    """The KPI, or the part of the paper."""
    source: str
    """Part, period and paper."""
    words: Control | str


def kept_words(tag: str, title: str, words: Control | str, written: Written, paper: str) -> Kept:
    """Return words that have no place in a paper any more, under what they are about.

    Args:
        tag: that of their control.
        title: what Word called the control; empty where it is gone.
        words: the control itself, or what stood in it.
        written: what was written into the paper, for the KPI's name.
        paper: its file name.
    """
    about, _, part = spoken(tag).rpartition(", ")
    texts = written.texts
    name = texts.get(f"title@{about}") or texts.get(f"headline@{about}")
    heading = f"{about}: {name}" if name else about or tag
    return Kept(heading, f"{title or part} \u00b7 {parts_of(tag)[2]} \u00b7 from '{paper}'", words)


def kept_commentary(content: bytes, kept: Sequence[Kept]) -> bytes:
    """Return a document with these words, in the look of the paper that they come from.

    It is the paper's own file with another body, so that links, lists and pictures inside the words
    are what they were.
    """
    paper = OfficersPaper(content)
    root = etree.fromstring(paper.members[paper.document])
    body = next(root.iterchildren(BODY))
    section = next(body.iterchildren(SECTION_END), None)
    styles = paper.style_ids
    for child in list(body):
        body.remove(child)
    body.append(_paragraph(KIND, styles.get("Title")))
    for one in kept:
        body.append(_paragraph(one.heading, styles.get("heading 1")))
        body.append(_paragraph(one.source, styles.get("KPI Meta")))
        body.extend(_said(one.words))
    if section is not None:
        body.append(section)
    for mark in [*body.iter(BOOKMARK_START), *body.iter(BOOKMARK_END)]:
        remove(mark)
    paper.members[paper.document] = etree.tostring(
        root, xml_declaration=True, encoding="UTF-8", standalone=True
    )
    if paper.identity is not None:
        paper.set_identity(replace(paper.identity, kind=KIND))
    drawn = {r.key for r in paper.relations(paper.document) if r.kind in DRAWN}
    Media(paper).drop_unused(drawn)
    return paper.to_bytes()


def _said(words: Control | str) -> list[etree._Element]:
    """Return the words as paragraphs, those of a control with the control around them."""
    if isinstance(words, str):
        return [_paragraph(line, None) for line in words.split("\n")]
    element = deepcopy(words.element)
    content = Control(element).content
    if next(content.iterchildren(PARAGRAPH, TABLE, SDT), None) is not None:
        return [element]
    paragraph = etree.Element(PARAGRAPH)
    paragraph.append(element)
    return [paragraph]


def _paragraph(text: str, style: str | None) -> etree._Element:
    paragraph = etree.Element(PARAGRAPH)
    if style:
        properties = etree.SubElement(paragraph, PARAGRAPH_PROPERTIES)
        etree.SubElement(properties, STYLE).set(VALUE, style)
    node = etree.SubElement(etree.SubElement(paragraph, RUN), TEXT)
    node.set(SPACE, "preserve")
    node.text = text
    return paragraph
