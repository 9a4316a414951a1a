"""Rules of pictures and charts: words for those who cannot see them, and a place in the text."""

import re
from collections.abc import Iterator

from lxml import etree

from xlkpi.report.check.finding import Finding
from xlkpi.report.check.walk import Walk
from xlkpi.report.check.word_paper import WordPaper
from xlkpi.report.wordml import PARAGRAPH_PROPERTIES, w

PLACED = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
INLINE, ANCHOR, PROPERTIES = f"{PLACED}inline", f"{PLACED}anchor", f"{PLACED}docPr"
DECORATIVE = "{http://schemas.microsoft.com/office/drawing/2017/decorative}decorative"
OLD_SHAPES = tuple(
    f"{{urn:schemas-microsoft-com:vml}}{name}" for name in ("shape", "rect", "roundrect", "oval")
)
FLOATING_TABLE, FRAME = w("tblpPr"), w("framePr")
LONGEST = 250
FILE_NAME = re.compile(r".*\.(png|jpe?g|gif|svg|emf|wmf|bmp|tiff?)$", re.IGNORECASE)
GENERIC = re.compile(
    r"(picture|image|chart|graph|diagram|photo|logo|figure|graphic)\s*\d*$|a (?:picture|screen)"
    r"|.*description automatically generated|ai-generated content may be incorrect",
    re.IGNORECASE,
)
"""What Word or a hurried hand writes, and what says nothing."""


def wordless_pictures(paper: WordPaper) -> Iterator[Finding]:
    """Find pictures and charts without words that say what they show."""
    for walk, drawing, words in _described(paper):
        if not words.strip():
            found = "a picture or chart has no alternative text"
        elif FILE_NAME.match(words.strip()) or GENERIC.match(words.strip()):
            found = f"the alternative text '{words.strip()}' does not say what is shown"
        else:
            continue
        yield Finding(
            "A16", walk.place_of(drawing), found,
            "right-click it, and write what it shows under View Alt Text",
        )  # fmt: skip


def long_winded_pictures(paper: WordPaper) -> Iterator[Finding]:
    """Find alternative text that is too long to listen to."""
    for walk, drawing, words in _described(paper):
        if len(words) > LONGEST:
            yield Finding(
                "A17", walk.place_of(drawing), f"the alternative text has {len(words)} characters",
                f"say the finding in {LONGEST}, and put the figures in a table",
            )  # fmt: skip


def floating_objects(paper: WordPaper) -> Iterator[Finding]:
    """Find pictures, text boxes and tables that float over the text."""
    for walk in paper.walks:
        for anchor in walk.part.root.iter(ANCHOR):
            yield Finding(
                "A18", walk.place_of(anchor), "a picture or text box floats over the text",
                "choose Layout Options > In Line with Text",
            )  # fmt: skip
        for shape in walk.part.root.iter(*OLD_SHAPES):
            if "position:absolute" in shape.get("style", "").replace(" ", ""):
                yield Finding(
                    "A18", walk.place_of(shape), "a shape floats over the text",
                    "choose Wrap Text > In Line with Text",
                )  # fmt: skip
        for table in walk.tables:
            if next(table.element.iterchildren(w("tblPr")), table.element).find(FLOATING_TABLE) is (
                None
            ):
                continue
            yield Finding(
                "A18", table.place, "the table floats, with text around it",
                "choose Table Properties > Text wrapping > None",
            )  # fmt: skip
        for paragraph in walk.paragraphs:
            if paragraph.element.find(f"{PARAGRAPH_PROPERTIES}/{FRAME}") is not None:
                yield Finding(
                    "A18", paragraph.place, "the paragraph stands in a frame",
                    "remove the frame under Format > Frame",
                )  # fmt: skip


def alternatives(paper: WordPaper) -> tuple[str, ...]:
    """Return the words of every picture and chart of the paper, in reading order."""
    return tuple(words for walk, _, words in _described(paper) if walk is paper.body)


def _described(paper: WordPaper) -> Iterator[tuple[Walk, etree._Element, str]]:
    """Return each picture that is not marked as decoration, with its words."""
    for walk in paper.walks:
        for drawing in walk.part.root.iter(INLINE, ANCHOR):
            properties = drawing.find(PROPERTIES)
            if properties is None or _is_decoration(properties) or _is_text_box(drawing):
                continue
            yield walk, drawing, properties.get("descr") or ""
        for shape in walk.part.root.iter(*OLD_SHAPES):
            if shape.find("{urn:schemas-microsoft-com:vml}imagedata") is not None:
                yield walk, shape, shape.get("alt") or ""


def _is_decoration(properties: etree._Element) -> bool:
    mark = next(properties.iter(DECORATIVE), None)
    return mark is not None and mark.get("val") in ("1", "true")


def _is_text_box(drawing: etree._Element) -> bool:
    return next(drawing.iter(w("txbxContent")), None) is not None
