"""The shipped request asks for every part of a commentary."""

from docx_templates.request import commentary_request
from tests.report.reading import controls
from xlkpi.report.request import PARTS


def test_it_has_a_box_for_every_part_of_a_commentary() -> None:
    tags = [found.tag for found in controls(commentary_request())]

    assert [tag for tag in tags if tag.startswith("commentary")] == [
        f"commentary:{part}" for part in PARTS
    ]
