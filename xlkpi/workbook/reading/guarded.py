"""A sheet that is out of the ordinary, read in a process of its own that may die of it.

Memory is limited where the platform can (not on Windows); time is limited everywhere.
"""

import os
import pickle
import subprocess
import sys
from dataclasses import replace

from xlkpi.errors import WorkbookError
from xlkpi.workbook.package import DAMAGED
from xlkpi.workbook.reading.minimal import are_plain
from xlkpi.workbook.reading.plain import plain_extent
from xlkpi.workbook.reading.rewritten import rewritten
from xlkpi.workbook.reading.rows import UNREADABLE, read_plain
from xlkpi.workbook.reading.sheet_parts import SheetParts, SheetRead

SECONDS = 60
MOST_MEMORY = 3 * 2**30
ORDINARY_CELLS = 8_000_000
ORDINARY_BYTES = 100 * 2**20
"""Above either, a sheet is read apart, however plain it is."""
CHILD = "from xlkpi.workbook.reading.child import main; main()"
_TOO_LONG = (
    f"takes more than {SECONDS} seconds to read: keep only the sheets and rows that the Register "
    f"needs"
)
TOO_LARGE = (
    "needs more memory to read than a Register should: delete stray cells and sheets that are not "
    "needed"
)
_NO_PROCESS = "is out of the ordinary and no process could be started to read it in: save it again"


def read_sheet(parts: SheetParts) -> SheetRead:
    """Return the cells of a sheet, read in this process only where nothing can go wrong.

    Raises:
        WorkbookError: in one line, without the file's name, why it cannot be read.
    """
    if len(parts.sheet) + len(parts.strings) <= ORDINARY_BYTES and are_plain(parts.strings):
        extent = plain_extent(parts.sheet)
        if extent is not None and extent[0] * extent[1] <= ORDINARY_CELLS:
            try:
                return read_plain(parts, extent)
            except MemoryError as error:
                raise WorkbookError(TOO_LARGE) from error
    return read_apart(parts)


def read_any(parts: SheetParts) -> SheetRead:
    """Return the cells of a sheet however it is spelt; for a process that may die of it."""
    extent = plain_extent(parts.sheet)
    if extent is None:
        try:
            parts = replace(parts, sheet=rewritten(parts.sheet))
        except MemoryError:
            raise
        except DAMAGED as error:
            raise WorkbookError(UNREADABLE) from error
        extent = plain_extent(parts.sheet)
    if extent is None:
        raise WorkbookError(UNREADABLE)
    return read_plain(parts, extent)


def read_apart(parts: SheetParts) -> SheetRead:
    """Return the cells of a sheet as a process of its own has read them."""
    path = os.pathsep.join(entry for entry in sys.path if entry)
    try:
        done = subprocess.run(  # noqa: S603 -- this very Python
            [sys.executable, "-P", "-c", CHILD],
            input=pickle.dumps(parts, pickle.HIGHEST_PROTOCOL),
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env={**os.environ, "PYTHONPATH": path},
            timeout=SECONDS,
            check=False,
        )
    except subprocess.TimeoutExpired as error:
        raise WorkbookError(_TOO_LONG) from error
    except OSError as error:
        raise WorkbookError(_NO_PROCESS) from error
    if done.returncode:
        raise WorkbookError(TOO_LARGE)
    found = pickle.loads(done.stdout)  # noqa: S301 -- written by our own child
    if isinstance(found, SheetRead):
        return found
    raise WorkbookError(str(found))
