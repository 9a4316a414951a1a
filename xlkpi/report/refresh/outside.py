"""Outside: what stands in a paper beside its controls, so that an officer's hand there is told."""

from collections.abc import Callable, Collection, Iterable, Iterator
from hashlib import sha256

from lxml import etree

from xlkpi.report.control import Control
from xlkpi.report.shown import is_gone
from xlkpi.report.wordml import (
    FIELD_KIND,
    FIELD_MARK,
    PARAGRAPH,
    PARAGRAPH_PROPERTIES,
    REPEATING_ITEM,
    REPEATING_SECTION,
    RUN,
    SDT,
    STYLE,
    TEXT,
    value_of,
    w,
)

IsOurs = Callable[[Control], bool]
"""Whether a control is the engine's or holds an officer's commentary."""

LENGTH_OF_MARK = 8
LISTED = "toc"
"""The styles of a list of contents begin like this; Word writes what stands in them."""

FIELD = w("fldSimple")
DRAWN = (w("drawing"), w("pict"), w("object"))
ABOUT = ("name", "descr", "title", "cx", "cy")
"""Attributes by which two pictures without words are told apart."""


def is_tagged(control: Control) -> bool:
    """Return whether a template's control is filled or handed to officers."""
    return bool(control.tag)


def lines_outside(element: etree._Element, is_ours: IsOurs) -> Iterator[str]:
    """Yield what each paragraph says outside our controls; pictures by size and name."""
    for child in element.iterchildren("*"):
        if child.tag == SDT and _is_leaf(child, is_ours):
            continue
        if child.tag == PARAGRAPH:
            style = value_of(child.find(f"{PARAGRAPH_PROPERTIES}/{STYLE}"))
            line = "" if style.lower().startswith(LISTED) else _line(child, is_ours)
            if line:
                yield line
        yield from lines_outside(child, is_ours)


def marks_of(lines: Iterable[str]) -> frozenset[str]:
    """Return a short mark of each line, for the paper to remember."""
    return frozenset(sha256(line.encode()).hexdigest()[:LENGTH_OF_MARK] for line in lines)


def unknown(lines: Iterable[str], known: Collection[str]) -> list[str]:
    """Return the lines whose mark is not known, each once."""
    return [line for line in dict.fromkeys(lines) if not marks_of([line]) <= set(known)]


def _is_leaf(sdt: etree._Element, is_ours: IsOurs) -> bool:
    control = Control(sdt)
    return not control.has(REPEATING_SECTION, REPEATING_ITEM) and is_ours(control)


def _line(paragraph: etree._Element, is_ours: IsOurs) -> str:
    said: list[str] = []
    depth = 0
    for run in _runs(paragraph, is_ours):
        for child in run:
            if child.tag == FIELD_MARK:
                depth += {"begin": 1, "end": -1}.get(child.get(FIELD_KIND, ""), 0)
            elif depth:
                continue
            elif child.tag == TEXT and not is_gone(run):
                said.append(child.text or "")
            elif child.tag in DRAWN:
                said.append(_drawn(child))
    return " ".join("".join(said).split())


def _runs(element: etree._Element, is_ours: IsOurs) -> Iterator[etree._Element]:
    """Yield the runs of one paragraph, those inside our controls and fields left out."""
    for child in element.iterchildren("*"):
        if child.tag == RUN:
            yield child
        elif child.tag in {PARAGRAPH, FIELD} or (child.tag == SDT and _is_leaf(child, is_ours)):
            continue
        else:
            yield from _runs(child, is_ours)


def _drawn(drawing: etree._Element) -> str:
    about = [node.get(name, "") for node in drawing.iter("*") for name in ABOUT if node.get(name)]
    return f"[picture {' '.join(about)}]"
