"""A public paper is searched in every part for what may not be published."""

from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
import xlsxwriter

from docx_templates.wordfile import word_file
from docx_templates.wordxml import paragraph, run
from tests.report.finished import papers, written
from tests.report.making import edition, kpi
from tests.report.reading import parts
from xlkpi.register.kpi import Contact
from xlkpi.register.register import Register
from xlkpi.register.result import Result
from xlkpi.report.withheld import leaks, withheld

PERSON = Contact.model_validate(
    {"role": "Head of Housing", "name": "Alex Example-Person", "email": "alex@council.example"}
)
HIDDEN = kpi(5, title="Secret emergency placements", publish=False)
SECRET = withheld(
    Register(
        kpis=(kpi(0), HIDDEN),
        contacts=(
            PERSON,
            Contact.model_validate({"role": "Clerk", "name": "Vacant"}),
            Contact.model_validate({"role": "Head", "name": "Head of Housing"}),
        ),
        results=(
            Result.model_validate(
                {"ref": "SR01", "period": "2026/27 Q2", "gap_reason": "Suppressed",
                 "numerator": 4, "denominator": 90}
            ),
        ),
    )
)  # fmt: skip


def paper_with(**members: str | bytes) -> bytes:
    """Return a Word file with more parts, named with double underscores for strokes."""
    plain = parts(word_file("Title", paragraph("Normal", run("Nothing to hide.")), {}))
    more = {name.replace("__", "/").replace("_DOT_", "."): part for name, part in members.items()}
    out = BytesIO()
    with ZipFile(out, "w", ZIP_DEFLATED) as package:
        for name, part in (plain | more).items():
            package.writestr(name, part)
    return out.getvalue()


def body(*content: str) -> bytes:
    return word_file("Title", "".join(content), {})


def control(tag: str, text: str) -> str:
    return (
        f'<w:sdt><w:sdtPr><w:tag w:val="{tag}"/></w:sdtPr><w:sdtContent>'
        f"{paragraph('Normal', run(text))}</w:sdtContent></w:sdt>"
    )


def workbook(rows: list[list[object]]) -> bytes:
    out = BytesIO()
    with xlsxwriter.Workbook(out) as book:
        sheet = book.add_worksheet()
        for number, row in enumerate(rows):
            sheet.write_row(number, 0, row)
    return out.getvalue()


def test_papers_made_by_the_rules_are_clean() -> None:
    secret = withheld(edition(100).register)

    assert [leaks(written(p), secret) for p in papers() if p.is_public] == [()] * 6


def test_a_name_is_found_however_its_runs_are_split() -> None:
    split = (run("Ask Alex "), run("EXAMPLE-"), run("Person now"))
    (found,) = leaks(body(paragraph("Normal", *split)), SECRET)

    assert found == "in the paper says 'Alex EXAMPLE-Person': a person of the Register's contacts"


@pytest.mark.parametrize(
    ("member", "part", "where"),
    [
        ("docProps__custom_DOT_xml", "<p><v>alex@council.example</v></p>", "in file properties"),
        ("word__comments_DOT_xml", "<c><t>See SR02</t></c>", "in comments"),
        ("word__media__a_DOT_svg", "<svg><desc>SR02 fell</desc></svg>", "in a picture"),
        ("word__charts__chart1_DOT_xml", '<c n="SR02 rose"/>', "in the data of a chart"),
        ("customXml__item9_DOT_xml", "<x>Secret  emergency placements</x>", "in the data kept"),
        ("word__media__a_DOT_png", b"\x89PNG tEXt alex@council.example", "in a picture"),
        ("word__embeddings__b_DOT_xlsx", workbook([["About", "SR02"]]), "in a workbook embedded"),
    ],
)
def test_every_part_is_searched(member: str, part: str | bytes, where: str) -> None:
    found = leaks(paper_with(**{member: part}), SECRET)

    assert found
    assert all(line.startswith(where) for line in found)


def test_alternative_text_is_searched() -> None:
    drawn = '<w:r><w:drawing><x xmlns="urn:x" descr="SR02 rose to 4"/></w:drawing></w:r>'
    (found,) = leaks(body(paragraph("Normal", drawn)), SECRET)

    assert "says 'SR02': SR02, which is not published" in found


def test_a_control_of_a_kpi_that_is_not_published_is_found_by_its_tag() -> None:
    (found,) = leaks(body(control("latest@SR02", "12")), SECRET)

    assert found == "in the paper is about SR02, which is not published"


def test_a_suppressed_count_is_found_where_its_kpi_and_period_are() -> None:
    said = body(control("commentary:SR01:2026-27Q2:why", "It was 4 of 90 children."))
    other_period = body(control("commentary:SR01:2026-27Q1:why", "It was 4 of 90 children."))
    other_number = body(control("commentary:SR01:2026-27Q2:why", "It was 14 or 4.5 of 90."))
    other_kpi = body(control("commentary:CD01:2026-27Q2:why", "It was 4 of 90 children."))

    assert leaks(said, SECRET) == (
        "in the paper says '4': a figure of SR01 2026/27 Q2 that is suppressed",
    )
    assert leaks(other_period, SECRET) == ()
    assert leaks(other_number, SECRET) == ()
    assert leaks(other_kpi, SECRET) == ()


CHART = (
    '<c:chart xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart"><c:ser><c:cat>'
    '<c:pt idx="0"><c:v>2026/27 Q2</c:v></c:pt></c:cat><c:val><c:pt idx="0"><c:v>{}</c:v></c:pt>'
    "</c:val></c:ser></c:chart>"
)
RELATION = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    '<Relationship Id="{}" Target="{}"/></Relationships>'
)


def chart_paper(figure: str, rows: list[list[object]]) -> bytes:
    drawn = (
        '<w:r><w:drawing><c:chart xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart"'
        ' r:id="chart7"/></w:drawing></w:r>'
    )
    document = body(
        control("highlights:SR01", "One").replace("</w:r></w:p>", f"</w:r>{drawn}</w:p>")
    )
    found = parts(document)
    out = BytesIO()
    with ZipFile(out, "w") as package:
        members: dict[str, str | bytes] = {
            **found,
            "word/_rels/document.xml.rels": RELATION.format("chart7", "charts/chart1.xml"),
            "word/charts/chart1.xml": CHART.format(figure),
            "word/charts/_rels/chart1.xml.rels": RELATION.format("x", "../embeddings/a.xlsx"),
            "word/embeddings/a.xlsx": workbook(rows),
        }
        for name, part in members.items():
            package.writestr(name, part)
    return out.getvalue()


def test_a_suppressed_count_is_found_in_a_chart_and_in_its_workbook() -> None:
    rows: list[list[object]] = [["2026/27 Q2", 4.0]]

    assert [line.split(" says")[0] for line in leaks(chart_paper("4.0", rows), SECRET)] == [
        "in the data of a chart",
        "in a workbook embedded in the paper",
    ]
    assert leaks(chart_paper("40", [["2026/27 Q1", 4.0], ["2026/27 Q2", 40]]), SECRET) == ()


def test_a_role_and_a_word_in_place_of_a_name_are_nobody() -> None:
    assert leaks(body(paragraph("Normal", run("Head of Housing; vacant homes"))), SECRET) == ()


def test_a_title_that_a_published_kpi_has_too_gives_nothing_away() -> None:
    same = HIDDEN.model_copy(update={"title": kpi(0).title})
    two = Register(kpis=(kpi(0), same))

    assert leaks(body(paragraph("Normal", run(kpi(0).title))), withheld(two)) == ()
