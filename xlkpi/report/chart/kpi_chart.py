"""KPI chart: a charted series as lines, axis, labels and words."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from xlkpi.assessment.assessment import Assessment
from xlkpi.assessment.charted import ChartedSeries
from xlkpi.assessment.series_finding import noun_of
from xlkpi.register.kpi import Kpi
from xlkpi.report.chart.axis import axis_for
from xlkpi.report.chart.category import names
from xlkpi.report.chart.chart import Axis, Chart, Line, Role
from xlkpi.report.chart.labels import spread
from xlkpi.report.shortening import shortened
from xlkpi.terms.number import rounded
from xlkpi.terms.period import Period
from xlkpi.terms.trend import Variation

LONGEST_WORDS = 250
"""So much alternative text can be listened to."""

MARKS = {Variation.CONCERN: Role.WORSE, Variation.IMPROVEMENT: Role.BETTER}
Values = tuple[float | None, ...]


def kpi_chart(assessment: Assessment, charted: ChartedSeries, finding: str) -> Chart:
    """Return the chart of a KPI; `finding` is what it shows, in a phrase."""
    shown = _Shown(assessment.kpi, charted)
    drawn = [*shown.limits(), *shown.targets(), shown.result(), *shown.unusual()]
    values = [v for line in drawn for v in line.values if v is not None]
    axis = axis_for(assessment.kpi, values)
    lines = (*shown.events(axis), *spread(drawn, axis))
    words = alternative(assessment, charted, finding)
    periods = charted.window.periods
    return Chart(tuple(p.name for p in periods), names(periods), lines, axis, words)


def alternative(assessment: Assessment, charted: ChartedSeries, finding: str) -> str:
    """Return what the chart says for who does not see it: start, end, target, gaps, finding."""
    kpi, window = assessment.kpi, charted.window
    first, last = window.valued[0], window.valued[-1]
    noun = noun_of(first.period.frequency)
    gaps = len(window.periods) - len(window.valued)
    target = charted.targets[-1]
    ends = ((first.value, first.period), (last.value, last.period))
    parts = [", ".join(f"{kpi.show(value)} in {period.name}" for value, period in ends)]
    if target is not None and target.upper is not None:
        parts.append(f"target {kpi.show(target.value)} to {kpi.show(target.upper)}")
    elif target is not None:
        parts.append(f"target {kpi.show(target.value)}")
    if gaps:
        parts.append(f"{gaps} {noun}{'' if gaps == 1 else 's'} without a figure")
    words = f": {'; '.join(parts)}. {finding}."
    return f"{shortened(kpi.title, LONGEST_WORDS - len(words))}{words}"


@dataclass(frozen=True, slots=True)
class _Shown:
    """The stretch of a series that is drawn."""

    kpi: Kpi
    charted: ChartedSeries

    @property
    def periods(self) -> tuple[Period, ...]:
        return self.charted.window.periods

    @property
    def _values(self) -> Values:
        return self.charted.window.values

    def result(self) -> Line:
        return Line(Role.RESULT, Role.RESULT.value, self._values, label=True)

    def limits(self) -> Iterator[Line]:
        """Yield the limits and the average, or the comparators' median."""
        medians = self.charted.medians
        if any(m is not None for m in medians):
            yield self._line(Role.MEDIAN, medians)
        if self.charted.control is None:
            return
        limits = self.charted.control.limits
        low, high = limits.lower, limits.upper
        known = [v for v in self._values if v is not None]
        aims = [target.value for target in self.charted.targets if target and target.value]
        if min(*known, *aims, 0.0) == 0:
            low = max(low, 0.0)
        if self.kpi.unit.is_percent and max(known) <= 100:  # noqa: PLR2004 -- all of it
            high = min(high, 100.0)
        for role, value in ((Role.UPPER, high), (Role.LOWER, low), (Role.AVERAGE, limits.mean)):
            yield self._line(role, (value,) * len(self.periods))

    def targets(self) -> Iterator[Line]:
        """Yield each stretch of one target as a line, and those of one period as level marks."""
        targets = self.charted.targets
        lower = tuple(t.value if t else None for t in targets)
        upper = tuple(t.upper if t else None for t in targets)
        is_band = any(u is not None for u in upper)
        yield from self._steps(f"{Role.TARGET.value} from" if is_band else Role.TARGET.value, lower)
        if is_band:
            yield from self._steps(f"{Role.TARGET.value} to", upper)

    def unusual(self) -> Iterator[Line]:
        """Yield the results that differ by more than chance, by what they mean."""
        if self.charted.control is None:
            return
        found = self.charted.control.unusual
        roles = [MARKS.get(u.variation, Role.UNUSUAL) if u else None
                 for u in map(found.get, self.periods)]  # fmt: skip
        for role in (Role.WORSE, Role.BETTER, Role.UNUSUAL):
            values = tuple(
                value if one is role else None
                for one, value in zip(roles, self._values, strict=True)
            )
            if any(v is not None for v in values):
                yield Line(role, role.value, values)

    def events(self, axis: Axis) -> Iterator[Line]:
        """Yield a band behind 2020/21, and a line where results became another measure."""
        covid = set(self.charted.covid)
        if covid & set(self.periods):
            values = tuple(axis.high if p in covid else None for p in self.periods)
            yield Line(Role.COVID, Role.COVID.value, values, label=True)
        for one in self.charted.breaks:
            if one.period in self.periods:
                values = tuple(axis.high if p == one.period else None for p in self.periods)
                yield Line(Role.BREAK, f"{Role.BREAK.value}{one.what}", values, label=True)

    def _steps(self, name: str, values: Values) -> Iterator[Line]:
        stretches = _stretches(values)
        alone = [place for start, end in stretches if end - start == 1 for place in (start,)]
        last = len(values) - 1
        if alone:
            marks = tuple(v if n in alone else None for n, v in enumerate(values))
            at_end = last in alone
            title = name if at_end else f"{name} (one period each)"
            yield Line(Role.TARGET, title, marks, label=at_end, is_points=True)
        for start, end in stretches:
            if end - start > 1:
                at_end = end > last
                title = name if at_end else f"{name} until {self.periods[end - 1].name}"
                held = tuple(v if start <= n < end else None for n, v in enumerate(values))
                yield Line(Role.TARGET, title, held, label=at_end)

    def _line(self, role: Role, values: Values) -> Line:
        """Return a line whose figures have one decimal more than the KPI's."""
        decimals = (self.kpi.decimals or 0) + 1
        tidy = tuple(None if v is None else rounded(v, decimals) for v in values)
        return Line(role, role.value, tidy, label=tidy[-1] is not None)


def _stretches(values: Sequence[float | None]) -> list[tuple[int, int]]:
    """Return where each run of one and the same value begins and ends."""
    found: list[tuple[int, int]] = []
    for place, value in enumerate(values):
        if value is None:
            continue
        if found and found[-1][1] == place and values[place - 1] == value:
            found[-1] = (found[-1][0], place + 1)
        else:
            found.append((place, place + 1))
    return found
