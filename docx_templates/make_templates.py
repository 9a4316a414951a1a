"""Make the shipped Word templates again: `python docx_templates/make_templates.py`."""

import sys
from pathlib import Path

HERE = Path(__file__).parent
sys.path.insert(0, str(HERE.parent))

from docx_templates.annual import annual_report  # noqa: E402 -- found beside this file
from docx_templates.blocks import blocks  # noqa: E402
from docx_templates.briefing import member_briefing  # noqa: E402
from docx_templates.clt import clt_report  # noqa: E402
from docx_templates.dmt import dmt_pack  # noqa: E402
from docx_templates.kpi_sheet import kpi_sheet  # noqa: E402
from docx_templates.request import commentary_request  # noqa: E402
from docx_templates.scrutiny import scrutiny_report  # noqa: E402

TEMPLATES = {
    "CLT report.docx": clt_report,
    "DMT pack.docx": dmt_pack,
    "Scrutiny report.docx": scrutiny_report,
    "Annual Performance Report.docx": annual_report,
    "Member briefing.docx": member_briefing,
    "KPI sheet.docx": kpi_sheet,
    "Commentary request.docx": commentary_request,
}

PALETTE = "blocks.docx"


def make(folder: Path) -> None:
    """Write every template into `folder`."""
    for name, template in TEMPLATES.items():
        (folder / name).write_bytes(template())
        print(folder / name)
    palette = folder / PALETTE
    palette.write_bytes(blocks([template() for template in TEMPLATES.values()]))
    print(palette)


if __name__ == "__main__":
    make(HERE)
