"""Scorecard: the form in which a period is entered, made from the Register."""

from pathlib import Path

from xlkpi.actions.snapshot import refuse_snapshot
from xlkpi.errors import OutputError
from xlkpi.settings.settings import Settings
from xlkpi.workbook.entry_form import entry_form
from xlkpi.workbook.read import read_register


def scorecard(settings: Settings, path: Path) -> Path:
    """Return the path of a new form: a row a live KPI, for the period that it owes.

    Raises:
        OutputError: there is a file of that name; a form that somebody may have filled stays.
        RegisterError: the Register has problems; nothing is written.
    """
    refuse_snapshot(settings)
    content = entry_form(read_register(settings.sources), settings.question, settings.notice)
    try:
        with path.open("xb") as file:
            file.write(content)
    except FileExistsError as error:
        message = f"{path} exists already: name another file with --out"
        raise OutputError(message) from error
    return path
