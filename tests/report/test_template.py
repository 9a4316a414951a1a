"""Templates: every fault is told with the file, the place and what to do."""

from pathlib import Path
from zipfile import ZipFile

import pytest

from docx_templates.wordfile import word_file
from docx_templates.wordxml import (
    NAMESPACES,
    Column,
    Table,
    control,
    paragraph,
    repeat,
    said,
    table,
)
from tests.report.reading import parts
from tests.report.specimen import RUN, Line, field, small, template, written
from tests.report.test_filling import CONTROL
from xlkpi.errors import TemplateError
from xlkpi.report.paper import Paper, write_paper

HEADING = said("Heading1", "Scorecard")
LINE = paragraph("Normal", "{}")


def refusal(folder: Path, body: str, *, bare: bool = False) -> str:
    with pytest.raises(TemplateError) as refused:
        written(folder, body, small(kpis=(Line("AH01"),)), bare=bare)
    return str(refused.value)


def test_an_unknown_name_is_told_with_its_place_and_the_likely_one(tmp_path: Path) -> None:
    cells = (paragraph("KPICell", control(field("latst"))),)
    body = HEADING + table(Table("T", "D"), [Column("Latest", 3.0, cells)], field("kpis"))

    assert refusal(tmp_path, body) == (
        "small.docx, under 'Scorecard', column 'Latest': 'latst' is not a name this paper knows; "
        "did you mean 'latest'?"
    )


def test_a_name_of_a_list_outside_it_is_told_where_it_belongs(tmp_path: Path) -> None:
    body = HEADING + paragraph("Normal", control(field("latest")))

    assert refusal(tmp_path, body) == (
        "small.docx, under 'Scorecard': 'latest' belongs inside the repeating section 'kpis'"
    )


def test_a_list_needs_a_repeating_section(tmp_path: Path) -> None:
    found = refusal(tmp_path, paragraph("Normal", control(field("kpis"))))

    assert "'kpis' is a list: use Developer > Repeating Section Content Control" in found


def test_a_text_is_no_repeating_section(tmp_path: Path) -> None:
    found = refusal(tmp_path, repeat(field("finding"), paragraph("Normal", control(field("ref")))))

    assert "the repeating section 'finding' holds one text" in found


def test_a_control_without_a_tag_is_told(tmp_path: Path) -> None:
    untagged = CONTROL.format(tag="", more="", content="<w:r><w:t>96.5%</w:t></w:r>")

    assert "has no tag: set Developer > Properties > Tag" in refusal(
        tmp_path, HEADING + paragraph("Normal", untagged)
    )


def test_a_control_bound_to_the_files_own_data_is_refused(tmp_path: Path) -> None:
    bound = CONTROL.format(
        tag="finding",
        more='<w:dataBinding w:xpath="/a" w:storeItemID="{0}"/>',
        content="<w:r><w:t>x</w:t></w:r>",
    )

    assert "'finding' is bound to the file's own data" in refusal(
        tmp_path, paragraph("Normal", bound)
    )


def test_a_control_around_another_is_refused(tmp_path: Path) -> None:
    inner = paragraph("Normal", control(field("remark")))
    outer = CONTROL.format(tag="finding", more="", content=inner)

    assert "'finding' must stand around text alone" in refusal(tmp_path, outer)


def test_a_misspelt_part_of_an_officers_words_is_refused(tmp_path: Path) -> None:
    item = paragraph("Normal", control(field("commentary:whyy")))

    assert "did you mean 'commentary:why'?" in refusal(tmp_path, repeat(field("kpis"), item))


def test_a_template_must_print_the_notice_and_the_marking(tmp_path: Path) -> None:
    found = refusal(tmp_path, paragraph("Normal", control(field("marking"))), bare=True)

    assert found.startswith("small.docx has no content control tagged 'notice', which this paper")


def test_a_template_without_the_style_of_a_chip_is_told_which(tmp_path: Path) -> None:
    body = HEADING + repeat(field("kpis"), paragraph("Normal", control(field("rag"))))
    path = template(tmp_path, body)
    content = parts(path.read_bytes())
    styles = content["word/styles.xml"].replace(b'"KPI RAG Amber"', b'"Our Amber"')
    with ZipFile(path, "w") as package:
        for name, part in (content | {"word/styles.xml": styles}).items():
            package.writestr(name, part)

    with pytest.raises(TemplateError) as refused:
        write_paper(Paper("Small", small(), path.name), tmp_path, RUN.as_at)

    assert str(refused.value) == (
        "small.docx, under 'Scorecard': 'rag' needs the paragraph style 'KPI RAG Amber': "
        "copy it from a shipped template"
    )


def test_a_fault_in_a_page_header_is_told_there(tmp_path: Path) -> None:
    header = f"<w:hdr {NAMESPACES}>{paragraph('Header', control(field('councl')))}</w:hdr>"
    section = '<w:sectPr><w:headerReference w:type="default" r:id="header1"/></w:sectPr>'
    (tmp_path / "small.docx").write_bytes(word_file("Small", section, {"header1.xml": header}))

    with pytest.raises(TemplateError, match=r"in the page header: 'councl'.*mean 'council'"):
        write_paper(Paper("Small", small(), "small.docx"), tmp_path, RUN.as_at)


@pytest.mark.parametrize("content", [None, b"", b"not a zip", b"PK\x03\x04 broken"])
def test_a_file_that_is_no_word_document_is_one_line(tmp_path: Path, content: bytes | None) -> None:
    if content is not None:
        (tmp_path / "broken.docx").write_bytes(content)
    with pytest.raises(
        TemplateError, match=r"broken\.docx (does not exist|cannot be read)"
    ) as error:
        write_paper(Paper("Small", small(), "broken.docx"), tmp_path, RUN.as_at)

    assert "\n" not in str(error.value)


def test_a_style_without_a_name_is_no_fault(tmp_path: Path) -> None:
    path = template(tmp_path, paragraph("Normal", control(field("finding"))))
    content = parts(path.read_bytes())
    nameless = b'<w:style w:type="paragraph" w:styleId="Odd"/></w:styles>'
    styles = content["word/styles.xml"].replace(b"</w:styles>", nameless)
    with ZipFile(path, "w") as package:
        for name, part in (content | {"word/styles.xml": styles}).items():
            package.writestr(name, part)

    assert write_paper(Paper("Small", small(), path.name), tmp_path, RUN.as_at)
