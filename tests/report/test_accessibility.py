"""Every shipped template and every finished paper passes every rule of accessibility."""

import pytest

from docx_templates.look import RATINGS
from docx_templates.make_templates import TEMPLATES
from tests.report.finished import finished, papers
from tests.report.reading import W, root
from xlkpi.report.check.colour import contrast
from xlkpi.report.check.rules import findings


@pytest.mark.parametrize("name", TEMPLATES)
def test_a_template_is_accessible(name: str) -> None:
    assert findings(TEMPLATES[name]()) == ()


@pytest.mark.parametrize("name", TEMPLATES)
def test_no_row_of_a_template_splits_across_pages(name: str) -> None:
    rows = list(root(TEMPLATES[name]()).iter(f"{W}tr"))

    assert all(row.find(f"{W}trPr/{W}cantSplit") is not None for row in rows)


@pytest.mark.parametrize("name", [paper.name for paper in papers()])
def test_a_finished_paper_is_accessible(name: str) -> None:
    assert findings(finished()[name]) == ()


def test_the_words_of_every_chip_can_be_read_on_its_colour() -> None:
    assert all(contrast(fill, words) >= 4.5 for fill, words in RATINGS.values())
