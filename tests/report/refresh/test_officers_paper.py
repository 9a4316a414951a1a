"""Files that are no paper to refresh: each is refused in a line, none half-read."""

import re
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest

from tests.report.reading import W, parts, value
from tests.report.refresh.officer import DOCUMENT, Officer, whole_text, xml
from tests.report.refresh.registers import NAME, first, first_card, paper_of, renewed
from xlkpi.errors import PaperError
from xlkpi.report.refresh.officers_paper import OfficersPaper
from xlkpi.report.refresh.part_text import PartText
from xlkpi.report.refresh.refresh import refreshed


def packed(**members: bytes) -> bytes:
    out = BytesIO()
    with ZipFile(out, "w") as package:
        for name, content in (parts(first()) | members).items():
            package.writestr(name, content)
    return out.getvalue()


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "cannot be read as a Word document"),
        (b"PK\x03\x04 broken", "cannot be read as a Word document"),
        (first()[:-4000], "cannot be read as a Word document"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "protected by a password"),
    ],
)
def test_a_file_that_is_no_paper_is_refused(content: bytes, said: str) -> None:
    with pytest.raises(PaperError, match=said) as refused:
        OfficersPaper(content)

    assert "\n" not in str(refused.value)


def test_a_paper_with_macros_is_refused() -> None:
    types = parts(first())["[Content_Types].xml"]
    main = b"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
    macros = types.replace(main, b"application/vnd.ms-word.document.macroEnabled.main+xml")

    with pytest.raises(PaperError, match=r"holds macros: save it in Word as \.docx"):
        OfficersPaper(packed(**{"[Content_Types].xml": macros}))


def test_a_paper_that_says_nothing_of_itself_is_refused() -> None:
    content = packed(**{"docProps/custom.xml": b'<Properties xmlns="x"/>'})

    with pytest.raises(PaperError, match="does not say which paper it is"):
        refreshed(content, NAME, paper_of(first_card()), Path())


def test_a_part_that_is_no_xml_is_told() -> None:
    with pytest.raises(PaperError, match="is damaged"):
        renewed(packed(**{DOCUMENT: b"<w:document"}), first_card())


@pytest.mark.parametrize(
    "name", ["docProps/custom.xml", "customXml/item1.xml", "word/styles.xml", "_rels/.rels"]
)
def test_a_damaged_part_of_the_papers_own_is_one_line(name: str) -> None:
    spoilt = parts(first())[name].rpartition(b"</")[0]

    with pytest.raises(PaperError, match="cannot be read as a Word document"):
        renewed(packed(**{name: spoilt}), first_card())


def test_words_whose_controls_are_gone_are_found_by_their_bookmarks() -> None:
    officer = Officer(first())
    tags = [t for t in _words_tags(officer) if t.endswith(":why")]
    officer.write(tags[0], "Twelve blocks were handed back late.", "And more to come.")
    for tag in _words_tags(officer):
        control = officer.control(tag)
        content = officer.content(tag)
        for child in list(content):
            control.addprevious(child)
        home = control.getparent()
        assert home is not None
        home.remove(control)
    done = renewed(officer.saved(), first_card())

    assert done.kept is not None
    assert "Twelve blocks were handed back late." in whole_text(done.kept)
    assert "And more to come." in whole_text(done.kept)
    assert "Owner to say" not in whole_text(done.kept)
    assert any("1 commentaries have lost their controls" in n for n in done.summary.notes)


def _words_tags(officer: Officer) -> list[str]:
    tags = (value(sdt, "sdtPr/tag") for sdt in officer.root.iter(f"{W}sdt"))
    return [tag for tag in tags if tag.startswith("commentary:")]


def test_a_control_in_a_text_box_is_told() -> None:
    officer = Officer(first())
    control = officer.control("highlights_sentence")
    home = control.getparent()
    assert home is not None
    box = xml("<w:r><w:pict><w:txbxContent><w:p/></w:txbxContent></w:pict></w:r>")
    home.replace(control, box)
    box[0][0][0].append(control)
    done = renewed(officer.saved(), first_card())

    assert any("stands in a text box" in note for note in done.summary.notes)


@pytest.mark.parametrize(
    "spelled",
    [
        b'<w:d xmlns:w="{}"><!-- <w:p> --><w:body><w:p w:x="a>b"/><w:p   ></w:p></w:body></w:d>',
        b'<document xmlns="{}"><body><p/><p><pPr><pStyle/></pPr></p></body></document>',
    ],
)
def test_places_are_found_however_xml_is_spelled(spelled: bytes) -> None:
    word = b"http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    content = spelled.replace(b"{}", word).replace(b"w:x", b"w:val")
    part = PartText("word/document.xml", content)
    first_one, second = part.root.iter("{*}p")

    assert content[slice(*part.span(first_one))].endswith(b"/>")
    assert content[slice(*part.span(second))].endswith(b"p>")
    whole, (start, end) = len(content), part.span(first_one)
    part.remove(first_one)
    assert len(part.content) == whole - (end - start)


def test_what_changes_inside_something_written_anew_is_written_with_it() -> None:
    word = b"http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    inside = b'<w:p><w:sdt><w:bookmarkStart w:id="1"/><w:p/></w:sdt><w:p/></w:p>'
    part = PartText("word/document.xml", b'<w:d xmlns:w="' + word + b'">' + inside + b"</w:d>")
    sdt = next(part.root.iter(f"{W}sdt"))
    sdt.set("new", "1")
    part.write(sdt)
    part.remove(next(part.root.iter(f"{W}bookmarkStart")))
    part.add_before(sdt, [xml('<w:p w:id="before"/>')])
    part.add_after(sdt, [xml('<w:p w:id="after"/>')])

    found = re.sub(rb' xmlns:\w+="[^"]*"', b"", part.content)
    assert found == (
        b'<w:d><w:p><w:p w:id="before"/><w:sdt new="1"><w:p/></w:sdt><w:p w:id="after"/>'
        b"<w:p/></w:p></w:d>"
    )
