"""Report: one kind of paper for one period."""

from collections.abc import Sequence
from pathlib import Path

from xlkpi.actions.output import Placed, period_folder, place
from xlkpi.actions.papers import edition_of, papers
from xlkpi.assessment.scorecards import scorecards
from xlkpi.settings.settings import Settings
from xlkpi.workbook.read import read_register


def report(
    settings: Settings, kind: str, boards: Sequence[str], folder: Path
) -> tuple[Placed, ...]:
    """Return the files of one kind of paper where they now stand.

    Raises:
        RegisterError: the Register has problems; nothing is written.
        SettingsError: there is no such kind of paper, or no such board.
    """
    register = read_register(settings.sources)
    cards = scorecards(register, settings.question)
    edition = edition_of(settings, register)
    files = papers(cards, settings, edition, boards, kind)
    return place(files.contents, period_folder(folder, settings.period), files.renewed)
