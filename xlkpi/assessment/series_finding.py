"""Series finding: what a chart shows over time, in one phrase computed from its figures."""

from collections.abc import Iterator, Sequence
from itertools import pairwise, takewhile

from xlkpi.assessment.assessment import Assessment
from xlkpi.assessment.charted import ChartedSeries
from xlkpi.assessment.finding import briefly
from xlkpi.rules.rag import RagRule
from xlkpi.rules.xmr_flags import RUN
from xlkpi.terms.aggregation import Aggregation
from xlkpi.terms.number import side
from xlkpi.terms.period import Frequency
from xlkpi.terms.rag import Rag
from xlkpi.terms.trend import Flag

LONG_RUN = 5
"""So many results on one side of the average are worth a title; seven are more than chance."""

SHORT_RUN = 3
FEWEST_FOR_RECORD = 6

HELD = {
    (True, False): "Met its target",
    (False, False): "Missed its target",
    (True, True): "Within its target band",
    (False, True): "Outside its target band",
}
"""What is said of a run by whether the target was met and whether it is a band."""

NOUNS = {
    Frequency.MONTH: "month",
    Frequency.QUARTER: "quarter",
    Frequency.ROLLING_YEAR: "month",
}


def series_finding(assessment: Assessment, charted: ChartedSeries) -> str:
    """Return the strongest thing that the series says: `Below its 22-quarter average for ...`."""
    return next(_findings(assessment, charted))


def noun_of(frequency: Frequency) -> str:
    """Return what one period is called: `month`, `quarter`, `year`."""
    return NOUNS.get(frequency, "year")


def _findings(assessment: Assessment, charted: ChartedSeries) -> Iterator[str]:
    """Yield what can be said, the strongest first; the last is always true."""
    window, kpi = charted.window, assessment.kpi
    values = [r.value for r in window.valued if r.value is not None]
    noun = noun_of(window.periods[0].frequency)
    if charted.control is not None:
        yield from _against_average(assessment, charted, noun)
    held = _target_run(assessment, charted)
    if abs(held) >= SHORT_RUN:
        is_band = any(target is not None and target.upper is not None for target in charted.targets)
        yield f"{HELD[held > 0, is_band]} in {_all_of(held, len(values))} {noun}s"
    runs_up = kpi.aggregation is Aggregation.CUMULATIVE
    moved = 0 if runs_up else _run([side(b, a) for a, b in pairwise(values)])
    if abs(moved) >= SHORT_RUN:
        yield f"{'Rose' if moved > 0 else 'Fell'} in each of the last {briefly(abs(moved))} {noun}s"
    if runs_up:
        yield from _against_last_year(charted, noun)
    elif len(values) >= FEWEST_FOR_RECORD:
        yield from _record(values, noun)
    low, high = (kpi.show(edge) for edge in (min(values), max(values)))
    yield f"Between {low} and {high} over {briefly(len(values))} {noun}s"


def _against_average(assessment: Assessment, charted: ChartedSeries, noun: str) -> Iterator[str]:
    control = charted.control
    if control is None:
        return
    last = charted.window.valued[-1]
    flagged = control.unusual.get(last.period)
    values = [r.value for r in assessment.history if r.value is not None]
    run = _run([side(value, control.limits.mean) for value in values])
    average = f"its {control.points}-{noun} average"
    steps = _run([side(b, a) for a, b in pairwise(values)])
    if abs(steps) + 1 >= RUN:
        yield f"{'Rising' if steps > 0 else 'Falling'} for {briefly(abs(steps) + 1)} {noun}s"
    if abs(run) >= LONG_RUN:
        yield f"{'Above' if run > 0 else 'Below'} {average} for {briefly(abs(run))} {noun}s"
    if flagged is not None and flagged.flag is Flag.OUTSIDE:
        where = "above" if run > 0 else "below"
        yield f"Latest result {where} the range expected from normal variation"
    if flagged is not None and flagged.flag is Flag.TWO_OF_THREE:
        limit = "upper" if run > 0 else "lower"
        yield f"Two of the last three {noun}s near the {limit} end of normal variation"


def _target_run(assessment: Assessment, charted: ChartedSeries) -> int:
    """Return for how many results running the target was met, negative where it was missed."""
    outcomes = []
    for result, target in zip(charted.window.results, charted.targets, strict=True):
        if result is None or result.value is None:
            continue
        if target is None:
            outcomes.append(0)
            continue
        rated = RagRule(target, assessment.kpi.polarity, None).rate(result.value, None)
        outcomes.append({Rag.GREEN: 1, Rag.RED: -1}.get(rated, 0))
    return _run(outcomes)


def _against_last_year(charted: ChartedSeries, noun: str) -> Iterator[str]:
    values = {r.period: r.value for r in charted.window.valued}
    sides = [
        side(value, before)
        for period, value in values.items()
        if value is not None and (before := values.get(period.year_earlier())) is not None
    ]
    run = _run(sides)
    if run:
        where = f"{'Above' if run > 0 else 'Below'} the same {noun} a year before"
        yield where if abs(run) < SHORT_RUN else f"{where} for {briefly(abs(run))} {noun}s"


def _record(values: Sequence[float], noun: str) -> Iterator[str]:
    last, others = values[-1], values[:-1]
    shown = f"of the {len(values)} {noun}s shown"
    if side(last, max(others)) > 0:
        yield f"Highest {shown}"
    elif side(last, min(others)) < 0:
        yield f"Lowest {shown}"


def _all_of(run: int, shown: int) -> str:
    """Return `each of the last five`, or `all 21` where the run has no beginning in the chart."""
    number = abs(run)
    return f"all {briefly(number)}" if number == shown else f"each of the last {briefly(number)}"


def _run(sides: Sequence[int]) -> int:
    """Return how many of the last are on the side of the very last, signed; 0 where it is none."""
    if not sides or not sides[-1]:
        return 0
    return sides[-1] * len(list(takewhile(lambda s: s == sides[-1], reversed(sides))))
