"""How long a function's call takes through the server, beside xlwings Server as it ships.

Both run the same judgement, KPI_RAG over a block, in a real uvicorn on loopback; the figures are of
a call from the client's first byte to its last. The vendor's own serves a project as its
documentation writes one. It needs XLWINGS_LICENSE_KEY, which is yours to set.
"""

import json
import os
import random
import signal
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx

KEY = "XLWINGS_LICENSE_KEY"
ROOT = Path(__file__).parents[1]
SIZES = {1: (1, 200, 200), 1_000: (8, 20, 5), 100_000: (8, 3, 1)}
"""Rows: columns, calls of ours, calls of theirs."""
MOST = {1: 0.005, 1_000: 0.060, 100_000: 8.0}
"""Rows to the seconds that a call may take."""
STARTED_WITHIN = 60.0
THEIRS = """
from xlwings import arg, func

from xlkpi.functions.catalogue import call


@func
@arg("actual", ndim=2, err_to_str=True)
def KPI_RAG(actual, target, polarity, tolerance=None, mode=None):
    return call("KPI_RAG", [actual, target, polarity, tolerance, mode])
"""


@contextmanager
def running(command: list[str], folder: Path, more: dict[str, str]) -> Iterator[str]:
    """Run a server on a free port; yield its address."""
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        port = one.getsockname()[1]
    with (folder / "log.txt").open("wb") as log:
        process = subprocess.Popen(
            [*command, "--port", str(port)],
            cwd=folder, stdout=log, stderr=log, env={**os.environ, **more},
        )  # fmt: skip
    try:
        until = time.monotonic() + STARTED_WITHIN
        while time.monotonic() < until and process.poll() is None:
            try:
                with socket.create_connection(("127.0.0.1", port), timeout=1):
                    break
            except OSError:
                time.sleep(0.1)
        yield f"http://127.0.0.1:{port}"
    finally:
        process.send_signal(signal.SIGINT)
        process.wait(30)


def body(rows: int, columns: int) -> bytes:
    """Return a call as the vendor's client sends it: a block against one target."""
    source = random.Random(2026)  # noqa: S311 -- figures to time, not secrets
    block = [[source.uniform(60, 100) for _ in range(columns)] for _ in range(rows)]
    return json.dumps({
        "client": "Office.js", "func_name": "KPI_RAG", "version": "0.37.8", "runtime": "1.4",
        "args": [block, [[80]], [["Higher"]], [[5]], [["percent"]]], "session_id": "1",
        "caller_address": "[KPI.xlsx]Scorecard!J5", "culture_info_name": "en-GB",
        "date_format": "dd/mm/yyyy",
    }).encode()  # fmt: skip


def seconds(address: str, content: bytes, calls: int) -> float:
    """Return the median of several calls, the first one not counted."""
    headers = {"Content-Type": "application/json"}
    took = []
    with httpx.Client(timeout=600, trust_env=False) as client:
        for number in range(calls + (calls > 1)):
            begun = time.perf_counter()
            reply = client.post(
                f"{address}/xlwings/custom-functions-call", content=content, headers=headers
            )
            took.append(time.perf_counter() - begun)
            if number == 0:
                reply.raise_for_status()
    return statistics.median(took[1:] or took)


def project(folder: Path) -> Path:
    """Return a project of the vendor's, with the same function."""
    for name, text in {"custom_functions": THEIRS, "custom_scripts": ""}.items():
        (folder / name).mkdir(parents=True)
        (folder / name / "__init__.py").write_text(text, encoding="utf-8")
    return folder


def main() -> None:
    """Print seconds and ratios, and fail where the promise is not kept."""
    if not os.environ.get(KEY):
        print(f"set {KEY} to measure the server: its licence is not ours")
        return
    slow = False
    with tempfile.TemporaryDirectory() as home:
        theirs = project(Path(home) / "theirs")
        ours = Path(home) / "ours"
        ours.mkdir()
        serve = [sys.executable, "-m", "xlkpi", "serve", "--register", str(ROOT)]
        shipped = [sys.executable, "-m", "uvicorn", "xlwings_server.main:main_app"]
        more = {"XLWINGS_PROJECT_DIR": str(theirs), "XLWINGS_FUNCTIONS_NAMESPACE": ""}
        with running(serve, ours, {}) as here, running(shipped, theirs, more) as there:
            for rows, (columns, calls, their_calls) in SIZES.items():
                content = body(rows, columns)
                mine, other = (
                    seconds(here, content, calls), seconds(there, content, their_calls)
                )  # fmt: skip
                slow = slow or mine > MOST[rows]
                print(
                    f"KPI_RAG, {rows:,} x {columns} in and out: {mine * 1000:,.1f} ms "
                    f"(at most {MOST[rows] * 1000:,.0f} ms); as shipped {other * 1000:,.1f} ms, "
                    f"{other / mine:,.1f} times as long"
                )
    sys.exit(1 if slow else 0)


if __name__ == "__main__":
    main()
