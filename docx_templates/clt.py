"""The CLT report: findings, highlights and gaps on portrait pages, then the scorecard."""

from docx_templates import furniture, scorecard
from docx_templates.counts import ratings_of_each_kind
from docx_templates.highlight import highlights
from docx_templates.registers import changes, late_data, without_target
from docx_templates.wordfile import word_file


def clt_report() -> bytes:
    """Return `CLT report.docx`."""
    parts = (
        furniture.title_block(),
        furniture.contents_list(),
        ratings_of_each_kind(),
        highlights(),
        without_target(),
        late_data(),
        changes(),
        furniture.notes(),
        scorecard.scorecard(),
        furniture.landscape(),
    )
    return word_file("CLT report", "".join(parts), furniture.edges("CLT report"))
