"""Illustrative results: made up plausibly, by a seeded generator, from parameters in plain view."""

from collections.abc import Iterator
from datetime import date, timedelta
from random import Random

from workbooks.making.sources import ILLUSTRATIVE, Cells, Source, kpis, number, rows_of
from xlkpi.terms.aggregation import Aggregation
from xlkpi.terms.number import rounded
from xlkpi.terms.period import Frequency, Period
from xlkpi.terms.period_text import read_period

LAST_DAY = date(2026, 9, 30)
"""The end of the reporting period for which the shipped Register is filled."""
SOURCE = f"{ILLUSTRATIVE}: made up for this demonstration"
PARTS = {"%": 100, "per 10,000": 10_000, "per 100,000": 100_000}
"""Unit to the number by which numerator over denominator is multiplied."""


def results() -> Iterator[Cells]:
    """Yield the illustrative results of every illustrative KPI, breakdowns after the headline."""
    for parameters in rows_of("illustrative_series.csv"):
        yield from _headline(parameters)
        yield from _breakdowns(parameters)
    for row in rows_of("illustrative_values.csv"):
        value = number(row["value"])
        yield _row(row["ref"], read_period(row["period"]), value) | {
            "gap_reason": row["gap_reason"] or None,
            "note": row["note"] or None,
        }


def _headline(parameters: Source) -> Iterator[Cells]:
    """Yield the KPI's own results, first figures of revised ones included."""
    revisions = {row["period"]: row for row in _about(parameters["ref"], "revisions.csv")}
    gaps = {row["period"]: row for row in _about(parameters["ref"], "illustrative_gaps.csv")}
    made = list(series(parameters))
    for period, cells in made:
        revision, gap = revisions.get(period.name), gaps.get(period.name)
        if gap:
            yield _row(parameters["ref"], period, None) | {
                "gap_reason": gap["gap_reason"],
                "note": gap["note"],
            }
            continue
        if revision:
            first = _row(parameters["ref"], period, number(revision["first_value"]))
            yield first | {"status": "Provisional"}
            cells |= {"status": "Revised", "revision": 1, "note": revision["note"]}
        elif period == made[-1][0] and parameters["latest_status"]:
            cells |= {"status": parameters["latest_status"]}
        yield cells


def _breakdowns(parameters: Source) -> Iterator[Cells]:
    """Yield the categories of the KPI, as a distance from its headline and some noise."""
    for row in _about(parameters["ref"], "illustrative_breakdowns.csv"):
        chance = Random(f"{parameters['ref']} {row['category']}")  # noqa: S311 -- as above
        for period, cells in list(series(parameters))[-int(row["periods"]) :]:
            drawn = float(str(cells["value"])) + float(row["distance"])
            value = drawn + chance.gauss(0, float(row["noise"]))
            yield _row(parameters["ref"], period, _rounded(parameters["ref"], value)) | {
                "breakdown": row["breakdown"],
                "category": row["category"],
            }


def series(parameters: Source) -> Iterator[tuple[Period, Cells]]:
    """Yield each period with its made-up result: level, trend, season, steps, Covid and noise."""
    ref = parameters["ref"]
    chance = Random(ref)  # noqa: S311 -- made-up figures, no secrets
    periods = _periods(parameters)
    for index, period in enumerate(periods):
        share = index / (len(periods) - 1)
        level = _between(parameters, share)
        level += _season(parameters, period) + _steps(parameters, period)
        level *= 1 - _covid(parameters, period)
        level += chance.gauss(0, float(parameters["noise"]))
        level *= _to_date(parameters, period)
        yield period, _measured(parameters, period, level, chance)


