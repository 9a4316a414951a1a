"""Adopt: workbooks that nobody described are looked at, mapped and read through the mapping."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from xlkpi.actions.check import Findings, check
from xlkpi.errors import RefusalError, SettingsError
from xlkpi.settings.settings import read_settings
from xlkpi.settings.writing import Saved, save
from xlkpi.workbook.adopt.plan import propose
from xlkpi.workbook.adopt.proposal import Proposal


@dataclass(frozen=True, slots=True)
class Adopted:
    """The settings as they were written, and what `check` says of the Register they describe."""

    saved: Saved
    findings: Findings | None
    """None where the settings themselves wait for an answer."""
    waits_for: str = ""
    """What the settings lack, in one line."""


def look(files: Sequence[Path]) -> Proposal:
    """Return the mapping that workbooks suggest; a file that is named twice is looked at once.

    Raises:
        WorkbookError: one of the files cannot be read as a workbook.
        RefusalError: nothing in them can be read as part of a Register.
    """
    once = {path.resolve(): path for path in files}
    return propose(tuple(once.values()))


def adopt(proposal: Proposal, folder: Path, day: date, stamp: datetime) -> Adopted:
    """Return what has become of the Register in `folder` once the proposal is written there.

    Args:
        proposal: what was looked at and agreed.
        folder: where `xlkpi.toml` is, or will be.
        day: the day the Register is taken to stand at, where the settings do not say it yet.
        stamp: the name of the backup.

    Raises:
        RefusalError: the proposal holds nothing that could be written.
        SettingsError: the settings cannot be written; they are as they were.
    """
    if not proposal.tables:
        message = (
            "nothing in these workbooks can be read as KPIs, results or targets: see the reasons "
            "above, or map them by hand in xlkpi.toml"
        )
        raise RefusalError(message)
    saved = save(proposal, folder, day, stamp)
    try:
        return Adopted(saved, check(read_settings(folder)))
    except SettingsError as error:
        return Adopted(saved, None, str(error))
