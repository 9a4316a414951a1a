"""Every scorecard of a reporting period, from one pass over the Register."""

from collections.abc import Iterable
from dataclasses import dataclass

from xlkpi.assessment.assess import Question, assess
from xlkpi.assessment.scorecard import Audience, AudienceKind, Scorecard, scorecard
from xlkpi.assessment.year_end import year_end
from xlkpi.register.register import Register
from xlkpi.terms.period import Period

CLT = Audience(AudienceKind.CLT, "Corporate Leadership Team")
PUBLIC = Audience(AudienceKind.PUBLIC, "Executive Board and the public")


@dataclass(frozen=True, slots=True)
class Scorecards:
    """The scorecards of one reporting period, and the year-end one for the Annual Report."""

    clt: Scorecard
    directorates: tuple[Scorecard, ...]
    boards: tuple[Scorecard, ...]
    portfolios: tuple[Scorecard, ...]
    annual: Scorecard
    """By financial years: the year of the reporting period if it has ended, else the one before."""

    @property
    def of_period(self) -> tuple[Scorecard, ...]:
        """Every scorecard of the reporting period, CLT's first."""
        return (self.clt, *self.directorates, *self.boards)

    def of_kpi(self, ref: str) -> Scorecard:
        """Return the scorecard of one KPI alone; empty where no such KPI is reported."""
        whole, audience = self.clt, Audience(AudienceKind.KPI, ref)
        return scorecard(audience, whole.period, whole.assessments, whole.previous)


def scorecards(register: Register, question: Question) -> Scorecards:
    """Return the scorecard of every audience: CLT, each directorate, each board, the public."""
    now = assess(register, question)
    before = assess(register, question.one_period_earlier())
    directorates = _unique(kpi.directorate for kpi in register.kpis)
    boards = _unique(board for kpi in register.kpis for board in kpi.boards)
    portfolios = _unique(kpi.portfolio for kpi in register.kpis if kpi.portfolio)

    def of(kind: AudienceKind, name: str) -> Scorecard:
        return scorecard(Audience(kind, name), question.period, now, before)

    return Scorecards(
        clt=of(CLT.kind, CLT.name),
        directorates=tuple(of(AudienceKind.DIRECTORATE, name) for name in directorates),
        boards=tuple(of(AudienceKind.BOARD, name) for name in boards),
        portfolios=tuple(of(AudienceKind.PORTFOLIO, name) for name in portfolios),
        annual=_annual(register, question),
    )


def annual_year(period: Period) -> Period:
    """Return the last financial year that has ended by the end of `period`."""
    year = period.financial_year
    return year if year.end <= period.end else year.shift(-1)


def _annual(register: Register, question: Question) -> Scorecard:
    """Return the public's scorecard of the last financial year that has ended."""
    yearly = year_end(register.as_at(question.as_at))
    asked = Question(annual_year(question.period), question.as_at, question.area_code)
    now, before = assess(yearly, asked), assess(yearly, asked.one_period_earlier())
    return scorecard(PUBLIC, asked.period, now, before)


def _unique(names: Iterable[str]) -> tuple[str, ...]:
    """Return the names once each, in the order of their first appearance."""
    return tuple(dict.fromkeys(names))
