"""Report: one kind of paper for one period."""

from collections.abc import Mapping, Sequence
from pathlib import Path

from xlkpi.actions.issue import issue
from xlkpi.actions.output import Placed, period_folder
from xlkpi.actions.papers import edition_of, kind_of, papers
from xlkpi.actions.snapshot import refuse_if_spoilt
from xlkpi.assessment.scorecard import AudienceKind
from xlkpi.assessment.scorecards import scorecards
from xlkpi.errors import SettingsError
from xlkpi.report.catalogue import ANNUAL, BRIEFING, CLT, DMT, KPI, SCRUTINY
from xlkpi.settings.settings import Settings
from xlkpi.workbook.read import read_register

AUDIENCES = {
    CLT: None,
    DMT: AudienceKind.DIRECTORATE,
    SCRUTINY: AudienceKind.BOARD,
    ANNUAL: None,
    BRIEFING: AudienceKind.PORTFOLIO,
    KPI: AudienceKind.KPI,
}
"""What the papers of a kind are told apart by; None where there is one."""

OPTIONS = {
    AudienceKind.DIRECTORATE: "--directorate",
    AudienceKind.BOARD: "--board",
    AudienceKind.PORTFOLIO: "--portfolio",
    AudienceKind.KPI: "a KPI's reference",
}


def report(
    settings: Settings,
    word: str,
    wanted: Mapping[AudienceKind, Sequence[str]],
    folder: Path,
    *,
    is_printed: bool = False,
) -> tuple[Placed, ...]:
    """Return the files of one kind of paper where they now stand.

    Args:
        settings: the council's.
        word: the kind of paper.
        wanted: which directorates, boards, portfolios or KPIs; all where none is named.
        folder: what is made goes into the period's folder under it.
        is_printed: whether PDF files are made as well.

    Raises:
        PaperError: a public paper says what may not be published; nothing is written.
        RegisterError: the Register has problems; nothing is written.
        SettingsError: there is no such kind of paper, or no such board.
    """
    kind = kind_of(word)
    named = {audience: names for audience, names in wanted.items() if names}
    for audience in named:
        if audience is not AUDIENCES[kind]:
            message = f"{OPTIONS[audience]} says nothing to xlkpi report {word}: leave it out"
            raise SettingsError(message)
    if kind is KPI and not named:
        message = "xlkpi report kpi needs the reference of a KPI, such as: xlkpi report kpi AH01"
        raise SettingsError(message)
    refuse_if_spoilt(settings)
    register = read_register(settings.sources)
    cards = scorecards(register, settings.question)
    edition = edition_of(settings, register)
    made = papers(cards, settings, edition, (kind,), named)
    home = period_folder(folder, settings.period)
    return issue(made, {}, home, edition, is_printed=is_printed)
