"""What a stretch of a Word file shows, and a fingerprint by which an edit of it is recognised."""

from collections.abc import Iterator
from hashlib import sha256

from lxml import etree

from xlkpi.report.wordml import (
    BREAK,
    PARAGRAPH,
    PARAGRAPH_PROPERTIES,
    RUN,
    RUN_PROPERTIES,
    STYLE,
    TEXT,
    VALUE,
    w,
)

TAB, MOVED_AWAY, DELETED = w("tab"), w("moveFrom"), w("del")
GONE = frozenset({MOVED_AWAY, DELETED})
SAID = {BREAK: "\n", w("cr"): "\n", TAB: "\t"}

NOISE = frozenset(
    {w(name) for name in ("proofErr", "lastRenderedPageBreak", "bookmarkStart", "bookmarkEnd")}
)
"""What Word adds when it saves, and no person did."""

UNSEEN = frozenset(
    {w(name) for name in ("lang", "noProof", "rFonts", "szCs", "bCs", "iCs", "webHidden", "rtl")}
)
"""Properties of a run that say nothing of what a person meant."""

LOOKS = frozenset({STYLE, w("numPr"), w("jc"), w("ind")})
"""Properties of a paragraph that a person sets."""


def shown(element: etree._Element) -> str:
    """Return the text that the element shows: its paragraphs as lines, deleted text left out."""
    paragraphs = list(element.iter(PARAGRAPH))
    return "\n".join(map(_line, paragraphs or [element]))


def is_gone(run: etree._Element) -> bool:
    """Return whether a tracked change has deleted the run, or moved it elsewhere."""
    return any(around.tag in GONE for around in run.iterancestors())


def _line(element: etree._Element) -> str:
    has_moved = next(element.iter(MOVED_AWAY), None) is not None
    return "".join(
        SAID.get(node.tag, node.text or "")
        for node in element.iter(TEXT, *SAID)
        if _is_said(node) and not (has_moved and is_gone(node))
    )


def _is_said(node: etree._Element) -> bool:
    """Return whether the node is text of a run, not a tab stop of a paragraph's properties."""
    parent = node.getparent()
    return parent is not None and parent.tag == RUN


def fingerprint(element: etree._Element) -> str:
    """Return a mark of words, looks and everything else that a person may put into the element.

    However Word splits runs, spells its own marks or numbers its revisions, the mark stays.
    """
    stream: list[list[str]] = []
    for look, text in _stream(element):
        if stream and look and stream[-1][0] == look:
            stream[-1][1] += text
        else:
            stream.append([look, text])
    return sha256(repr(stream).encode()).hexdigest()[:16]


def _stream(element: etree._Element) -> Iterator[tuple[str, str]]:
    for child in element.iterchildren("*"):
        if child.tag in NOISE:
            continue
        if child.tag == RUN:
            yield from _of_run(child)
        elif child.tag == PARAGRAPH_PROPERTIES:
            yield "", "".join(_said_of(p) for p in child if p.tag in LOOKS)
        else:
            name = etree.QName(child).localname
            yield "", f"<{name} {child.get(VALUE, '')}"
            yield from _stream(child)


def _of_run(run: etree._Element) -> Iterator[tuple[str, str]]:
    properties = next(run.iterchildren(RUN_PROPERTIES), None)
    seen = (
        sorted(_said_of(p) for p in properties if p.tag not in UNSEEN)
        if properties is not None
        else []
    )
    look = f"run{seen}"
    for child in run:
        if child.tag == TEXT or child.tag in SAID:
            yield look, SAID.get(child.tag, child.text or "")
        elif child.tag != RUN_PROPERTIES and child.tag not in NOISE:
            yield "", f"<{etree.QName(child).localname}"
            yield from _stream(child)


def _said_of(node: etree._Element) -> str:
    inner = ",".join(_said_of(child) for child in node)
    return f"{etree.QName(node).localname}={node.get(VALUE, '')}({inner})"
