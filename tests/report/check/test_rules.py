"""Each rule of accessibility finds its fault, says where, and leaves its neighbour alone."""

import pytest

from docx_templates.wordxml import NEW_PAGE, Field, control, paragraph, run, said
from tests.report.check.faulty import (
    HEAD,
    HEADING,
    SECTION,
    TITLE,
    WORDS,
    cell,
    codes,
    fill,
    found,
    header,
    picture,
    table,
    text,
)
from xlkpi.report.check.rules import RULES

LINK = '<w:hyperlink w:anchor="a">{}</w:hyperlink>'
ASKING = (
    '<w:sdt><w:sdtPr><w:tag w:val="{}"/><w:showingPlcHdr/></w:sdtPr>'
    "<w:sdtContent><w:r><w:t>Click or tap here</w:t></w:r></w:sdtContent></w:sdt>"
)
HEADS = cell("Ref") + cell("Latest")
ROW = cell("AH01") + cell("96.5%")
DECORATION = (
    '<a:extLst><a:ext uri="x"><d:decorative val="1" '
    'xmlns:d="http://schemas.microsoft.com/office/drawing/2017/decorative"/></a:ext></a:extLst>'
)
FLOATING = TITLE.replace("<w:tblCaption", '<w:tblpPr w:vertAnchor="page"/><w:tblCaption')
WIDE = '<w:gridSpan w:val="2"/>'
LONG = "a" * 251


@pytest.mark.parametrize(
    ("code", "body"),
    [
        ("A02", text("Center", '<w:lang w:val="en-US"/>')),
        ("A03", HEADING + said("Heading2", " ")),
        ("A04", HEADING + said("Heading3", "Too deep")),
        ("A04", said("Heading2", "First of all")),
        ("A05", WORDS + paragraph("Normal") + WORDS),
        ("A05", WORDS + paragraph("Normal", run("  ")) + WORDS),
        ("A06", text("Pale", '<w:color w:val="8A9299"/>')),
        ("A06", text("White", '<w:color w:val="FFFFFF"/>')),
        ("A06", text("Red on green", f'<w:color w:val="C00000"/>{fill("008000")}')),
        ("A06", text("Navy", '<w:color w:val="12436D"/>', properties=fill("0B0C0C"))),
        ("A06", text("Pen", '<w:color w:val="0000FF"/><w:highlight w:val="darkBlue"/>')),
        ("A07", text("Small print", '<w:sz w:val="16"/>')),
        ("A08", said("Normal", "1. typed by hand")),
        ("A08", said("Normal", "\u2022 typed by hand")),
        ("A08", said("Normal", "a) typed by hand")),
        ("A09", paragraph("Normal", LINK.format(run("https://council.example/kpi")))),
        ("A09", paragraph("Normal", LINK.format(run("Click here")))),
        ("A10", paragraph("Normal", ASKING.format("latest"))),
        ("A10", said("Normal", "See Error! Reference source not found.")),
        ("A11", table(HEADS, ROW, properties="<w:tblPr/>")),
        ("A12", table(HEADS, ROW, head="")),
        ("A12", table(HEADS, ROW, head='<w:trPr><w:tblHeader w:val="0"/></w:trPr>')),
        ("A13", table(HEADS, cell("Total", WIDE))),
        ("A13", table(HEADS, cell("Total"))),
        ("A14", table(HEADS, cell("AH01") + cell("96.5%", fill("FFBF47")))),
        ("A14", table(HEADS, cell("AH01") + cell(paragraph("Normal"), fill("8F1A2E")))),
        ("A14", said("KPIRAGRed", "!")),
        ("A15", table(HEADS, cell("AH01") + cell(paragraph("Normal")))),
        ("A16", picture("")),
        ("A16", picture(None)),
        ("A16", picture("trend.PNG")),
        ("A16", picture("Picture 3")),
        ("A17", picture(LONG)),
        ("A18", picture("A line that rises", "anchor")),
        ("A18", table(HEADS, ROW, properties=FLOATING)),
        ("A19", paragraph("Normal", "<w:ins>", run("New"), "</w:ins>")),
        ("A19", paragraph("Normal", run("Old"), "<w:del><w:r/></w:del>")),
    ],
)
def test_a_rule_finds_its_fault_and_nothing_else(code: str, body: str) -> None:
    assert codes(HEADING + body if "Heading" not in body else body) == [code]


