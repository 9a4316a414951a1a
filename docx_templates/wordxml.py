"""Building blocks of a Word page as XML text: paragraphs, controls, tables.

Every look is a named style; nothing is formatted by hand, so that an officer who changes a style in
Word changes the whole paper.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from xml.sax.saxutils import escape, quoteattr

NAMESPACES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml" '
    'xmlns:w15="http://schemas.microsoft.com/office/word/2012/wordml" '
    'mc:Ignorable="w14 w15"'
)

TWIPS_PER_CM = 567


def twips(centimetres: float) -> int:
    """Return the length in twentieths of a point, as Word measures pages and tables."""
    return round(centimetres * TWIPS_PER_CM)


def run(text: str, style: str = "") -> str:
    """Return a run of text, in a character style if one is named."""
    properties = f'<w:rPr><w:rStyle w:val="{style}"/></w:rPr>' if style else ""
    return f'<w:r>{properties}<w:t xml:space="preserve">{escape(text)}</w:t></w:r>'


def paragraph(style: str, *content: str, properties: str = "") -> str:
    """Return a paragraph; `content` is XML, and `properties` follow the style's name."""
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{properties}</w:pPr>{"".join(content)}</w:p>'


def said(style: str, text: str) -> str:
    """Return a paragraph of fixed words."""
    return paragraph(style, run(text))


@dataclass(frozen=True, slots=True)
class Field:
    """A name that a template may print: its tag, what Word shows on it, and a sample."""

    tag: str
    title: str
    sample: str


def control(field: Field, style: str = "") -> str:
    """Return a control inside a line, reading its sample."""
    return _control(field, run(field.sample, style))


KEEP_WITH_NEXT = "<w:keepNext/>"
NEW_PAGE = "<w:pageBreakBefore/>"
"""Paragraph properties for `paragraph`, the only ones beside a style's name."""


def sentence(field: Field, style: str = "Normal") -> str:
    """Return a sentence over a table, which stays on the table's page."""
    return paragraph(style, control(field), properties=KEEP_WITH_NEXT)


def asking(field: Field) -> str:
    """Return a control that belongs to an officer; its sample asks for the words."""
    return _control(field, run(field.sample, "PlaceholderText"), "<w:showingPlcHdr/>")


def asking_paragraph(field: Field, style: str = "KPIWords") -> str:
    """Return a control for paragraphs that belong to an officer."""
    inside = paragraph(style, run(field.sample, "PlaceholderText"))
    return _control(field, inside, "<w:showingPlcHdr/>")


def tick_box(field: Field) -> str:
    """Return a box to tick, with its words behind it."""
    box = (
        '<w14:checkbox><w14:checked w14:val="0"/>'
        '<w14:checkedState w14:val="2612" w14:font="MS Gothic"/>'
        '<w14:uncheckedState w14:val="2610" w14:font="MS Gothic"/></w14:checkbox>'
    )
    return _control(field, run("☐"), box) + run(f" {field.sample}")


def repeat(field: Field, item: str) -> str:
    """Return a repeating section with `item` as its pattern: table rows or whole paragraphs."""
    inside = (
        f"<w:sdt><w:sdtPr><w:alias w:val={quoteattr(field.sample)}/><w15:repeatingSectionItem/>"
        f"</w:sdtPr><w:sdtContent>{item}</w:sdtContent></w:sdt>"
    )
    return _control(field, inside, "<w15:repeatingSection/>")


def _control(field: Field, content: str, more: str = "") -> str:
    return (
        f"<w:sdt><w:sdtPr><w:alias w:val={quoteattr(field.title)}/>"
        f"<w:tag w:val={quoteattr(field.tag)}/>{more}</w:sdtPr>"
        f"<w:sdtContent>{content}</w:sdtContent></w:sdt>"
    )


@dataclass(frozen=True, slots=True)
class Column:
    """A table's column: its heading, its width in centimetres and what its pattern cell holds."""

    heading: str
    width: float
    cell: tuple[str, ...]
    """One paragraph or more, as XML."""
    head: str = "KPIHead"
    """The heading's style."""


FIGURES, CHIPS = "KPIHeadFigure", "KPIHeadCentre"
"""Styles of the headings over figures, which stand to the right, and over chips."""


@dataclass(frozen=True, slots=True)
class Table:
    """A table's title and the sentence that tells a listener what it holds."""

    title: str
    description: str


def table(about: Table, columns: Sequence[Column], rows: Field) -> str:
    """Return a table with a heading row and one pattern row that repeats."""
    pattern = _row([_cell(c.width, c.cell) for c in columns])
    return fixed_table(about, columns, repeat(rows, pattern))


def fixed_table(about: Table, columns: Sequence[Column], rows: str) -> str:
    """Return a table with a heading row and the rows given as XML."""
    heads = [_cell(c.width, (said(c.head, c.heading),)) for c in columns]
    grid = "".join(f'<w:gridCol w:w="{twips(c.width)}"/>' for c in columns)
    width = sum(twips(c.width) for c in columns)
    return (
        f'<w:tbl><w:tblPr><w:tblStyle w:val="KPITable"/><w:tblW w:w="{width}" w:type="dxa"/>'
        f'<w:tblLayout w:type="fixed"/>'
        f'<w:tblLook w:val="0420" w:firstRow="1" w:lastRow="0" w:firstColumn="0" '
        f'w:lastColumn="0" w:noHBand="0" w:noVBand="1"/>'
        f"<w:tblCaption w:val={quoteattr(about.title)}/>"
        f"<w:tblDescription w:val={quoteattr(about.description)}/></w:tblPr>"
        f"<w:tblGrid>{grid}</w:tblGrid>{_row(heads, is_heading=True)}{rows}</w:tbl>"
    )


def kept(columns: Sequence[Column]) -> tuple[Column, ...]:
    """Return the columns with cells that stay on the page of what follows the table."""
    return tuple(
        replace(
            column,
            cell=tuple(c.replace("</w:pPr>", f"{KEEP_WITH_NEXT}</w:pPr>", 1) for c in column.cell),
        )
        for column in columns
    )


def fixed_row(columns: Sequence[Column]) -> str:
    """Return one row that does not repeat."""
    return _row([_cell(c.width, c.cell) for c in columns])


def _row(cells: Sequence[str], *, is_heading: bool = False) -> str:
    heading = "<w:tblHeader/>" if is_heading else ""
    return f"<w:tr><w:trPr><w:cantSplit/>{heading}</w:trPr>{''.join(cells)}</w:tr>"


def _cell(width: float, content: Sequence[str]) -> str:
    size = f'<w:tcW w:w="{twips(width)}" w:type="dxa"/>'
    return f'<w:tc><w:tcPr>{size}<w:vAlign w:val="center"/></w:tcPr>{"".join(content)}</w:tc>'
