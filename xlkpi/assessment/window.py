"""Window: the stretch of a KPI's results that a chart shows, every period in its place."""

from dataclasses import dataclass

from xlkpi.assessment.assessment import Assessment
from xlkpi.assessment.covid import covid_reading
from xlkpi.register.result import Result
from xlkpi.terms.period import Frequency, Period

MOST = {Frequency.MONTH: 37, Frequency.ROLLING_YEAR: 37, Frequency.QUARTER: 21}
MOST_WITH_COVID = {Frequency.MONTH: 102, Frequency.ROLLING_YEAR: 102, Frequency.QUARTER: 41}
"""So many periods are read at a glance; more where the years before 2020/21 are to be seen."""

MOST_YEARS = 16


@dataclass(frozen=True, slots=True)
class Window:
    """Periods at equal steps, and the result of each; None where there is no figure."""

    periods: tuple[Period, ...]
    results: tuple[Result | None, ...]

    @property
    def values(self) -> tuple[float | None, ...]:
        """The figures, in the KPI's unit."""
        return tuple(result.value if result else None for result in self.results)

    @property
    def valued(self) -> tuple[Result, ...]:
        """The results that have a figure."""
        return tuple(r for r in self.results if r is not None and r.value is not None)


def window_of(assessment: Assessment) -> Window:
    """Return the latest results of a KPI as a chart shows them, its last figure at the end."""
    valued = [result for result in assessment.history if result.value is not None]
    if not valued:
        return Window((), ())
    last, by_period = valued[-1].period, {r.period: r for r in assessment.history}
    step = _step(assessment, valued, last)
    most = MOST_YEARS
    if last.frequency.per_year > 1:
        shows_covid = covid_reading(assessment) is not None
        most = (MOST_WITH_COVID if shows_covid else MOST)[last.frequency]
    number = min(most, (last.number - valued[0].period.number) // step + 1)
    periods = tuple(last.shift(-step * back) for back in reversed(range(number)))
    return Window(periods, tuple(by_period.get(period) for period in periods))


def _step(assessment: Assessment, valued: list[Result], last: Period) -> int:
    """Return how many periods apart results are: three for a survey held every third year."""
    every = assessment.kpi.every or 1
    fits = all((last.number - result.period.number) % every == 0 for result in valued)
    return every if fits else 1
