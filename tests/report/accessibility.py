"""Accessibility of a Word file: eighteen rules that councils' and government guidance agree on.

Each rule yields one line per fault, beginning with its number. Sources: word documents guidance of
the Government Digital Service and of county councils; contrast: WCAG 2.2, 1.4.3.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import cached_property

from lxml import etree

from tests.report.reading import W, controls, holds, parts, root, roots, text, value
from xlkpi.terms.rag import Rag

DRAWING = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
LEAST_CONTRAST, LEAST_SIZE, LONGEST_ALTERNATIVE = 4.5, 8.5, 250
WHITE, BLACK, HEADER_FILL = "FFFFFF", "000000", "12436D"
LIST_MARKER = re.compile(r"^\s*([-*\u2022\u25cf]|\d+[.)]|[a-z]\))\s")
BAD_LINK = re.compile(r"^(https?://|www\.|click here|here$|read more)", re.IGNORECASE)


@dataclass(frozen=True)
class Style:
    """What a paragraph style says, its base styles included."""

    colour: str = BLACK
    fill: str = WHITE
    size: float = 11.0


@dataclass(frozen=True)
class WordPaper:
    """A file under examination."""

    docx: bytes
    faults: list[str] = field(default_factory=list)

    @cached_property
    def body(self) -> etree._Element:
        return root(self.docx)

    @cached_property
    def styles(self) -> dict[str, Style]:
        found: dict[str, Style] = {}
        for style in root(self.docx, "word/styles.xml").iter(f"{W}style"):
            base = found.get(value(style, "basedOn"), Style())
            shading = style.find(f"{W}pPr/{W}shd")
            half_points = value(style, "rPr/sz")
            found[style.get(f"{W}styleId", "")] = Style(
                value(style, "rPr/color") or base.colour,
                base.fill if shading is None else shading.get(f"{W}fill", WHITE),
                int(half_points) / 2 if half_points else base.size,
            )
        return found

    @cached_property
    def headings(self) -> list[tuple[int, str]]:
        return [
            (int(style[-1]), text(paragraph))
            for paragraph in self.body.iter(f"{W}p")
            if (style := value(paragraph, "pPr/pStyle")).startswith("Heading")
        ]


def faults_in(docx: bytes) -> list[str]:
    """Return every fault found by every rule."""
    paper = WordPaper(docx)
    return [fault for rule in RULES for fault in rule(paper)]


def contrast(first: str, second: str) -> float:
    """Return the contrast ratio of two colours, 1 to 21."""
    light, dark = sorted((_luminance(first), _luminance(second)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour: str) -> float:
    shares = [int(colour[n : n + 2], 16) / 255 for n in (0, 2, 4)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in shares]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def _title_and_language(paper: WordPaper) -> Iterator[str]:
    core = parts(paper.docx)["docProps/core.xml"].decode()
    if not re.search(r"<dc:title>[^<]+</dc:title>", core):
        yield "A01 no title"
    language = root(paper.docx, "word/styles.xml").find(f".//{W}rPrDefault//{W}lang")
    is_british = language is not None and language.get(f"{W}val") == "en-GB"
    if not is_british or "<dc:language>en-GB</dc:language>" not in core:
        yield "A02 language is not en-GB"


def _headings(paper: WordPaper) -> Iterator[str]:
    before = 0
    for level, words in paper.headings:
        if not words.strip():
            yield "A03 empty heading"
        if level > before + 1:
            yield f"A04 heading '{words}' skips from level {before} to {level}"
        before = level


def _empty_paragraphs(paper: WordPaper) -> Iterator[str]:
    for paragraph in paper.body.iter(f"{W}p"):
        ends_section = paragraph.find(f"{W}pPr/{W}sectPr") is not None
        is_in_cell = next(paragraph.iterancestors(f"{W}tc"), None) is not None
        is_empty = not text(paragraph).strip() and not holds(paragraph, f"{W}drawing")
        if is_empty and not ends_section and not is_in_cell:
            yield "A05 empty paragraph"


def _contrast_and_size(paper: WordPaper) -> Iterator[str]:
    used = {value(p, "pPr/pStyle") for part in roots(paper.docx) for p in part.iter(f"{W}p")}
    for name in sorted(used):
        if name not in paper.styles:
            yield f"A06 style '{name}' is not defined"
            continue
        style = paper.styles[name]
        fill = HEADER_FILL if name.startswith("KPIHead") else style.fill
        if contrast(style.colour, fill) < LEAST_CONTRAST:
            yield f"A06 style '{name}': {style.colour} on {fill}"
        if style.size < LEAST_SIZE:
            yield f"A07 style '{name}' is {style.size} points"


def _lists_and_links(paper: WordPaper) -> Iterator[str]:
    for paragraph in paper.body.iter(f"{W}p"):
        words = text(paragraph)
        if LIST_MARKER.match(words) and value(paragraph, "pPr/pStyle") != "KPICell":
            yield f"A08 typed list marker: '{words[:40]}'"
    for link in paper.body.iter(f"{W}hyperlink"):
        if BAD_LINK.match(text(link)):
            yield f"A09 link text '{text(link)}'"


def _placeholders(paper: WordPaper) -> Iterator[str]:
    for found in controls(paper.docx):
        is_asking = holds(found.element, f"{W}showingPlcHdr")
        if found.is_data and (is_asking or not found.tag):
            yield f"A10 '{found.tag}' still holds a placeholder"
    if "Error! " in text(paper.body):
        yield "A10 a broken reference"


def _tables(paper: WordPaper) -> Iterator[str]:
    for table in paper.body.iter(f"{W}tbl"):
        if not value(table, "tblPr/tblCaption"):
            yield "A11 table without a title"
        rows = list(table.iter(f"{W}tr"))
        if rows[0].find(f"{W}trPr/{W}tblHeader") is None:
            yield "A12 table without a heading row"
        widths = {len(list(row.iter(f"{W}tc"))) for row in rows}
        if len(widths) > 1 or holds(table, f"{W}gridSpan", f"{W}vMerge"):
            yield "A13 merged or uneven cells"
        if any(row.find(f"{W}trPr/{W}cantSplit") is None for row in rows):
            yield "A13 a row may split across pages"


def _cells(paper: WordPaper) -> Iterator[str]:
    words = {rag.value for rag in Rag}
    for paragraph in paper.body.iter(f"{W}p"):
        is_chip = value(paragraph, "pPr/pStyle").startswith("KPIRAG")
        if is_chip and text(paragraph) not in words:
            yield f"A14 a colour without its word: '{text(paragraph)}'"
    for cell in paper.body.iter(f"{W}tc"):
        for paragraph in cell.iter(f"{W}p"):
            if not text(paragraph).strip() and not holds(paragraph, f"{W}drawing"):
                yield "A15 empty cell"


def _pictures(paper: WordPaper) -> Iterator[str]:
    for properties in paper.body.iter(f"{DRAWING}docPr"):
        words = properties.get("descr", "")
        if not words or words.endswith((".png", ".svg", ".jpg")):
            yield "A16 picture without words"
        if len(words) > LONGEST_ALTERNATIVE:
            yield f"A17 alternative text of {len(words)} characters"
    if holds(paper.body, f"{DRAWING}anchor"):
        yield "A18 floating object"


RULES: tuple[Callable[[WordPaper], Iterator[str]], ...] = (
    _title_and_language,
    _headings,
    _empty_paragraphs,
    _contrast_and_size,
    _lists_and_links,
    _placeholders,
    _tables,
    _cells,
    _pictures,
)
