"""Colours as a reader sees them: by theme, tint, style, table style and pattern."""

import pytest

from docx_templates.wordfile import word_file
from tests.report.check.faulty import HEADING, TITLE, cell, fill, repacked, text
from tests.report.reading import parts
from xlkpi.report.check.colour import automatic, contrast, is_colourful, mixed, tinted
from xlkpi.report.check.look import Look
from xlkpi.report.check.rules import findings
from xlkpi.report.check.word_paper import WordPaper
from xlkpi.report.wordml import RUN

THEME = (
    b'<a:theme xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"><a:themeElements>'
    b'<a:clrScheme name="Office"><a:dk1><a:sysClr val="windowText" lastClr="000000"/></a:dk1>'
    b'<a:lt1><a:srgbClr val="FFFFFF"/></a:lt1><a:accent1><a:srgbClr val="4472C4"/></a:accent1>'
    b"</a:clrScheme></a:themeElements></a:theme>"
)
RELATION = (
    b'<Relationship Id="theme" Target="theme.xml" Type="http://schemas.openxmlformats.org/'
    b'officeDocument/2006/relationships/theme"/></Relationships>'
)
BANDS = (
    b'<w:style w:type="table" w:styleId="Bands"><w:name w:val="Bands"/><w:basedOn '
    b'w:val="TableNormal"/><w:tcPr><w:shd w:val="clear" w:fill="EEEEEE"/></w:tcPr>'
    b'<w:tblStylePr w:type="firstRow"><w:rPr><w:color w:val="00FF00"/></w:rPr><w:tcPr>'
    b'<w:shd w:val="clear" w:fill="111111"/></w:tcPr></w:tblStylePr>'
    b'<w:tblStylePr w:type="band2Horz"><w:tcPr><w:shd w:val="clear" w:fill="222222"/></w:tcPr>'
    b'</w:tblStylePr></w:style><w:style w:type="paragraph" w:styleId="Bare"><w:name '
    b'w:val="Bare"/></w:style></w:styles>'
)


def looks(body: str) -> list[Look]:
    """Return the look of each run, in a file with a theme and a style of bands."""
    plain = word_file("Paper", HEADING + body, {})
    relations = parts(plain)["word/_rels/document.xml.rels"]
    docx = repacked(
        plain,
        word_styles_xml=parts(plain)["word/styles.xml"].replace(b"</w:styles>", BANDS),
        word__rels_document_xml_rels=relations.replace(b"</Relationships>", RELATION),
        **{"word/theme.xml": THEME},
    )
    paper = WordPaper.opened(docx)
    return [
        paper.looks.of(run, paragraph)
        for paragraph in list(paper.paragraphs)[1:]
        for run in paragraph.element.iter(RUN)
    ]


def test_contrast_is_that_of_wcag() -> None:
    assert contrast("FFFFFF", "000000") == pytest.approx(21)
    assert contrast("777777", "FFFFFF") == pytest.approx(4.48, abs=0.01)
    assert contrast("4F81BD", "FFFFFF") == pytest.approx(4.0, abs=0.05)


def test_colours_are_mixed_tinted_and_told_from_greys() -> None:
    assert mixed("000000", "FFFFFF", 0.5) == "808080"
    assert (
        tinted("4472C4", "99", "") == "8FAADC"
    )  # -- Word itself says 8EAADB: it rounds on its way --
    assert tinted("4472C4", "", "BF") == "2F5496"
    assert tinted("4472C4", "odd", "") == "4472C4"
    assert (automatic("12436D"), automatic("FFBF47")) == ("FFFFFF", "000000")
    assert is_colourful("FFBF47")
    assert not is_colourful("E3E6E8")


@pytest.mark.parametrize(
    ("look", "style", "expected"),
    [
        ("", "Bare", Look("000000", "FFFFFF", 11)),
        ("", "Heading1", Look("12436D", "FFFFFF", 20)),
        ('<w:rStyle w:val="Hyperlink"/>', "Bare", Look("12436D", "FFFFFF", 11)),
        ('<w:color w:val="123456" w:themeColor="accent1"/>', "Bare", Look("4472C4", "FFFFFF", 11)),
        ('<w:color w:val="x" w:themeColor="accent1" w:themeShade="BF"/>', "Bare",
         Look("2F5496", "FFFFFF", 11)),
        ('<w:color w:val="x" w:themeColor="text1"/>', "Bare", Look("000000", "FFFFFF", 11)),
        (fill("12436D"), "Bare", Look("FFFFFF", "12436D", 11)),
        ('<w:highlight w:val="yellow"/>', "Bare", Look("000000", "FFFF00", 11)),
        ('<w:shd w:val="pct50" w:color="000000" w:fill="FFFFFF"/><w:color w:val="00FF00"/>',
         "Bare", Look("00FF00", "808080", 11)),
        ('<w:shd w:val="solid" w:color="12436D" w:fill="FFFFFF"/>', "Bare",
         Look("FFFFFF", "12436D", 11)),
        ('<w:sz w:val="17"/>', "KPIRAGAmber", Look("0B0C0C", "FFBF47", 8.5)),
    ],
)  # fmt: skip
def test_a_run_looks_as_its_styles_and_its_own_properties_say(
    look: str, style: str, expected: Look
) -> None:
    assert looks(text("Words", look, style)) == [expected]


@pytest.mark.parametrize(
    ("flags", "expected"),
    [
        ('w:firstRow="1" w:noHBand="0"', [("00FF00", "111111"), ("000000", "EEEEEE"),
                                          ("FFFFFF", "222222")]),
        ('w:firstRow="1" w:noHBand="1"', [("00FF00", "111111"), ("000000", "EEEEEE"),
                                          ("000000", "EEEEEE")]),
        ('w:firstRow="0" w:noHBand="0"', [("000000", "EEEEEE"), ("FFFFFF", "222222"),
                                          ("000000", "EEEEEE")]),
        ('w:val="0220"', [("00FF00", "111111"), ("000000", "EEEEEE"), ("000000", "EEEEEE")]),
    ],
)  # fmt: skip
def test_a_cell_has_the_ground_that_its_tables_style_gives_to_its_row(
    flags: str, expected: list[tuple[str, str]]
) -> None:
    properties = TITLE.replace(
        "<w:tblCaption", f'<w:tblStyle w:val="Bands"/><w:tblLook {flags}/><w:tblCaption'
    )
    rows = f"<w:tr>{cell(text('Words', style='Bare'))}</w:tr>" * 3
    found = looks(f"<w:tbl>{properties}{rows}</w:tbl>")

    assert [(look.colour, look.ground) for look in found] == expected


def test_what_stands_nearer_goes_before_the_tables_style() -> None:
    properties = '<w:tblPr><w:tblStyle w:val="Bands"/></w:tblPr>'
    inside = cell(text("Words", style="Bare"), fill("0F7B62"))
    (found,) = looks(f"<w:tbl>{properties}<w:tr>{inside}</w:tr></w:tbl>")

    assert found == Look("FFFFFF", "0F7B62", 11)


def test_styles_that_are_based_on_each_other_end() -> None:
    circle = "".join(
        f'<w:style w:type="paragraph" w:styleId="{one}"><w:name w:val="{one}"/>'
        f'<w:basedOn w:val="{other}"/></w:style>'
        for one, other in (("Chicken", "Egg"), ("Egg", "Chicken"))
    )
    plain = word_file("Paper", HEADING + text("Words", style="Egg"), {})
    styles = parts(plain)["word/styles.xml"].replace(
        b"</w:styles>", f"{circle}</w:styles>".encode()
    )

    assert findings(repacked(plain, word_styles_xml=styles)) == ()
