"""The process that reads one sheet: its parts come in, its cells or a line go out."""

import contextlib
import pickle
import sys

from xlkpi.errors import WorkbookError
from xlkpi.workbook.reading.guarded import MOST_MEMORY, TOO_LARGE, read_any
from xlkpi.workbook.reading.sheet_parts import SheetParts, SheetRead


def main() -> None:
    """Read the parts from standard input and write what was found, or why not, to its output."""
    limit_memory()
    try:
        parts: SheetParts = pickle.load(sys.stdin.buffer)  # noqa: S301 -- from our own parent
        found: SheetRead | str = read_any(parts)
    except WorkbookError as error:
        found = str(error)
    except MemoryError:
        found = TOO_LARGE
    pickle.dump(found, sys.stdout.buffer, pickle.HIGHEST_PROTOCOL)


def limit_memory() -> None:
    """Let this process take so much memory and no more, and leave no core when it dies of it."""
    try:
        import resource  # noqa: PLC0415 -- not on Windows
    except ImportError:
        return
    with contextlib.suppress(ValueError, OSError):
        resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
