"""Print the seconds of refreshing a CLT report of 120 KPIs, beside those of building it anew."""

import sys
import time
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))

from tests.report.refresh.registers import built, later, paper_of, renewed  # noqa: E402

KPIS, RUNS, PROMISED = 120, 7, 0.2


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
    card, other = later(KPIS, 0), later(KPIS)
    paper = built(paper_of(card))
    found = {
        "build": best(lambda: built(paper_of(card))),
        "refresh, nothing changed": best(lambda: renewed(paper, card)),
        "refresh, every figure changed": best(lambda: renewed(paper, other)),
    }
    for name, seconds in found.items():
        print(f"{name:32} {seconds:.3f} s")
    if found["refresh, nothing changed"] > PROMISED:
        sys.exit(f"a refresh takes more than {PROMISED} s")


if __name__ == "__main__":
    main()
