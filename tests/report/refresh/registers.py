"""The same council a week later: figures changed, KPIs joined or left."""

from collections.abc import Collection
from dataclasses import replace
from functools import cache

from tests.report.finished import TEMPLATES
from tests.report.making import NOTICE, PERIOD, assessment, clt_scorecard, edition
from xlkpi.assessment.assessment import Assessment
from xlkpi.assessment.scorecard import Audience, AudienceKind, Scorecard, scorecard
from xlkpi.register.result import Commentary
from xlkpi.report.catalogue import clt_report
from xlkpi.report.paper import Paper, write_paper
from xlkpi.report.refresh.refresh import Refreshed, refreshed

CLT = Audience(AudienceKind.CLT, "Corporate Leadership Team")
NAME = "CLT report 2026-27Q2.docx"


def later(kpis: int = 40, shift: int = 14, without: frozenset[str] = frozenset()) -> Scorecard:
    """Return the scorecard with every figure another, some KPIs gone."""
    now = [_moved(number, shift) for number in range(kpis)]
    before = [assessment(n, PERIOD.shift(-1)) for n in range(kpis)]
    return scorecard(CLT, PERIOD, [a for a in now if a.kpi.ref not in without], before)


def _moved(number: int, shift: int) -> Assessment:
    own, other = assessment(number), assessment(number + shift)
    return replace(other, kpi=own.kpi, alignment=own.alignment, commentary=own.commentary)


def other_figures(card: Scorecard, but: Collection[str]) -> Scorecard:
    """Return the scorecard with other latest figures, and the same highlights.

    Those of the KPIs in `but` stay.
    """
    changed = (
        replace(a, latest=a.latest.model_copy(update={"value": (a.latest.value or 0) + 0.7}))
        if a.latest and a.kpi.ref not in but
        else a
        for a in card.assessments
    )
    return replace(card, assessments=tuple(changed))


def with_words(card: Scorecard, ref: str, **words: str) -> Scorecard:
    """Return the scorecard with the Register's words about one KPI."""
    said = Commentary.model_validate({"ref": ref, "period": PERIOD, **words})
    every = [replace(a, commentary=said) if a.kpi.ref == ref else a for a in card.assessments]
    return replace(card, assessments=tuple(every))


def paper_of(card: Scorecard, notice: str | None = NOTICE) -> Paper:
    """Return the CLT report on a scorecard."""
    return clt_report(card, edition(1, notice))


@cache
def first_card() -> Scorecard:
    """Return the scorecard that the paper was made from."""
    return clt_scorecard(40)


@cache
def first() -> bytes:
    """Return the paper as it was made."""
    return built(paper_of(first_card()))


def built(paper: Paper) -> bytes:
    """Return a paper newly made."""
    return write_paper(paper, TEMPLATES, edition(1).as_at)


def renewed(docx: bytes, card: Scorecard, notice: str | None = NOTICE) -> Refreshed:
    """Return an officers' paper with what a scorecard says."""
    return refreshed(docx, NAME, paper_of(card, notice), TEMPLATES)
