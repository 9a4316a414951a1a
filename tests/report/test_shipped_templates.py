"""The shipped templates are what their script makes, in the look that Word expects."""

import pytest

from docx_templates.make_templates import HERE, TEMPLATES
from tests.report.reading import W, controls, parts, root
from xlkpi.report.drawing import SHOWN_CHART


@pytest.mark.parametrize("name", TEMPLATES)
def test_a_template_is_made_again_part_by_part(name: str) -> None:
    assert parts(TEMPLATES[name]()) == parts((HERE / name).read_bytes())
    assert TEMPLATES[name]() == TEMPLATES[name]()


@pytest.mark.parametrize("name", TEMPLATES)
def test_a_template_opens_in_word_as_a_document_of_today(name: str) -> None:
    settings = parts(TEMPLATES[name]())["word/settings.xml"].decode()

    assert 'w:name="compatibilityMode"' in settings
    assert 'w:val="15"' in settings
    assert "updateFields" not in settings


@pytest.mark.parametrize("name", TEMPLATES)
def test_every_control_says_in_plain_words_what_it_holds(name: str) -> None:
    for found in controls(TEMPLATES[name]()):
        title = found.element.find(f"{W}sdtPr/{W}alias")

        assert title is not None
        assert title.get(f"{W}val")
        assert found.text or next(found.element.iter(SHOWN_CHART), None) is not None


@pytest.mark.parametrize("name", TEMPLATES)
def test_nothing_is_formatted_by_hand(name: str) -> None:
    body = root(TEMPLATES[name]())
    by_hand = [f"{W}{what}" for what in ("color", "sz", "b", "i", "jc", "shd", "spacing", "ind")]

    assert not list(body.iter(*by_hand))
