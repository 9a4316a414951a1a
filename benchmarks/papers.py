"""Print what papers with native charts cost, beside docxtpl with matplotlib pictures.

A CLT report of 120 KPIs with 15 highlights, first as the one paper of a process, then thirty of
them in one. The peer makes the same pages from the same figures: docxtpl is LGPL and no dependency,
so it runs in an environment of its own, made for the benchmark and thrown away.

Usage: python -m benchmarks.papers [a Python that has docxtpl and matplotlib]
"""

import json
import subprocess
import sys
import tempfile
import venv
from dataclasses import replace
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))

from tests.report.making import clt_scorecard, edition  # noqa: E402
from xlkpi.assessment.assessment import Assessment  # noqa: E402
from xlkpi.assessment.scorecard import Scorecard  # noqa: E402
from xlkpi.register.process import HighlightDecision  # noqa: E402

KPIS, CHARTS, PAPERS = 120, 15, 30
PROMISED = {"one paper": 0.6, "thirty papers": 20.0}
FASTER = 3

OURS = """
import sys, time
from datetime import date
from pathlib import Path
from benchmarks.papers import card, edition
from xlkpi.report.catalogue import clt_report
from xlkpi.report.paper import write_paper
held, run, templates = card(), edition(1), Path("docx_templates")
began = time.process_time()
content = write_paper(clt_report(held, run), templates, run.as_at)
one = time.process_time() - began
Path(sys.argv[1]).write_bytes(content)
for _ in range(int(sys.argv[2]) - 1):
    write_paper(clt_report(held, run), templates, run.as_at)
print(one, time.process_time() - began)
"""


def card() -> Scorecard:
    """Return the scorecard of the paper: so many KPIs, so many of them wanted as highlights."""
    whole = clt_scorecard(KPIS)
    refs = [a.kpi.ref for a in whole.assessments if a.latest][:CHARTS]
    return replace(whole, assessments=tuple(_wanted(a, refs) for a in whole.assessments))


def _wanted(one: Assessment, refs: list[str]) -> Assessment:
    if one.kpi.ref not in refs:
        return one
    fields = {"ref": one.kpi.ref, "period": one.period, "highlight": True}
    return replace(one, decision=HighlightDecision.model_validate(fields))


def figures() -> dict[str, Any]:
    """Return what the peer prints: the very texts and numbers of our paper."""
    from xlkpi.report.clt import clt_contents  # noqa: PLC0415 -- not needed where only ours runs

    contents = clt_contents(card(), edition(1))
    rows = [line for part in contents.scorecard for group in part.groups for line in group.rows]
    series = {a.kpi.ref: [r.value for r in a.history] for a in card().assessments}
    return {
        "title": contents.top.paper_title,
        "highlights": [_highlight(item) for item in contents.highlights],
        "rows": [_row(line.row, line.note, series[line.row.ref]) for line in rows],
    }


def _highlight(item: Any) -> dict[str, Any]:  # noqa: ANN401 -- a highlight of a paper
    chart, row = item.over_time.chart, item.row
    lines = [(line.name, line.values) for line in chart.lines] if chart else []
    texts = ("ref", "owner", "aim", "latest", "comparator", "target", "direction", "why")
    said = {name: getattr(row, name) for name in texts} | {"rating": row.rag.value}
    words = {
        part: getattr(item.words, part) or ""
        for part in ("what_happened", "why", "action", "by_whom", "by_when")
    }
    return said | {
        "headline": item.headline,
        "reasons": item.reasons,
        "caption": item.over_time.chart_title or "",
        "source": item.over_time.chart_source or "",
        "names": chart.names if chart else [],
        "lines": lines,
        "words": words,
    }


def _row(row: Any, note: str, values: list[float | None]) -> dict[str, Any]:  # noqa: ANN401
    names = ("ref", "title", "comparator", "latest", "target", "direction", "benchmark", "rank")
    said = {name: getattr(row, name) for name in names}
    return said | {"note": note, "rating": row.rag.value, "values": values}


def measured(command: list[str]) -> tuple[float, float]:
    """Return the processor seconds of the first paper and of all, as the process tells them."""
    done = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True)
    one, every = done.stdout.split()
    return float(one), float(every)


def peer_python(folder: str) -> str:
    """Return a Python with docxtpl and matplotlib; an empty text where they cannot be had."""
    if sys.argv[1:]:
        return sys.argv[1]
    venv.create(folder, with_pip=True)
    python = str(Path(folder) / "bin" / "python")
    wanted = [python, "-m", "pip", "install", "--quiet", "docxtpl", "matplotlib"]
    done = subprocess.run(wanted, check=False, capture_output=True)
    return "" if done.returncode else python


def main() -> None:
    """Print both, and fail when a promise is broken."""
    with tempfile.TemporaryDirectory() as folder:
        own = measured([sys.executable, "-c", OURS, f"{folder}/ours.docx", str(PAPERS)])
        found = dict(zip(PROMISED, own, strict=True))
        size = Path(folder, "ours.docx").stat().st_size // 1024
        for name, seconds in found.items():
            print(f"{name:14} {seconds:6.2f} s  (promised {PROMISED[name]} s, {size} kB a paper)")
        python = peer_python(f"{folder}/peer")
        slower = 0.0
        if python:
            data = Path(folder, "figures.json")
            data.write_text(json.dumps(figures()), encoding="utf-8")
            script = str(ROOT / "benchmarks" / "papers_peer.py")
            theirs, _ = measured([python, script, str(data), f"{folder}/theirs.docx"])
            slower = theirs / found["one paper"]
            print(f"{'the peer':14} {theirs:6.2f} s  docxtpl with matplotlib, {slower:.1f} times")
        else:
            print("the peer is left out: docxtpl and matplotlib could not be installed")
    late = [name for name, seconds in found.items() if seconds > PROMISED[name]]
    if late or (python and slower < FASTER):
        sys.exit(f"slower than promised: {', '.join(late) or 'beside the peer'}")


if __name__ == "__main__":
    main()
