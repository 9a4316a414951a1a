"""A real LibreOffice with the extension installed, for the tests of this folder."""

# ruff: noqa: ANN401, EM101, EM102, TRY003

import json
import os
import shutil
import signal
import subprocess
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from xlkpi.office.program import libreoffice
from xlkpi.office.surroundings import clean

DRIVER = Path(__file__).with_name("driver.py")
QUIET = ("--norestore", "--nologo", "--nodefault", "--nolockcheck", "--nofirststartwizard")
RESTART = 81
"""How a brand-new profile ends its first start."""


class Office:
    """One process of LibreOffice with a profile of its own, and the driver that speaks to it."""

    def __init__(self, folder: Path, *, display: str | None = None) -> None:
        self.folder = folder
        self.profile = folder / "profile"
        self._pipe = f"xlkpi{os.getpid()}{abs(hash(str(folder))) % 10**8}"
        self._display = display
        self._start()

    def _start(self) -> None:
        binary = Path(libreoffice()).resolve().parent / "soffice.bin"
        # -- without a display, but not headless: there every window would be cancelled unseen --
        environment = clean() | {"SAL_USE_VCLPLUGIN": "svp"}
        if self._display:
            environment |= {"SAL_USE_VCLPLUGIN": "gen", "DISPLAY": self._display}
        command = [
            str(binary), *QUIET,
            f"-env:UserInstallation={self.profile.as_uri()}",
            f"--accept=pipe,name={self._pipe};urp;StarOffice.ComponentContext",
        ]  # fmt: skip
        with (self.folder / "soffice.log").open("ab") as log:
            for _ in range(2):
                self._soffice = subprocess.Popen(
                    command, env=environment, stdin=subprocess.DEVNULL, stdout=log, stderr=log,
                    start_new_session=True,
                )  # fmt: skip
                try:
                    if self._soffice.wait(3) != RESTART:
                        raise RuntimeError(self.log)
                except subprocess.TimeoutExpired:
                    break
        self._driver = subprocess.Popen(
            [python_of_libreoffice(), str(DRIVER), self._pipe], env=clean(),
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, encoding="utf-8",
        )  # fmt: skip
        self._answer()

    @property
    def log(self) -> str:
        return (self.folder / "soffice.log").read_text(errors="replace")

    def __call__(self, name: str, *arguments: object) -> Any:
        assert self._driver.stdin
        self._driver.stdin.write(json.dumps([name, *arguments]) + "\n")
        self._driver.stdin.flush()
        return self._answer()

    def _answer(self) -> Any:
        assert self._driver.stdout
        line = self._driver.stdout.readline()
        if not line:
            raise RuntimeError(f"the driver ended: {self.log[-2000:]}")
        said = json.loads(line)
        if "error" in said:
            raise RuntimeError(said["error"])
        return said["result"]

    def processor_seconds(self) -> float:
        """Return what LibreOffice has cost the processor so far; Linux alone says."""
        said = Path(f"/proc/{self._soffice.pid}/stat").read_text().rpartition(")")[2].split()
        return (int(said[11]) + int(said[12])) / os.sysconf("SC_CLK_TCK")

    def install(self, extension: Path) -> str:
        """Install the extension and start again: until then its Python runs in a process apart."""
        identifier = str(self("install", str(extension)))
        self.stop()
        self._start()
        return identifier

    def stop(self) -> None:
        """End LibreOffice, and what is left of it, by its own id."""
        try:
            self("quit")
            self._soffice.wait(20)
        except (RuntimeError, OSError, subprocess.TimeoutExpired):
            pass
        for process in (self._driver, self._soffice):
            if process.poll() is None:
                if process is self._soffice:
                    os.killpg(process.pid, signal.SIGKILL)
                else:
                    process.kill()
                process.wait()
        for pipe in (self._driver.stdin, self._driver.stdout):
            if pipe:
                pipe.close()


def python_of_libreoffice() -> str:
    """Return a Python that can speak to LibreOffice: its own, or the distribution's."""
    beside = Path(libreoffice()).resolve().parent / "python"
    for found in (str(beside), "/usr/bin/python3", shutil.which("python3") or ""):
        if found and Path(found).is_file() and _has_uno(found):
            return found
    raise FileNotFoundError("no Python has the module uno: install python3-uno")


def _has_uno(python: str) -> bool:
    command: Sequence[str] = (python, "-c", "import uno")
    return not subprocess.run(command, env=clean(), capture_output=True, check=False).returncode
