"""The named peer: the same pages by docxtpl, with charts and trend lines as matplotlib pictures.

It is run by a Python of its own, which has those two; it prints its processor seconds twice, as the
benchmark expects: those of making the paper, not of importing the libraries or of its template.
"""

import json
import sys
import time
from io import BytesIO
from pathlib import Path
from typing import Any

import matplotlib as mpl  # type: ignore[import-not-found]

mpl.use("Agg")

from docx import Document
from docx.shared import Cm
from docxtpl import DocxTemplate, InlineImage  # type: ignore[import-not-found]
from matplotlib import pyplot as plt

FACTS = ("rating", "direction", "latest", "comparator", "target")
COLUMNS = ("ref", "title", "trend", "comparator", "latest", "target", "rating", "direction", "rank")
WORDS = ("what_happened", "why", "action", "by_whom", "by_when")


def template(path: Path) -> None:
    """Write the template, its loops in the text as docxtpl has them."""
    document = Document()
    document.add_heading("{{ title }}", 0)
    document.add_heading("Highlights", 1)
    document.add_paragraph("{%p for h in highlights %}")
    document.add_heading("{{ h.headline }}", 2)
    document.add_paragraph("{{ h.ref }} · {{ h.aim }} · {{ h.owner }}")
    facts = document.add_table(rows=2, cols=len(FACTS))
    for place, name in enumerate(FACTS):
        facts.rows[0].cells[place].text = name.capitalize()
        facts.rows[1].cells[place].text = f"{{{{ h.{name} }}}}"
    for text in ("caption", "chart", "source", "why", "reasons"):
        document.add_paragraph(f"{{{{ h.{text} }}}}")
    for name in WORDS:
        document.add_paragraph(f"{{{{ h.words.{name} }}}}")
    document.add_paragraph("{%p endfor %}")
    document.add_heading("Scorecard", 1)
    table = document.add_table(rows=4, cols=len(COLUMNS))
    table.rows[1].cells[0].text = "{%tr for r in rows %}"
    for place, name in enumerate(COLUMNS):
        table.rows[0].cells[place].text = name.capitalize()
        table.rows[2].cells[place].text = f"{{{{ r.{name} }}}}"
    table.rows[3].cells[0].text = "{%tr endfor %}"
    document.save(str(path))


def picture(figure: Any, dpi: int) -> BytesIO:  # noqa: ANN401 -- a figure of matplotlib
    """Return the figure as PNG."""
    out = BytesIO()
    figure.savefig(out, format="png", dpi=dpi)
    out.seek(0)
    return out


def paper(data: dict[str, Any], path: Path) -> bytes:
    """Return the finished paper; each of the two figures is used again for every picture."""
    document = DocxTemplate(path)
    chart, axes = plt.subplots(figsize=(6.5, 2.0))
    for item in data["highlights"]:
        axes.clear()
        for name, values in item["lines"]:
            points = [float("nan") if v is None else v for v in values]
            axes.plot(range(len(points)), points, label=name)
        axes.set_xticks(range(len(item["names"])), item["names"], fontsize=7)
        axes.legend(fontsize=6)
        item["chart"] = InlineImage(document, picture(chart, 150), width=Cm(16.6))
    line, small = plt.subplots(figsize=(1.14, 0.27))
    for row in data["rows"]:
        small.clear()
        small.axis("off")
        small.plot([float("nan") if v is None else v for v in row["values"]], linewidth=1.3)
        row["trend"] = InlineImage(document, picture(line, 180), width=Cm(2.9))
    document.render(data, autoescape=True)
    out = BytesIO()
    document.save(out)
    return out.getvalue()


def main() -> None:
    """Make the paper and print the seconds."""
    data = json.loads(Path(sys.argv[1]).read_text(encoding="utf-8"))
    path = Path(sys.argv[2])
    template(path)
    began = time.process_time()
    path.write_bytes(paper(data, path))
    print(time.process_time() - began, 0)


if __name__ == "__main__":
    main()
