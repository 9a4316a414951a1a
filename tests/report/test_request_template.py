"""The shipped request is what its script makes, formatted by styles alone."""

from docx_templates.make_templates import HERE
from docx_templates.request import commentary_request
from tests.report.reading import W, controls, parts, root
from xlkpi.report.request import PARTS, TEMPLATE


def test_the_template_is_made_again_part_by_part() -> None:
    assert parts(commentary_request()) == parts((HERE / TEMPLATE).read_bytes())
    assert commentary_request() == commentary_request()


def test_it_has_a_box_for_every_part_of_a_commentary() -> None:
    tags = [found.tag for found in controls(commentary_request())]

    assert [tag for tag in tags if tag.startswith("commentary")] == [
        f"commentary:{part}" for part in PARTS
    ]


def test_nothing_is_formatted_by_hand() -> None:
    by_hand = [f"{W}{what}" for what in ("color", "sz", "b", "i", "jc", "shd", "spacing", "ind")]

    assert not list(root(commentary_request()).iter(*by_hand))
