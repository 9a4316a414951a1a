"""The catalogue of papers: a paper is a row here, a template and a function of a scorecard."""

from collections.abc import Callable
from dataclasses import dataclass

from xlkpi import __version__
from xlkpi.assessment.scorecard import AudienceKind, Scorecard
from xlkpi.report.annual import NAME as ANNUAL_NAME
from xlkpi.report.annual import annual_contents
from xlkpi.report.clt import clt_contents
from xlkpi.report.contents import Contents
from xlkpi.report.edition import Edition
from xlkpi.report.identity import Identity
from xlkpi.report.paper import Paper, file_name, period_code
from xlkpi.report.scrutiny import scrutiny_contents


@dataclass(frozen=True, slots=True)
class PaperKind:
    """One kind of paper."""

    name: str
    template: str
    contents: Callable[[Scorecard, Edition], Contents]

    def paper(self, scorecard: Scorecard, edition: Edition) -> Paper:
        """Return the paper, its file named by kind, board and period."""
        audience, period = scorecard.audience, f" {period_code(scorecard.period.name)}"
        board = f" {audience.name}" if audience.kind is AudienceKind.BOARD else ""
        name = file_name(self.name, board, period)
        identity = Identity(
            kind=self.name,
            audience=audience.name,
            period=scorecard.period.name,
            council=edition.council,
            version=__version__,
            sources=tuple(map(str, edition.sources)),
        )
        return Paper(name, self.contents(scorecard, edition), self.template, identity)


CLT = PaperKind("CLT report", "CLT report.docx", clt_contents)
SCRUTINY = PaperKind("Scrutiny report", "Scrutiny report.docx", scrutiny_contents)
ANNUAL = PaperKind(ANNUAL_NAME, f"{ANNUAL_NAME}.docx", annual_contents)

PAPER_KINDS = (CLT, SCRUTINY, ANNUAL)


def clt_report(scorecard: Scorecard, edition: Edition) -> Paper:
    """Return the quarterly report to the Corporate Leadership Team."""
    return CLT.paper(scorecard, edition)


def scrutiny_report(scorecard: Scorecard, edition: Edition) -> Paper:
    """Return the report to the Scrutiny Board whose scorecard this is."""
    return SCRUTINY.paper(scorecard, edition)


def annual_report(scorecard: Scorecard, edition: Edition) -> Paper:
    """Return the Annual Performance Report of the scorecard's year."""
    return ANNUAL.paper(scorecard, edition)