def _measured(parameters: Source, period: Period, level: float, chance: Random) -> Cells:
    """Return the cells of one result; a rate gets its numerator and denominator."""
    ref = parameters["ref"]
    low, high = number(parameters["lowest"]), number(parameters["highest"])
    level = max(level, low) if low is not None else level
    level = min(level, high) if high is not None else level
    if not parameters["denominator"]:
        return _row(ref, period, _rounded(ref, level))
    base = float(parameters["denominator"])
    spread = 0 if base > 50_000 else 0.06
    denominator = round(base * (1 + chance.gauss(0, spread)))
    part = PARTS.get(kpis()[ref]["unit"], 1)
    numerator = round(level * denominator / part)
    if part == PARTS["%"]:
        numerator = min(numerator, denominator)
    value = _rounded(ref, part * numerator / denominator)
    return _row(ref, period, value) | {"numerator": numerator, "denominator": denominator}


def _row(ref: str, period: Period, value: float | None) -> Cells:
    """Return the cells that every illustrative result has."""
    kpi = kpis()[ref]
    supplied = period.end + timedelta(days=int(kpi["lag_days"]))
    return {
        "ref": ref,
        "period": period.name,
        "value": value,
        "status": None if value is None else "Final",
        "source": SOURCE,
        "supplied_by": kpi["contact"],
        "supplied_on": _working_day(supplied),
        "message_id": f"Return {period.name} {ref}" if period.end == LAST_DAY else None,
    }


def _periods(parameters: Source) -> list[Period]:
    """Return the periods of the series, up to the last whose result has come in."""
    kpi = kpis()[parameters["ref"]]
    period = read_period(parameters["first"], Frequency.read(kpi["frequency"]))
    last = read_period(parameters["last"], period.frequency) if parameters["last"] else None
    periods = []
    while period.end <= LAST_DAY and (last is None or period <= last):
        periods.append(period)
        period = period.shift(1)
    return periods


def _between(parameters: Source, share: float) -> float:
    start, end = float(parameters["start"]), float(parameters["end"])
    return start + (end - start) * share


def _season(parameters: Source, period: Period) -> float:
    """Return what the time of year adds, from April or quarter 1."""
    season = _numbers(parameters["season"])
    return season[_place_in_year(period)] if season else 0.0


def _steps(parameters: Source, period: Period) -> float:
    """Return what the steps so far add: `2024-04:+6`, or `2023-06~2023-09:+25` for a spell."""
    total = 0.0
    for step in filter(None, parameters["steps"].split(";")):
        span, size = step.strip().split(":")
        first, _, last = span.partition("~")
        started = read_period(first) <= period
        if started and (not last or period <= read_period(last)):
            total += float(size)
    return total


def _covid(parameters: Source, period: Period) -> float:
    """Return the share lost to the pandemic, all of it at first and recovering evenly."""
    if not parameters["covid"]:
        return 0.0
    first, last, depth = parameters["covid"].split("~")
    begun, over = read_period(first).number, read_period(last).number
    if not begun <= period.number <= over:
        return 0.0
    return float(depth) * (1 - (period.number - begun) / (over - begun + 1))


def _to_date(parameters: Source, period: Period) -> float:
    """Return the share of the year reached, for a cumulative KPI; 1 for any other."""
    if Aggregation.read(kpis()[parameters["ref"]]["aggregation"]) is not Aggregation.CUMULATIVE:
        return 1.0
    return _numbers(parameters["shares"])[_place_in_year(period)] / 100


def _place_in_year(period: Period) -> int:
    """Return 0 for the first quarter or month of the financial year."""
    if period.frequency is Frequency.MONTH:
        return (period.number - 3) % 12
    return period.number % period.frequency.per_year


def _numbers(text: str) -> list[float]:
    return [float(part) for part in text.split()] if text else []


def _rounded(ref: str, value: float) -> float:
    return rounded(value, int(kpis()[ref]["decimals"]))


def _working_day(day: date) -> date:
    """Return the day, or the Monday after a weekend."""
    return day + timedelta(days=max(0, 7 - day.weekday()) if day.weekday() > 4 else 0)


def _about(ref: str, name: str) -> list[Source]:
    return [row for row in rows_of(name) if row["ref"] == ref]