@pytest.mark.parametrize(
    "body",
    [
        text("Streszczenie po polsku", '<w:lang w:val="pl-PL"/>'),
        said("Heading2", "One") + said("Heading3", "Two") + said("Heading2", "Three"),
        paragraph("Normal", '<w:r><w:br w:type="page"/></w:r>') + WORDS,
        text("Automatic on dark", '<w:color w:val="auto"/>', properties=fill("12436D")),
        text("Words", "") + text("Words", "<w:b/>"),
        text("Not there", '<w:color w:val="FFFFFF"/><w:vanish/>'),
        said("ListBullet", "A list of Word's own"),
        said("Normal", "3.4 paragraphs are numbered so"),
        said("Normal", "A. N. Other"),
        paragraph("Normal", LINK.format(run("The KPI Register"))),
        paragraph("Normal", ASKING.format("commentary:AH01:2026-27Q2:why")),
        table(HEADS, cell("AH01") + cell("Amber 96.5%", fill("FFBF47"))),
        table(HEADS, cell("All", fill("CFE2F3")) + cell("1,204", fill("CFE2F3"))),
        table(HEADS, cell("AH01") + cell("1,204", fill("F2F2F2"))),
        table(HEADS, cell(paragraph("Normal", control(Field("ref", "R", "AH01")))) + cell("1")),
        picture(None, inside=DECORATION),
        picture("Re-let times rose from 24 days to 34 days in twelve quarters."),
        said("Normal", "A page of its own").replace("</w:pPr>", f"{NEW_PAGE}</w:pPr>"),
    ],
)
def test_what_is_sound_is_left_alone(body: str) -> None:
    assert codes(HEADING + body) == []


def test_a_file_without_a_title_is_found() -> None:
    (one,) = found(HEADING, title="")

    assert str(one) == (
        "A01 in the file properties: the file has no title: write what the paper is in "
        "File > Info > Title"
    )


def test_a_cell_is_told_by_heading_table_row_and_column() -> None:
    (one,) = found(HEADING + table(HEADS, ROW, cell("AH02") + cell(paragraph("Normal"))))

    assert str(one) == (
        "A15 under 'Scorecard', table 'Facts', row 3, column 'Latest': the cell is empty: "
        "write why: 'No data', '[x]' with a key, or 'None'"
    )


def test_the_same_faint_style_is_told_once_with_how_often() -> None:
    (one,) = found(HEADING + text("Pale", '<w:color w:val="8A9299"/>') * 3)

    assert one.place.words == "Pale"
    assert one.found == (
        "text in 8A9299 on FFFFFF (style 'Normal') has a contrast of 3.2 to 1, where 4.5 is "
        "needed, here and in 2 more places"
    )


def test_a_row_inside_a_control_and_a_table_in_a_table_are_walked() -> None:
    inner = table(HEADS, cell("AH01") + cell(paragraph("Normal")))
    row = f"<w:sdt><w:sdtPr/><w:sdtContent><w:tr>{cell(inner)}{cell('x')}</w:tr></w:sdtContent>"
    outer = f"<w:tbl>{TITLE}<w:tr>{HEAD}{HEADS}</w:tr>{row}</w:sdt></w:tbl>"

    assert codes(HEADING + outer + WORDS) == ["A15"]


def test_a_text_box_is_walked_once_though_the_file_holds_it_twice() -> None:
    box = f"<w:txbxContent>{said('Normal', '1. typed in a box')}</w:txbxContent>"
    both = (
        f"<mc:AlternateContent><mc:Choice Requires='w14'><w:drawing>{box}</w:drawing></mc:Choice>"
        f"<mc:Fallback><w:pict>{box}</w:pict></mc:Fallback></mc:AlternateContent>"
    )
    (one,) = found(HEADING + paragraph("Normal", run("Beside"), f"<w:r>{both}</w:r>"))

    assert (one.code, one.place.words) == ("A08", "1. typed in a box")


def test_a_page_header_is_walked_and_named() -> None:
    edges = header(text("Pale", '<w:color w:val="C9CED2"/>', style="Header"))
    (one,) = found(HEADING + SECTION, edges)

    assert one.code == "A06"
    assert str(one.place) == "in the page header, at 'Pale'"


def test_an_empty_page_header_is_no_space() -> None:
    assert codes(HEADING + SECTION, header(paragraph("Header"))) == []


def test_the_paragraph_that_word_needs_behind_a_last_table_is_no_space() -> None:
    body = table(HEADS, ROW).removesuffix(WORDS)

    assert codes(HEADING + body + paragraph("Normal")) == []


def test_there_are_nineteen_rules_in_order() -> None:
    assert [rule.code for rule in RULES] == [f"A{number:02d}" for number in range(1, 20)]
