"""A template's faults: all of them in one pass, each with its place, and as Word comments."""

from io import BytesIO
from zipfile import ZipFile

import pytest
from docx import Document

from docx_templates.furniture import MARKING
from docx_templates.make_templates import TEMPLATES
from docx_templates.wordfile import word_file
from docx_templates.wordxml import (
    NAMESPACES,
    Column,
    Field,
    Table,
    control,
    paragraph,
    repeat,
    run,
    said,
    table,
)
from tests.report.reading import W, parts
from tests.report.test_filling import CONTROL
from xlkpi.errors import TemplateError
from xlkpi.report.template_check.checked_template import CheckedTemplate, checked_template
from xlkpi.report.template_check.comments import with_comments

MARKED = paragraph("Normal", control(MARKING))
HEADING = said("Heading1", "Findings")
WHY = paragraph("Normal", control(Field("commentary:why", "Why", "Why")))
MACRO_TYPE = "application/vnd.ms-word.document.macroEnabled.main+xml"
PLAIN_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"


def field(tag: str) -> Field:
    return Field(tag, f"Title of {tag}", f"Sample of {tag}")


def line(tag: str, lock: str = "", around: str = "{}") -> str:
    """Return a paragraph whose one control has this tag."""
    content = "<w:r><w:t>Sample</w:t></w:r>"
    return paragraph("Normal", around.format(CONTROL.format(tag=tag, more=lock, content=content)))


def checked(body: str, name: str = "CLT report.docx") -> CheckedTemplate:
    return checked_template(name, word_file("Template", MARKED + body, {}))


def faults(body: str) -> list[str]:
    return [str(fault) for fault in checked(body).faults]


@pytest.mark.parametrize("name", TEMPLATES)
def test_a_shipped_template_is_sound(name: str) -> None:
    assert checked_template(name, TEMPLATES[name]()).faults == ()


@pytest.mark.parametrize("name", TEMPLATES)
def test_under_another_name_it_is_held_against_the_paper_it_fits_best(name: str) -> None:
    found = checked_template("Ours.docx", TEMPLATES[name]())

    assert found.kind.template == name
    assert found.faults == ()


def test_all_faults_are_found_in_one_pass_in_reading_order() -> None:
    body = (
        HEADING
        + line("paper_titel")
        + line("latest")
        + line("kinds")
        + CONTROL.format(tag="", more="", content=said("Normal", "No tag"))
        + paragraph("Normal", "<w:ins>", run("New words"), "</w:ins>")
    )
    here = "under 'Findings': "

    assert faults(body) == [
        here + "'paper_titel' is not a name this paper knows; did you mean 'paper_title'?",
        here + "'latest' belongs inside the repeating section 'highlights'",
        here + "'kinds' is a list: use Developer > Repeating Section Content Control",
        here + "a content control has no tag: set Developer > Properties > Tag",
        here + "a tracked change is left in: accept or reject it under Review > Changes",
    ]


def test_faults_inside_a_repeating_section_are_found_with_the_others() -> None:
    item = line("headlin") + line("commentary:wy") + line("subtitle")
    found = faults(HEADING + repeat(field("highlights"), item) + line("councl"))

    assert [fault.partition(": ")[2].split(" ")[0] for fault in found] == [
        "'headlin'",
        "'commentary:wy':",
        "'subtitle'",
        "'councl'",
    ]


@pytest.mark.parametrize("lock", ["contentLocked", "sdtContentLocked"])
def test_a_control_that_nobody_could_edit_is_found(lock: str) -> None:
    (found,) = faults(line("council", f'<w:lock w:val="{lock}"/>'))

    assert "'council' is locked" in found


def test_a_control_that_only_cannot_be_deleted_is_sound() -> None:
    assert faults(line("council", '<w:lock w:val="sdtLocked"/>')) == []


def test_a_control_in_a_text_box_is_found() -> None:
    box = "<w:r><w:pict><w:txbxContent><w:p>{}</w:p></w:txbxContent></w:pict></w:r>"
    (found,) = faults(line("council", around=box))

    assert "'council' stands in a text box" in found


def test_two_controls_of_one_officers_part_are_found() -> None:
    twice = repeat(field("highlights"), WHY + WHY)
    (found,) = faults(twice)

    assert "'commentary:why' stands here a second time" in found
    assert faults(repeat(field("highlights"), WHY) + WHY) == []


def test_a_repeat_around_the_heading_row_is_found() -> None:
    about = Table("Facts", "Facts.")
    cells = (paragraph("KPICell", control(field("ref"))),)
    sound = table(about, [Column("Ref", 3.0, cells)], field("changes"))
    start, end = sound.index("<w:tr>"), sound.index("</w:tr>") + len("</w:tr>")
    (found,) = faults(sound[:start] + sound[end:])

    assert "'changes' begins with the table's first row" in found
    assert faults(sound) == []


def test_a_file_without_the_marking_is_told_without_a_place() -> None:
    found = checked_template("Ours.docx", word_file("Template", HEADING, {}))

    assert str(found.faults[-1]).startswith("has no content control tagged 'marking'")


def test_a_file_with_macros_is_a_fault_of_its_own() -> None:
    plain = parts(word_file("Template", MARKED, {}))
    types = plain["[Content_Types].xml"].replace(PLAIN_TYPE.encode(), MACRO_TYPE.encode())
    out = BytesIO()
    with ZipFile(out, "w") as package:
        for name, part in (plain | {"[Content_Types].xml": types}).items():
            package.writestr(name, part)

    (found,) = checked_template("Ours.docm", out.getvalue()).faults
    assert str(found) == "holds macros: save it as Word Document (.docx), which has none"


@pytest.mark.parametrize("content", [b"", b"not a zip", b"\xd0\xcf\x11\xe0 and more"])
def test_a_file_that_cannot_be_read_is_one_line(content: bytes) -> None:
    with pytest.raises(TemplateError, match=r"^Ours\.docx is (damaged|an old \.doc)") as error:
        checked_template("Ours.docx", content)

    assert "\n" not in str(error.value)


def commented(body: str, edges: dict[str, str] | None = None) -> bytes:
    docx = word_file("Template", MARKED + body, edges or {})
    found = checked_template("CLT report.docx", docx)
    assert found.document is not None
    return with_comments(found.document, found.faults)


def test_each_fault_is_a_comment_on_what_is_at_fault() -> None:
    copy = Document(BytesIO(commented(HEADING + line("councl") + line("kinds"))))
    texts = [comment.text for comment in copy.comments]
    marked = [
        "".join(text.text or "" for text in start.getparent().iter(f"{W}t"))
        for start in copy.element.body.iter(f"{W}commentRangeStart")
    ]

    assert texts == [
        "'councl' is not a name this paper knows; did you mean 'council'?",
        "'kinds' is a list: use Developer > Repeating Section Content Control",
    ]
    assert marked == ["Sample", "Sample"]


def test_a_fault_in_a_page_header_is_a_comment_at_the_beginning_with_its_place() -> None:
    header = f"<w:hdr {NAMESPACES}>{paragraph('Header', control(field('councl')))}</w:hdr>"
    section = '<w:sectPr><w:headerReference w:type="default" r:id="header1"/></w:sectPr>'
    copy = Document(BytesIO(commented(HEADING + section, {"header1.xml": header})))

    (comment,) = copy.comments
    assert comment.text.startswith("in the page header: 'councl' is not a name")


def test_the_same_template_gives_the_same_copy_without_a_date() -> None:
    body = HEADING + line("councl")

    assert commented(body) == commented(body)
    assert b"w:date" not in parts(commented(body))["word/comments.xml"]
