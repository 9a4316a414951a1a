"""Figures against their own history: zeros, copies, slips and what is unusual."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from xlkpi.assessment.assessment import Assessment
from xlkpi.assessment.queries.codes import (
    DATE_AS_VALUE,
    DECIMAL_SLIP,
    OUTSIDE_PERCENT,
    PERCENT_SCALE,
    SIGN_SLIP,
    STALE_COPY,
    UNUSUAL,
    ZERO_FOR_MISSING,
)
from xlkpi.assessment.queries.scope import Scope
from xlkpi.register.kpi import Kpi
from xlkpi.register.problem import Problem
from xlkpi.register.result import Result
from xlkpi.register.rows import at
from xlkpi.rules import check
from xlkpi.rules.repeat import repeats_by_nature
from xlkpi.rules.slip import Slip, SlipKind, slip
from xlkpi.rules.step import is_step
from xlkpi.terms.number import decimals_in, same, spelling
from xlkpi.terms.period import Frequency

SLIPS = {
    SlipKind.DECIMAL: DECIMAL_SLIP,
    SlipKind.PERCENT_SCALE: PERCENT_SCALE,
    SlipKind.SIGN: SIGN_SLIP,
    SlipKind.DATE: DATE_AS_VALUE,
}

IF_NO_FIGURE = "if there was no figure, leave the cell blank and give the reason"
IF_CARRIED_FORWARD = "confirm it is not last period's figure carried forward"
SAY_WHY = "confirm it, and say why in the commentary, or correct it"

FEWEST_UNITS = 5
"""Where earlier values are fewer units of the last decimal than this, 0 is one of them."""
LEAST, MOST = 0, 100
"""The ends of a percentage, where a figure can stay without having been copied."""


def figure_queries(scope: Scope) -> Iterator[Problem]:
    """Yield the first query that each latest or typed figure raises against its history."""
    assessments: Iterable[Assessment] = (*scope.assessments, *scope.entered)
    for one in assessments:
        latest = one.latest
        if latest is None or latest.value is None:
            continue
        earlier = _earlier(scope.register.results_of(one.kpi.ref), latest)
        query = figure_query(one.kpi, latest, earlier)
        if query is not None:
            yield query


def figure_query(kpi: Kpi, latest: Result, earlier: Sequence[Result]) -> Problem | None:
    """Return the first query that a figure raises against the results before it, oldest first."""
    return _slip(kpi, latest, earlier) or _first(kpi, latest, earlier)


def _earlier(results: Sequence[Result], latest: Result) -> Sequence[Result]:
    """Return the results before `latest`; a year's outturn stands in for quarters not recorded."""
    own, before = latest.period.frequency, latest.period
    known = [row for row in results if row.value is not None]
    same_kind = [r for r in known if r.period.frequency is own and r.period.number < before.number]
    outturns = [
        r for r in known if own is not Frequency.YEAR and r.period.frequency is Frequency.YEAR
    ]
    if not outturns:
        return same_kind
    recorded = {r.period.financial_year for r in results if r.period.frequency is own}
    others = [r for r in outturns if r.period not in recorded and r.period < before]
    return sorted((*same_kind, *others), key=lambda row: row.period.sort_key)


def _values(earlier: Sequence[Result]) -> list[float]:
    return [row.value for row in earlier if row.value is not None]


def _slip(kpi: Kpi, latest: Result, earlier: Sequence[Result]) -> Problem | None:
    """Return the query about a figure that a slip of the keyboard would explain."""
    value = latest.value or 0.0
    found = slip(value, _values(earlier), is_percent=kpi.unit.is_percent)
    if found is None:
        return None
    before, now, meant = _before(kpi, earlier), kpi.unit.show(value), _meant(kpi, found)
    sentence = {
        SlipKind.DATE: f"{now} is the number by which a spreadsheet stores {meant} ({before}): "
        f"type the figure again and format the cell as a number",
        SlipKind.SIGN: f"{now} has another sign than every figure before it ({before}): if "
        f"{meant} was meant, correct it",
        SlipKind.PERCENT_SCALE: f"{now} is on another scale than before ({before}): if {meant} "
        f"was meant, correct it",
        SlipKind.DECIMAL: f"{now} would be usual with its decimal point elsewhere ({before}): if "
        f"{meant} was meant, correct it",
    }[found.kind]
    expected = "" if found.kind is SlipKind.DATE else spelling(float(str(found.meant)))
    return at(SLIPS[found.kind], latest, "value", sentence, expected)


def _meant(kpi: Kpi, found: Slip) -> str:
    if isinstance(found.meant, date):
        return f"{found.meant:%d/%m/%Y}"
    return kpi.unit.show(float(spelling(found.meant)))


def _first(kpi: Kpi, latest: Result, earlier: Sequence[Result]) -> Problem | None:
    """Return the first query of the rule, unless the series is one that raises it by nature."""
    value, values = latest.value or 0.0, _values(earlier)
    found = check.Check(unit=kpi.unit).query(value, values)
    match found:
        case check.OK:
            return None
        case check.ZERO:
            code, advice = ZERO_FOR_MISSING, IF_NO_FIGURE
            is_news = _is_far_from_zero(values) and is_step(value, values)
        case check.REPEATED:
            code, advice = STALE_COPY, IF_CARRIED_FORWARD
            found = "the same as the last value"
            is_news = not _stays(kpi, value, values)
        case check.UNUSUAL:
            code, advice = UNUSUAL, SAY_WHY
            is_news = kpi.aggregation.has_independent_points and is_step(value, values)
        case _:
            code, advice = OUTSIDE_PERCENT, "confirm it or correct it"
            is_news = not any(_is_beyond(value, other) for other in values)
    if not is_news:
        return None
    now = kpi.unit.show(value, kpi.decimals)
    before = f" ({_before(kpi, earlier)})" if earlier else ""
    return at(code, latest, "value", f"{now} is {found[0].lower()}{found[1:]}{before}: {advice}")


def _before(kpi: Kpi, earlier: Sequence[Result]) -> str:
    last = earlier[-1]
    return f"{kpi.unit.show(last.value or 0.0, kpi.decimals)} in {last.period}"


def _is_far_from_zero(values: Sequence[float]) -> bool:
    unit = 10.0 ** -max(map(decimals_in, values))
    return min(map(abs, values)) >= FEWEST_UNITS * unit


def _stays(kpi: Kpi, value: float, values: Sequence[float]) -> bool:
    """Return whether the same figure again is no news: a full percentage, a coarse series."""
    is_full = kpi.unit.is_percent and (same(value, LEAST) or same(value, MOST))
    return is_full or repeats_by_nature(values, max(map(decimals_in, (*values, value))))


def _is_beyond(value: float, other: float) -> bool:
    """Return whether an earlier percentage lay beyond the same end as `value`."""
    return other < LEAST if value < LEAST else other > MOST
