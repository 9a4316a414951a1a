"""Which papers a set of scorecards makes."""

from collections.abc import Iterable, Sequence

from xlkpi.assessment.scorecards import Scorecards
from xlkpi.errors import SettingsError
from xlkpi.report.catalogue import annual_report, clt_report, scrutiny_report
from xlkpi.report.edition import Edition
from xlkpi.report.paper import Paper, write_paper
from xlkpi.settings.settings import Settings
from xlkpi.terms.wording import fold, one_of


def clt_paper(cards: Scorecards, edition: Edition) -> Paper:
    """Return the quarterly report to the Corporate Leadership Team."""
    return clt_report(cards.clt, edition)


def annual_paper(cards: Scorecards, edition: Edition) -> Paper:
    """Return the Annual Performance Report of the last financial year that has ended."""
    return annual_report(cards.annual, edition)


def scrutiny_papers(
    cards: Scorecards, edition: Edition, boards: Sequence[str] = ()
) -> tuple[Paper, ...]:
    """Return the report for each Scrutiny Board, or for those whose name holds one of `boards`.

    Raises:
        SettingsError: a name that is in no board's.
    """
    names = [card.audience.name for card in cards.boards]
    for board in boards:
        if not any(fold(board) in fold(name) for name in names):
            message = f"there is no Scrutiny Board '{board}': the Register names {one_of(names)}"
            raise SettingsError(message)
    wanted = [card for card in cards.boards if _is_wanted(card.audience.name, boards)]
    return tuple(scrutiny_report(card, edition) for card in wanted)


def written(papers: Iterable[Paper], settings: Settings) -> dict[str, bytes]:
    """Return the finished papers by file name."""
    return {
        f"{paper.name}.docx": write_paper(paper, settings.templates, settings.as_at)
        for paper in papers
    }


def _is_wanted(name: str, boards: Sequence[str]) -> bool:
    return not boards or any(fold(board) in fold(name) for board in boards)
