"""Print the seconds of refreshing a report of 120 KPIs, and of the shipped Register's requests."""

import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))

from tests.report.finished import TEMPLATES  # noqa: E402
from tests.report.making import edition  # noqa: E402
from tests.report.refresh.registers import (  # noqa: E402
    NAME,
    built,
    later,
    paper_of,
)
from xlkpi.actions.request import request  # noqa: E402
from xlkpi.report.refresh.new_layout import relaid  # noqa: E402
from xlkpi.report.refresh.refresh import refreshed  # noqa: E402
from xlkpi.settings.settings import read_settings  # noqa: E402

KPIS, RUNS, PROMISED = 120, 7, 0.3


def best(action: Callable[[], object]) -> float:
    """Return the processor seconds of the fastest of several runs."""
    times = []
    for _ in range(RUNS):
        began = time.process_time()
        action()
        times.append(time.process_time() - began)
    return min(times)


def main() -> None:
    """Print both, and fail when a refresh is slower than promised."""
    card = later(KPIS, 0)
    same, other = paper_of(card), paper_of(later(KPIS))
    paper = built(same)
    found = {
        "compose": best(lambda: paper_of(card)),
        "build": best(lambda: built(same)),
        "refresh, nothing changed": best(lambda: refreshed(paper, NAME, same, TEMPLATES)),
        "refresh, every figure changed": best(lambda: refreshed(paper, NAME, other, TEMPLATES)),
        "new layout": best(lambda: relaid(paper, NAME, other, TEMPLATES, edition(1).as_at)),
    }
    with tempfile.TemporaryDirectory() as folder:
        settings = read_settings(ROOT)
        made = request(settings, (), Path(folder)).files
        name = f"{len(made)} requests, the Register read"
        found[name] = best(lambda: request(settings, (), Path(folder)))
    for name, seconds in found.items():
        print(f"{name:32} {seconds:.3f} s")
    if found["refresh, nothing changed"] > PROMISED:
        sys.exit(f"a refresh takes more than {PROMISED} s")


if __name__ == "__main__":
    main()
