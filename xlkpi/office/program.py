"""LibreOffice on this machine: where it is, and whether it is new enough."""

import re
import shutil
import subprocess
import sys
from functools import cache
from pathlib import Path
from typing import Final

from xlkpi.errors import OfficeError
from xlkpi.office.surroundings import clean

OLDEST: Final = (25, 2)
"""Before it, alternative text of charts was lost and table rules were read out."""

HOMES: Final = {
    "win32": r"C:\Program Files\LibreOffice\program\soffice.com",
    "darwin": "/Applications/LibreOffice.app/Contents/MacOS/soffice",
}
"""Where its own installer puts it, on systems that leave it off the path."""

VERSION = re.compile(r"LibreOffice\D* (\d+)\.(\d+)")
LONGEST_START = 60
"""Seconds that it may take to say its version."""


def libreoffice() -> str:
    """Return the path of a LibreOffice that is new enough.

    Raises:
        OfficeError: there is none.
    """
    found = shutil.which("soffice") or shutil.which("libreoffice") or _installed()
    if found is None:
        message = "LibreOffice was not found: install version 25.2 or later, and run again"
        raise OfficeError(message)
    version = _version(found)
    if version < OLDEST:
        said = ".".join(map(str, version)) if version else "of no known version"
        message = f"LibreOffice {said} is too old: install version 25.2 or later, and run again"
        raise OfficeError(message)
    return found


def _installed() -> str | None:
    home = HOMES.get(sys.platform, "")
    return home if home and Path(home).is_file() else None


@cache
def _version(path: str) -> tuple[int, ...]:
    """Return the version's first two numbers, none where it says none."""
    try:
        done = subprocess.run(  # noqa: S603 -- the program that was asked for
            [path, "--version"], capture_output=True, timeout=LONGEST_START, check=False,
            stdin=subprocess.DEVNULL, env=clean(),
        )  # fmt: skip
    except (OSError, subprocess.TimeoutExpired) as error:
        message = f"LibreOffice at {path} does not start: install it again, version 25.2 or later"
        raise OfficeError(message) from error
    said = VERSION.search(done.stdout.decode(errors="replace"))
    return (int(said[1]), int(said[2])) if said else ()
