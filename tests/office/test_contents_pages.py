"""The contents list says the pages on which LibreOffice prints the headings."""

import re
from io import BytesIO

import pikepdf
import pytest

from tests.office.host import office
from tests.report.finished import annual, clt
from tests.report.reading import W, root, text, value
from xlkpi.actions.export import pdfs, with_contents_pages
from xlkpi.report.check.rules import findings

pytestmark = pytest.mark.real_host


def test_the_numbers_are_those_of_the_printed_paper_and_stay_so() -> None:
    office()
    papers = {"CLT report.docx": clt(), "Annual report.docx": annual()}
    numbered = with_contents_pages(papers)

    assert with_contents_pages(numbered) == numbered
    for name, pdf in pdfs(numbered).items():
        pages = {mark.title: mark.page for mark in pdf.bookmarks if mark.level == 1}
        docx = numbered[name.replace(".pdf", ".docx")]
        entries = [p for p in root(docx).iter(f"{W}p") if value(p, "pPr/pStyle") == "TOC1"]

        assert len(entries) > 5
        assert [re.sub(r"\d+$", "", text(entry)) for entry in entries] == list(pages)
        assert [text(entry) for entry in entries] == [f"{t}{p}" for t, p in pages.items()]
        assert findings(docx) == ()
        assert pdf.faults == ()
        with pikepdf.open(BytesIO(pdf.content)) as opened:
            assert len(opened.pages) == pdf.pages
