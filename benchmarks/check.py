"""Print what `xlkpi check` costs on 1,000 KPIs x 180 months: reading, rating, asking, whole.

Seconds of the processor, so that a busy machine says the same; the command's by the clock too.

The Register is made up: monthly shares with numerator and denominator, whose last twelve months
are typed by hand, so that every question has something to look at.
"""

import os
import random
import tempfile
from pathlib import Path
from time import process_time

from benchmarks.run import XLKPI, once
from tests.making.books import KPI, Rows, Tables, register_folder
from xlkpi.actions.check import findings
from xlkpi.assessment.assess import assess
from xlkpi.settings.settings import read_settings
from xlkpi.terms.period import Frequency, Period
from xlkpi.terms.period_text import read_period
from xlkpi.workbook.read import read_register

KPIS, MONTHS = 1000, 180
LAST = read_period("2026-09", Frequency.MONTH)
SEED = 20261023


def made_up(kpis: int = KPIS, months: int = MONTHS) -> Tables:
    """Return the tables of a Register of so many monthly KPIs."""
    chance = random.Random(SEED)  # noqa: S311 -- made-up figures
    refs = [f"K{number:04d}" for number in range(kpis)]
    fields = {"frequency": "month", "definition": "A share", "contact": "Officer"}
    fields |= {"data_quality": "Good"}
    periods = [LAST.shift(by - months + 1) for by in range(months)]
    return {
        "kpis": [{**KPI, **fields, "ref": ref, "title": f"Measure {ref}"} for ref in refs],
        "alignments": [{"ref": ref, "framework": "Plan", "priority": "Homes"} for ref in refs],
        "targets": [
            {"ref": ref, "period": "2026/27", "value": 80, "tolerance": 2, "mode": "points"}
            for ref in refs
        ],
        "results": [row for ref in refs for row in _results(ref, periods, chance)],
        "entries": [
            {"ref": ref, "period": LAST.name, "value": round(chance.gauss(80, 1), 1)}
            for ref in refs[:100]
        ],
    }


def _results(ref: str, periods: list[Period], chance: random.Random) -> Rows:
    rows: Rows = []
    for period in periods:
        denominator = chance.randint(900, 1100)
        numerator = round(denominator * chance.gauss(0.8, 0.01))
        value = round(100 * numerator / denominator, 1)
        rows.append(
            {
                "ref": ref,
                "period": f"{period.end:%b %Y}",
                "value": value,
                "numerator": numerator,
                "denominator": denominator,
                "status": "Final",
                "supplied_by": "Performance Officer",
            }
        )
    return rows


def main() -> None:
    """Print the seconds of each part, then those of the command."""
    with tempfile.TemporaryDirectory() as home:
        folder = register_folder(Path(home), made_up())
        settings = read_settings(folder)
        times = [process_time()]
        register = read_register(settings.sources)
        times.append(process_time())
        assessments = assess(register, settings.question)
        times.append(process_time())
        found = findings(settings, register, assessments)
        times.append(process_time())
        parts = zip(("reading", "rating", "asking"), times, times[1:], strict=False)
        for name, begun, ended in parts:
            print(f"{name:8} {ended - begun:6.2f} s")
        print(f"{found.results:,} results, {len(found.queries)} queries, {len(found.notes)} notes")
        command = [str(XLKPI), "check", "--json", "--register", str(folder)]
        before = os.times()
        seconds, memory = once(command)
        after = os.times()
        spent = after.children_user + after.children_system
        spent -= before.children_user + before.children_system
        print(f"command  {spent:6.2f} s  {memory:5.0f} MiB  {seconds:6.2f} s by the clock")


if __name__ == "__main__":
    main()
