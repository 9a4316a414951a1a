"""The real server in a process of its own on loopback, ended by its own number."""

import os
import re
import signal
import socket
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Self

import httpx

KEY = {"XLWINGS_LICENSE_KEY": "noncommercial"}
"""For this project's own test run, which is for no commercial purpose."""
JSON = {"Content-Type": "application/json"}
STARTED_WITHIN, ENDED_WITHIN = 60.0, 20.0


@dataclass
class Server:
    """`xlkpi serve` for one Register; use it in a `with` statement."""

    register: Path
    log: Path
    options: tuple[str, ...] = ()
    port: int = 0
    process: "subprocess.Popen[bytes] | None" = None

    def __enter__(self) -> Self:
        self.port = self.port or free_port()
        command = [sys.executable, "-m", "xlkpi", "serve", "--register", str(self.register)]
        kept = {name: value for name, value in os.environ.items() if not name.startswith("XLKPI_")}
        with self.log.open("wb") as log:
            self.process = subprocess.Popen(
                [*command, "--port", str(self.port), *self.options],
                stdout=log, stderr=log, env={**kept, **KEY},
            )  # fmt: skip
        self._wait()
        return self

    def __exit__(self, *_: object) -> None:
        if self.process is not None:
            self.process.send_signal(signal.SIGINT)
            try:
                self.process.wait(ENDED_WITHIN)
            except subprocess.TimeoutExpired:
                self.process.kill()
                self.process.wait()

    @property
    def origin(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def _wait(self) -> None:
        until = time.monotonic() + STARTED_WITHIN
        while time.monotonic() < until:
            if self.process is not None and self.process.poll() is not None:
                break
            try:
                with socket.create_connection(("127.0.0.1", self.port), timeout=1):
                    return
            except OSError:
                time.sleep(0.1)
        self.__exit__()
        raise AssertionError(self.log.read_text(errors="replace"))

    def post(self, path: str, body: Any, **headers: str) -> httpx.Response:  # noqa: ANN401
        """Return what the server answers to JSON."""
        return httpx.post(
            self.origin + path, json=body, headers=spelt(headers), timeout=120, trust_env=False
        )

    def get(self, path: str, **headers: str) -> httpx.Response:
        return httpx.get(self.origin + path, headers=spelt(headers), timeout=120, trust_env=False)

    def call(self, name: str, arguments: list[Any], runtime: str = "1.4") -> httpx.Response:
        """Return the answer to one call, as the vendor's client makes it."""
        body = {
            "client": "Office.js", "func_name": name, "args": arguments, "runtime": runtime,
            "caller_address": "[CLT Scorecard.xlsx]Scorecard!D2", "session_id": "1",
            "culture_info_name": "en-GB", "date_format": "dd/mm/yyyy", "version": "0.37.8",
        }  # fmt: skip
        return self.post("/xlwings/custom-functions-call", body)

    @property
    def told(self) -> str:
        """What the server wrote down."""
        return self.log.read_text(encoding="utf-8", errors="replace")


def spelt(headers: dict[str, str]) -> dict[str, str]:
    """Return headers as HTTP spells them: `content_type` is Content-Type."""
    return {re.sub("_", "-", name): value for name, value in headers.items()}


def free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        port: int = one.getsockname()[1]
        return port
