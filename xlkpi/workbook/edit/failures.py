"""Whatever goes wrong with a workbook, as one line about it."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from xlkpi.errors import WorkbookError
from xlkpi.workbook.package import DAMAGED, damaged


@contextmanager
def failures(path: Path) -> Iterator[None]:
    """Turn whatever a mutilated file or a full disk raises into one line about the workbook."""
    try:
        yield
    except WorkbookError as error:
        line = " ".join(str(error).split())
        whole = line if line.startswith((f"{path}", f"{path.resolve()}")) else f"{path}: {line}"
        raise WorkbookError(whole) from error
    except OSError as error:
        message = f"{path}: cannot be written ({error.strerror}): it was left as it is"
        raise WorkbookError(message) from error
    except DAMAGED as error:
        raise damaged(path) from error
