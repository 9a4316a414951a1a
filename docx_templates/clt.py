"""The CLT report: findings, highlights, concerns and gaps on portrait pages, then the scorecard."""

from docx_templates import furniture, registers, scorecard
from docx_templates.counts import ratings_of_each_kind
from docx_templates.highlight import highlights
from docx_templates.wordfile import word_file


def clt_report() -> bytes:
    """Return `CLT report.docx`."""
    parts = (
        furniture.title_block(),
        furniture.contents_list(),
        ratings_of_each_kind(),
        highlights(),
        registers.risks(),
        registers.issues(),
        registers.escalations(),
        registers.actions(),
        registers.without_target(),
        registers.late_data(),
        registers.sign_offs(),
        registers.changes(),
        furniture.notes(),
        scorecard.scorecard(),
        registers.definitions(),
        furniture.landscape(),
    )
    return word_file("CLT report", "".join(parts), furniture.edges("CLT report"))
