"""Shares: a value against the numerator, the denominator and the limits beside it."""

from collections.abc import Iterator, Sequence

from xlkpi.assessment.queries.codes import NUMERATOR_ABOVE, OUTSIDE_LIMITS, SHARE_DIFFERS
from xlkpi.assessment.queries.scope import Scope
from xlkpi.register.kpi import Kpi
from xlkpi.register.problem import Problem
from xlkpi.register.result import Result
from xlkpi.register.rows import at
from xlkpi.rules.share import agrees, scale_of, share
from xlkpi.terms.number import decimals_in, nearness, shown, spelling

MOSTLY = 0.8
"""The part of a KPI's other rows that must be their shares before one that is not is queried."""


def share_queries(scope: Scope) -> Iterator[Problem]:
    """Yield each figure of the year that the other cells of its row speak against."""
    for row in scope.figures:
        kpi = scope.kpis[row.ref]
        yield from _limits(kpi, row)
        if row.numerator is not None and row.denominator is not None:
            others = [one for one in scope.results.get(row.ref, ()) if one is not row]
            yield from _share(kpi, row, others)


def _limits(kpi: Kpi, row: Result) -> Iterator[Problem]:
    value, lower, upper = row.value, row.lower, row.upper
    if value is None:
        return
    room = 0.5 * 10.0 ** -decimals_in(value) + nearness(value)
    is_below = lower is not None and value < lower - room
    is_above = upper is not None and value > upper + room
    if is_below or is_above:
        end, limit = ("lower", lower) if is_below else ("upper", upper)
        side = "below" if is_below else "above"
        yield at(
            OUTSIDE_LIMITS,
            row,
            "value",
            f"{kpi.unit.show(value)} is {side} its own {end} 95% limit "
            f"{kpi.unit.show(limit or 0.0)}: correct the value or the limits",
        )


def _share(kpi: Kpi, row: Result, others: Sequence[Result]) -> Iterator[Problem]:
    """Yield what the numerator and denominator say; a KPI whose rows never agree is left alone.

    An age-standardised rate has a count and a population beside it and is not their share.
    """
    value, numerator, denominator = row.value, row.numerator, row.denominator
    if value is None or numerator is None or denominator is None:
        return
    if kpi.unit.is_percent and numerator > denominator and not _any_above(others):
        yield at(
            NUMERATOR_ABOVE,
            row,
            "numerator",
            f"the numerator {shown(numerator)} is above the denominator {shown(denominator)}: "
            f"correct one of them",
        )
        return
    made = _made(kpi, row)
    if made is not None and not _agrees(kpi, row) and _agree_mostly(kpi, others):
        decimals = max(decimals_in(value), kpi.decimals or 0)
        yield at(
            SHARE_DIFFERS,
            row,
            "value",
            f"{kpi.unit.show(value)} is not what {shown(numerator)} of {shown(denominator)} "
            f"make, {kpi.unit.show(made, decimals)}: correct one of the three",
            spelling(round(made, decimals)),
        )


def _made(kpi: Kpi, row: Result) -> float | None:
    if row.value is None or row.numerator is None or row.denominator is None:
        return None
    return share(row.value, row.numerator, row.denominator, scale_of(kpi.unit))


def _agrees(kpi: Kpi, row: Result) -> bool:
    """Return whether the value is its share, to the decimals that are recorded and shown."""
    made, value = _made(kpi, row), row.value
    if made is None or value is None:
        return True
    recorded = decimals_in(value)
    return agrees(value, made, recorded if kpi.decimals is None else min(recorded, kpi.decimals))


def _agree_mostly(kpi: Kpi, others: Sequence[Result]) -> bool:
    judged = [_agrees(kpi, row) for row in others if _made(kpi, row) is not None]
    return sum(judged) >= MOSTLY * len(judged)


def _any_above(others: Sequence[Result]) -> bool:
    pairs = ((row.numerator, row.denominator) for row in others)
    return any(n is not None and d is not None and n > d for n, d in pairs)
