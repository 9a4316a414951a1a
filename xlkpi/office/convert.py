"""Convert: documents through LibreOffice into another format, a whole batch in one process."""

import os
import signal
import subprocess
import sys
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path

from xlkpi.errors import OfficeError
from xlkpi.office.program import libreoffice
from xlkpi.office.surroundings import clean, make_profile

QUIET = ("--headless", "--norestore", "--nolockcheck", "--nologo", "--nodefault")
START, EACH = 90, 30
"""Seconds that a first start and each document may take, on a slow machine."""


def convert(
    documents: Mapping[str, bytes], source: str, target: str, seconds: float | None = None
) -> dict[str, bytes]:
    """Return each document in another format, by its own name.

    LibreOffice works on copies, with a profile that is thrown away.

    Args:
        documents: what to convert, by names that end as their kind does, such as `CLT.docx`.
        source: the format they are in as LibreOffice names it, such as `MS Word 2007 XML`; without
            it a damaged file would be read as text.
        target: the format as LibreOffice names it, such as `pdf:writer_pdf_Export`.
        seconds: how long it may take; by default enough for a slow machine.

    Raises:
        OfficeError: LibreOffice is missing, too old, hangs, or cannot read a document.
    """
    program = libreoffice()
    with tempfile.TemporaryDirectory(prefix="xlkpi-", ignore_cleanup_errors=True) as made:
        folder = Path(made)
        copies = _copied(documents, folder / "in")
        profile = make_profile(folder / "profile")
        kinds = (f"--infilter={source}", "--convert-to", target, "--outdir", str(folder / "out"))
        command = [program, profile, *QUIET, *kinds, *map(str, copies)]
        said = _run(command, seconds or START + EACH * len(documents))
        ending = target.partition(":")[0]
        return {
            name: _read(folder / "out" / f"{copy.stem}.{ending}", name, said)
            for name, copy in zip(documents, copies, strict=True)
        }


def _copied(documents: Mapping[str, bytes], folder: Path) -> list[Path]:
    """Return copies named by number: no name is too long, strange or the same as another."""
    folder.mkdir()
    copies = []
    for number, (name, content) in enumerate(documents.items(), 1):
        copies.append(folder / f"{number}{Path(name).suffix}")
        copies[-1].write_bytes(content)
    return copies


def _run(command: Sequence[str], seconds: float) -> str:
    """Return what LibreOffice said; a process that hangs is ended with all it started."""
    is_windows = sys.platform == "win32"
    with subprocess.Popen(  # noqa: S603 -- found and checked by `libreoffice`
        command, env=clean(), stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT, start_new_session=not is_windows,
    ) as process:  # fmt: skip
        try:
            said, _ = process.communicate(timeout=seconds)
        except subprocess.TimeoutExpired as error:
            message = (
                f"LibreOffice did not finish within {seconds:g} seconds and was stopped: "
                f"run again with fewer files, or open them in LibreOffice to see why"
            )
            raise OfficeError(message) from error
        finally:
            _end(process)
    return said.decode(errors="replace")


def _end(process: "subprocess.Popen[bytes]") -> None:
    """End the process and its children, by its own id; one that is done is left alone."""
    if process.poll() is not None:
        return
    if sys.platform == "win32":
        taskkill = ["taskkill", "/F", "/T", "/PID", str(process.pid)]
        subprocess.run(taskkill, capture_output=True, check=False)  # noqa: S603 -- Windows' own
    else:
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()


def _read(path: Path, name: str, said: str) -> bytes:
    """Return what was made; LibreOffice ends well even when it made nothing."""
    content = path.read_bytes() if path.is_file() else b""
    if not content:
        last = next((line for line in reversed(said.splitlines()) if "rror" in line), "")
        message = (
            f"{name}: LibreOffice cannot read it{f' ({last.strip()})' if last else ''}: "
            f"open it in Word, save it as .docx, and run again"
        )
        raise OfficeError(message)
    return content
