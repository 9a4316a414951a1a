"""Every shipped template and every finished paper passes every rule of accessibility."""

import pytest

from docx_templates.look import RATINGS
from docx_templates.make_templates import TEMPLATES
from docx_templates.wordfile import word_file
from tests.report.accessibility import contrast, faults_in
from tests.report.finished import finished, papers


@pytest.mark.parametrize("name", TEMPLATES)
def test_a_template_is_accessible(name: str) -> None:
    assert faults_in(TEMPLATES[name]()) == []


@pytest.mark.parametrize("name", [paper.name for paper in papers()])
def test_a_finished_paper_is_accessible(name: str) -> None:
    assert faults_in(finished()[name]) == []


def test_a_file_with_faults_is_found_out() -> None:
    body = (
        '<w:p><w:pPr><w:pStyle w:val="Heading2"/></w:pPr></w:p><w:p/>'
        "<w:p><w:r><w:t>1. typed by hand</w:t></w:r></w:p>"
        "<w:tbl><w:tr><w:tc><w:p/></w:tc></w:tr></w:tbl>"
    )
    found = {fault[:3] for fault in faults_in(word_file("", body, {}))}

    assert {"A01", "A03", "A04", "A05", "A08", "A11", "A12", "A13", "A15"} <= found


def test_the_words_of_every_chip_can_be_read_on_its_colour() -> None:
    assert all(contrast(fill, words) >= 4.5 for fill, words in RATINGS.values())
    assert contrast("FFFFFF", "000000") == pytest.approx(21)
