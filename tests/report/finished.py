"""The finished papers of the made-up scorecards, written once for all tests."""

from functools import cache
from pathlib import Path

from tests.report.making import (
    BOARDS,
    DIRECTORATES,
    PORTFOLIOS,
    board_scorecard,
    clt_scorecard,
    edition,
)
from xlkpi.assessment.scorecard import Audience, AudienceKind
from xlkpi.report.catalogue import (
    BRIEFING,
    DMT,
    KPI,
    annual_report,
    clt_report,
    scrutiny_report,
)
from xlkpi.report.paper import Paper, write_paper
from xlkpi.terms.period import Frequency, Period

TEMPLATES = Path(__file__).parents[2] / "docx_templates"
YEAR = Period(Frequency.YEAR, 2025)


@cache
def papers(kpis: int = 100) -> tuple[Paper, ...]:
    """Return the papers: CLT, five boards, a pack, a briefing, a sheet, the year."""
    run = edition(kpis)
    boards = (
        scrutiny_report(board_scorecard(Audience(AudienceKind.BOARD, board), kpis), run)
        for board in BOARDS
    )
    others = (
        kind.paper(board_scorecard(Audience(audience, name), kpis), run)
        for kind, audience, name in (
            (DMT, AudienceKind.DIRECTORATE, DIRECTORATES[0]),
            (BRIEFING, AudienceKind.PORTFOLIO, PORTFOLIOS[4]),
            (KPI, AudienceKind.KPI, "SR01"),
        )
    )
    public = Audience(AudienceKind.PUBLIC, "Executive Board")
    year = annual_report(board_scorecard(public, kpis, YEAR), run)
    return (clt_report(clt_scorecard(kpis), run), *boards, *others, year)


@cache
def finished() -> dict[str, bytes]:
    """Return the papers of a hundred KPIs by name."""
    return {paper.name: written(paper) for paper in papers()}


def written(paper: Paper) -> bytes:
    """Return a paper as a file."""
    return write_paper(paper, TEMPLATES, edition(1).as_at)


def clt() -> bytes:
    """Return the CLT report."""
    return next(iter(finished().values()))


def annual() -> bytes:
    """Return the Annual Report."""
    return list(finished().values())[-1]
