"""How long the worksheet functions take, beside numpy and pandas doing as little as they can.

The comparisons are plain: numpy compares whole columns with one fixed rule and knows nothing of
blanks, texts or errors; pandas applies one Python function row by row, as scripts often do.
"""

import random
import subprocess
import sys
import time
from collections.abc import Callable

import numpy as np
import pandas as pd

from xlkpi.functions.catalogue import call

ELEMENTS = 1_000_000
SERIES = 10_000
POINTS = 40


def seconds(work: Callable[[], object], repeats: int = 3) -> float:
    """Return the best of several runs, in seconds."""
    best = float("inf")
    for _ in range(repeats):
        begun = time.perf_counter()
        work()
        best = min(best, time.perf_counter() - begun)
    return best


def line(what: str, took: float, beside: str = "") -> None:
    """Print one measurement, in seconds."""
    print(f"{what:<46}{took:7.3f} s   {beside}".rstrip())


def with_numpy(actual: "np.ndarray[tuple[int], np.dtype[np.float64]]") -> object:
    """Return ratings for Higher, target 80, 5 percent, without any check of the input."""
    return np.where(actual >= 80, "Green", np.where(actual >= 76, "Amber", "Red"))


def with_pandas(frame: pd.DataFrame) -> object:
    """Return the same ratings by a row-by-row apply."""

    def rate(row: pd.Series) -> str:
        if row["actual"] >= row["target"]:
            return "Green"
        return "Amber" if row["actual"] >= row["target"] * 0.95 else "Red"

    return frame.apply(rate, axis=1)


def ratings() -> None:
    """Print KPI_RAG over a million elements beside the other two."""
    source = random.Random(2024)  # noqa: S311 -- figures to time, not secrets
    actual = [source.uniform(60, 100) for _ in range(ELEMENTS)]
    column = [[value] for value in actual]
    targets = [[source.choice([70.0, 80.0, 90.0])] for _ in range(ELEMENTS)]
    own = [[source.uniform(60, 100)] for _ in range(ELEMENTS)]
    ways = [[source.choice(["Higher", "Lower"])] for _ in range(ELEMENTS)]
    texts = [["not yet"]] * ELEMENTS
    array = np.array(actual)
    frame = pd.DataFrame({"actual": actual[: ELEMENTS // 10], "target": 80.0})
    ours = seconds(lambda: call("KPI_RAG", [column, 80, "Higher", 5, "percent"]))
    mixed = seconds(lambda: call("KPI_RAG", [column, targets, "Higher", 5, "percent"]))
    each = seconds(lambda: call("KPI_RAG", [column, own, ways, 5, "percent"]), repeats=1)
    refused = seconds(lambda: call("KPI_RAG", [texts, 80, "Higher", 5, "percent"]), repeats=1)
    tenth = column[: ELEMENTS // 10]
    why = seconds(lambda: call("KPI_RAG_WHY", [tenth, 80, "Higher", 5, "percent"]), repeats=1)
    numpy_time = seconds(lambda: with_numpy(array))
    pandas_time = seconds(lambda: with_pandas(frame), repeats=1) * 10
    line(f"KPI_RAG, {ELEMENTS:,} elements, one rule", ours, "(aim: 3 s)")
    line(f"KPI_RAG, {ELEMENTS:,} elements, three rules", mixed)
    line("  a target and a polarity of its own each", each)
    line("  all refused", refused)
    line(f"KPI_RAG_WHY, {ELEMENTS // 10:,} elements, one rule", why)
    line("  numpy, one fixed rule, no checks", numpy_time, f"ours takes {ours / numpy_time:.0f}x")
    line("  pandas apply, from a tenth", pandas_time, f"ours takes {ours / pandas_time:.2f}x")


def trends() -> None:
    """Print KPI_TREND called ten thousand times, and once with a block."""
    source = random.Random(2024)  # noqa: S311 -- figures to time, not secrets
    block = [[source.gauss(50, 5) for _ in range(POINTS)] for _ in range(SERIES)]
    single = seconds(lambda: [call("KPI_TREND", [[row], "Higher"]) for row in block])
    whole = seconds(lambda: call("KPI_TREND", [block, "Higher"]))
    line(f"KPI_TREND, {SERIES:,} calls of {POINTS} points", single, "(aim: 2 s)")
    line(f"KPI_TREND, one block of {SERIES:,} series", whole)


def loading() -> None:
    """Print how long the catalogue takes to import, over an interpreter that imports nothing."""
    bare = seconds(lambda: subprocess.run([sys.executable, "-c", "pass"], check=True), 10)
    script = "import xlkpi.functions.catalogue"
    loaded = seconds(lambda: subprocess.run([sys.executable, "-c", script], check=True), 10)
    line("import of the catalogue", loaded - bare, "(aim: 0.040 s)")


def blank_columns() -> None:
    """Print what a whole column costs of which three cells are used."""
    column = [[77.4], [81.0], [60.0], *[[None]] * 1_048_573]
    took = seconds(lambda: call("KPI_RAG", [column, 80, "Higher", 5, "percent"]))
    line("KPI_RAG, a whole column, three in use", took)


if __name__ == "__main__":
    ratings()
    trends()
    blank_columns()
    loading()
