"""Page numbers beside a contents list: each heading's own, in Word's own field."""

import pytest
from lxml import etree

from docx_templates.wordfile import word_file
from docx_templates.wordxml import said
from tests.report.finished import clt
from tests.report.reading import W, parts, root, text, value
from xlkpi.errors import PaperError
from xlkpi.report.page_numbers import with_page_numbers


def headings(docx: bytes) -> list[str]:
    return [
        text(p)
        for p in root(docx).iter(f"{W}p")
        if value(p, "pPr/pStyle").startswith("Heading") and text(p).strip()
    ]


def entries(docx: bytes) -> list[etree._Element]:
    return [p for p in root(docx).iter(f"{W}p") if value(p, "pPr/pStyle") == "TOC1"]


def instructions(docx: bytes) -> str:
    return "".join(node.text or "" for node in root(docx).iter(f"{W}instrText"))


def test_each_entry_has_the_page_of_its_own_heading() -> None:
    titles = headings(clt())
    pages = list(range(101, 101 + len(titles)))
    numbered = with_page_numbers(clt(), pages)
    expected = [f"{text(entry)}{pages[titles.index(text(entry))]}" for entry in entries(clt())]

    assert [text(entry) for entry in entries(numbered)] == expected
    assert len(expected) > 5


def test_the_field_keeps_its_numbers_when_word_brings_it_up_to_date() -> None:
    numbered = with_page_numbers(clt(), [1] * len(headings(clt())))

    assert "\\n" in instructions(clt())
    assert "\\n" not in instructions(numbered)
    assert instructions(numbered).count("PAGEREF _Toc") == len(entries(numbered))
    marks = [mark.get(f"{W}fldCharType") for mark in root(numbered).iter(f"{W}fldChar")]
    assert marks.count("begin") == marks.count("separate") == marks.count("end")


def test_a_second_time_the_numbers_are_written_over() -> None:
    many = len(headings(clt()))
    once = with_page_numbers(clt(), [3] * many)
    twice = with_page_numbers(once, [12] * many)

    assert all(text(entry).endswith("12") for entry in entries(twice))
    assert with_page_numbers(twice, [3] * many) == once


def test_nothing_but_the_papers_text_is_touched() -> None:
    before = parts(clt())
    after = parts(with_page_numbers(clt(), [1] * len(headings(clt()))))

    assert {name for name in before if before[name] != after[name]} == {"word/document.xml"}
    assert before.keys() == after.keys()


def test_pages_of_another_paper_are_refused() -> None:
    with pytest.raises(PaperError, match="headings where its pages have 2"):
        with_page_numbers(clt(), [1, 2])


def test_a_paper_without_a_list_stays_as_it_says() -> None:
    plain = word_file("Paper", said("Heading1", "Findings"), {})
    numbered = with_page_numbers(plain, [1])

    assert text(root(numbered)) == text(root(plain))
