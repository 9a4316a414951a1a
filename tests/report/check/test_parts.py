"""A file that cannot be examined is one line; one that another program made is read."""

from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest
from docx import Document

from docx_templates.wordfile import word_file
from tests.report.check.faulty import HEADING, repacked
from tests.report.reading import parts
from xlkpi.errors import PaperError
from xlkpi.report.check.rules import findings
from xlkpi.report.check.word_paper import WordPaper

SOUND = word_file("Paper", HEADING, {})
STRICT = b"http://purl.oclc.org/ooxml/wordprocessingml/main"


def strict() -> bytes:
    name = b"http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    document = parts(SOUND)["word/document.xml"]
    return repacked(SOUND, word_document_xml=document.replace(name, STRICT))


def empty() -> bytes:
    out = BytesIO()
    ZipFile(out, "w").close()
    return out.getvalue()


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (b"", "is damaged or no Word document"),
        (b"not a zip", "is damaged or no Word document"),
        (SOUND[: len(SOUND) // 2], "is damaged or no Word document"),
        (empty(), "is damaged or no Word document"),
        (repacked(SOUND, word_document_xml=b"<w:document"), "is damaged or no Word document"),
        (b"\xd0\xcf\x11\xe0" + b"0" * 600, "is an old .doc or has a password"),
        (strict(), "is saved as Strict Open XML"),
        (repacked(SOUND, word_document_xml=b"<html/>"), "is no Word document"),
    ],
)
def test_a_file_that_cannot_be_read_is_one_line(content: bytes, expected: str) -> None:
    with pytest.raises(PaperError, match=expected) as error:
        findings(content)

    assert "\n" not in str(error.value)
    assert ": " in str(error.value)


def test_a_part_that_asks_for_another_file_is_not_followed(tmp_path: Path) -> None:
    (tmp_path / "secret").write_text("secret words", encoding="utf-8")
    document = parts(SOUND)["word/document.xml"]
    entity = f'<!DOCTYPE d [<!ENTITY e SYSTEM "{(tmp_path / "secret").as_uri()}">]>'.encode()
    start = document.index(b"<w:document")
    asking = document[:start] + entity + document[start:].replace(b">Scorecard<", b">&e;<")
    paper = WordPaper.opened(repacked(SOUND, word_document_xml=asking))

    assert all("secret" not in paragraph.text for paragraph in paper.paragraphs)


def test_a_document_of_python_docx_is_read_with_its_faults() -> None:
    document = Document()
    document.add_heading("Findings", 2)
    document.add_table(rows=2, cols=2)
    out = BytesIO()
    document.save(out)

    found = [one.code for one in findings(out.getvalue())]
    assert found[:2] == ["A01", "A02"]
    assert {"A04", "A06", "A11", "A12", "A15"} <= set(found)
    assert found.count("A15") == 4
