"""Whatever goes wrong, in one line of English; the rest goes into a log file."""

import os
import traceback
from datetime import UTC, datetime
from pathlib import Path

from xlkpi.errors import RegisterError, XlkpiError

LOG, MOST_LOG = "xlkpi.log", 2**20
MOST_PROBLEMS = 15


def own_folder() -> Path:
    """Return the folder of xlkpi's own files on this computer, made where it is missing."""
    home = os.environ.get("LOCALAPPDATA")
    folder = Path(home) / "xlkpi" if home else Path.home() / ".xlkpi"
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def said_of(error: BaseException) -> str:
    """Return what an officer is told about a failure; what nobody expected is logged."""
    match error:
        case RegisterError():
            return _problems(error)
        case XlkpiError():
            return str(error)
        case OSError():
            where = error.filename or "A file"
            return f"{where}: {error.strerror}: close it elsewhere, or check the folder."
    where = logged(error)
    return (
        f"Something went wrong that xlkpi does not know ({type(error).__name__}). The workbook was "
        f"put back as it was. Send {where} to whoever looks after xlkpi."
    )


def logged(error: BaseException) -> str:
    """Return where a failure has been written down; a log that grows too long begins anew."""
    try:
        path = own_folder() / LOG
        mode = "a" if path.exists() and path.stat().st_size < MOST_LOG else "w"
        with path.open(mode, encoding="utf-8", errors="backslashreplace") as file:
            now = datetime.now(UTC)  # noqa: TID251 -- a log says when, and nothing else depends on it
            file.write(f"{now:%Y-%m-%d %H:%M:%S}\n{''.join(traceback.format_exception(error))}\n")
    except OSError:
        return "this message"
    return str(path)


def _problems(error: RegisterError) -> str:
    lines = [str(problem) for problem in error.problems[:MOST_PROBLEMS]]
    more = len(error.problems) - len(lines)
    if more:
        lines.append(f"... and {more} more: press Check entries.")
    return "\n".join([f"{error}: nothing was written. Mend them and try again.", "", *lines])
