"""Print what the commands cost, beside a plain script that does about the main job.

Each command is a whole process, run in turn with its peer; the figures are medians, with the
largest memory of any run. Usage: `make benchmark`.
"""

import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping, Sequence
from pathlib import Path

ROOT = Path(__file__).parents[1]
XLKPI = Path(sys.executable).parent / "xlkpi"
RUNS = 5


def once(command: Sequence[str]) -> tuple[float, float]:
    """Return the wall seconds and the peak MiB of one run of `command`."""
    started = time.perf_counter()
    process = subprocess.Popen(
        command, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        sys.exit(f"{' '.join(command)} ended with {process.returncode}")
    return time.perf_counter() - started, usage.ru_maxrss / 1024


def measure(commands: Mapping[str, Sequence[str]]) -> dict[str, tuple[float, float]]:
    """Return median seconds and peak MiB of each command, run in turn after one warm-up."""
    found: dict[str, list[tuple[float, float]]] = {name: [] for name in commands}
    for turn in range(RUNS + 1):
        for name, command in commands.items():
            measured = once(command)
            if turn:
                found[name].append(measured)
    return {
        name: (statistics.median(s for s, _ in runs), max(m for _, m in runs))
        for name, runs in found.items()
    }


def main() -> None:
    """Print a line a command, and the ratio to the plain script."""
    with tempfile.TemporaryDirectory() as folder:
        ours, plain = f"{folder}/ours", f"{folder}/plain"
        script = str(ROOT / "benchmarks" / "plain_script.py")
        commands = {
            "xlkpi run": [str(XLKPI), "run", "--out", ours],
            "plain script": [sys.executable, script, str(ROOT / "workbooks"), plain],
            "xlkpi check": [str(XLKPI), "check"],
            "xlkpi --help": [str(XLKPI), "--help"],
            "xlkpi eval": [str(XLKPI), "eval", '=KPI_RAG(77.4, 80, "higher", 5, "percent")'],
        }
        measured = measure(commands)
    for name, (seconds, mebibytes) in measured.items():
        print(f"{name:14} {seconds:6.2f} s  {mebibytes:5.0f} MiB")
    ratio = measured["xlkpi run"][0] / measured["plain script"][0]
    print(f"xlkpi run / plain script (pandas, openpyxl, python-docx): {ratio:.2f}")


if __name__ == "__main__":
    main()
