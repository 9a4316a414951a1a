"""Every paper of the shipped Register becomes a PDF that an independent checker calls PDF/UA."""

import re
from functools import cache
from io import BytesIO
from pathlib import Path

import page
import pikepdf
import pytest

from docx_templates.wordfile import word_file
from docx_templates.wordxml import paragraph, run, said
from tests.office.host import office
from tests.report.reading import W, root, text, value
from xlkpi.actions.export import pdfs
from xlkpi.actions.run import finish
from xlkpi.office.pdf import Pdf
from xlkpi.settings.settings import read_settings

ROOT = Path(__file__).parents[2]

pytestmark = pytest.mark.real_host


@cache
def papers() -> dict[str, bytes]:
    """Return every paper of the shipped Register."""
    made = finish(read_settings(ROOT), (), lambda _: None).contents
    return {name: content for name, content in made.items() if name.endswith(".docx")}


@cache
def printed() -> dict[str, Pdf]:
    """Return every paper of the shipped Register as a PDF."""
    office()
    return pdfs(papers())


def failures(pdf: Pdf) -> list[str]:
    """Return what the checker says against a PDF."""
    report = page.validate_pdf_bytes(pdf.content, profile="ua1")
    return [f"{one.rule_id}: {one.message}" for one in report.failures]


def one(body: str, title: str = "Paper") -> Pdf:
    """Return the PDF of a paper with this body."""
    office()
    return pdfs({"one.docx": word_file(title, body, {})})["one.pdf"]


def test_every_paper_of_the_shipped_register_is_pdf_ua() -> None:
    assert len(printed()) == 7
    assert {name: failures(pdf) for name, pdf in printed().items() if failures(pdf)} == {}
    assert not any(pdf.faults for pdf in printed().values())


def test_every_picture_of_a_paper_has_its_words_in_the_pdf() -> None:
    for name, content in papers().items():
        said_of = [d.get("descr") for d in root(content).iter() if str(d.tag).endswith("}docPr")]
        pdf = printed()[name.replace(".docx", ".pdf")].content

        assert _alternatives(pdf) == said_of


def test_the_bookmarks_are_the_headings_with_their_pages() -> None:
    content = next(content for name, content in papers().items() if "CLT" in name)
    pdf = next(pdf for name, pdf in printed().items() if "CLT" in name)
    headings = [
        (int(style[-1]), text(p))
        for p in root(content).iter(f"{W}p")
        if re.fullmatch(r"Heading\d", style := value(p, "pPr/pStyle"))
    ]
    numbers = [mark.page for mark in pdf.bookmarks]

    assert [(mark.level, mark.title) for mark in pdf.bookmarks] == headings
    assert numbers == sorted(numbers)
    assert numbers[0] == 1
    assert pdf.pages >= numbers[-1] > 5


def test_the_same_papers_give_the_same_bytes() -> None:
    again = pdfs(papers())

    assert {name for name, pdf in again.items() if pdf.content != printed()[name].content} == set()


def test_a_pdf_has_the_papers_title_language_and_date() -> None:
    with pikepdf.open(BytesIO(one(said("Heading1", "Findings")).content)) as pdf:
        assert str(pdf.docinfo.Title) == "Paper"
        assert str(pdf.docinfo.CreationDate) == "D:20260401000000Z"
        assert str(pdf.Root.Lang) == "en-GB"


def test_a_link_says_its_words() -> None:
    link = f'<w:hyperlink w:anchor="there">{run("The findings")}</w:hyperlink>'
    mark = '<w:bookmarkStart w:id="1" w:name="there"/><w:bookmarkEnd w:id="1"/>'
    body = paragraph("Normal", link) + paragraph("Heading1", mark, run("Findings of the year"))
    pdf = one(body)

    assert failures(pdf) == []
    with pikepdf.open(BytesIO(pdf.content)) as opened:
        (annotation,) = opened.pages[0].Annots
        assert str(annotation.Contents) == "Findings of the year"


def test_what_the_paper_lacks_is_told() -> None:
    pdf = one(said("Heading1", "Findings"), title="")

    assert pdf.pages == 1
    assert pdf.faults == ("the paper has no title: write it in Word under File > Info > Title",)


def _alternatives(content: bytes) -> list[str]:
    """Return the words of every figure in reading order."""
    found: list[str] = []

    def walk(element: pikepdf.Object) -> None:
        if isinstance(element, pikepdf.Array):
            for child in element:
                walk(child)
        elif isinstance(element, pikepdf.Dictionary):
            if element.get("/S") == "/Figure":
                found.append(str(element.Alt))
            if "/K" in element:
                walk(element.K)

    with pikepdf.open(BytesIO(content)) as pdf:
        walk(pdf.Root.StructTreeRoot)
    return found
