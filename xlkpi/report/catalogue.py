"""The catalogue of papers: a paper is a row here, a template and a function of a scorecard."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from xlkpi import __version__
from xlkpi.assessment.scorecard import AudienceKind, Scorecard, published
from xlkpi.assessment.scorecards import Scorecards
from xlkpi.errors import PaperError
from xlkpi.report.annual import NAME as ANNUAL_NAME
from xlkpi.report.annual import annual_contents
from xlkpi.report.briefing import NAME as BRIEFING_NAME
from xlkpi.report.briefing import briefing_contents
from xlkpi.report.clt import clt_contents
from xlkpi.report.contents import Contents
from xlkpi.report.dmt import NAME as DMT_NAME
from xlkpi.report.dmt import dmt_contents
from xlkpi.report.edition import Edition
from xlkpi.report.identity import Identity
from xlkpi.report.kpi_sheet import NAME as KPI_NAME
from xlkpi.report.kpi_sheet import kpi_contents
from xlkpi.report.marking import INTERNAL, PUBLIC, is_public
from xlkpi.report.paper import Paper, file_name, period_code
from xlkpi.report.scrutiny import scrutiny_contents

NAMELESS = (AudienceKind.CLT, AudienceKind.PUBLIC)
"""Audiences of which there is one, so that a file need not be named by it."""


@dataclass(frozen=True, slots=True)
class PaperKind:
    """One kind of paper."""

    word: str
    """The word that asks for it: `xlkpi report clt`."""
    name: str
    contents: Callable[[Scorecard, Edition], Contents]
    cards: Callable[[Scorecards], Sequence[Scorecard]]
    """The scorecards of which there is a paper."""
    marking: str = INTERNAL
    """Who may read it, where the council's settings do not say."""

    @property
    def template(self) -> str:
        """The template's file name in the folder of templates."""
        return f"{self.name}.docx"

    def paper(self, scorecard: Scorecard, edition: Edition) -> Paper:
        """Return the paper, its file named by kind, audience and period.

        A paper whose marking says that it is public has nothing in it that may not be published.

        Raises:
            PaperError: the one KPI that it is about may not be published.
        """
        audience, period = scorecard.audience, f" {period_code(scorecard.period.name)}"
        marking = edition.markings.get(self.word) or self.marking
        open_to_all = audience.kind.is_public or is_public(marking)
        board = "" if audience.kind in NAMELESS else f" {audience.name}"
        identity = Identity(
            kind=self.name,
            audience=audience.name,
            period=scorecard.period.name,
            council=edition.council,
            version=__version__,
            sources=tuple(map(str, edition.sources)),
        )
        card = published(scorecard) if open_to_all else scorecard
        if audience.kind is AudienceKind.KPI and not card.assessments:
            message = (
                f"{audience.name} is not for publication, and its sheet would be marked "
                f"'{marking}': change papers.markings.kpi in xlkpi.toml, or the KPI's Publish"
            )
            raise PaperError(message)
        contents = self.contents(card, replace(edition, marking=marking))
        name = file_name(self.name, board, period)
        return Paper(name, contents, self.template, identity, is_public=open_to_all)


CLT = PaperKind("clt", "CLT report", clt_contents, lambda cards: (cards.clt,))
DMT = PaperKind("dmt", DMT_NAME, dmt_contents, lambda cards: cards.directorates)
SCRUTINY = PaperKind(
    "scrutiny", "Scrutiny report", scrutiny_contents, lambda cards: cards.boards, PUBLIC
)
ANNUAL = PaperKind("annual", ANNUAL_NAME, annual_contents, lambda cards: (cards.annual,), PUBLIC)
BRIEFING = PaperKind("briefing", BRIEFING_NAME, briefing_contents, lambda cards: cards.portfolios)
KPI = PaperKind(
    "kpi",
    KPI_NAME,
    kpi_contents,
    lambda cards: tuple(cards.of_kpi(a.kpi.ref) for a in cards.clt.assessments),
)

PAPER_KINDS = (CLT, DMT, SCRUTINY, ANNUAL, BRIEFING, KPI)


def clt_report(scorecard: Scorecard, edition: Edition) -> Paper:
    """Return the quarterly report to the Corporate Leadership Team."""
    return CLT.paper(scorecard, edition)


def scrutiny_report(scorecard: Scorecard, edition: Edition) -> Paper:
    """Return the report to the Scrutiny Board whose scorecard this is."""
    return SCRUTINY.paper(scorecard, edition)


def annual_report(scorecard: Scorecard, edition: Edition) -> Paper:
    """Return the Annual Performance Report of the scorecard's year."""
    return ANNUAL.paper(scorecard, edition)
