"""Rules of text: can it be read, do its links say where they lead, is anything left unfilled."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import etree

from xlkpi.report.check.colour import contrast
from xlkpi.report.check.finding import Finding, Place
from xlkpi.report.check.look import HIDDEN
from xlkpi.report.check.walk import Paragraph, Walk
from xlkpi.report.check.word_paper import WordPaper
from xlkpi.report.control import Control
from xlkpi.report.wordml import (
    PARAGRAPH,
    RUN,
    RUN_PROPERTIES,
    SDT,
    SHOWING_PLACEHOLDER,
    TEXT,
    text_of,
    w,
)

LEAST_CONTRAST, LEAST_POINTS = 4.5, 8.5
LINK, SIMPLE_FIELD, INSTRUCTION = w("hyperlink"), w("fldSimple"), w("instr")
NO_TEXT = re.compile(
    r"\s*(https?://\S*|www\.\S*|click here|here|read more|more|link|this link)[\s.]*$",
    re.IGNORECASE,
)
BROKEN = re.compile(r"Error! (Reference|Bookmark|No |Hyperlink|Unknown|Not a valid)")


@dataclass(slots=True)
class _Seen:
    """The same fault in many places: told once, where it stands first."""

    place: Place
    found: str
    places: set[int] = field(default_factory=set)

    def told(self, code: str, to_do: str) -> Finding:
        many = len(self.places)
        found = f"{self.found}, here and in {many - 1} more places" if many > 1 else self.found
        return Finding(code, self.place, found.replace(" 1 more places", " 1 more place"), to_do)


def faint_text(paper: WordPaper) -> Iterator[Finding]:
    """Find text whose colour and ground are too near, once for each style and pair of colours."""
    seen: dict[tuple[str, str, str], _Seen] = {}
    for paragraph, run in _runs(paper):
        look = paper.looks.of(run, paragraph)
        ratio = contrast(look.colour, look.ground)
        if ratio >= LEAST_CONTRAST:
            continue
        name = paper.styles.name_of(paragraph.style)
        found = (
            f"text in {look.colour} on {look.ground} (style '{name}') has a contrast of "
            f"{ratio:.1f} to 1, where {LEAST_CONTRAST} is needed"
        )
        one = seen.setdefault((name, look.colour, look.ground), _Seen(paragraph.place, found))
        one.places.add(id(paragraph.element))
    for one in seen.values():
        yield one.told("A06", "make the text darker or its ground lighter, best in the style")


def small_text(paper: WordPaper) -> Iterator[Finding]:
    """Find text that is too small to read, once for each style and size."""
    seen: dict[tuple[str, float], _Seen] = {}
    for paragraph, run in _runs(paper):
        points = paper.looks.of(run, paragraph).points
        if points >= LEAST_POINTS:
            continue
        name = paper.styles.name_of(paragraph.style)
        found = f"text of {points:g} points (style '{name}')"
        one = seen.setdefault((name, points), _Seen(paragraph.place, found))
        one.places.add(id(paragraph.element))
    for one in seen.values():
        yield one.told("A07", f"make it {LEAST_POINTS:g} points or more, best in the style")


def bare_links(paper: WordPaper) -> Iterator[Finding]:
    """Find links that do not say where they lead."""
    for walk in paper.walks:
        for link in walk.part.root.iter(LINK, SIMPLE_FIELD):
            is_link = link.tag == LINK or "HYPERLINK" in (link.get(INSTRUCTION) or "")
            words = text_of(link)
            if is_link and NO_TEXT.match(words):
                yield Finding(
                    "A09", walk.place_of(link), f"the link '{words.strip()}' does not say what "
                    "it leads to", "write the name of the page or file as its text",
                )  # fmt: skip


def unfilled(paper: WordPaper) -> Iterator[Finding]:
    """Find places that were never filled, and references that broke.

    An officer's part that still asks for words is no fault of the file: see `waiting`.
    """
    for walk in paper.walks:
        for control in _asking(walk):
            if not control.is_officers:
                name = control.tag or text_of(control.element).strip()
                yield Finding(
                    "A10", walk.place_of(control.element), f"the place '{name}' was never filled",
                    "write what belongs there, or delete it",
                )  # fmt: skip
    for paragraph in paper.paragraphs:
        if BROKEN.search(paragraph.text):
            yield Finding(
                "A10", paragraph.place, "a reference leads nowhere",
                "delete it, or put it in again with References > Cross-reference",
            )  # fmt: skip


def waiting(paper: WordPaper) -> int:
    """Return how many parts of a paper still ask an officer for words."""
    return sum(not _is_draft(control) for control in _asked(paper))


def drafts(paper: WordPaper) -> int:
    """Return how many generated sentences of a paper nobody has accepted yet."""
    return sum(map(_is_draft, _asked(paper)))


def _asked(paper: WordPaper) -> Iterator[Control]:
    """Return the officer-owned controls that nobody has touched."""
    return (one for walk in paper.walks for one in _asking(walk) if one.is_officers)


def _is_draft(control: Control) -> bool:
    return control.tag.rpartition(":")[2].startswith("draft_")


def _asking(walk: Walk) -> Iterator[Control]:
    for element in walk.part.root.iter(SDT):
        control = Control(element)
        if control.has(SHOWING_PLACEHOLDER):
            yield control


def _runs(paper: WordPaper) -> Iterator[tuple[Paragraph, etree._Element]]:
    """Return the runs that show text, each with its paragraph."""
    for paragraph in paper.paragraphs:
        if paragraph.is_blank:
            continue
        for run in paragraph.element.iter(RUN):
            text = next(run.iterchildren(TEXT), None)
            if text is None or not (text.text or "").strip():
                continue
            properties = next(run.iterchildren(RUN_PROPERTIES), None)
            is_hidden = properties is not None and properties.find(HIDDEN) is not None
            is_boxed = paragraph.has_box and next(run.iterancestors(PARAGRAPH)) is not (
                paragraph.element
            )
            if not is_hidden and not is_boxed:
                yield paragraph, run
