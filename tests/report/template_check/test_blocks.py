"""The palette: every name as a control to copy, with what it holds, in an accessible document."""

from docx_templates.blocks import blocks
from docx_templates.make_templates import HERE, PALETTE, TEMPLATES
from tests.report.reading import controls, parts
from xlkpi.report.catalogue import PAPER_KINDS
from xlkpi.report.check.rules import findings
from xlkpi.report.template_check.vocabulary import vocabulary


def palette() -> bytes:
    return blocks([template() for template in TEMPLATES.values()])


def test_the_palette_is_made_again_part_by_part() -> None:
    assert parts(palette()) == parts((HERE / PALETTE).read_bytes())


def test_every_name_of_every_paper_is_a_control_with_a_title() -> None:
    names = {entry.name for entry in vocabulary(PAPER_KINDS, {})}
    found = {found.tag for found in controls(palette())}

    assert names <= found
    assert len(names) > 90


def test_the_palette_is_accessible() -> None:
    assert findings(palette()) == ()
