"""Over time: a KPI's chart with the lines under it, the same in every paper that shows one."""

from collections.abc import Iterator
from dataclasses import dataclass

from xlkpi.assessment.assessment import Assessment
from xlkpi.assessment.charted import ChartedSeries, charted_series
from xlkpi.assessment.covid import CovidReading, Stretch, covid_reading, is_in_covid
from xlkpi.assessment.row import NO_EARLIER, show_result
from xlkpi.assessment.series_finding import noun_of, series_finding
from xlkpi.assessment.sub_city import SubCityGap, sub_city_gap
from xlkpi.register.kpi import Kpi
from xlkpi.register.result import Result
from xlkpi.report.chart.chart import Chart, Role
from xlkpi.report.chart.kpi_chart import kpi_chart
from xlkpi.report.edition import Edition

SAID = {
    Role.WORSE: "orange diamonds differ by more than chance, for the worse",
    Role.BETTER: "blue diamonds differ by more than chance, for the better",
    Role.UNUSUAL: "grey diamonds differ by more than chance",
    Role.COVID: "shaded: 2020/21",
}


@dataclass(frozen=True, slots=True)
class OverTime:
    """How a KPI moved, and against whom. What there is nothing to say of is None."""

    year_ago: str
    """The result of the same period a year earlier."""
    year_ago_period: str
    chart: Chart | None
    chart_title: str | None
    """What the chart shows, in a phrase, with the unit where the axis does not say it."""
    chart_source: str | None
    """Where the figures come from, and what the lines and marks of the chart mean."""
    benchmark_line: str | None
    gap_line: str | None
    covid_line: str | None


def over_time(assessment: Assessment, edition: Edition) -> OverTime:
    """Return how the KPI moved, with its chart where it has results enough for one."""
    register, kpi = edition.register, assessment.kpi
    charted = charted_series(assessment, register, edition.area_code, edition.as_at)
    finding = series_finding(assessment, charted) if charted else ""
    chart = kpi_chart(assessment, charted, finding) if charted else None
    before = _year_ago(assessment)
    gap = sub_city_gap(assessment, assessment.categories)
    return OverTime(
        year_ago=show_result(kpi, before),
        year_ago_period=before.period.name if before else NO_EARLIER,
        chart=chart,
        chart_title=f"{finding}{_unit(kpi)}" if chart else None,
        chart_source=_source(assessment, charted, chart) if charted and chart else None,
        benchmark_line=_benchmark(assessment),
        gap_line=_gap(kpi, gap) if gap else None,
        covid_line=_covid(assessment),
    )


def _year_ago(assessment: Assessment) -> Result | None:
    if assessment.latest is None:
        return None
    wanted = assessment.latest.period.year_earlier()
    return next((r for r in reversed(assessment.history) if r.period == wanted), None)


def _unit(kpi: Kpi) -> str:
    """Return the unit for a title; `%` and `£` stand at the axis."""
    unit = kpi.unit
    is_said = unit.is_percent or unit.is_money or unit.is_bare
    return "" if is_said else f" ({unit.text.strip()})"


def _source(assessment: Assessment, charted: ChartedSeries, chart: Chart) -> str:
    """Return the source with what the lines and marks mean that the chart has."""
    parts = [f"Source: {(assessment.kpi.source or 'not recorded').rstrip('.')}"]
    roles = dict.fromkeys(line.role for line in chart.lines)
    if charted.control is not None and Role.UPPER in roles:
        trial = ", provisional as results are few" if charted.control.is_trial else ""
        parts.append(f"Dotted lines: the range expected from normal variation{trial}")
    if Role.MEDIAN in roles and assessment.kpi.benchmark_group:
        parts.append(f"Grey line: the median of the others in {assessment.kpi.benchmark_group}")
    marks = [words for role, words in SAID.items() if role in roles]
    if marks:
        said = "; ".join(marks)
        parts.append(f"{said[0].upper()}{said[1:]}")
    parts += (
        f"Upright line: new {one.what} from {one.period}; compare with care across it"
        for one in charted.breaks
    )
    parts += _gaps(charted)
    return f"{'. '.join(parts)}."


def _gaps(charted: ChartedSeries) -> Iterator[str]:
    """Yield which periods have no figure, and why where that is recorded."""
    window = charted.window
    missing = [
        (period, result.gap_reason if result else None)
        for period, result in zip(window.periods, window.results, strict=True)
        if result is None or result.value is None
    ]
    if missing:
        told = [f"{p} ({why.value.lower()})" if why else p.name for p, why in missing[:3]]
        more = f" and {len(missing) - 3} more" if len(missing) > 3 else ""  # noqa: PLR2004 -- as above
        yield f"No figure for {', '.join(told)}{more}"


def _benchmark(assessment: Assessment) -> str | None:
    found, kpi = assessment.benchmark, assessment.kpi
    if found is None:
        return None
    median = f"the median of the others is {kpi.unit.show(found.median, kpi.decimals)}"
    place = f"{found.standing}, where 1st is best; " if found.standing else ""
    return f"{found.group}, {found.period}: {place}{median}."


def _gap(kpi: Kpi, gap: SubCityGap) -> str:
    """Return how far the category is from the headline figure, and how that has changed."""
    said = _apart(kpi, gap.gap)
    line = f"{gap.category}, {gap.period}: {kpi.unit.show(gap.value, kpi.decimals)}, {said}"
    whole = kpi.show(gap.whole)
    line += f" the figure of {whole} for all" if gap.gap else f" {whole} for all"
    if gap.earlier is None or gap.earlier_gap is None:
        return f"{line}."
    now, before = (kpi.unit.show_gap(abs(g), kpi.decimals) for g in (gap.gap, gap.earlier_gap))
    if now == before:
        return f"{line}. The gap was the same in {gap.earlier}."
    moved = "widened" if abs(gap.gap) > abs(gap.earlier_gap) else "narrowed"
    return f"{line}. The gap has {moved} from {before} in {gap.earlier}."


def _apart(kpi: Kpi, gap: float) -> str:
    if not gap:
        return "the same as"
    return f"{kpi.unit.show_gap(abs(gap), kpi.decimals)} {'above' if gap > 0 else 'below'}"


def _covid(assessment: Assessment) -> str | None:
    """Return the means before and after 2020/21, and whether the earlier figure lies in it."""
    reading, comparator = covid_reading(assessment), assessment.comparator
    lines = [_reading(assessment.kpi, reading)] if reading else []
    if comparator is not None and is_in_covid(comparator.period):
        lines.append(
            f"The earlier figure is that of {comparator.period}, no normal year to compare with."
        )
    return " ".join(lines) or None


def _reading(kpi: Kpi, reading: CovidReading) -> str:
    before, after = reading.before, reading.after
    means = [kpi.unit.show(one.mean, kpi.decimals or 0) for one in (before, after)]
    return (
        f"Before and after Covid-19: {means[0]} on average over the {_results(before)} to "
        f"{before.last}; {means[1]} over the {_results(after)} since {after.first}. 2020/21 is in "
        f"neither."
    )


def _results(stretch: Stretch) -> str:
    noun = noun_of(stretch.first.frequency)
    return f"{stretch.results} {noun}{'' if stretch.results == 1 else 's'}"
