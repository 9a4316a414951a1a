"""Report: one kind of paper for one period."""

from collections.abc import Sequence
from pathlib import Path

from xlkpi.actions.output import Placed, place
from xlkpi.actions.papers import annual_paper, clt_paper, scrutiny_papers, written
from xlkpi.assessment.assess import Question
from xlkpi.assessment.scorecards import scorecards
from xlkpi.report.edition import Edition
from xlkpi.settings.settings import Settings
from xlkpi.workbook.read import read_register


def report(
    settings: Settings, kind: str, boards: Sequence[str], folder: Path
) -> tuple[Placed, ...]:
    """Return the files of one kind of paper, `clt`, `scrutiny` or `annual`, where they now stand.

    Raises:
        RegisterError: the Register has problems; nothing is written.
    """
    register = read_register(settings.sources)
    cards = scorecards(register, Question(settings.period, settings.as_at, settings.area_code))
    edition = Edition(settings.council, settings.as_at, register, settings.notice)
    papers = {
        "clt": lambda: (clt_paper(cards, edition),),
        "scrutiny": lambda: scrutiny_papers(cards, edition, boards),
        "annual": lambda: (annual_paper(cards, edition),),
    }[kind]()
    return place(written(papers, settings), folder / settings.period.name.replace("/", "-"))
