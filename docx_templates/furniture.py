"""What every template has: page sizes, headers and footers, the title block, the notes."""

from collections.abc import Mapping

from docx_templates.wordxml import (
    CHIPS,
    KEEP_WITH_NEXT,
    NAMESPACES,
    NEW_PAGE,
    Column,
    Field,
    Table,
    asking,
    control,
    paragraph,
    repeat,
    run,
    said,
    sentence,
    table,
    twips,
)

PORTRAIT_WIDTH, LANDSCAPE_WIDTH = 16.6, 26.7
"""The width of the text in centimetres."""

MARKING = Field("marking", "Marking: who may read this paper", "OFFICIAL")
NOTICE = Field("notice", "Notice printed on every page", "Demonstration notice, when there is one")
COUNCIL = Field("council", "Name of the council", "Name of the council")
TITLE = Field("paper_title", "Title of the paper", "Performance report")
PERIOD = Field("period", "Reporting period", "2026/27 Q2")
SUBTITLE = Field("subtitle", "What the paper covers", "Quarter 2, July to September 2026")
READER = Field("addressed_to", "Who the paper is for", "Report to the Corporate Leadership Team")
AS_AT = Field("as_at", "Date the figures were taken", "22 October 2026")


def edges(name: str) -> Mapping[str, str]:
    """Return the headers and footers: 1 for portrait pages, 2 for landscape ones."""
    found = {}
    for number, width in ((1, PORTRAIT_WIDTH), (2, LANDSCAPE_WIDTH)):
        tabs = f'<w:tabs><w:tab w:val="right" w:pos="{twips(width)}"/></w:tabs>'
        top = paragraph(
            "Header", control(COUNCIL), run(f" · {name} · "), control(PERIOD),
            _tab(), control(MARKING), properties=tabs,
        )  # fmt: skip
        notice = paragraph("KPINotice", control(NOTICE))
        bottom = paragraph(
            "Footer", run("Figures as at "), control(AS_AT),
            _tab(), run("Page "), _page_field("PAGE"), run(" of "), _page_field("NUMPAGES"),
            properties=tabs,
        )  # fmt: skip
        found[f"header{number}.xml"] = f"<w:hdr {NAMESPACES}>{top}{notice}</w:hdr>"
        found[f"footer{number}.xml"] = f"<w:ftr {NAMESPACES}>{bottom}</w:ftr>"
    return found


def portrait() -> str:
    """Return the section properties of portrait pages: A4, margins of 2.2 cm."""
    return _section(1, (21.0, 29.7), side=2.2, top=2.9)


def landscape() -> str:
    """Return the section properties of landscape pages: A4, margins of 1.5 cm."""
    return _section(2, (29.7, 21.0), side=1.5, top=2.5)


def _section(edge: int, size: tuple[float, float], side: float, top: float) -> str:
    width, height = size
    turned = ' w:orient="landscape"' if width > height else ""
    return (
        f'<w:sectPr><w:headerReference w:type="default" r:id="header{edge}"/>'
        f'<w:footerReference w:type="default" r:id="footer{edge}"/>'
        f'<w:pgSz w:w="{twips(width)}" w:h="{twips(height)}"{turned}/>'
        f'<w:pgMar w:top="{twips(top)}" w:right="{twips(side)}" w:bottom="{twips(1.9)}" '
        f'w:left="{twips(side)}" w:header="{twips(1.1)}" w:footer="{twips(0.9)}" w:gutter="0"/>'
        f"</w:sectPr>"
    )


def _tab() -> str:
    return "<w:r><w:tab/></w:r>"


def _page_field(name: str) -> str:
    return (
        f'<w:fldSimple w:instr=" {name} "><w:r><w:rPr><w:noProof/></w:rPr><w:t>1</w:t></w:r>'
        f"</w:fldSimple>"
    )


def title_block() -> str:
    """Return the title, what it covers, who it is for and when its figures were taken."""
    return "".join(
        (
            paragraph("Title", control(TITLE)),
            paragraph("Subtitle", control(SUBTITLE)),
            paragraph("KPIMeta", control(COUNCIL), run(" · "), control(READER)),
            paragraph("KPIByline", run("Figures as at "), control(AS_AT)),
        )
    )


def contents_list() -> str:
    """Return Word's own list of contents: the parts of the paper as links, without page numbers."""
    marks = (
        _field_mark("begin"),
        '<w:r><w:instrText xml:space="preserve"> TOC \\o "1-1" \\n \\h \\z </w:instrText></w:r>',
        _field_mark("separate"),
        run("The parts of the paper are listed here when it is made."),
        _field_mark("end"),
    )
    return said("TOCHeading", "Contents") + paragraph("TOC1", *marks)


def _field_mark(kind: str) -> str:
    return f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'


def drafted(field: Field, style: str = "Normal") -> str:
    """Return a generated sentence with its mark: a draft until a person deletes the mark."""
    mark = Field(f"commentary:draft_{field.tag}", "Draft: delete when accepted", "[draft]")
    return paragraph(style, control(field), run(" "), asking(mark), properties=KEEP_WITH_NEXT)


def optional(field: Field, style: str = "Normal") -> str:
    """Return a generated sentence that stands only where there is something to say."""
    return paragraph(style, control(field))


def notes() -> str:
    """Return the part that explains ratings, marks and sources; it ends the portrait pages."""
    return "".join(
        (
            paragraph("Heading1", run("Sources and notes"), properties=NEW_PAGE),
            said("Heading2", "How KPIs are rated"),
            table(
                Table("How KPIs are rated", "Each rating, what it means, one a row."),
                (
                    Column(
                        "Rating", 3.0, (paragraph("KPIRAGGreen", control(LEGEND_RATING)),), CHIPS
                    ),
                    Column("Meaning", 13.6, (paragraph("KPICell", control(LEGEND_MEANING)),)),
                ),
                Field("legend", "Meaning of the ratings", "One rating"),
            ),
            said("Heading2", "Marks in the tables"),
            table(
                Table("Marks in the tables", "Each mark that stands for words, one a row."),
                (
                    Column("Mark", 3.0, (paragraph("KPICellStrong", control(MARK)),)),
                    Column("Meaning", 13.6, (paragraph("KPICell", control(MARK_MEANING)),)),
                ),
                Field("marks", "Marks used in the tables", "One mark"),
            ),
            said("Heading2", "Where the figures come from"),
            sentence(ILLUSTRATIVE),
            repeat(
                Field("sources", "Sources of the figures", "One source"),
                paragraph("ListBullet", control(SOURCE), properties=KEEP_WITH_NEXT),
            ),
            paragraph("KPIWords", control(ATTRIBUTION), properties=portrait()),
        )
    )


LEGEND_RATING = Field("legend_rating", "Rating", "Green")
LEGEND_MEANING = Field("legend_meaning", "What the rating means", "What the rating means")
MARK = Field("mark", "Mark", "[x]")
MARK_MEANING = Field("mark_meaning", "What the mark means", "What the mark means")
SOURCE = Field("source", "Source", "Source of some figures, with how many KPIs it serves")
ILLUSTRATIVE = Field(
    "illustrative", "Which figures are illustrative", "Which figures were made up, if any"
)
ATTRIBUTION = Field(
    "attribution", "Attribution of published figures", "Licence under which figures are used"
)
